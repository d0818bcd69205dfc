"""The rehearsal of the jury: read, answered, and nothing written."""

from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.domain import rehearsal
from app.models import Event
from app.queries import agenda, day


def is_on(session: Session, event: Event) -> bool:
    """Whether a juror may still rehearse."""
    return rehearsal.is_on(map(agenda.as_rule, agenda.slots(session, event)))


def answered(session: Session, event: Event, **sent: Any) -> dict[str, Any]:
    """What a rehearsal ballot (`base`, `scores`, `comment`, `final`) is answered; Invalid or Closed by rule."""
    slots = map(agenda.as_rule, agenda.slots(session, event))
    return rehearsal.answered(day.rubric(session, event), slots, clock.now_ms(), **sent)
