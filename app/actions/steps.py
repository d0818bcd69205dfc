"""What undo goes back to: the state before each of the last twenty acts, of timer, run-down and tables alike."""

from typing import TypeVar

from sqlalchemy import delete, select

from app.changes import Change
from app.domain.errors import Invalid
from app.models import AgendaStep, TablesStep, TimerStep

UNDO_DEPTH = 20
Step = TypeVar("Step", AgendaStep, TablesStep, TimerStep)


def keep(change: Change, step: AgendaStep | TablesStep | TimerStep) -> None:
    """Keep one step more, and no more than the last twenty of its kind."""
    table = type(step)
    change.session.add(step)
    change.session.flush()
    kept = select(table.id).filter_by(event_id=change.event.id).order_by(table.id.desc()).limit(UNDO_DEPTH)
    change.session.execute(delete(table).where(table.event_id == change.event.id, table.id.not_in(kept)))


def last(change: Change, table: type[Step]) -> Step:
    """The step that undo goes back to; 422 where there is none."""
    step = change.session.scalar(select(table).filter_by(event_id=change.event.id).order_by(table.id.desc()).limit(1))
    if step is None:
        raise Invalid.at("action", "There is nothing to undo.")
    return step
