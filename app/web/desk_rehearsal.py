"""The dress rehearsal at the desk: a copy of the event is made, plays by itself, and is wiped in one act."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import access, clock
from app.access import Identity
from app.actions import events, play
from app.domain import dress_rehearsal as rules
from app.domain.errors import Refusal
from app.domain.new_event import free_slug
from app.extensions import db
from app.models import Event
from app.queries import export, records
from app.web import errors, pages, visitor
from app.web.command import form_op, whole
from app.web.desk import cards
from app.web.visitor import keys

desk_rehearsal = Blueprint("desk_rehearsal", __name__, url_prefix="/<slug>/desk/rehearsal")


@desk_rehearsal.get("/")
@desk_rehearsal.get("")
def stand(slug: str) -> str:
    """Where the rehearsal stands: the same page at the event's desk and at its copy's."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/rehearsal", event))


@desk_rehearsal.post("/copy")
def copy(slug: str) -> ResponseReturnValue:
    """Copy the event; of the event itself nothing changes."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("rehearsing", event)
    if records.rehearsal_of(db.session(), event) is None:
        original, op = event.id, form_op()
        tables = rules.copied(export.described(db.session(), event), clock.now_ms())
        wished = free_slug(rules.wished_slug(event.slug), records.slugs(db.session()))
        db.session.rollback()
        events.load(keys(), tables, wished, demonstration=True, actor=identity, op=op, copy_of=original)
    return redirect(f"/{slug}/desk/rehearsal", 303)


@desk_rehearsal.post("/play")
def set_play(slug: str) -> ResponseReturnValue:
    """Have the copy play by itself, or (`speed` empty) give it back to people."""
    event = visitor.event_or_404(slug)
    identity, asked = visitor.somebody_who("rehearsing", event), request.form.get("speed", "")
    copy_ = _copy_of(event)
    given = play.play(copy_.id, identity, form_op(), whole(asked) or 0 if asked else None)
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/rehearsal", 303)
    db.session.rollback()  # read again what the refusal left
    return _page(event, identity, errors.in_words(given.body)["text"]), given.status


@desk_rehearsal.post("/wipe")
def wipe(slug: str) -> ResponseReturnValue:
    """Delete the copy with all that was played on it."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("rehearsing", event)
    copy_ = _copy_of(event)
    original = db.session.get_one(Event, copy_.copy_of)
    at_home = access.choose([identity], original, None) is not None
    place = f"/{original.slug}/desk/rehearsal" if at_home else "/"
    number = copy_.id
    db.session.rollback()
    events.wipe(number, identity)
    return redirect(place, 303)


def _copy_of(event: Event) -> Event:
    found = records.rehearsal_of(db.session(), event)
    if found is None:
        raise Refusal(409, "There is no rehearsal: make the copy first.")
    return found


def _page(event: Event, identity: Identity, problem: str | None = None) -> str:
    found = records.rehearsal_of(db.session(), event)
    return pages.render(
        "desk/rehearsal.html",
        event,
        identity,
        copy=found,
        at_home=found is not None and access.choose([identity], found, None) is not None,
        card=cards(found, ("organiser",))[0] if found is not None else None,
        speeds=rules.SPEEDS,
        problem=problem,
    )
