"""Ballots: one per juror and team, in append-only versions, of which at most one counts."""

from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class Ballot(Base):
    """The one ballot of a juror for a team.

    `counting_revision` names its single version that counts: one column of one row per pair, so that the database
    itself knows no second one.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("juror_id", "team_id"),
        ForeignKeyConstraint(
            ["id", "counting_revision"],
            ["ballot_version.ballot_id", "ballot_version.revision"],
            use_alter=True,
            deferrable=True,
            initially="DEFERRED",
            name="fk_ballot_counting_version",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    event_id: Mapped[int] = event_key()
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    revision: Mapped[int] = mapped_column(default=0)
    counting_revision: Mapped[int | None]


class BallotVersion(Base):
    """What a juror had written at one moment; never changed, never deleted alone."""

    __tablename__ = "ballot_version"
    __table_args__ = (UniqueConstraint("ballot_id", "revision"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    scores: Mapped[dict[str, Any]]
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    final: Mapped[bool]
    saved_at_ms: Mapped[int]
    receipt: Mapped[str]
    author: Mapped[str]
    # From where: the device's plain name, and its session while there is one. Null for what came from no browser.
    device: Mapped[str | None]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id", ondelete="SET NULL"))


class SetAside(Base):
    """A ballot that came too late or from a dead link: kept and shown to the organiser, counted only once admitted.

    `number` names it within its event, on the desk and in the journal; `admitted_revision` is the version it became.
    """

    __tablename__ = "set_aside"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    why: Mapped[str]
    scores: Mapped[dict[str, Any]]
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    final: Mapped[bool]
    received_at_ms: Mapped[int]
    admitted_revision: Mapped[int | None]


class PaperBallot(Base):
    """A juror's paper for a team, as the desk reads it in; `number` names it within its event.

    `state` is entered (once), differs (two readings do), counted, set_aside or dropped; of those that wait there is one
    per juror and team, and the database enforces it. `base` is the ballot's revision that the first reader saw.
    """

    __tablename__ = "paper_ballot"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    state: Mapped[str]
    base: Mapped[int]
    # Handed in after scoring closed: once confirmed it is set aside, to be admitted like any late ballot.
    after_closing: Mapped[bool]
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    # The version it became, or (set aside) the number it was kept under.
    became: Mapped[int | None]


_WAITING = PaperBallot.state.in_(("entered", "differs"))
Index(
    "uq_paper_ballot_waiting",
    PaperBallot.juror_id,
    PaperBallot.team_id,
    unique=True,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)


class PaperReading(Base):
    """What one person read on a paper ballot; never changed, never deleted alone."""

    __tablename__ = "paper_reading"
    __table_args__ = (UniqueConstraint("paper_id", "place"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper_ballot.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    scores: Mapped[dict[str, Any]]
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    author: Mapped[str]
    read_at_ms: Mapped[int]


class Recusal(Base):
    """A juror out of a team: by their own act (recusal) or by the chair's (exclusion)."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("juror_id", "team_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    kind: Mapped[str]
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    in_force: Mapped[bool]
