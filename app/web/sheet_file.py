"""A sheet as a file to keep, minutes, press kit or cards: drawn apart, while ballots pass."""

import subprocess
from collections.abc import Callable
from typing import Any

from flask import Response

from app.documents import drawing
from app.domain.errors import Refusal
from app.extensions import db

TYPES = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def sheet_file(sheet: dict[str, Any], form: str, name: str) -> Response:
    """The file of a sheet in words, in a form of `TYPES`; 503 where it cannot be drawn now."""
    return _sent(lambda: drawing.drawn(sheet, form), form, name)


def cards_file(cards: dict[str, Any], name: str) -> Response:
    """The PDF of cards, posters, badges or handouts; fails like a sheet in words."""
    return _sent(lambda: drawing.cut(cards), "pdf", name)


def _sent(draw: Callable[[], bytes], form: str, name: str) -> Response:
    db.session.rollback()  # drawing takes its time, and holds no connection of the pool
    try:
        content = draw()
    except (subprocess.SubprocessError, OSError) as error:
        raise Refusal(503, "This file could not be drawn: try again, or print the page.") from error
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=TYPES[form], headers=headers)
