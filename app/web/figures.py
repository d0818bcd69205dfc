"""Figures that a child computes, awaited before an answer that holds them is built."""

from collections.abc import Iterable

from app import computing, topics
from app.actions.laureates import Places
from app.extensions import db
from app.models import Event
from app.queries import board, laureates

TRIES = 3


def awaited(event: Event, wanted: Iterable[tuple[str, str]]) -> None:
    """Wait until what these views need of the present ballots is computed; ballots that come meanwhile, a few times."""
    pairs = list(wanted)
    for _ in range(TRIES):
        questions = topics.unanswered(db.session(), event, pairs)
        if not questions:
            return
        for asked in questions:
            computing.child.answer(asked)
        db.session.rollback()  # the ballots as they are now


def places(event: Event) -> Places:
    """What the indicators say of each team's place, awaited; nothing where they cannot be computed."""
    awaited(event, [("board", "desk")])
    rows = board.snapshot(db.session(), event, "desk")["teams"]
    counted = laureates.counted_digest(db.session(), event)
    return Places(counted, {row["number"]: row["status"] for row in rows if row["status"] is not None})
