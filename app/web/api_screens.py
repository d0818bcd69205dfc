"""The API of the room's screens."""

from flask import Blueprint, Response

from app.actions import screens
from app.web import errors, visitor
from app.web.command import received

api_screens = Blueprint("api_screens", __name__, url_prefix="/api/events/<slug>/screens")


@api_screens.post("")
def direct(slug: str) -> Response:
    """One act of the desk on the screens; the answer is all of them."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("screens", event)
    op, body = received()
    sent = screens.Sent(*(body.get(name) for name in ("action", "screen", "name", "page", "black")))
    return errors.answer(screens.direct(event.id, identity, op, visitor.keys(), sent))
