"""The programme of the public pages, the team's and the coach's."""

from sqlalchemy.orm import Session

from app.domain import programme as rules
from app.models import Event
from app.queries import desk


def day(session: Session, event: Event, now: int) -> rules.Day:
    """The day as it stands now."""
    return rules.day(desk.run_down(session, event, now), event.announced, now)
