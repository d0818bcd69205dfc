"""The faults of a file in the reader's words: where, then what to correct."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from app.domain.raw_tables import Fault
from app.web.errors import translated

SHOWN = 60


def said(fault: Fault) -> str:
    """What is to be corrected, without its place; rows of the event itself have no line to point at."""
    params = dict(fault.params)
    first = params.get("first")
    if isinstance(first, int) and first <= 0:
        return str(_("“%(value)s” is there already, in the event.", value=params.get("value", "")))
    return translated(fault.text, params)


def rows(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """The faults as the lines of a list."""
    return [
        {
            "table": fault.table,
            "line": fault.line if fault.line and fault.line > 0 else None,
            "column": fault.column,
            "text": said(fault),
        }
        for fault in faults
    ]


def sentence(fault: Fault) -> str:
    """One line of a pasted text, and what is wrong with it."""
    if fault.line is None or fault.line <= 0:
        return said(fault)
    return str(_("Line %(line)s: %(fault)s", line=fault.line, fault=said(fault)))
