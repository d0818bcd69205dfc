"""The day: what the event is and where it stands."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import scoring
from app.domain.ballots import Rubric
from app.models import Criterion, Event
from app.queries.moment import once


def snapshot(session: Session, event: Event, _view: str) -> dict[str, Any]:
    """The body of the `day` topic."""
    return {
        "event": {
            "slug": event.slug,
            "name": event.name,
            "date": event.date,
            "place": event.place,
            "timezone": event.timezone,
            "language": event.language,
            "brand": event.brand,
        },
        "phase": event.phase,
        "visibility": event.visibility,
        "top_only": event.top_only,
        "favourite": event.favourite_state,
        "feedback": event.feedback,
        "scoring": event.scoring,
        "criteria": [{"key": c.key, "label": c.label, "weight": c.weight} for c in criteria(session, event)],
        "scale": {"min": event.scale_min, "max": event.scale_max},
        "announcement": event.announcement,
        "demonstration": event.demonstration,
    }


@once
def criteria(session: Session, event: Event) -> tuple[Criterion, ...]:
    """The event's criteria in their announced order."""
    return tuple(session.scalars(select(Criterion).filter_by(event_id=event.id).order_by(Criterion.position)))


def weighted(session: Session, event: Event) -> tuple[scoring.Criterion, ...]:
    """The same as the rules of scoring see them."""
    return tuple(scoring.Criterion(row.key, row.label, row.weight) for row in criteria(session, event))


def rubric(session: Session, event: Event) -> Rubric:
    """What a ballot of this event may hold."""
    keys = tuple(criterion.key for criterion in criteria(session, event))
    return Rubric(keys, event.scale_min, event.scale_max, event.comment_at_extremes)
