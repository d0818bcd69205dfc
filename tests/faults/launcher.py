"""The server with one of its guards taken out, to see that a test notices. `WEAKNESS` names the guard."""

from gevent import monkey

monkey.patch_all()

import os
import sys

from app import changes
from app.models import base
from app.starting import main

WEAKNESS = os.environ.get("WEAKNESS", "")

if WEAKNESS == "no memory of op":
    changes.recall = lambda *_: None
    changes.remember = lambda *_: None
elif WEAKNESS == "commits that do not wait for the disk":
    base.SYNCHRONOUS = "NORMAL"
elif WEAKNESS:
    sys.exit(f"unknown weakness: {WEAKNESS}")

if __name__ == "__main__":
    sys.exit(main())
