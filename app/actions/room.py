"""What the desk says and shows to the room: an announcement, a message to the speaker, a black stage.

Each answers what stood there before: the same act takes it back.
"""

from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import words
from app.domain.errors import Invalid


def announce(event_id: int, actor: Identity, op: str, text: Any) -> Answer:
    """Announce something on every screen, tablet and phone; None or empty takes it down."""

    def work(change: Change) -> Answer:
        before, said = change.event.announcement, words.judged(text, words.LONGEST_ANNOUNCEMENT)
        change.event.announcement = said
        _record(change, "announcement", said)
        return Answer(200, {"announcement": said, "before": before})

    return changes.write(event_id, actor, work, op, text)


def tell_speaker(event_id: int, actor: Identity, op: str, text: Any) -> Answer:
    """Show a message under the timer to whoever is on stage; None or empty takes it down."""

    def work(change: Change) -> Answer:
        before, said = change.event.message, words.judged(text, words.LONGEST_MESSAGE)
        change.event.message = said
        _record(change, "message", said)
        return Answer(200, {"message": said, "before": before})

    return changes.write(event_id, actor, work, op, text)


def black_out(event_id: int, actor: Identity, op: str, black: Any) -> Answer:
    """Make the stage black, or give it back its face; the timer goes on underneath."""

    def work(change: Change) -> Answer:
        if type(black) is not bool:
            raise Invalid("True or false is expected.", {"blackout": "True or false is expected."})
        before, change.event.blackout = change.event.blackout, black
        change.record("blackout", {"blackout": black})
        return Answer(200, {"blackout": black, "before": before})

    return changes.write(event_id, actor, work, op, black)


def _record(change: Change, kind: str, said: str | None) -> None:
    kept = change.personal(said)
    change.record(kind, {"text": kept.commitment if kept else None})
