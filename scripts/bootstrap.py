#!/usr/bin/env python3
"""Set up what Palmarès needs in `.venv`, with nothing but Python: `python3 scripts/bootstrap.py [EXTRA …]`.

Installs exactly the locked wheels, with uv where it is at hand, else with pip; the application itself from the folder
`wheelhouse/` alone where it has them all (`make kit`): without internet, and with the pip of that folder, so that
nothing is asked of an administrator. Done already, it returns at once. Written for Python 3.8, to be able to say that a
newer one is needed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, NoReturn, Sequence

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WHEELHOUSE = ROOT / "wheelhouse"
WINDOWS = sys.platform == "win32"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# The versions with a wheel of every locked package; for macOS, gevent has none before 3.12.
OLDEST_ON = {"linux": (3, 11), "win32": (3, 11), "darwin": (3, 12)}
OLDEST, NEWEST = OLDEST_ON.get(sys.platform, (3, 11)), (3, 14)
# Set in the process that goes on in `.venv`, so that a damaged environment cannot send it round in circles; no setting.
GONE_ON = "GONE_ON_IN_VENV_OF_PALMARES"


def ensure(extras: Sequence[str] = (), again: bool = False) -> Path:
    """The Python of `.venv`, with every locked package of these extras; `again` does not trust the stamps."""
    locks = [ROOT / f"requirements-{extra}.lock" for extra in extras] or [ROOT / "requirements.lock"]
    if not again and all(_is_installed(lock) for lock in locks):
        return VENV_PYTHON
    with _alone():
        _make_environment()
        for lock in locks:
            if again or not _is_installed(lock):
                _install(lock, again)
    return VENV_PYTHON


def reexec_in_venv() -> NoReturn:
    """Run this same command again in `.venv`, completed first if packages are missing."""
    if os.environ.get(GONE_ON):
        _stop(
            "L'environnement .venv est incomplet : supprimez ce dossier, puis recommencez.",
            "The environment .venv is incomplete: delete that folder, then start again.",
        )
    python = str(ensure(again=Path(sys.prefix).resolve() == VENV))
    environment = dict(os.environ, **{GONE_ON: "1"})
    if WINDOWS:  # exec would hand the terminal back while the server runs
        raise SystemExit(subprocess.call([python, *sys.argv], env=environment))
    os.execve(python, [python, *sys.argv], environment)


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is allowed (root, apt); says whether it worked."""
    apt = shutil.which("apt-get")
    if apt is None or _user() != 0:
        return False
    _say("installing " + " ".join(packages) + " with apt-get")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = [apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    if _runs(command, environment):
        return True
    # A fresh image has no package lists.
    return _runs([apt, "update", "-qq"], environment) and _runs(command, environment)


def _is_installed(lock: Path) -> bool:
    stamp = _stamp(lock)
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _mark(lock)


def _stamp(lock: Path) -> Path:
    return VENV / (lock.name + ".installed")


def _mark(lock: Path) -> str:
    """What the stamp of an installed lock says: the lock's digest, and the Python it was installed for."""
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {_version([str(VENV_PYTHON)])}"


def _make_environment() -> None:
    if _version([str(VENV_PYTHON)]):
        return
    if VENV.exists():  # made for a Python that is gone
        shutil.rmtree(str(VENV))
    uv, python = shutil.which("uv"), _base_python()
    if uv and not (python and _carried_pip()):
        wanted = python[0] if len(python) == 1 else ">={}.{},<={}.{}".format(*OLDEST, *NEWEST)
        _say("making .venv with uv")
        if _runs([uv, "venv", "--quiet", "--python", wanted, str(VENV)]):
            return
    if not python:
        _stop(
            "Palmarès demande Python {}.{} à {}.{}, et n'en trouve pas ici.".format(*OLDEST, *NEWEST),
            "Palmarès needs Python {}.{} to {}.{}, and finds none here.".format(*OLDEST, *NEWEST),
        )
    _say("making .venv with Python " + _version(python))
    if _carried_pip():
        _run([*python, "-m", "venv", "--without-pip", str(VENV)])
        return
    if not _runs([*python, "-c", "import ensurepip, venv"]):
        package = "python" + _version(python) + "-venv"
        if not apt_install(package):
            command = "sudo apt install " + package
            _stop("Il manque un paquet. Tapez : " + command, "A package is missing. Type: " + command)
    _run([*python, "-m", "venv", str(VENV)])


def _carried_pip() -> Path | None:
    """The pip of the wheelhouse, if it is the one that the lock of the kit knows."""
    for wheel in sorted(WHEELHOUSE.glob("pip-*.whl")):
        if hashlib.sha256(wheel.read_bytes()).hexdigest() in (ROOT / "requirements-kit.lock").read_text("utf-8"):
            return wheel
    return None


def _base_python() -> list[str]:
    """The command of a Python neither too old nor too new: this one, else one on the path; empty if none."""
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    others = [["py", f"-3.{minor}"] if WINDOWS else [f"python3.{minor}"] for minor in minors]
    for command in [[sys.executable], *others]:
        version = _version(command)
        if version and OLDEST <= tuple(int(part) for part in version.split(".")) <= NEWEST:
            return [shutil.which(command[0]) or command[0], *command[1:]]
    return []


def _version(command: list[str]) -> str:
    """The version of a Python, as in "3.11"; nothing where the command is no Python that runs."""
    program = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([*command, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return ""
    return answer.stdout.decode().strip() if answer.returncode == 0 else ""


def _install(lock: Path, again: bool) -> None:
    wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    if not _from_wheelhouse(lock, wanted, again):
        _say("installing " + lock.name)
        # uv does not read pip's settings: behind an authority's proxy only pip may get through.
        if not _uv_installs(wanted, again):
            _run(_pip_install(wanted, again))
    # Every extra's lock also holds what the application itself needs.
    for installed in (lock, ROOT / "requirements.lock"):
        _stamp(installed).write_text(_mark(installed), encoding="ascii")


def _from_wheelhouse(lock: Path, wanted: list[str], again: bool) -> bool:
    """Whether `wheelhouse/` had every package of a lock for this machine, and they are installed out of it."""
    # It carries the application; what tests and checks need is not in it.
    if not WHEELHOUSE.is_dir() or lock != ROOT / "requirements.lock":
        return False
    _say("installing " + lock.name + " from wheelhouse/")
    there = ["--no-index", "--find-links", str(WHEELHOUSE), *wanted]
    if _uv_installs(there, again) or _runs(_pip_install(there, again)):
        return True
    _say("wheelhouse/ has not every package for this machine: they come from the network")
    return False


def _uv_installs(wanted: list[str], again: bool) -> bool:
    uv = shutil.which("uv")
    anew = ["--reinstall"] if again else []
    return bool(uv) and _runs([str(uv), "pip", "install", *anew, "--quiet", "--python", str(VENV_PYTHON), *wanted])


def _pip_install(wanted: list[str], again: bool) -> list[str]:
    anew = ["--force-reinstall"] if again else []
    return [*pip(str(VENV_PYTHON)), "install", *anew, "--quiet", "--no-input", *wanted]


def pip(python: str) -> list[str]:
    """The command of a Python's pip: its own, else the kit's, which runs out of its wheel, else one made for it."""
    own = [python, "-m", "pip"]
    if _runs([*own, "--version"]):
        return own
    carried = _carried_pip()
    if carried:
        return [python, str(carried / "pip")]
    _run([python, "-m", "ensurepip"])
    return own


def _runs(command: list[str], environment: dict[str, str] | None = None) -> bool:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(command, env=environment, **quiet).returncode == 0  # type: ignore[call-overload,no-any-return]


def _run(command: list[str]) -> None:
    """Run a command that must work; where it does not, show what it said."""
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if answer.returncode:
        print(answer.stdout.decode(errors="replace")[-4000:], file=sys.stderr)
        _stop(
            "L'installation a échoué (réseau, proxy ?). Sans internet : prenez la trousse que fait `make kit`.",
            "The set-up failed (network, proxy?). Without internet: take the kit that `make kit` makes.",
        )


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time: a second one waits here, then finds the work done."""
    with (ROOT / ".bootstrap.lock").open("w", encoding="ascii") as file:
        if sys.platform == "win32":
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    continue
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _user() -> int | None:
    return os.geteuid() if sys.platform != "win32" else None


def _say(message: str) -> None:
    print("Palmarès:", message, flush=True, file=sys.stderr)


def _stop(french: str, english: str) -> NoReturn:
    raise SystemExit(french + "\n" + english)


if __name__ == "__main__":
    ensure(sys.argv[1:])
