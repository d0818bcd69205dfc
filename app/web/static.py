"""Static files under an address that changes with their content, so that a module graph changes version at once.

On a slow network each request costs more than what it brings: the sheets are sent as one, text compressed, and a page
names at once every script that its own will ask for.
"""

import gzip
import hashlib
import posixpath
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

ROOT = Path(__file__).parent.parent.parent / "static"
# What answers the jury's tablets when the network does not.
WORKER = "/js/tablet_worker.js"
# What pages ask for: everybody's, and what the room's pages are drawn with, which is half of it.
SHEETS = ("app.css", "room.css")
# How a sheet imports another, and a script another.
IMPORT = re.compile(r'^@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);$', re.MULTILINE)
IMPORTED = re.compile(r"^(?:import|export)\b[^'\";]*?'(?P<path>\.[^']+)';", re.MULTILINE)
# Comments and indents are for whoever reads the source.
UNSENT = re.compile(r"/\*.*?\*/|^\s+", re.MULTILINE | re.DOTALL)
TEXT = (".css", ".js", ".svg")


def build_of(root: Path) -> str:
    """A short digest of every file below a folder, and of how they are sent."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def one_sheet(root: Path, name: str = SHEETS[0]) -> str:
    """A stylesheet as it is sent: each sheet that it imports in the place of its import, without comments."""
    folder = root / "css"

    def imported(found: re.Match[str]) -> str:
        return f"@layer {found['layer']} {{\n{(folder / found['path']).read_text(encoding='utf-8')}}}"

    return UNSENT.sub("", IMPORT.sub(imported, (folder / name).read_text(encoding="utf-8")))


@cache
def modules(entry: str, root: Path = ROOT) -> tuple[str, ...]:
    """Every script that a script imports, by whatever way, without itself: paths below the static folder."""
    found = [entry]
    for path in found:  # grows while it is walked
        source = (root / path).read_text(encoding="utf-8")
        beside = (posixpath.join(posixpath.dirname(path), match["path"]) for match in IMPORTED.finditer(source))
        found += dict.fromkeys(name for name in map(posixpath.normpath, beside) if name not in found)
    return tuple(found[1:])


def packed(root: Path, folder: Path) -> Path:
    """The texts of a static folder as they are sent, each beside its compressed form; made once for each build."""
    there = folder / build_of(root)
    if not there.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder))
        for path in sorted(path for path in root.rglob("*") if path.suffix in TEXT):
            whole = path.parent == root / "css" and path.name in SHEETS
            text = one_sheet(root, path.name).encode() if whole else path.read_bytes()
            target = made / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
            target.with_name(f"{path.name}.gz").write_bytes(gzip.compress(text, mtime=0))
        try:
            made.rename(there)
        except OSError:  # a command that began at the same moment has made it
            shutil.rmtree(made)
    return there


def _its_own(headers: Headers, _path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    if url.endswith(WORKER):
        headers["Service-Worker-Allowed"] = "/"  # its page names the scope: the jury of one event


def register(app: Flask) -> None:
    """Serve the static folder for ever under its build, and give templates `static(path)` and `modules(entry)`."""
    prefix = f"static/{build_of(ROOT)}"
    served = WhiteNoise(
        app.wsgi_app,
        root=str(ROOT),
        prefix=prefix,
        max_age=31_536_000,
        add_headers_function=_its_own,
        charset="utf-8",
    )
    served.add_files(str(packed(ROOT, Path(app.instance_path) / "static")), prefix)
    app.wsgi_app = served  # type: ignore[method-assign]  # how WSGI layers are added to Flask
    app.jinja_env.globals["static"] = lambda path: f"/{prefix}/{path}"
    app.jinja_env.globals["modules"] = modules
