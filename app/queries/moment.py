"""What several parts of one answer read is read once, for as long as it cannot be another.

A page and a push are of one moment of the database: until their session writes, or its transaction ends, the same
question has the same answer. So each topic asks for itself what it is made of, and knows nothing of the others.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from sqlalchemy import event as hearing
from sqlalchemy.orm import ORMExecuteState, Session

from app.models import Event

Found = TypeVar("Found")
KEPT = "read once"


def once(read: Callable[[Session, Event], Found]) -> Callable[[Session, Event], Found]:
    """Keep what was read of an event for whoever asks again in the same moment; nobody may change it."""

    @wraps(read)
    def told(session: Session, event: Event) -> Found:
        if session.new or session.dirty or session.deleted:  # not written yet: the next question writes it
            return read(session, event)
        kept = session.info.setdefault(KEPT, {})
        if (read, event.id) not in kept:
            kept[read, event.id] = read(session, event)
        found: Found = kept[read, event.id]
        return found

    return told


def _over(session: Session, _why: object) -> None:
    session.info.pop(KEPT, None)


def _asked(asked: ORMExecuteState) -> None:
    if not asked.is_select:
        _over(asked.session, asked)


hearing.listen(Session, "after_flush", _over)
hearing.listen(Session, "after_transaction_end", _over)
hearing.listen(Session, "do_orm_execute", _asked)
