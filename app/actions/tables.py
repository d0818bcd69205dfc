"""The tables of an event changed while it stands: some of its tables put in the place of what they were, undone too."""

from collections.abc import Mapping
from typing import Any

from app import changes
from app.access import Identity
from app.actions import rewriting, steps
from app.changes import Answer, Change
from app.domain.alterations import REMOVED, Judgement
from app.domain.errors import Invalid, Stale
from app.domain.event_rows import EventTables
from app.domain.raw_tables import RawTable
from app.keys import Keys
from app.models import TablesStep
from app.queries import export
from app.queries import tables as described

Raw = Mapping[str, RawTable]
LOOK_AGAIN = "The tables were changed by somebody else meanwhile: look at them again."


def replace(event_id: int, actor: Identity, op: str, keys: Keys, base: Any, wished: Raw) -> Answer:
    """Put tables in the place of the event's own; answers 200 with how many rows changed.

    409 when `base` is not what the event's tables are; 422 with `faults`, or where something rests on what would go.
    """
    body = [base, {name: [table.header, table.rows] for name, table in sorted(wished.items())}]
    return changes.write(event_id, actor, lambda change: _replace(change, keys, base, wished), op, body)


def undo(event_id: int, actor: Identity, op: str, keys: Keys) -> Answer:
    """Put back what the last change took away; answers 200. 409 where the same tables changed since, 422 as above."""

    def work(change: Change) -> Answer:
        step = steps.last(change, TablesStep)
        now = described.raw(change.session, change.event)
        if described.base(now, step.before) != step.left:
            raise Stale(LOOK_AGAIN, current={})
        before = {
            name: RawTable(header, [(line, cells) for line, cells in rows])
            for name, (header, rows) in step.before.items()
        }
        judgement = _make(change, keys, now | before)
        change.session.delete(step)
        return Answer(200, {"changed": len(judgement.alterations)})

    return changes.write(event_id, actor, work, op)


def _replace(change: Change, keys: Keys, base: Any, wished: Raw) -> Answer:
    before = described.raw(change.session, change.event)
    if base != described.base(before):
        raise Stale(LOOK_AGAIN, current={})
    judgement = _make(change, keys, before | dict(wished))
    if judgement.alterations:
        _keep_step(change, before)
    return Answer(200, {"changed": len(judgement.alterations)})


def _make(change: Change, keys: Keys, wished: Raw) -> Judgement:
    """Judge the tables that are wished for, write what differs, and have the journal say so."""
    seen = described.outlook(change.session, change.event, wished)
    if seen.after is None or seen.judgement is None:
        raise Invalid.at("tables", "The tables cannot be taken as they are: correct what is marked.")
    judged = seen.judgement
    if judged.refusals:
        first = judged.refusals[0]
        raise Invalid(first.text, {"tables": first.text}, dict(first.params))
    if judged.alterations:
        rewriting.rewrite(change, keys, seen.after, judged)
        _record(change, judged)
    return judged


def _record(change: Change, judged: Judgement) -> None:
    change.session.flush()
    change.session.expire_all()
    after: EventTables = export.described(change.session, change.event)
    said = {
        "tables": sorted({each.table for each in judged.alterations}),
        "rules": after.rules(),
        "read_again": judged.read_again,
        "left": judged.of("jurors", REMOVED),
    }
    change.record("tables.changed", said)


def _keep_step(change: Change, before: Raw) -> None:
    after = described.raw(change.session, change.event)
    touched = [name for name in after if described.base(before, [name]) != described.base(after, [name])]
    kept = {name: [before[name].header, before[name].rows] for name in touched}
    steps.keep(change, TablesStep(event_id=change.event.id, before=kept, left=described.base(after, touched)))
