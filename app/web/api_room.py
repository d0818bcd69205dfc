"""The API of what the desk says and shows to the room."""

from flask import Blueprint, Response

from app.actions import room
from app.web import errors, visitor
from app.web.command import received

api_room = Blueprint("api_room", __name__, url_prefix="/api/events/<slug>")

# What a body without the field stands for: null takes the words down, and forgetting them does not.
NO_TEXT = False


@api_room.post("/announcement")
def announce(slug: str) -> Response:
    """Announce something to everybody, or take it down."""
    return _say(slug, "announcement")


@api_room.post("/message")
def tell_speaker(slug: str) -> Response:
    """Show a message to whoever is on stage, or take it down."""
    return _say(slug, "message")


def _say(slug: str, place: str) -> Response:
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who(place, event)
    op, body = received()
    over = (body["over"],) if "over" in body else ()
    return errors.answer(room.say(event.id, identity, op, place, body.get("text", NO_TEXT), *over))


@api_room.post("/blackout")
def black_out(slug: str) -> Response:
    """Make the stage black, or give it back its face."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("blackout", event)
    op, body = received()
    return errors.answer(room.black_out(event.id, identity, op, body.get("blackout")))
