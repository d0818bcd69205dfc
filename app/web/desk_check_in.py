"""The check-in at the desk: teams, jury, coaches and guests ticked as they come, on a phone at the door too."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import arrivals as actions
from app.domain.badges import GUESTS
from app.extensions import db
from app.models import Event
from app.queries import arrivals, jury
from app.web import errors, pages, printed_words, visitor
from app.web.command import form_op

desk_check_in = Blueprint("desk_check_in", __name__, url_prefix="/<slug>/desk/check-in")


@desk_check_in.get("/")
@desk_check_in.get("")
def sheet(slug: str) -> str:
    """Everybody who is expected, and who has come."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/check-in", event))


@desk_check_in.post("")
def tick(slug: str) -> ResponseReturnValue:
    """Note that somebody came, or take that back."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("attendance", event)
    group, key, act = (request.form.get(name, "") for name in ("group", "key", "act"))
    given = actions.tick(event.id, identity, form_op(), group, key, act)
    if given.status == 200:
        place = group if group == GUESTS else f"{group}-{key}"
        return redirect(f"/{event.slug}/desk/check-in#{place}", 303)
    db.session.rollback()  # read again what the refusal left
    return _page(event, identity, errors.in_words(given.body)["text"]), given.status


def _page(event: Event, identity: Identity, problem: str | None = None) -> str:
    return pages.render(
        "desk/check_in.html",
        event,
        identity,
        ("day", "progress"),
        "desk_lines.js",
        sheet=arrivals.sheet(db.session(), event),
        groups=printed_words.groups(),
        begun=jury.begun(db.session(), event),
        problem=problem,
    )
