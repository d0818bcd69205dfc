"""Until when an event keeps its named scores, and whether they still have names."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import erasure
from app.domain import retention as rules
from app.domain.event_values import local_time
from app.models import Event, Juror
from app.queries import person as people
from app.queries import statements
from app.queries.person import Person


@dataclass(frozen=True)
class Retention:
    """For how many months, until which day; whether that day has come; the jurors who still have their name."""

    months: int
    until: date
    over: bool
    named: tuple[Person, ...]

    @property
    def due(self) -> bool:
        """Whether names should be gone by now."""
        return self.over and bool(self.named)


def standing(session: Session, event: Event, now_ms: int) -> Retention:
    """Where an event stands at an instant."""
    stated = statements.texts(statements.standing(session)).get("months", "")
    months = rules.months(event.retention_months, stated)
    until = rules.until(date.fromisoformat(event.date), months)
    keys = session.scalars(select(Juror.key).filter_by(event_id=event.id).order_by(Juror.position, Juror.id))
    jury = [people.person(session, event, erasure.JUROR, key) for key in list(keys)]
    named = tuple(who for who in jury if who.row.name != who.becomes)
    return Retention(months, until, local_time(now_ms, event.timezone).date() >= until, named)
