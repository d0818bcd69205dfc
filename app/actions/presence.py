"""What is heard from a juror's tablet: that it is there, what waits on it, what its juror signals.

Not decisions: the journal does not hold them.
"""

from typing import Any

from sqlalchemy import update

from app import changes, clock
from app.access import Identity
from app.changes import Answer, Change
from app.domain import jury
from app.models import Juror
from app.queries import records


def seen(event_id: int, juror: str) -> None:
    """Note that a juror's tablet is, or just was, there: on connecting, on leaving, and at each ballot."""
    with changes.transaction() as session:
        here = update(Juror).where(Juror.event_id == event_id, Juror.key == juror)
        session.execute(here.values(last_seen_ms=clock.now_ms()))
    changes.tell(event_id)


def told(event_id: int, actor: Identity, op: str, waiting: Any, problem: Any) -> Answer:
    """Note what a tablet says of itself; answers 200. What is signalled lights at the desk until somebody saw to it."""

    def work(change: Change) -> Answer:
        said = jury.heard(waiting, problem)
        juror = records.named_juror(change.session, change.event, change.actor.subject)
        juror.last_seen_ms, juror.waiting, juror.problem = change.now_ms, said.waiting, said.problem
        return Answer(200, {"waiting": said.waiting, "problem": said.problem})

    return changes.write(event_id, actor, work, op, [waiting, problem])


def seen_to(event_id: int, actor: Identity, op: str, juror: str) -> Answer:
    """Put out what a juror signalled: somebody of the desk saw to it."""

    def work(change: Change) -> Answer:
        records.named_juror(change.session, change.event, juror).problem = None
        return Answer(200, {"juror": juror})

    return changes.write(event_id, actor, work, op, juror)
