"""The desk's first page: the run-down in hours, the ballots by state; its script then keeps them up."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.domain import run_down as rules
from app.domain.agenda import REACHED
from app.domain.ballots import mark
from app.domain.run_down import Line
from app.models import Event
from app.queries import agenda, ballots


def run_down(session: Session, event: Event, now: int) -> list[Line]:
    """Every slot in run order with the hour that stands beside its planned one."""
    run = [agenda.as_rule(row) for row in agenda.slots(session, event)]
    return rules.of(run, agenda.timer_of(session, event), now)


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
