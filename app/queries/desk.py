"""The desk's first page: the run-down in hours, the ballots by state; its script then keeps them up."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import fit, official, panels
from app.domain import run_down as rules
from app.domain.agenda import REACHED, Slot
from app.domain.ballots import mark
from app.domain.fit import Remedy
from app.domain.run_down import Line
from app.models import AgendaStep, Event
from app.queries import agenda, ballots


def run_down(session: Session, event: Event, now: int) -> list[Line]:
    """Every slot in run order with the hour that stands beside its planned one."""
    run = [agenda.as_rule(row) for row in agenda.slots(session, event)]
    return rules.of(run, agenda.timer_of(session, event), now)


@dataclass(frozen=True)
class LastAct:
    """The act on the run-down that undo takes back now, and the slot that it is named after; a remedy has none."""

    action: str
    subject: str
    slot: Slot | None


def last_act(session: Session, event: Event, lines: Sequence[Line]) -> LastAct | None:
    """The last act on the run-down that is not undone yet; None where there is none."""
    kept = select(AgendaStep).filter_by(event_id=event.id).order_by(AgendaStep.id.desc()).limit(1)
    step = session.scalar(kept)
    slot = next((line.slot for line in lines if step is not None and line.slot.id == step.subject), None)
    return None if step is None else LastAct(step.action, step.subject, slot)


def remedies(session: Session, event: Event, now: int) -> list[Remedy]:
    """What an organiser can do where the pitches end too late."""
    run = [agenda.as_rule(row) for row in agenda.slots(session, event)]
    return fit.remedies(run, agenda.timer_of(session, event), now)


def planned_panels(session: Session, event: Event) -> int:
    """Into how many panels who scores whom splits the jury, where official scores compare within one; 0 elsewhere."""
    fair = official.by_severity(event.method)
    return panels.planned_panels(ballots.grid(session, event).expected) if fair else 0


def marks(session: Session, event: Event, lines: Sequence[Line]) -> dict[tuple[str, int], str]:
    """The mark of each juror and team; never a score."""
    known = ballots.grid(session, event)
    counted = {(ballot.juror, ballot.team) for ballot in ballots.counting(session, event, known)}
    drafted = set(ballots.drafts(session, event, known))
    reached = {line.slot.team for line in lines if line.slot.status in REACHED}

    return {
        pair: mark(
            out=pair in known.out_of_scope,
            recused=pair in known.recused,
            counted=pair in counted,
            drafted=pair in drafted,
            reached=pair[1] in reached,
        )
        for pair in ((juror.key, team.number) for juror in known.jurors for team in known.teams)
    }
