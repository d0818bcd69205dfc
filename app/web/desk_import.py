"""One table brought in at the desk: from a file or a pasted text, looked at line by line, then put in at once."""

import json

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import tables
from app.documents import exports, uploads
from app.documents.csv_folder import read_text
from app.domain.errors import Nothing
from app.domain.event_columns import MOST_COLUMNS, MOST_LEVELS, MOST_ROWS, TABLES
from app.domain.headings import ELSEWHERE, IMPORTED, headed, level_of, too_large
from app.domain.putting_in import KEYS
from app.domain.raw_tables import Fault, RawTable
from app.extensions import db
from app.models import Event
from app.web import desk_tables, errors, fault_words, pages, visitor
from app.web.command import form_op
from app.web.import_preview import Brought, Columns, Preview
from app.web.visitor import keys

desk_import = Blueprint("desk_import", __name__, url_prefix="/<slug>/desk/tables/<table>/import")

LEFT_OUT = ""
SAID_AT_MOST = 5
# Of the lines, in bytes: what a request may hold, less the other fields of the page.
MOST_CARRIED = 1_900_000
NOT_SEEN = "What would be put in is not what you were shown: look at it first."


@desk_import.get("")
def ask(slug: str, table: str) -> str:
    """The form: a file or a text, and what becomes of what it does not name."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/tables", event)
    return _page(event, identity, _known(table))


@desk_import.post("")
def take(slug: str, table: str) -> ResponseReturnValue:
    """Read what was sent, show what it would do, and on the last word do it; nothing is written before."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("tables", event)
    _known(table)
    op = form_op()
    if desk_tables.done(event, identity, op):
        return desk_tables.back(slug, table)
    if request.form.get("lines"):
        raw, columns = _kept(table)
        faults: list[Fault] = []
    else:
        raw, columns, faults = _sent(table)
    brought = Brought(table, raw, columns, request.form.get("others") != "go")
    if not faults and (fault := too_large(table, raw) or _too_heavy(brought)):
        faults = [fault]
    event = visitor.event_or_404(slug)
    if faults or not raw.rows:
        said = [fault_words.sentence(fault) for fault in faults] or [errors.translated("There is no line in it.", {})]
        return Response(_page(event, identity, table, {"file": "; ".join(said[:SAID_AT_MOST])}), 422)
    preview = Preview(event, brought)
    if request.form.get("act") != "make" or not preview.sound:
        return Response(_shown(event, identity, preview), 200 if preview.sound else 422)
    return _put_in(event, identity, op, preview)


def _put_in(event: Event, identity: Identity, op: str, preview: Preview) -> ResponseReturnValue:
    """What was shown, put in; where it is not what was shown, or the event is another by now, shown again."""
    base, stale = request.form.get("base"), request.form.get("base") != preview.base
    if not stale and request.form.get("seen") != preview.seen:
        return Response(_shown(event, identity, preview, NOT_SEEN), 200)
    event_id, slug, brought = event.id, event.slug, preview.brought
    if not stale:
        db.session.rollback()  # the action reads for itself
        given = tables.replace(event_id, identity, op, keys(), base, preview.wished)
        if given.status == 200:
            return desk_tables.back(slug, brought.table)
        if given.status != 409:
            return errors.refused(given.status, given.body)
        db.session.rollback()  # read again what the refusal left
        event = visitor.event_or_404(slug)
        preview = Preview(event, brought)
    return Response(_shown(event, identity, preview, tables.LOOK_AGAIN), 409)


def _sent(table: str) -> tuple[RawTable, Columns, list[Fault]]:
    """The table of a file, else of the text that was pasted."""
    file = request.files.get("file")
    content = file.read() if file else b""
    if content and file:
        db.session.rollback()  # reading takes its time, and holds no connection of the pool
        read = uploads.taken(content, file.filename or "")
        raw = read.tables.get(table) or next(iter(read.tables.values()), RawTable([], []))
        faults = read.faults
    else:
        raw, faults = read_text(table, request.form.get("text", ""))
    raw, columns = headed(table, raw)
    return raw, columns, faults


def _kept(table: str) -> tuple[RawTable, Columns]:
    """The lines that the page carries, with the cells corrected on it, and the columns as they were chosen."""
    try:
        told = json.loads(request.form["lines"])
        header = [str(cell) for cell in told["header"]]
        width = min(int(told["width"]), MOST_COLUMNS + MOST_LEVELS)
        rows = [(int(line), _padded([str(cell) for cell in cells], width)) for line, cells in told["rows"]]
        json.dumps([header, rows], ensure_ascii=False).encode()
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise Nothing from None
    known = {column.name for column in TABLES[table]} - ELSEWHERE.get(table, frozenset())
    columns: Columns = []
    for place in range(width):
        chosen = request.form.get(f"column-{place}", LEFT_OUT)
        taken_for = chosen in known or (table == "criteria" and level_of(chosen) == chosen)
        columns.append(chosen if taken_for and chosen not in columns else None)
    for line, cells in rows[:MOST_ROWS]:
        for place in range(len(cells)):
            corrected = request.form.get(f"cell-{line}-{place}")
            if corrected is not None:
                cells[place] = corrected
    return RawTable(header, rows), columns


def _too_heavy(brought: Brought) -> Fault | None:
    """Why the page could not send the lines back."""
    if len(brought.kept.encode("utf-8", "replace")) <= MOST_CARRIED:
        return None
    return Fault(
        brought.table, None, None, "This table holds more text than a page can send back: bring it in by parts."
    )


def _padded(cells: list[str], width: int) -> list[str]:
    """A line as the page has drawn it: a cell that was not there can be filled in, too."""
    return cells + [""] * (width - len(cells))


def _known(table: str) -> str:
    if table not in IMPORTED:
        raise Nothing
    return table


def _offered(table: str) -> list[str]:
    return [column.name for column in TABLES[table] if column.name not in ELSEWHERE.get(table, ())]


def _page(event: Event, identity: Identity, table: str, faults: dict[str, str] | None = None) -> str:
    return pages.render(
        "desk/import.html",
        event,
        identity,
        table=table,
        errors=faults or {},
        text=request.form.get("text", ""),
        others=request.form.get("others", "stay"),
        forms=exports.FORMS,
        keyed=table in KEYS,
        columns=_offered(table),
    )


def _shown(event: Event, identity: Identity, preview: Preview, problem: str | None = None) -> str:
    brought = preview.brought
    levels = [column for column in brought.placed if column and column.startswith("level_")]
    return pages.render(
        "desk/import_preview.html",
        event,
        identity,
        preview=preview,
        brought=brought,
        table=brought.table,
        columns=_offered(brought.table) + levels,
        problem=problem and errors.translated(problem, {}),
    )
