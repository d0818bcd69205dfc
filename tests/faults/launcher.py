"""The server with one of its guards taken out, to see that a test notices. `WEAKNESS` names the guard.

`WALL` names a file that says how many milliseconds the wall clock of this machine is set ahead, at each moment.
"""

from gevent import monkey

monkey.patch_all()

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from app import changes, clock
from app.actions import timer
from app.models import StageTimer, base
from app.starting import main

WEAKNESS = os.environ.get("WEAKNESS", "")
WALL = os.environ.get("WALL", "")


def set_wall(told: Path) -> None:
    """Have the wall clock of this process be what the file says, for whoever reads it from now on."""
    true_ns = time.time_ns

    def wall_ns() -> int:
        return true_ns() + (int(told.read_text(encoding="ascii") or 0) * 1_000_000 if told.exists() else 0)

    time.time_ns = wall_ns
    time.time = lambda: wall_ns() / 1e9


if WALL:
    set_wall(Path(WALL))

if WEAKNESS == "no memory of op":
    changes.recall = lambda *_: None
    changes.remember = lambda *_: None
elif WEAKNESS == "commits that do not wait for the disk":
    base.SYNCHRONOUS = "NORMAL"
elif WEAKNESS == "no base of the timer":
    judged = timer._command
    timer._command = lambda change, sent: judged(
        change, replace(sent, base=change.session.get_one(StageTimer, change.event.id).revision)
    )
elif WEAKNESS == "a clock that follows the wall":
    clock.Clock.now_ms = lambda _: time.time_ns() // 1_000_000
elif WEAKNESS:
    sys.exit(f"unknown weakness: {WEAKNESS}")

if __name__ == "__main__":
    sys.exit(main())
