"""The run of the day: slots, the timer, and the states it can be taken back to."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class Slot(Base):
    """One line of the agenda, in run order by `position`; `key` survives re-ordering."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    key: Mapped[str]
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    team: Mapped[int | None]
    planned_at_ms: Mapped[int]
    published_at_ms: Mapped[int]
    duration_ms: Mapped[int]
    phases: Mapped[list[Any]]
    floor_ms: Mapped[int | None]
    not_before_at_ms: Mapped[int | None]
    status: Mapped[str] = mapped_column(default="planned")
    started_at_ms: Mapped[int | None]
    ended_at_ms: Mapped[int | None]
    # How often what a calendar knows of it has changed, and when it last did.
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    noted_at_ms: Mapped[int | None]


class StageTimer(Base):
    """The timer of an event: anchors, never ticks."""

    __tablename__ = "stage_timer"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    mode: Mapped[str] = mapped_column(default="idle")
    slot: Mapped[str | None]
    phases: Mapped[list[Any]]
    phase_index: Mapped[int] = mapped_column(default=0)
    added_ms: Mapped[int] = mapped_column(default=0)
    elapsed_ms: Mapped[int] = mapped_column(default=0)
    anchor_at_ms: Mapped[int | None]


class TimerStep(Base):
    """The timer as it was before one command, and of each slot that it changed: what undo returns to.

    `slots` has the facts of a slot before and as the command left them: [status, started, ended] twice.
    """

    __tablename__ = "timer_step"
    __table_args__ = (UniqueConstraint("event_id", "revision"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    revision: Mapped[int]
    timer: Mapped[dict[str, Any]]
    slots: Mapped[dict[str, Any]]


class AgendaStep(Base):
    """The run-down as it was before one act of the desk: its order, and each slot that the act was about.

    `changed` has, of such a slot, each field before and as the act left it; one that was put in had no status before.
    `action` and `subject` name the act to whoever may take it back.
    """

    __tablename__ = "agenda_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    action: Mapped[str]
    subject: Mapped[str]
    order: Mapped[list[Any]]
    changed: Mapped[dict[str, Any]]
    # The published hours that were dealt again: before, and as the act left them.
    published: Mapped[dict[str, Any]]
