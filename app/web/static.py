"""Static files under an address that changes with their content, so that a module graph changes version at once."""

import hashlib
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

ROOT = Path(__file__).parent.parent.parent / "static"
# What answers the jury's tablets when the network does not.
WORKER = "/js/tablet_worker.js"


def build_of(root: Path) -> str:
    """A short digest of every file below a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _its_own(headers: Headers, _path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    if url.endswith(WORKER):
        headers["Service-Worker-Allowed"] = "/"  # its page names the scope: the jury of one event


def register(app: Flask) -> None:
    """Serve the static folder for ever under its build, and give templates `static(path)`."""
    prefix = f"static/{build_of(ROOT)}"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # how WSGI layers are added to Flask
        app.wsgi_app,
        root=str(ROOT),
        prefix=prefix,
        max_age=31_536_000,
        add_headers_function=_its_own,
        charset="utf-8",
    )
    app.jinja_env.globals["static"] = lambda path: f"/{prefix}/{path}"
