"""The deliberation: its board opened to the jurors, and closed again."""

from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain.errors import Invalid

STATES = ("open", "closed")


def set_deliberation(event_id: int, actor: Identity, op: str, state: Any) -> Answer:
    """Open the board to the jurors, or close it to them."""

    def work(change: Change) -> Answer:
        if state not in STATES:
            raise Invalid.at("state", "One of these is expected: %(known)s.", known=", ".join(STATES))
        change.event.deliberation = state
        change.record("deliberation", {"state": state})
        return Answer(200, {"state": state})

    return changes.write(event_id, actor, work, op, state)
