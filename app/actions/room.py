"""What the desk says and shows to the room: an announcement, a message to the speaker, a black stage.

Each answers what stood there before: the same act takes it back.
"""

from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import words
from app.domain.errors import Invalid, Stale


def say(event_id: int, actor: Identity, op: str, place: str, text: Any, *over: Any) -> Answer:
    """Say something at a place of `words.LONGEST`: "announcement" to everybody, "message" to whoever is on stage.

    None or empty takes it down. 409 where anything else stands there than `over`, where that is given.
    """

    def work(change: Change) -> Answer:
        before, said = getattr(change.event, place), words.judged(text, words.LONGEST[place])
        if over and before != over[0]:
            raise Stale("Somebody else said something else meanwhile.", {place: before})
        setattr(change.event, place, said)
        kept = change.personal(said)
        change.record(place, {"text": kept.commitment if kept else None})
        return Answer(200, {place: said, "before": before})

    return changes.write(event_id, actor, work, op, [text, *over])


def black_out(event_id: int, actor: Identity, op: str, black: Any) -> Answer:
    """Make the stage black, or give it back its face; the timer goes on underneath."""

    def work(change: Change) -> Answer:
        if type(black) is not bool:
            raise Invalid.at("blackout", "True or false is expected.")
        before, change.event.blackout = change.event.blackout, black
        change.record("blackout", {"blackout": black})
        return Answer(200, {"blackout": black, "before": before})

    return changes.write(event_id, actor, work, op, black)
