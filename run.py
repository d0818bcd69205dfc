#!/usr/bin/env python3
"""Start Palmarès: `python run.py [--host H] [--port N] [--instance DIR] [--demo [--play SPEED]] [--open-links FILE]`.

Works with nothing but Python: where packages are missing it sets them up in `.venv` and goes on from there.
"""

import gc
import importlib.util
import sys

from scripts import bootstrap

# gevent-websocket too: without it a slow screen would receive a corrupted stream, so there is no start without it.
if not all(importlib.util.find_spec(name) for name in ("gevent", "geventwebsocket", "flask_socketio")):
    bootstrap.reexec_in_venv()

# Before anything else is imported: sockets, locks and threads become cooperative.
from gevent import monkey

monkey.patch_all()

# What is imported lives as long as the server: the collector walks through it neither while it comes nor ever after.
gc.disable()
from app.starting import main

gc.freeze()
gc.enable()

if __name__ == "__main__":
    sys.exit(main())
