"""The screens of the room: all of them for the desk, and for each what it is asked to show."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Event, Screen
from app.queries import favourite


def every(session: Session, event: Event) -> list[Screen]:
    """The screens of an event, in the order they were added."""
    return list(session.scalars(select(Screen).filter_by(event_id=event.id).order_by(Screen.id)))


def one(session: Session, event_id: int, key: Any) -> Screen | None:
    """The screen of that key."""
    return session.scalar(select(Screen).filter_by(event_id=event_id, key=str(key)))


def snapshot(session: Session, event: Event, _view: str) -> dict[str, Any]:
    """The body of the `screens` topic: `page` is where the desk sent it, `shows` where it says it is."""
    return {
        "screens": [
            {
                "id": screen.key,
                "name": screen.name,
                "page": screen.page,
                "shows": screen.shows,
                "black": screen.black,
                "last_beat_ms": screen.last_beat_ms,
                "clock_error_ms": screen.clock_error_ms,
                "lit": screen.lit,
            }
            for screen in every(session, event)
        ]
    }


def direction(session: Session, event: Event, view: str) -> dict[str, Any]:
    """The body of the `direction` topic: what one screen is asked to show; a screen that is gone is asked nothing."""
    screen = one(session, event.id, view.partition(":")[2])
    return {
        "name": screen.name if screen else None,
        "page": screen.page if screen else None,
        "black": screen.black if screen else False,
        "identified_at_ms": screen.identified_at_ms if screen else None,
        # For those in the room: whoever reads it there may vote.
        "code": favourite.code(session, event) if screen else None,
    }
