"""Starts servers as `run.py` does, from one process that has imported everything: a fork is there at once.

It reads a line of JSON for each, `{"arguments", "environment", "log"}`, and answers with the process's number; it ends
when nobody can ask any more.
"""

from gevent import monkey

monkey.patch_all()

import gc
import json
import os
import signal
import sys

gc.disable()
from app.starting import main

gc.freeze()
fork, set_signal = monkey.get_original("os", "fork"), monkey.get_original("signal", "signal")
# Nobody waits for a server but by its number: it leaves nothing behind when it ends.
set_signal(signal.SIGCHLD, signal.SIG_IGN)


def begin(log: str, environment: dict[str, str]) -> None:
    """What a program that was started by itself would have: a session, an environment, a place to write."""
    os.setsid()
    set_signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    gc.enable()


for line in iter(sys.stdin.readline, ""):
    asked = json.loads(line)
    number = fork()
    if number == 0:
        begin(asked["log"], asked["environment"])
        sys.exit(main(asked["arguments"]))
    print(number, flush=True)
