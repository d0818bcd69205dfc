"""The room's kit: `python -m scripts.kit` packs the application and its wheelhouse into one file for a USB stick.

`palmares-kit.zip` holds what runs, what its guides say, and `wheelhouse/` as `scripts/wheelhouse.py` filled it: one
folder, that `python3 run.py` sets up without internet and without administrator rights. What git does not know stays at
home: somebody's own file beside the examples is nobody else's.
"""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from scripts import bootstrap

ROOT = bootstrap.ROOT
TARGET = ROOT / "palmares-kit.zip"
FOLDER = "palmares"
# What runs, and what says how.
FOLDERS = ("app", "templates", "static", "examples", "scripts", "docs")
FILES = (
    "run.py",
    "requirements.lock",
    "requirements-kit.lock",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
)
# What these folders hold, where there is no git to ask: a kit made from a kit.
KINDS = (
    *(".css", ".csv", ".html", ".ini", ".js", ".json", ".mako", ".md", ".po", ".py", ".svg", ".ts", ".txt", ".webp"),
    *(".woff", ".woff2"),
)
README = ROOT / "scripts" / "kit.txt"
# The pictures of every screen are for whoever works on them; a page of the kit brings those it shows.
PICTURES = ROOT / "docs" / "screens"
SHOWN = re.compile(r"!\[[^\]]*\]\(([^)#]+)\)")


def files() -> Iterator[Path]:
    """Every file of the project that goes along."""
    known = _known()
    yield from (path for path in known if not path.is_relative_to(PICTURES))
    pages = [path for path in known if path.suffix == ".md"]
    shown = {(page.parent / name).resolve() for page in pages for name in SHOWN.findall(page.read_text("utf-8"))}
    yield from (path for path in known if path.is_relative_to(PICTURES) and path in shown)


def _known() -> list[Path]:
    """The project's own files, as git knows them; without git, those that look like one, and that is said."""
    # A project that was unpacked inside another one is not known to that one's git.
    if (ROOT / ".git").exists():
        with suppress(OSError, subprocess.CalledProcessError):
            asked = ["git", "ls-files", "-z", "--", *FOLDERS, *FILES]
            told = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
            return [ROOT / name for name in sorted(told) if name and (ROOT / name).is_file()]
    print(
        "git does not know this folder: every file goes along that ends as the project’s do and begins with no dot. "
        f"Look at what is in {', '.join(FOLDERS)}.",
        file=sys.stderr,
    )
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file() and _looks_ours(path)]
    return [*(ROOT / name for name in FILES), *sorted(found)]


def _looks_ours(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    return not hidden and (path.suffix in KINDS or path.name == "LICENSE")


def pack(target: Path, wheelhouse: Path) -> None:
    """Write the kit, whole or not at all."""
    wheels = sorted(wheelhouse.glob("*.whl"))
    if not wheels:
        raise SystemExit("wheelhouse/ is empty: `make wheelhouse` fills it.")
    written = target.with_suffix(".part")
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(README, f"{FOLDER}/LISEZMOI-README.txt")
        for path in files():
            archive.write(path, f"{FOLDER}/{path.relative_to(ROOT).as_posix()}")
        for wheel in wheels:  # packed already
            archive.write(wheel, f"{FOLDER}/wheelhouse/{wheel.name}", zipfile.ZIP_STORED)
    written.replace(target)


def main() -> int:
    """Pack `palmares-kit.zip` beside the project."""
    pack(TARGET, bootstrap.WHEELHOUSE)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.0f} MB. Copy it onto a stick; it says what to do.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
