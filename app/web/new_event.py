"""A new event: from a file, from an example, or from a few answers; its organiser then stands at its desk."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.access import Identity
from app.actions import events
from app.documents import sheets, uploads
from app.documents.csv_folder import text_of
from app.documents.read_upload import Read
from app.domain.errors import Invalid, Nothing
from app.domain.event_rows import EventTables
from app.domain.event_tables import read_tables
from app.domain.new_event import free_slug
from app.domain.raw_tables import Fault
from app.extensions import db
from app.queries import records
from app.web import errors, fault_words, pages, visitor
from app.web.command import form_op
from app.web.visitor import keys
from app.web.wizard import Asked

new_event = Blueprint("new_event", __name__, url_prefix="/new")


@new_event.get("")
def ask() -> str:
    """The three ways to begin."""
    visitor.somebody_beyond_events("events")
    return _page(_unanswered())


@new_event.post("/file")
def from_file() -> ResponseReturnValue:
    """Load a whole event; a file of one table gives its teams to the answers."""
    identity = visitor.somebody_beyond_events("events")
    op = form_op()
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    if not content or sent is None:
        text = errors.translated("Choose a file.", {})
        return Response(_page(_unanswered(), wrong={"file": text}), 422)
    db.session.rollback()  # reading takes its time, and holds no connection of the pool
    read = uploads.taken(content, sent.filename or "")
    if read.tables and "event" not in read.tables and len(read.tables) == 1 and not read.faults:
        return _page(_with_teams(read), lines=len(next(iter(read.tables.values())).rows))
    tables, faults = _judged(read)
    if tables is None:
        return Response(_page(_unanswered(), faults=faults), 422)
    return _loaded(identity, op, tables, request.form.get("slug", "").strip() or None)


@new_event.post("/example")
def from_example() -> ResponseReturnValue:
    """Load an example, to try everything on: it is marked as a demonstration."""
    identity = visitor.somebody_beyond_events("events")
    folder = sheets.EXAMPLES.get(request.form.get("example", sheets.EXAMPLE.name))
    if folder is None:
        raise Nothing
    tables, faults = sheets.read_event(folder)
    if tables is None:
        raise ValueError(f"the example is damaged: {faults}")
    slug = free_slug(tables.event.slug, records.slugs(db.session()))
    db.session.rollback()
    event = events.load(keys(), tables, slug, demonstration=True, actor=identity, op=form_op())
    return redirect(f"/{event.slug}/desk", 303)


@new_event.post("")
def from_answers() -> ResponseReturnValue:
    """Draft the day from the answers, or make the event; one that does not fit in its day is made on a second word."""
    identity = visitor.somebody_beyond_events("events")
    asked = Asked(request.form.to_dict())
    asked.judge(records.slugs(db.session()))
    act = request.form.get("act")
    if asked.faults or asked.tables is None:
        return Response(_page(asked), 422)
    if act == "look" or (act != "anyway" and asked.day is not None and asked.day.late):
        return _page(asked)
    db.session.rollback()
    return _loaded(identity, form_op(), asked.tables, None, asked)


def _judged(read: Read) -> tuple[EventTables | None, list[Fault]]:
    """The event of a file, or everything to correct in it."""
    if read.faults and not read.tables:
        return None, read.faults
    tables, faults = read_tables(read.tables)
    if tables is None or read.faults:
        return None, [*read.faults, *faults]
    return replace(tables, **read.beside), []


def _loaded(
    identity: Identity, op: str, tables: EventTables, slug: str | None, asked: Asked | None = None
) -> ResponseReturnValue:
    try:
        event = events.load(keys(), tables, slug, actor=identity, op=op)
    except Invalid as refusal:
        said = errors.in_words(refusal.as_dict())
        return Response(_page(asked or _unanswered(), wrong=said["fields"] or {"file": said["text"]}), 422)
    return redirect(f"/{event.slug}/desk/tables", 303)


def _with_teams(read: Read) -> Asked:
    """The answers with the lines of a file where the teams are pasted."""
    (raw,) = read.tables.values()
    field = "jurors" if "jurors" in read.tables else "teams"
    return Asked({"language": str(get_locale()), field: text_of(raw)})


def _unanswered() -> Asked:
    """Nothing said yet, in the reader's language."""
    return Asked({"language": str(get_locale())})


def _page(asked: Asked, faults: list[Fault] | None = None, wrong: dict[str, str] | None = None, lines: int = 0) -> str:
    shown: list[dict[str, Any]] = fault_words.rows(faults or [])
    return pages.render(
        "desk/new_event.html",
        asked=asked,
        faults=shown[: fault_words.SHOWN],
        more=max(0, len(shown) - fault_words.SHOWN),
        wrong=wrong or {},
        lines=lines,
        slug=request.form.get("slug", ""),
    )
