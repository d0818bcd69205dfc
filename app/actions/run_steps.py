"""The run-down as an act leaves it, written down; and taken back to what it was before."""

from collections.abc import Mapping
from typing import Any

from app.actions import published, steps
from app.changes import Change
from app.domain.agenda import Slot
from app.domain.errors import Invalid
from app.domain.run_order import Run, ahead, ordered
from app.models import AgendaStep
from app.models import Slot as Row
from app.queries import agenda

# What the run-down says of a slot; what happened is the timer's.
FIELDS = (
    *("kind", "title", "team", "planned_at_ms", "duration_ms", "phases", "floor_ms", "not_before_at_ms"),
    "status",
)
Fields = dict[str, Any]


def keep(change: Change, before: Run, after: Run, action: str, subject: str, named: Mapping[str, Any]) -> None:
    """Store the run that comes after, and keep what it was before this act, to be undone."""
    was, left = ({slot.id: _fields(slot) for slot in run} for run in (before, after))
    about = [key for key in left if key in named.values() or left[key] != was.get(key)]
    changed = {key: _differences(was.get(key), left[key]) for key in about}
    order = [slot.id for slot in before]
    step = AgendaStep(
        event_id=change.event.id, action=action, subject=subject, order=order, changed=changed, published={}
    )
    steps.keep(change, step)
    told = {row.key: row.published_at_ms for row in agenda.slots(change.session, change.event)}
    _store(change, [slot.id for slot in after], {key: left[key] for key in about})
    published.deal(change)
    now = {row.key: row.published_at_ms for row in agenda.slots(change.session, change.event)}
    step.published = {key: [at_ms, now[key]] for key, at_ms in told.items() if now[key] != at_ms}


def undo(change: Change, run: Run) -> None:
    """Restore the run-down as if the last act had never been done.

    422 where a slot it was about has been on stage since: facts are not taken back by the run-down.
    """
    step = steps.last(change, AgendaStep)
    now = {slot.id: _fields(slot) for slot in run}
    for key, fields in step.changed.items():
        if key not in now or any(now[key][name] != left for name, (_, left) in fields.items()):
            raise Invalid.at("action", "A slot that it changed has been on stage since.")
    was = {key: {name: before for name, (before, _) in fields.items()} for key, fields in step.changed.items()}
    was = {key: fields for key, fields in was.items() if key in step.order}  # what was put in goes
    kept = tuple(slot for slot in run if slot.id in step.order)
    ahead(kept, ordered(kept, step.order, {key: fields["status"] for key, fields in was.items()}), "action")
    _store(change, step.order, was)
    for row in agenda.slots(change.session, change.event):
        # What was told since is not taken back: the day may have drifted.
        before, left = step.published.get(row.key, (None, None))
        if before is not None and row.published_at_ms == left:
            row.published_at_ms = before
            published.noted(change, row)
    change.session.delete(step)
    change.record("agenda", {"action": "undo"})


def _fields(slot: Slot) -> Fields:
    """What is stored of a slot, by FIELDS."""
    phases = [[phase.key, phase.duration_ms] for phase in slot.phases]
    return {name: getattr(slot, name) for name in FIELDS} | {"phases": phases}


def _differences(was: Fields | None, left: Fields) -> dict[str, list[Any]]:
    """Each field that differs, before and after; the status always, for what has been on stage since."""
    if was is None:
        return {name: [None, value] for name, value in left.items()}
    return {name: [was[name], left[name]] for name in FIELDS if was[name] != left[name] or name == "status"}


def _store(change: Change, order: list[str], fields: dict[str, Fields]) -> None:
    """Put the slots in this order, some with other fields; who is not in it goes, who was not there comes."""
    rows = {row.key: row for row in agenda.slots(change.session, change.event)}
    for key in rows.keys() - set(order):
        change.session.delete(rows[key])
    for position, key in enumerate(order):
        own = fields.get(key, {})
        if key not in rows:
            rows[key] = Row(event_id=change.event.id, key=key, published_at_ms=own["planned_at_ms"])
            change.session.add(rows[key])
        rows[key].position = position
        row = rows[key]
        known = (row.status == "absent", row.duration_ms)
        for name, value in own.items():
            setattr(row, name, value)
        if row.id is not None and known != (row.status == "absent", row.duration_ms):
            published.noted(change, row)
