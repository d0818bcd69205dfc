"""The server with one of its guards taken out, to see that a test notices. `WEAKNESS` names the guard."""

from gevent import monkey

monkey.patch_all()

import os
import sys
from dataclasses import replace

from app import changes
from app.actions import timer
from app.models import StageTimer, base
from app.starting import main

WEAKNESS = os.environ.get("WEAKNESS", "")

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
elif WEAKNESS:
    sys.exit(f"unknown weakness: {WEAKNESS}")

if __name__ == "__main__":
    sys.exit(main())
