"""The event, and what its organiser describes: criteria, organisations, categories, teams, people."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


def event_key() -> Mapped[int]:
    """The column that ties a row to its event and dies with it."""
    return mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)


class Installation(Base):
    """One row: the epoch, which changes when the data come back from a backup."""

    __tablename__ = "installation"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str]


class Destruction(Base):
    """That an event was destroyed: which one, how its journal ended, by whom, with which visa of the archives."""

    __tablename__ = "destruction"
    id: Mapped[int] = mapped_column(primary_key=True)
    at_ms: Mapped[int]
    actor: Mapped[str]
    slug: Mapped[str]
    name: Mapped[str]
    date: Mapped[str]
    journal_head: Mapped[str]
    # None where none is needed: of an example, of tables that nobody was judged by.
    visa_by: Mapped[str | None]
    visa_reference: Mapped[str | None]
    visa_date: Mapped[str | None]


class Event(Base):
    """One forum: its rules and where its day stands."""

    __tablename__ = "event"
    # An id never comes back: whoever still listens to a deleted event must not hear another one.
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    date: Mapped[str]
    place: Mapped[str]
    # Where the public finds this event before and after its day too; null where that is this server alone.
    public_address: Mapped[str | None]
    timezone: Mapped[str]
    language: Mapped[str]
    pitch_ms: Mapped[int]
    questions_ms: Mapped[int]
    scale_min: Mapped[int]
    scale_max: Mapped[int]
    # Whether a score at either end of the scale asks for a comment before the ballot can count.
    comment_at_extremes: Mapped[bool] = mapped_column(default=False)
    laureates: Mapped[int | None]
    own_organisation: Mapped[str]
    # Whether a juror scores the teams whose pitch they missed: `score` or `abstain`.
    missed_pitches: Mapped[str] = mapped_column(default="score")
    # How the official score is made, a word of domain/official.py.
    method: Mapped[str] = mapped_column(default="mean")
    # The digest of the rules of the event, from the first validated ballot on.
    rules_frozen: Mapped[str | None]
    brand: Mapped[str | None]
    # How long named scores are kept, where it is not as long as the authority says; who is responsible together.
    retention_months: Mapped[int | None]
    controllers: Mapped[str | None]
    visibility: Mapped[str]
    # Whether the room never sees the lower half of a ranking.
    top_only: Mapped[bool] = mapped_column(default=False)
    phase: Mapped[str] = mapped_column(default="setup")
    scoring: Mapped[str] = mapped_column(default="closed")
    # Whether the jurors may see the deliberation board: `open` or `closed`.
    deliberation: Mapped[str] = mapped_column(default="closed")
    demonstration: Mapped[bool] = mapped_column(default=False)
    # A demonstration that plays by itself: how many times shorter its day is. Null while people play it.
    play_speed: Mapped[int | None]
    # The event that this one rehearses, of which it is the one copy: it goes with it.
    copy_of: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True, index=True)
    announcement: Mapped[str | None]
    message: Mapped[str | None]
    blackout: Mapped[bool] = mapped_column(default=False)
    # Whether the teams read what the jury tells them, a word of domain/feedback.py.
    feedback: Mapped[str] = mapped_column(default="held")
    # Where the room's vote stands, a word of domain/favourite.py.
    favourite: Mapped[str] = mapped_column(default="off")
    # What the room was shown when the organiser froze it; null unless visibility is "frozen".
    frozen: Mapped[dict[str, Any] | None]
    loaded_at_ms: Mapped[int]
    # From then on nothing of it changes, and it is in no list of events; null while it is not archived.
    archived_at_ms: Mapped[int | None]

    @property
    def announced(self) -> bool:
        """Whether the laureates are announced, which the end of their reveal does."""
        return self.phase == "announced"

    @property
    def favourite_state(self) -> str:
        """Where the room’s vote stands for everybody: what came out is told with the laureates, or before."""
        return "told" if self.favourite == "closed" and self.announced else self.favourite


class Criterion(Base):
    """What jurors score, with its weight and the words for its levels."""

    __tablename__ = "criterion"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    position: Mapped[int]
    key: Mapped[str]
    label: Mapped[str]
    description: Mapped[str]
    weight: Mapped[int]
    levels: Mapped[dict[str, Any]]


class Organisation(Base):
    """An authority that sends teams and jurors."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    position: Mapped[int]
    key: Mapped[str]
    name: Mapped[str]
    code: Mapped[str]
    colour: Mapped[str | None]
    min_laureates: Mapped[int | None]
    max_laureates: Mapped[int | None]


class Category(Base):
    """A category of awards and how many of each tier it gives."""

    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    position: Mapped[int]
    key: Mapped[str]
    name: Mapped[str]
    sponsor: Mapped[str | None]
    gold: Mapped[int | None]
    silver: Mapped[int | None]
    bronze: Mapped[int | None]


class Team(Base):
    """A team and the sheet of its project. `organisation` holds keys joined by `+`."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    title: Mapped[str]
    short_title: Mapped[str]
    organisation: Mapped[str]
    table: Mapped[str | None]
    category: Mapped[str | None]
    territory: Mapped[str | None]
    problem: Mapped[str | None]
    solution: Mapped[str | None]
    implementation: Mapped[str | None]
    cost: Mapped[str | None]
    members: Mapped[str | None]
    external_id: Mapped[str | None]
    # What the team chose to publish, a personal text; null where it published none.
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))

    @property
    def organisations(self) -> frozenset[str]:
        """The keys of the authorities that carry this team."""
        return frozenset(self.organisation.split("+"))


class Juror(Base):
    """A member of the jury, named everywhere by `key`."""

    __tablename__ = "juror"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    position: Mapped[int]
    key: Mapped[str]
    name: Mapped[str]
    function: Mapped[str | None]
    organisation: Mapped[str | None]
    role: Mapped[str]
    chair: Mapped[bool]
    substitute_for: Mapped[str | None]
    last_seen_ms: Mapped[int | None]
    # What the tablet itself says: how many ballots wait on it, and what its juror signals (a key of domain/jury.py).
    waiting: Mapped[int | None]
    problem: Mapped[str | None]
    # When the juror read the rules of the event and declared the links they have.
    acknowledged_at_ms: Mapped[int | None]
    # Scoring is closed for the jury, and open again for this juror alone.
    reopened: Mapped[bool] = mapped_column(default=False)
    # The juror scores on paper: no tablet is awaited from them.
    on_paper: Mapped[bool] = mapped_column(default=False)
    # Of a juror and their substitutes one sits: the teams that none of them has scored are theirs.
    sits: Mapped[bool] = mapped_column(default=True)


class Attendance(Base):
    """A juror came into the room, or left it (`kind`, of domain/attendance.py)."""

    __tablename__ = "attendance"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    at_ms: Mapped[int]


class Coach(Base):
    """Somebody who helps the teams at their tables."""

    __tablename__ = "coach"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    key: Mapped[str]
    name: Mapped[str]
    organisation: Mapped[str | None]


class TablesStep(Base):
    """The tables of an event as they were before one change of them: what undo puts back.

    `before` has those it touched, as [headings, lines]; `left` is the digest of the same tables as it left them.
    """

    __tablename__ = "tables_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    before: Mapped[dict[str, Any]]
    left: Mapped[str]


class Award(Base):
    """A distinction as loaded from the event's tables."""

    __tablename__ = "award"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    team: Mapped[int | None]
    organisation: Mapped[str | None]
    category: Mapped[str | None]
    tier: Mapped[str]
    citation: Mapped[str | None]
