"""The journal, the memory of commands, and the revisions that audiences were told."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class JournalEntry(Base):
    """One link of an event's hash chain."""

    __tablename__ = "journal_entry"
    __table_args__ = (UniqueConstraint("event_id", "seq"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    seq: Mapped[int]
    at_ms: Mapped[int]
    kind: Mapped[str]
    actor: Mapped[str]
    payload: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]


class PersonalText(Base):
    """A name, comment or reason, kept apart so that it can be erased while the chain still verifies."""

    __tablename__ = "personal_text"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    text: Mapped[str | None]
    salt: Mapped[str | None]
    commitment: Mapped[str]


class Operation(Base):
    """A command already answered: the same `op` of the same actor gets the same answer."""

    __tablename__ = "operation"
    __table_args__ = (UniqueConstraint("event_id", "actor", "op"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    actor: Mapped[str]
    op: Mapped[str]
    body_digest: Mapped[str]
    status: Mapped[int]
    answer: Mapped[dict[str, Any]]


class Revision(Base):
    """How often what an audience may see of a topic has changed, and the digest of what it is now."""

    __tablename__ = "revision"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    view: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    digest: Mapped[str]
    as_of_ms: Mapped[int]
