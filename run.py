#!/usr/bin/env python3
"""Start Palmarès: `python run.py [--host H] [--port N] [--instance DIR] [--demo [--play SPEED]] [--open-links FILE]`.

Works with nothing but Python: where packages are missing it sets them up in `.venv` and goes on from there.
"""

import importlib.util
import sys

from scripts import bootstrap

if importlib.util.find_spec("gevent") is None or importlib.util.find_spec("flask_socketio") is None:
    bootstrap.reexec_in_venv()

# Before anything else is imported: sockets, locks and threads become cooperative.
from gevent import monkey

monkey.patch_all()

from app.starting import main

if __name__ == "__main__":
    sys.exit(main())
