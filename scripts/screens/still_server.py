"""The server with a clock that is told the time and a chance that is always the same; for pictures alone.

`STILL_CLOCK` names the file that holds the instant. The same acts at the same instants give the same links, codes
and receipts each time: nothing here keeps a secret, so it listens where nobody else can reach it.
"""

from gevent import monkey

monkey.patch_all()

import os
import random
import secrets
import sys
from collections import Counter
from pathlib import Path

from app import clock
from app.starting import main


class ToldClock(clock.Clock):
    """A clock that shows what its file says."""

    def now_ms(self) -> int:
        """The instant in the file."""
        return int(Path(os.environ["STILL_CLOCK"]).read_text(encoding="ascii"))


drawn: Counter[int] = Counter()


def told_bytes(nbytes: int | None = None) -> bytes:
    """Bytes that depend on the instant, and on how many were drawn at it: not on which pictures are taken between."""
    instant = clock.now_ms()
    drawn[instant] += 1
    return random.Random(f"{instant} {drawn[instant]}").randbytes(nbytes or secrets.DEFAULT_ENTROPY)


if __name__ == "__main__":
    clock.use(ToldClock())
    secrets.token_bytes = told_bytes
    sys.exit(main())
