"""The tables of an event as text, what rests on them, and what a change of them would do."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import alterations
from app.domain.alterations import Judgement, Standing
from app.domain.event_rows import EventTables
from app.domain.event_tables import read_tables
from app.domain.event_writing import raw_tables
from app.domain.journal import canonical
from app.domain.laureates import OPEN
from app.domain.raw_tables import Fault, RawTable
from app.models import (
    Attendance,
    Ballot,
    Event,
    Feedback,
    Juror,
    ListAct,
    PaperBallot,
    SetAside,
    Slot,
    TablesStep,
    Team,
    VoteCast,
)
from app.queries import agenda, export, laureates

# What others decide, while the day goes on: no reason to have somebody look again.
VOLATILE = frozenset({"visibility", "top_only"})
Raw = dict[str, RawTable]


@dataclass(frozen=True)
class Outlook:
    """What the tables would be: every fault, or the tables and what the change does."""

    faults: tuple[Fault, ...] = ()
    after: EventTables | None = None
    judgement: Judgement | None = None


def raw(session: Session, event: Event) -> Raw:
    """Every table that describes an event, as text; its ballots are no part of them."""
    found = raw_tables(export.described(session, event))
    del found["ballots"]
    return found


def base(tables: Mapping[str, RawTable], names: Collection[str] | None = None) -> str:
    """What tells these tables from any others: named by whoever changes them."""
    said = {
        name: [table.header, [cells for _, cells in table.rows if name != "event" or cells[0] not in VOLATILE]]
        for name, table in tables.items()
        if names is None or name in names
    }
    return hashlib.sha256(canonical(said)).hexdigest()[:32]


def outlook(session: Session, event: Event, wished: Mapping[str, RawTable]) -> Outlook:
    """What would come of these tables."""
    after, faults = read_tables(wished)
    if after is None:
        return Outlook(tuple(faults))
    before = export.described(session, event)
    return Outlook((), after, alterations.judge(before, after, standing(session, event)))


def last_step(session: Session, event: Event) -> list[str]:
    """The tables that undo would put back; none where there is nothing to undo."""
    last = select(TablesStep).filter_by(event_id=event.id).order_by(TablesStep.id.desc()).limit(1)
    step = session.scalar(last)
    return sorted(step.before) if step is not None else []


def standing(session: Session, event: Event) -> Standing:
    """What rests on the tables of an event now."""
    here = {"event_id": event.id}
    pairs: set[tuple[str, int]] = set()
    for model in (Ballot, SetAside, PaperBallot):
        rows = select(Juror.key, Team.number).join(model, model.juror_id == Juror.id)
        joined = rows.join(Team, Team.id == model.team_id).where(model.event_id == event.id)
        pairs |= {(juror, number) for juror, number in session.execute(joined)}
    bound: set[str] = set()
    for noted in (Attendance, VoteCast):
        there = select(Juror.key).join(noted, noted.juror_id == Juror.id).where(noted.event_id == event.id)
        bound |= set(session.scalars(there))
    acts = session.scalars(select(ListAct).filter_by(**here))
    told = session.scalars(
        select(Team.number).join(Feedback, Feedback.team_id == Team.id).where(Team.event_id == event.id)
    )
    readers = session.scalars(select(Juror.key).filter_by(**here).where(Juror.acknowledged_at_ms.is_not(None)))
    return Standing(
        ballots=frozenset(pairs),
        bound_jurors=frozenset(bound),
        bound_teams=frozenset(told) | {number for act in acts for number in (*act.teams, *act.stake)},
        readers=len(list(readers)),
        frozen=event.rules_frozen is not None,
        closed=laureates.of(session, event).state != OPEN,
        begun=tuple(_begun(slot) for slot in agenda.slots(session, event)),
    )


def _begun(slot: Slot) -> bool:
    return slot.status != "planned" or slot.started_at_ms is not None
