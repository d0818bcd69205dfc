"""The room's kit: `python -m scripts.kit` packs the application and its wheelhouse into one file for a USB stick.

`palmares-kit.zip` holds what runs, what its guides say, and `wheelhouse/` as `scripts/wheelhouse.py` filled it: one
folder, that `python3 run.py` sets up without internet and without administrator rights.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
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
README = ROOT / "scripts" / "kit.txt"
# The pictures of every screen are for whoever works on them; a page of the kit brings those it shows.
PICTURES = ROOT / "docs" / "screens"
SHOWN = re.compile(r"!\[[^\]]*\]\(([^)#]+)\)")


def files() -> Iterator[Path]:
    """Every file of the project that goes along."""
    yield from (ROOT / name for name in FILES)
    pages = []
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")):
        if path.is_dir() or path.suffix in (".pyc", ".mo") or path.is_relative_to(PICTURES):
            continue
        pages += [path] if path.suffix == ".md" else []
        yield path
    shown = {(page.parent / name).resolve() for page in pages for name in SHOWN.findall(page.read_text("utf-8"))}
    yield from sorted(path for path in shown if path.is_relative_to(PICTURES))


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
