"""The journal of an event as it stands: every entry in its order, and how it ends."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.journal import GENESIS
from app.models import Event, JournalEntry


def entries(session: Session, event: Event) -> list[JournalEntry]:
    """Every entry, the first one first."""
    return list(session.scalars(select(JournalEntry).filter_by(event_id=event.id).order_by(JournalEntry.seq)))


def head(session: Session, event: Event) -> dict[str, Any]:
    """With which entry the journal stands, and its hash, which holds all that came before."""
    last = session.scalar(select(JournalEntry).filter_by(event_id=event.id).order_by(JournalEntry.seq.desc()).limit(1))
    return {"entries": last.seq if last else 0, "head": last.hash if last else GENESIS}
