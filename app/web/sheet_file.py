"""A sheet in words, minutes or press kit, as a file to keep: drawn apart, while ballots pass."""

import subprocess
from typing import Any

from flask import Response

from app.documents.drawing import drawn
from app.domain.errors import Refusal
from app.extensions import db

TYPES = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def sheet_file(sheet: dict[str, Any], form: str, name: str) -> Response:
    """The file of a sheet, in a form of `TYPES`; 503 where it cannot be drawn now."""
    db.session.rollback()  # drawing takes its time, and holds no connection of the pool
    try:
        content = drawn(sheet, form)
    except (subprocess.SubprocessError, OSError) as error:
        raise Refusal(503, "This file could not be drawn: try again, or print the page.") from error
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=TYPES[form], headers=headers)
