"""What one process of the run makes, and the others copy."""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

# The folder of the run: whoever begins it makes it, its other processes inherit it.
RUN = "TESTS_FOLDER"


def run() -> Path:
    """Where a run keeps what its processes share; taken away when the one that began it ends."""
    if RUN not in os.environ:
        os.environ[RUN] = tempfile.mkdtemp(prefix="palmares-tests-")
        atexit.register(shutil.rmtree, os.environ[RUN], ignore_errors=True)
    return Path(os.environ[RUN])


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The instance folder of that name, made by the first process that asks while others wait: to copy."""
    folder = run() / name
    with (run() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            place = Path(tempfile.mkdtemp(dir=run())) / "instance"
            make(place)
            place.rename(folder)
    return folder
