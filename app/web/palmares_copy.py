"""The palmarès as a static copy: pages that an authority puts on its own web server, for when this one is switched off.

Two pages, one in each language, with the open data, the sheets and the fonts beside them; no script, no other address.
"""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import render_template_string
from flask_babel import force_locale

from app.domain import brand
from app.models import Event
from app.queries.palmares import Reading
from app.web import pages, palmares_files
from app.web.language import LANGUAGES
from app.web.static import ROOT

# Of the screens, what this page is made of; the other sheets are everybody's.
SCREEN = "screens/palmares.css"
BESIDE = ("icons.svg", "palm.svg", "favicon.svg")
# Each file of the same moment has one date: the same palmarès makes the same bytes.
DATE = (1980, 1, 1, 0, 0, 0)


def archive(event: Event, found: Reading, drawn: Callable[[Reading], dict[str, Any]]) -> bytes:
    """The .zip of a palmarès; `drawn` is what its page is drawn from, asked in each language."""
    copies = {code: "index.html" if code == event.language else f"{code}.html" for code in LANGUAGES}
    files = {copies[code]: _page(event, code, copies, lambda: drawn(found)).encode() for code in LANGUAGES}
    files |= {f"palmares.{form}": palmares_files.written(found, form) for form in palmares_files.TYPES}
    files |= _static()
    if event.brand:
        files["static/css/brand.css"] = brand.stylesheet(event.brand).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in sorted(files.items()):
            file.writestr(zipfile.ZipInfo(name, DATE), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _page(event: Event, code: str, copies: dict[str, str], drawn: Callable[[], dict[str, Any]]) -> str:
    with force_locale(code):
        page = pages.render(
            "audience/palmares.html",
            event,
            None,
            copied=True,
            copies=copies,
            **drawn(),
        )
    # Macros know the address of this server's files alone.
    served = render_template_string("{{ static('') }}")
    return page.replace(served, "static/")


@cache
def _static() -> dict[str, bytes]:
    """The sheets of the page with their fonts and drawings, as their own addresses have them."""
    sheet = (ROOT / "css" / "app.css").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in sheet if "screens/" not in line or SCREEN in line]
    imported = [line.split('"')[1] for line in kept if line.startswith("@import")]
    named = [*BESIDE, *(f"css/{name}" for name in imported)]
    paths = [ROOT / name for name in named]
    paths += [path for path in (ROOT / "fonts").iterdir() if path.suffix in (".woff2", ".txt")]
    files = {f"static/{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in paths}
    return files | {"static/css/app.css": "".join(kept).encode()}
