"""The room's favourite at the desk: its vote opened, followed, closed and told."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import favourite
from app.domain import favourite as rules
from app.extensions import db
from app.models import Event
from app.queries import favourite as asking
from app.web import errors, pages, visitor
from app.web.command import form_op, number_or_text

desk_favourite = Blueprint("desk_favourite", __name__, url_prefix="/<slug>/desk/favourite")


@desk_favourite.get("/")
@desk_favourite.get("")
def overview(slug: str) -> str:
    """Where the vote stands; what came out, once it is closed."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/favourite", event))


@desk_favourite.post("/vote")
def direct(slug: str) -> ResponseReturnValue:
    """One act on the vote; a refusal shows the page again with what was typed."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("favourite", event)
    form = request.form
    seats, most = (number_or_text(form.get(name, "").strip()) for name in ("seats", "most"))
    given = favourite.direct(event.id, identity, form_op(), favourite.Act(form.get("act"), seats, most))
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/favourite#vote", 303)
    db.session.rollback()  # read again what the refusal left
    return _page(event, identity, errors.in_words(given.body)["fields"]), given.status


def _page(event: Event, identity: Identity, refused: dict[str, str] | None = None) -> str:
    kept = asking.of(db.session(), event)
    return pages.render(
        "desk/favourite.html",
        event,
        identity,
        ("day", "favourite"),
        "favourite.js",
        vote=kept,
        typed={
            "seats": request.form.get("seats", kept.seats if kept else ""),
            "most": request.form.get("most", kept.most if kept else 1),
        },
        outcome=asking.outcome(db.session(), event),
        most_choices=rules.MOST_CHOICES,
        errors=refused or {},
    )
