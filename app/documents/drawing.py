"""Have the minutes drawn by the program beside this one, within a limit of time; ballots pass meanwhile."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("draw_minutes.py")
SECONDS = 30


def drawn(minutes: dict[str, Any], form: str) -> bytes:
    """The file of some minutes, `pdf` or `odt`; CalledProcessError or TimeoutExpired where it cannot be made."""
    done = subprocess.run(
        [sys.executable, "-P", PROGRAM, form],  # -P: its neighbours here are no modules for it to import
        input=json.dumps(minutes).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout
