"""An event is archived, so that nothing of it changes any more, and taken out of the archive again with a reason."""

from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import archives as rules
from app.domain import laureates, reasons
from app.domain.errors import Invalid, Refusal
from app.queries import laureates as lists

ARCHIVED, OPEN = STATES = ("archived", "open")


def keep(event_id: int, actor: Identity, op: str, state: Any, reason: Any = None) -> Answer:
    """Archive an event (`archived`), or take it out of the archive (`open`), which wants a reason; answers 200.

    409 while its day is under way.
    """

    def work(change: Change) -> Answer:
        if state not in STATES:
            raise Invalid.at("state", "One of these is expected: %(known)s.", known=", ".join(STATES))
        event, going = change.event, state == ARCHIVED
        if going == (event.archived_at_ms is not None):
            return Answer(200, {"state": state})
        closing = lists.of(change.session, event).state == laureates.CLOSING
        obstacle = rules.keeps_going(event.phase, event.scoring, closing)
        if going and obstacle is not None:
            raise Refusal(409, obstacle)
        kept = change.personal(None if going else reasons.judged(reason, required=True))
        event.archived_at_ms = change.now_ms if going else None
        change.record("event.archived", {"state": state, "reason": kept.commitment if kept else None})
        return Answer(200, {"state": state})

    return changes.write(event_id, actor, work, op, [state, reason], even_archived=True)
