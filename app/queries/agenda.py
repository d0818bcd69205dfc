"""The run-down: planned, published, expected and actual times of every slot."""

from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import agenda, timer
from app.models import Event, Slot, StageTimer
from app.queries.moment import once


def snapshot(session: Session, event: Event, _view: str) -> dict[str, Any]:
    """The body of the `agenda` topic."""
    rows = slots(session, event)
    run = [as_rule(row) for row in rows]
    clock = timer_of(session, event)
    expected, bands = agenda.expected(run, clock), agenda.bands_ms(run)
    return {"slots": [_slot(row, expected, bands) for row in rows], "late_ms": agenda.late_ms(run, clock)}


def _slot(row: Slot, expected: dict[str, agenda.Expected | None], bands: dict[str, int]) -> dict[str, Any]:
    moment = expected.get(row.key)
    return {
        "id": row.key,
        "kind": row.kind,
        "title": row.title,
        "team": row.team,
        "planned_at_ms": row.planned_at_ms,
        "duration_ms": row.duration_ms,
        "published_at_ms": row.published_at_ms,
        "expected": moment and {"not_before_ms": moment.not_before_ms, "after_now_ms": moment.after_now_ms},
        "band_ms": bands.get(row.key),
        "status": row.status,
        "started_at_ms": row.started_at_ms,
        "ended_at_ms": row.ended_at_ms,
    }


@once
def slots(session: Session, event: Event) -> tuple[Slot, ...]:
    """The slots in run order."""
    return tuple(session.scalars(select(Slot).filter_by(event_id=event.id).order_by(Slot.position)))


def as_rule(row: Slot) -> agenda.Slot:
    """A slot as the rules of time see it."""
    return agenda.Slot(
        id=row.key,
        kind=row.kind,
        title=row.title,
        team=row.team,
        planned_at_ms=row.planned_at_ms,
        duration_ms=row.duration_ms,
        phases=phases(row.phases),
        floor_ms=row.floor_ms,
        not_before_at_ms=row.not_before_at_ms,
        status=row.status,
        started_at_ms=row.started_at_ms,
        ended_at_ms=row.ended_at_ms,
        position=row.position,
        published_at_ms=row.published_at_ms,
    )


def phases(stored: list[Any]) -> tuple[timer.Phase, ...]:
    """Stored phases, as the timer sees them."""
    return tuple(timer.Phase(key, duration) for key, duration in stored)


@once
def timer_of(session: Session, event: Event) -> timer.Timer:
    """The event's timer, as a value."""
    row = session.get_one(StageTimer, event.id)
    return as_timer({field.name: getattr(row, field.name) for field in fields(timer.Timer) if hasattr(row, field.name)})


def as_timer(stored: dict[str, Any]) -> timer.Timer:
    """A timer from what is kept of it."""
    known = phases(stored["phases"])
    warn_ms, last_ms = timer.thresholds(known[stored["phase_index"]] if known else None)
    return timer.Timer(**stored | {"phases": known, "warn_ms": warn_ms, "last_ms": last_ms})
