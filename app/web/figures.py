"""Figures that a child computes, awaited before an answer that holds them is built."""

from collections.abc import Iterable

from app import computing, topics
from app.extensions import db
from app.models import Event

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
