"""The stage: who is on, the timer's anchors, who is next."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import agenda as rules
from app.domain import timer
from app.models import Event, Slot, Team
from app.queries import agenda


def snapshot(session: Session, event: Event, _view: str) -> dict[str, Any]:
    """The body of the `stage` topic."""
    clock = agenda.timer_of(session, event)
    run = agenda.slots(session, event)
    current = next((slot for slot in run if slot.key == clock.slot), None)
    return {
        "slot": clock.slot,
        "team": team(session, event, current),
        "timer": anchors(clock),
        "message": event.message,
        "blackout": event.blackout,
        "next": _next(session, event, run, clock),
    }


def anchors(clock: timer.Timer) -> dict[str, Any]:
    """The timer as it travels: remaining = duration + added − elapsed − (now − anchor) while running."""
    phase = clock.phases[clock.phase_index] if clock.phases else None
    return {
        "revision": clock.revision,
        "mode": clock.mode,
        "phase": phase.key if phase else None,
        "duration_ms": phase.duration_ms if phase else 0,
        "added_ms": clock.added_ms,
        "elapsed_ms": clock.elapsed_ms,
        "anchor_at_ms": clock.anchor_at_ms,
        "warn_ms": clock.warn_ms,
        "last_ms": clock.last_ms,
    }


def team(session: Session, event: Event, slot: Slot | None) -> dict[str, Any] | None:
    """The team of a slot, as screens name it."""
    if slot is None or slot.team is None:
        return None
    row = session.scalars(select(Team).filter_by(event_id=event.id, number=slot.team)).one()
    return {"number": row.number, "title": row.title, "organisation": row.organisation}


def _next(session: Session, event: Event, run: Sequence[Slot], clock: timer.Timer) -> dict[str, Any] | None:
    """The first team still expected in run order, one that was jumped over included."""
    awaited = rules.expected([agenda.as_rule(slot) for slot in run], clock)
    coming = next((slot for slot in run if slot.team is not None and awaited[slot.key] is not None), None)
    return {"slot": coming.key, "team": team(session, event, coming)} if coming else None
