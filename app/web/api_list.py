"""The API of the list of laureates: its acts go in, its packets come out."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response

from app.access import Identity
from app.actions import laureates as acts
from app.changes import Answer
from app.domain.errors import Invalid, Nothing
from app.domain.journal import canonical
from app.extensions import db
from app.models import Event
from app.queries import laureates, packets
from app.web import errors, visitor
from app.web.command import received
from app.web.figures import places

api_list = Blueprint("api_list", __name__, url_prefix="/api/events/<slug>")

Act = Callable[[Event, Identity, str, dict[str, Any]], Answer]


def _choose(event: Event, who: Identity, op: str, sent: dict[str, Any]) -> Answer:
    return acts.choose(event.id, who, op, sent.get("teams"), sent.get("reason"), places=places(event))


ACTIONS: dict[str, Act] = {
    "choose": _choose,
    "close": lambda event, who, op, sent: acts.close(event.id, who, op, sent.get("absences"), places(event)),
    "confirm": lambda event, who, op, _sent: acts.confirm(event.id, who, op),
    "reopen": lambda event, who, op, sent: acts.reopen(event.id, who, op, sent.get("reason")),
}


@api_list.post("/list")
def decide(slug: str) -> Response:
    """Choose the laureates, close the list, confirm it, or open it again."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    op, body = received()
    name = body.get("action")
    act = ACTIONS.get(name) if isinstance(name, str) else None
    if act is None:
        raise Invalid.at("action", "One of these is expected: %(known)s.", known=", ".join(ACTIONS))
    return errors.answer(act(event, identity, op, body))


@api_list.get("/packets/<int:n>")
def packet(slug: str, n: int) -> Response:
    """A packet, byte for byte as it was made; once all is announced, for everybody without what is kept back."""
    event = visitor.event_or_404(slug)
    identity = visitor.role_here(event)
    whole = identity is not None and identity.may("laureates")
    if not whole and not event.announced:
        # It says who may, the same for a packet that is there and for one that is not.
        visitor.somebody_who("laureates", event)
    found = laureates.packet(db.session(), event, n)
    if found is None:
        raise Nothing
    content = found.content.encode() if whole else canonical(packets.published(found))
    return Response(content, mimetype="application/json", headers={"Cache-Control": "no-cache, private"})
