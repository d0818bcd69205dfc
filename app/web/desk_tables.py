"""The tables of the event at the desk: rows edited and taken out, changes undone, files to take away."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import tables
from app.changes import Answer
from app.documents import exports
from app.domain.errors import Nothing
from app.domain.event_columns import TABLES
from app.domain.event_writing import raw_tables
from app.domain.headings import IMPORTED
from app.extensions import db
from app.models import Event
from app.queries import export
from app.queries import tables as described
from app.web import errors, pages, row_form, visitor
from app.web.command import form_op
from app.web.visitor import keys

desk_tables = Blueprint("desk_tables", __name__, url_prefix="/<slug>/desk/tables")

EDITED = ("event", *IMPORTED)


@desk_tables.get("/")
@desk_tables.get("")
def overview(slug: str) -> str:
    """Every table with its rows, what can be done with it, and the files of the whole event."""
    event = visitor.event_or_404(slug)
    return _overview(event, visitor.at_home("desk/tables", event))


@desk_tables.post("/undo")
def undo(slug: str) -> ResponseReturnValue:
    """Take back the last change of the tables."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("tables", event)
    given = tables.undo(event.id, identity, form_op(), keys())
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/tables", 303)
    db.session.rollback()  # read again what the refusal left
    return Response(_overview(event, identity, errors.in_words(given.body)["text"]), given.status)


@desk_tables.get("/file/<form>")
def whole_file(slug: str, form: str) -> Response:
    """The whole event: the .json that alone rebuilds it, or its tables as a workbook or a .zip of CSV files."""
    event = visitor.event_or_404(slug)
    visitor.at_home("desk/tables", event)
    found = export.tables(db.session(), event)
    db.session.rollback()  # writing takes its time, and holds no connection of the pool
    return _sent(event.slug, form, exports.whole(found, form))


@desk_tables.get("/<table>/file/<form>")
def file(slug: str, table: str, form: str) -> Response:
    """One table, or with `?lines=example` its headings and two rows of the example to begin from."""
    event = visitor.event_or_404(slug)
    visitor.at_home("desk/tables", event)
    if table not in EDITED:
        raise Nothing
    if request.args.get("lines") == "example":
        raw = exports.template(table)
    else:
        raw = raw_tables(export.described(db.session(), event))[table]
    db.session.rollback()
    return _sent(f"{event.slug}-{table}", form, exports.one(table, raw, form))


@desk_tables.get("/<table>")
def row(slug: str, table: str) -> str:
    """The form of one row (`?row=` its key), or of a new one."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/tables", event)
    _known(table)
    return row_form.page(event, identity, row_form.Form(event, table, request.args.get("row", "")))


@desk_tables.post("/<table>")
def save(slug: str, table: str) -> ResponseReturnValue:
    """Keep a row, or take it out; what that does is said first, and what cannot be is said at its field."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("tables", event)
    _known(table)
    form = row_form.Form(event, table, request.form.get("row", ""), request.form.to_dict())
    if not form.ready:
        return Response(row_form.page(event, identity, form), 422 if form.faults or form.refusals else 200)
    wished = form.wished
    db.session.rollback()  # the action reads for itself
    return after(tables.replace(event.id, identity, form_op(), keys(), request.form.get("base"), wished), event, table)


def after(given: Answer, event: Event, table: str) -> ResponseReturnValue:
    """Back to the tables, or the refusal in words."""
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/tables#{table}", 303)
    return errors.refused(given.status, given.body)


def _known(table: str) -> None:
    if table not in EDITED:
        raise Nothing


def _sent(name: str, form: str, content: bytes | None) -> Response:
    """A file to keep, under a name that nobody typed."""
    if content is None:
        raise Nothing
    suffix = exports.SUFFIXES.get(form, form)
    answer = Response(content, content_type=exports.TYPES[form])
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.{suffix}"
    return answer


def _overview(event: Event, identity: Identity, problem: str | None = None) -> str:
    raw = described.raw(db.session(), event)
    known: dict[str, list[dict[str, Any]]] = {table: row_form.lines(table, raw) for table in EDITED}
    last = described.last_step(db.session(), event)
    return pages.render(
        "desk/tables.html",
        event,
        identity,
        known=known,
        imported=IMPORTED,
        forms=exports.FORMS,
        last=last,
        problem=problem,
        columns={table: [column.name for column in TABLES[table]] for table in EDITED},
    )
