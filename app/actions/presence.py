"""When a juror's tablet was last seen: on connecting, on leaving, and at each ballot."""

from sqlalchemy import update

from app import changes, clock
from app.models import Juror


def seen(event_id: int, juror: str) -> None:
    """Note that a juror's tablet is, or just was, there. Not a decision: the journal does not hold it."""
    with changes.transaction() as session:
        here = update(Juror).where(Juror.event_id == event_id, Juror.key == juror)
        session.execute(here.values(last_seen_ms=clock.now_ms()))
    changes.tell(event_id)
