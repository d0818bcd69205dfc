"""The jury at the desk: how far each juror is, scoring opened again for one, what was set aside admitted."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import day, presence, set_aside, wrong_team
from app.changes import Answer
from app.extensions import db
from app.models import Event
from app.queries import arrivals, jury, paper
from app.web import errors, pages, visitor
from app.web.command import form_op, whole

desk_jury = Blueprint("desk_jury", __name__, url_prefix="/<slug>/desk/jury")

TOPICS = ("day", "progress")


@desk_jury.get("/")
@desk_jury.get("")
def seats(slug: str) -> str:
    """Every juror, and every ballot that was set aside."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/jury", event))


@desk_jury.post("/scoring")
def set_scoring(slug: str) -> ResponseReturnValue:
    """Open scoring again for one juror, or close it for them."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("scoring", event)
    form, key = request.form, request.form.get("juror", "")
    given = day.set_scoring(event.id, identity, form_op(), form.get("state"), form.get("reason"), key)
    return after(given, event, identity, f"open-{key}", f"juror-{key}")


@desk_jury.post("/set-aside/<int:number>")
def admit(slug: str, number: int) -> ResponseReturnValue:
    """Have a ballot that was set aside count."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("admission", event)
    given = set_aside.admit(event.id, identity, form_op(), number, request.form.get("reason"))
    return after(given, event, identity, f"admit-{number}", f"set-aside-{number}")


@desk_jury.post("/move")
def move(slug: str) -> ResponseReturnValue:
    """Move a juror's ballot to the team it was meant for: the chair's act."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("moving", event)
    form, key = request.form, request.form.get("juror", "")
    sent = wrong_team.Move(whole(form.get("team", "")), whole(form.get("to", "")), juror=key, reason=form.get("reason"))
    given = wrong_team.move(event.id, identity, form_op(), sent)
    return after(given, event, identity, f"move-{key}", f"juror-{key}")


@desk_jury.post("/seen-to")
def seen_to(slug: str) -> ResponseReturnValue:
    """Put out what a juror signalled."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("admission", event)
    key = request.form.get("juror", "")
    return after(presence.seen_to(event.id, identity, form_op(), key), event, identity, f"open-{key}", f"juror-{key}")


def after(given: Answer, event: Event, identity: Identity, place: str, line: str) -> ResponseReturnValue:
    """Back to the line that was acted upon; a refusal shows the page again, open at its place, with what was typed."""
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/jury#{line}", 303)
    if given.status == 404:
        return errors.refused(given.status, given.body)
    db.session.rollback()  # read again what the refusal left
    fields = given.body.get("fields") or {}
    text = errors.translated(next(iter(fields.values()), given.body["key"]), given.body.get("params", {}))
    problem = {"place": place, "text": text, "typed": request.form}
    return _page(event, identity, problem), given.status


def _page(event: Event, identity: Identity, problem: dict[str, Any] | None = None) -> str:
    return pages.render(
        "desk/jury.html",
        event,
        identity,
        TOPICS,
        "desk_lines.js",
        seats=jury.seats(db.session(), event),
        first_pitch=jury.first_pitch(db.session(), event),
        arrivals=arrivals.sheet(db.session(), event),
        paper=paper.in_hand(db.session(), event),
        unplaced=jury.unplaced(db.session(), event),
        set_aside=jury.set_aside(db.session(), event),
        problem=problem,
    )
