"""Rows of the tables of an event as rows of the database: what loading writes, and what a change of a table does."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import scope
from app.domain.agenda import MINUTE_MS
from app.domain.event_tables import AgendaRow, CriterionRow, EventRow, EventTables, TeamRow
from app.models import Criterion, Event, Juror, Slot, Team


def seat(session: Session, event: Event, tables: EventTables) -> None:
    """Of a juror and their substitutes one sits: the substitute who is said to, else the juror."""
    session.flush()
    members = [scope.Member(row.key, row.organisation, row.substitute_for) for row in tables.jurors]
    sitting = scope.sitting(members, {row.key for row in tables.jurors if row.sits})
    for juror in session.scalars(select(Juror).filter_by(event_id=event.id)):
        juror.sits = juror.key in sitting


def columns(model: Any, row: Any) -> dict[str, Any]:
    """The columns that a table of the files and ours have in common."""
    names = [column.key for column in model.__table__.columns]
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def team_columns(row: TeamRow) -> dict[str, Any]:
    """The columns of a team: its authorities in one, its title where it has no short one."""
    return columns(Team, row) | {
        "organisation": "+".join(row.organisations),
        "short_title": row.short_title or row.title,
    }


def criterion_columns(row: CriterionRow) -> dict[str, Any]:
    """The columns of a criterion."""
    levels = {str(score): text for score, text in row.levels.items()}
    return columns(Criterion, row) | {"description": row.description or "", "levels": levels}


def event_columns(row: EventRow) -> dict[str, Any]:
    """The columns of the event itself, but for its address and for what the room sees, which the desk decides."""
    return {
        "name": row.name,
        "date": row.date.isoformat(),
        "place": row.place,
        "public_address": row.public_address,
        "timezone": row.timezone,
        "language": row.language,
        "pitch_ms": row.pitch_minutes * MINUTE_MS,
        "questions_ms": row.questions_minutes * MINUTE_MS,
        "scale_min": row.scale_min,
        "scale_max": row.scale_max,
        "comment_at_extremes": row.comment_at_extremes,
        "laureates": row.laureates,
        "own_organisation": row.own_organisation,
        "missed_pitches": row.missed_pitches,
        "method": row.method,
        "brand": row.brand,
        "retention_months": row.retention_months,
        "controllers": row.controllers,
    }


def slot(event: Event, key: str, position: int, row: AgendaRow) -> Slot:
    """A slot that has not begun, published as it is planned."""
    return Slot(
        event_id=event.id,
        key=key,
        published_at_ms=row.planned_at_ms,
        **slot_columns(event, position, row),
    )


def slot_columns(event: Event, position: int, row: AgendaRow) -> dict[str, Any]:
    """What a slot has of its row in the agenda."""
    duration = row.minutes * MINUTE_MS
    return {
        "position": position,
        "kind": row.kind,
        "title": row.title or "",
        "team": row.team,
        "planned_at_ms": row.planned_at_ms,
        "duration_ms": duration,
        "phases": phases(event, row, duration),
        "floor_ms": row.floor_minutes * MINUTE_MS if row.floor_minutes is not None else None,
        "not_before_at_ms": row.not_before_at_ms,
    }


def phases(event: Event, row: AgendaRow, duration: int) -> list[list[object]]:
    """A pitch has its pitch and its questions, of the event's length or its own; any other slot is one phase."""
    if row.kind != "pitch":
        return [[row.kind, duration]]
    pitch = event.pitch_ms if row.pitch_minutes is None else row.pitch_minutes * MINUTE_MS
    questions = event.questions_ms if row.questions_minutes is None else row.questions_minutes * MINUTE_MS
    return [[key, length] for key, length in (("pitch", pitch), ("questions", questions)) if length]
