"""The list of laureates: where it stands, the acts and votes of the jury, and the packets that closing it made."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class LaureateList(Base):
    """Where an event's list stands (`state`, of domain/laureates.py), and who was named beforehand.

    While it is being closed: by whom, over what (`basis`, a digest), and the reason of each absence by "juror/team".
    """

    __tablename__ = "laureate_list"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(default="open")
    # Who confirms, an actor's key, and who has the casting vote where the chair's own team is at stake, a juror's.
    confirmer: Mapped[str | None]
    casting: Mapped[str | None]
    closed_by: Mapped[str | None]
    closed_by_label: Mapped[str | None]
    closed_at_ms: Mapped[int | None]
    basis: Mapped[str | None]
    # The number of the personal text of each reason.
    absences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # What the indicators said of the places when it was closed; null where nobody computed them.
    status: Mapped[dict[str, Any] | None]
    # Why it was opened again, for the next packet.
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))


class ListAct(Base):
    """One decision of the jury (`kind`, of domain/laureates.py) and the whole list as it left it; `number` names it.

    Taken back, it stays and no longer holds. The list as it stands is that of the last act that holds.
    """

    __tablename__ = "list_act"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    kind: Mapped[str]
    stake: Mapped[list[Any]]
    teams: Mapped[list[Any]]
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    vote: Mapped[int | None]
    author: Mapped[str]
    at_ms: Mapped[int]
    taken_back: Mapped[bool] = mapped_column(default=False)


class Vote(Base):
    """A vote of the jury between teams (`stake`) for some places; `mode` is named or secret, of domain/votes.py.

    `voices` and `retained` are what it came to; `voters` are the keys of those who may vote.
    """

    __tablename__ = "vote"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    mode: Mapped[str]
    stake: Mapped[list[Any]]
    places: Mapped[int]
    voters: Mapped[list[Any]]
    casting: Mapped[str | None]
    opened_at_ms: Mapped[int]
    closed_at_ms: Mapped[int | None]
    # Of a secret vote, the voices as they come in, and nowhere whose they are.
    voices: Mapped[dict[str, Any]]
    retained: Mapped[list[Any] | None]
    by_casting: Mapped[bool] = mapped_column(default=False)


class VoteCast(Base):
    """That somebody voted, and (in a named vote) what they chose; once each, and the database enforces it."""

    __tablename__ = "vote_cast"
    __table_args__ = (UniqueConstraint("vote_id", "juror_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id", ondelete="CASCADE"))
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id", ondelete="CASCADE"))
    choice: Mapped[list[Any] | None]


class Packet(Base):
    """What a closed list was made of, as canonical JSON; never changed, never deleted alone."""

    __tablename__ = "packet"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    content: Mapped[str]
    digest: Mapped[str]
    made_at_ms: Mapped[int]
