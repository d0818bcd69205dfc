"""The tables of the event at the desk: rows edited and taken out, changes undone, files to take away."""

import subprocess
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app import changes
from app.access import Identity
from app.actions import tables
from app.documents import exports
from app.domain.errors import Nothing, Refusal
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
    return _sent(slug, form, lambda: exports.whole(found, form))


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
    return _sent(f"{slug}-{table}", form, lambda: exports.one(table, raw, form))


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
    op = form_op()
    if done(event, identity, op):
        return back(slug, table)
    form = row_form.Form(event, table, request.form.get("row", ""), request.form.to_dict())
    if not form.ready:
        return Response(row_form.page(event, identity, form), form.status)
    event_id = event.id
    db.session.rollback()  # the action reads for itself
    given = tables.replace(event_id, identity, op, keys(), form.base, form.wished)
    if given.status == 200:
        return back(slug, table)
    if given.status != 409:
        return errors.refused(given.status, given.body)
    db.session.rollback()  # read again what the refusal left
    event = visitor.event_or_404(slug)
    form = row_form.Form(event, table, form.name, request.form.to_dict())
    return Response(row_form.page(event, identity, form), form.status)


def done(event: Event, identity: Identity, op: str) -> bool:
    """Whether this form was sent before, and did what it says: pressed twice it acts once."""
    known = changes.answered(db.session(), event.id, identity.key, op)
    return known is not None and known.status == 200


def back(slug: str, table: str) -> ResponseReturnValue:
    """To the table that was changed."""
    return redirect(f"/{slug}/desk/tables#{table}", 303)


def _known(table: str) -> None:
    if table not in EDITED:
        raise Nothing


def _sent(name: str, form: str, made: Callable[[], bytes | None]) -> Response:
    """A file to keep, under a name that nobody typed, and that no browser keeps for somebody else."""
    try:
        content = made()
    except (subprocess.SubprocessError, OSError) as error:
        raise Refusal(503, "The file could not be written: try again, or take another form.") from error
    if content is None:
        raise Nothing
    suffix = exports.SUFFIXES.get(form, form)
    headers = {"Content-Disposition": f"attachment; filename={name}.{suffix}", "Cache-Control": "no-store"}
    return Response(content, content_type=exports.TYPES[form], headers=headers)


def _overview(event: Event, identity: Identity, problem: str | None = None) -> str:
    raw = described.raw(db.session(), event)
    known: dict[str, list[dict[str, Any]]] = {table: row_form.lines(table, raw) for table in EDITED}
    last = described.last_step(db.session(), event)
    return pages.render(
        "desk/tables.html",
        event,
        identity,
        known=known,
        forms=exports.FORMS,
        last=last,
        problem=problem,
    )
