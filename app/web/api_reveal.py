"""The API of the reveal: the presenter's acts, on the laureates and on a rehearsal."""

from flask import Blueprint, Response

from app.actions import reveal
from app.web import errors, visitor
from app.web.command import received

api_reveal = Blueprint("api_reveal", __name__, url_prefix="/api/events/<slug>/reveal")


@api_reveal.post("")
def move(slug: str) -> Response:
    """Begin the reveal, go on, back or to any step, make the room black, announce."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("reveal", event)
    op, act = _received()
    return errors.answer(reveal.command(event.id, identity, op, act))


@api_reveal.post("/rehearsal")
def rehearse(slug: str) -> Response:
    """The same with projects that are nobody's, before it begins."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("reveal", event)
    op, act = _received()
    return errors.answer(reveal.rehearse(event.id, identity, op, act))


def _received() -> tuple[str, reveal.Act]:
    op, body = received()
    return op, reveal.Act(body.get("action"), body.get("base"), body.get("step"), body.get("black"))
