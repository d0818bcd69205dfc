"""The packages for a room without internet: `python -m scripts.wheelhouse [MACHINE …]` fills `wheelhouse/`.

For every machine of `MACHINES`, or those that are named, and each Python that we run on, exactly the locked wheels, by
their digests; `scripts/bootstrap.py` then installs from that folder alone. Run by a Python of `.venv`.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

from scripts import bootstrap

# The application, and pip to install it with: Debian's Python comes without one.
LOCK = bootstrap.ROOT / "requirements-kit.lock"
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$")
# Its compiled modules only serve what we never ask of it, and there is a set of them for every Python.
PLAIN = ("fonttools",)


@dataclass(frozen=True)
class Machine:
    """A kind of machine: how wheels name it, and how a lock's conditions do."""

    platforms: tuple[str, ...]
    system: str

    def pythons(self) -> list[str]:
        """The Pythons that a package of ours exists for, as "3.12"."""
        oldest = bootstrap.OLDEST_ON[self.system]
        return [f"3.{minor}" for minor in range(oldest[1], bootstrap.NEWEST[1] + 1)]


def _linux(processor: str) -> Machine:
    names = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014")
    return Machine(tuple(f"{name}_{processor}" for name in names), "linux")


MACHINES = {
    "linux-x86_64": _linux("x86_64"),
    "linux-aarch64": _linux("aarch64"),
    "macos-arm64": Machine(("macosx_14_0_arm64",), "darwin"),
    "macos-x86_64": Machine(("macosx_14_0_x86_64",), "darwin"),
    "windows-amd64": Machine(("win_amd64",), "win32"),
}


def pinned(lock: str, machine: Machine, python: str) -> dict[str, str]:
    """Each package of a lock that this machine needs, by its name: its version and digests, as pip reads them."""
    asked = {
        "sys_platform": machine.system,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": python,
        "python_full_version": f"{python}.99",
    }
    found: dict[str, str] = {}
    needed = ""
    for line in lock.splitlines():
        start = PINNED.match(line)
        if start:
            wanted = start["marker"] is None or Marker(start["marker"]).evaluate(asked)
            needed = start["name"] if wanted else ""
            if needed:
                found[needed] = f"{needed}=={start['version']} \\"
        elif needed and line.startswith(" "):
            found[needed] += f"\n{line}"
    return found


def fill(folder: Path, wanted: Iterable[tuple[str, str]]) -> None:
    """Bring in the wheels of these machines and Pythons, and take out of the folder what the lock does not know."""
    folder.mkdir(exist_ok=True)
    lock = LOCK.read_text(encoding="utf-8")
    for name, python in wanted:
        print(f"Palmarès: {name}, Python {python}", file=sys.stderr, flush=True)
        _bring(folder, pinned(lock, MACHINES[name], python), MACHINES[name], python)
    for path in folder.iterdir():
        if path.is_dir():  # left by a run that was killed
            shutil.rmtree(path)
        elif hashlib.sha256(path.read_bytes()).hexdigest() not in lock:
            path.unlink()


def _bring(folder: Path, packages: dict[str, str], machine: Machine, python: str) -> None:
    plain = [packages[name] for name in PLAIN if name in packages]
    others = [asked for name, asked in packages.items() if name not in PLAIN]
    there = ["--python-version", python, "--implementation", "cp"]
    there += [word for platform in machine.platforms for word in ("--platform", platform)]
    _download(folder, others, there)
    _download(folder, plain, ["--platform", "any", "--implementation", "py"])


def _download(folder: Path, requirements: list[str], where: list[str]) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        asked = Path(scratch) / "asked.txt"
        asked.write_text("\n".join(requirements) + "\n", encoding="ascii")
        command = [*bootstrap.pip(sys.executable), "download", "--disable-pip-version-check", "--progress-bar", "off"]
        command += ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-d", str(folder), "-r", str(asked)]
        answer = subprocess.run([*command, *where], capture_output=True, text=True, check=False)
    if answer.returncode:
        raise SystemExit(answer.stderr[-4000:] or answer.stdout[-4000:])


def main(names: list[str]) -> int:
    """Fill `wheelhouse/` for the machines named, or for all of them."""
    unknown = [name for name in names if name not in MACHINES]
    if unknown:
        print(f"{', '.join(unknown)}: known machines are {', '.join(MACHINES)}.", file=sys.stderr)
        return 2
    fill(bootstrap.WHEELHOUSE, [(name, python) for name in names or MACHINES for python in MACHINES[name].pythons()])
    files = list(bootstrap.WHEELHOUSE.glob("*.whl"))
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    print(f"{bootstrap.WHEELHOUSE.name}/: {len(files)} wheels, {megabytes:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
