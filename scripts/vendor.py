#!/usr/bin/env python3
"""The files of others that we serve or test with: fetch them again, or check that they are unaltered.

`python -m scripts.vendor` (developers, with npm) takes each file of `static/vendor/manifest.json` from the
package and version named there, after comparing the package with its published integrity; `--check` needs no
network.
"""

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / "static" / "vendor" / "manifest.json"
# Every file in these, the manifest and our own type declarations aside, comes from a package of the manifest.
FOLDERS = ("static/vendor", "static/fonts", "tests/vendor")
OURS = (".d.ts", "manifest.json")


def faults(packages: list[dict[str, Any]]) -> list[str]:
    """One sentence per file that is missing, altered, unknown or without a licence."""
    found = []
    known: set[str] = set()
    for package in packages:
        kept = {file["path"]: file["sha256"] for file in package["files"]}
        known.update(kept)
        if package["licence_file"] not in kept:
            found.append(f"{package['name']} has no licence text beside it")
        for path, digest in kept.items():
            if not (ROOT / path).is_file():
                found.append(f"{path} is missing")
            elif sha256(ROOT / path) != digest:
                found.append(f"{path} is not the file of {package['name']} {package['version']}")
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            path = file.relative_to(ROOT).as_posix()
            if file.is_file() and path not in known and not path.endswith(OURS):
                found.append(f"{path} is in no package of the manifest")
    return found


def sha256(file: Path) -> str:
    """The digest of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def fetch(package: dict[str, Any], folder: Path) -> None:
    """Put the files of one package in their places; refuses a package that is not the published one."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch the vendored files")
    wanted = f"{package['name']}@{package['version']}"
    command = [npm, "pack", "--json", "--silent", "--pack-destination", str(folder), wanted]
    packed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    first = packed[0] if isinstance(packed, list) else next(iter(packed.values()))
    archive = folder / first["filename"]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if package["integrity"] not in ("", f"sha512-{digest}"):
        raise SystemExit(f"{wanted} is not the package that was published: sha512-{digest}")
    package["integrity"] = f"sha512-{digest}"
    with tarfile.open(archive) as opened:
        for file in package["files"]:
            member = opened.extractfile(f"package/{file['from']}")
            if member is None:
                raise SystemExit(f"{wanted} has no {file['from']}")
            target = ROOT / file["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(member.read())
            file["sha256"] = sha256(target)


def main() -> int:
    """Check, or fetch and then check; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(description="The vendored files.")
    parser.add_argument("--check", action="store_true", help="compare only, without network")
    packages: list[dict[str, Any]] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    if not parser.parse_args().check:
        with tempfile.TemporaryDirectory() as folder:
            for package in packages:
                fetch(package, Path(folder))
        MANIFEST.write_text(json.dumps(packages, indent=2) + "\n", encoding="utf-8")
    found = faults(packages)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
