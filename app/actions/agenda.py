"""The run-down changed by hand: absent, postponed, restored, moved, swapped; each act can be undone."""

from dataclasses import dataclass
from typing import Any

from app import changes
from app.access import Identity
from app.actions import steps
from app.changes import Answer, Change
from app.domain import agenda as rules
from app.domain import run_order
from app.domain.errors import Invalid, Stale
from app.models import AgendaStep
from app.queries import agenda

ACTIONS = ("absent", "postpone", "restore", "move", "swap", "undo")


@dataclass(frozen=True)
class Act:
    """What the desk sent, not yet judged: every field may be of any JSON type."""

    action: Any
    base: Any
    slot: Any = None
    before: Any = None
    exchanged: Any = None


def order(event_id: int, actor: Identity, op: str, sent: Act) -> Answer:
    """Carry out one act on the run-down; answers 200 with the agenda snapshot.

    409 with the current agenda when `base` is not its revision, 422 where the act does not fit.
    """
    body = [sent.action, sent.base, sent.slot, sent.before, sent.exchanged]
    return changes.write(event_id, actor, lambda change: _order(change, sent), op, body)


def _order(change: Change, sent: Act) -> Answer:
    if type(sent.base) is not int:
        raise Invalid("The run-down’s revision is expected.", {"base": "A whole number is expected."})
    known = change.snapshot("agenda")
    if sent.base != known["revision"]:
        stale = Stale("The run-down was changed by somebody else meanwhile.", current=known)
        return Answer(409, stale.as_dict())  # answered, not raised: the revision told here is to stay
    if not isinstance(sent.action, str) or sent.action not in ACTIONS:
        raise Invalid("There is no such action.", {"action": "There is no such action."})
    run = tuple(agenda.as_rule(row) for row in agenda.slots(change.session, change.event))
    if sent.action == "undo":
        _undo(change, run)
    else:
        _act(change, run, sent)
    return Answer(200, change.snapshot("agenda"))


def _act(change: Change, run: run_order.Run, sent: Act) -> None:
    slot = _named(run, "slot", sent.slot)
    field = run_order.OTHERS.get(sent.action)
    other = _named(run, field, sent.before if field == "before" else sent.exchanged) if field else None
    after = run_order.acted(run, sent.action, slot, other)
    _keep_step(change, run, after, [one.id for one in (slot, other) if one])
    _store(change, after)
    named = {field: other.id} if field and other else {}
    change.record("agenda", {"action": sent.action, "slot": slot.id, **named})


def _named(run: run_order.Run, field: str, key: object) -> rules.Slot:
    found = next((slot for slot in run if slot.id == key), None)
    if found is None:
        raise Invalid("There is no such slot.", {field: "There is no such slot."})
    return found


def _store(change: Change, after: run_order.Run) -> None:
    ordered = {slot.id: (position, slot.status) for position, slot in enumerate(after)}
    for row in agenda.slots(change.session, change.event):
        row.position, row.status = ordered[row.key]


def _keep_step(change: Change, before: run_order.Run, after: run_order.Run, about: list[str]) -> None:
    """Keep the run-down before this act, to be undone."""
    was, left = ({slot.id: slot.status for slot in run} for run in (before, after))
    statuses = {key: [was[key], left[key]] for key in about}
    order = [slot.id for slot in before]
    steps.keep(change, AgendaStep(event_id=change.event.id, order=order, statuses=statuses))


def _undo(change: Change, run: run_order.Run) -> None:
    """Restore the order and the statuses as if the last act had never been done.

    422 where a slot it was about has been on stage since: facts are not taken back by the run-down.
    """
    step = steps.last(change, AgendaStep)
    now = {slot.id: slot.status for slot in run}
    if any(now.get(key) != left for key, (_, left) in step.statuses.items()):
        text = "A slot that it changed has been on stage since."
        raise Invalid(text, {"action": text})
    was = {key: before for key, (before, _) in step.statuses.items()}
    _store(change, run_order.ahead(run, run_order.ordered(run, step.order, was), "action"))
    change.session.delete(step)
    change.record("agenda", {"action": "undo"})
