"""Commands of the stage timer. Every one but `undo` leaves the state it found behind, to be taken back to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app import changes
from app.access import Identity
from app.actions import steps
from app.changes import Answer, Change
from app.domain import timer as rules
from app.domain.errors import Invalid, Stale
from app.models import StageTimer, TimerStep
from app.queries import agenda, records


@dataclass(frozen=True)
class Command:
    """What the desk sent, not yet judged: every field may be of any JSON type."""

    action: Any
    base: Any
    slot: Any = None
    seconds: Any = None


def command(event_id: int, actor: Identity, op: str, sent: Command) -> Answer:
    """Carry out one timer command; answers 200 with the stage snapshot.

    409 with the current stage when `base` is not the timer's revision, 422 where the action does not fit.
    """
    body = [sent.action, sent.base, sent.slot, sent.seconds]
    return changes.write(event_id, actor, lambda change: _command(change, sent), op, body)


def _command(change: Change, sent: Command) -> Answer:
    if type(sent.base) is int and sent.base != change.session.get_one(StageTimer, change.event.id).revision:
        stale = Stale("The timer was moved by somebody else meanwhile.", current=change.snapshot("stage"))
        return Answer(409, stale.as_dict())  # answered, not raised: the stage's revision told here is to stay
    if type(sent.base) is not int:
        raise Invalid("The timer’s revision is expected.", {"base": "A whole number is expected."})
    if not isinstance(sent.action, str) or sent.action not in ACTIONS:
        raise Invalid.at("action", "There is no such action.")
    if sent.action == "undo":
        _undo(change)
    else:
        _act(change, sent)
    return Answer(200, change.snapshot("stage"))


def _act(change: Change, sent: Command) -> None:
    before, facts = agenda.timer_of(change.session, change.event), _facts_of(change)
    after = ACTIONS[sent.action](change, before, sent)
    _facts(change, before, after, sent)
    _store(change, after)
    _keep_step(change, before, facts)
    payload = {"action": sent.action, "revision": after.revision, "slot": after.slot}
    change.record("timer", payload | ({"seconds": sent.seconds} if sent.seconds is not None else {}))


def _call(change: Change, before: rules.Timer, sent: Command) -> rules.Timer:
    slot = records.slot(change.session, change.event, sent.slot)
    if slot is None:
        raise Invalid.at("slot", "There is no such slot.")
    if slot.status in ("done", "absent"):
        raise Invalid.at("slot", "This slot is over.")
    return rules.call(before, slot.key, agenda.phases(slot.phases), change.now_ms)


def _seconds(sent: Command) -> int:
    if type(sent.seconds) is not int or sent.seconds == 0 or abs(sent.seconds) > 3600:
        raise Invalid("A number of seconds is expected.", {"seconds": "A whole number of seconds is expected."})
    return sent.seconds * 1000


ACTIONS: dict[str, Callable[[Change, rules.Timer, Command], rules.Timer]] = {
    "call": _call,
    "start": lambda change, before, sent: rules.start(before, change.now_ms),
    "pause": lambda change, before, sent: rules.pause(before, change.now_ms),
    "resume": lambda change, before, sent: rules.resume(before, change.now_ms),
    "add": lambda change, before, sent: rules.add(before, _seconds(sent)),
    "back_date": lambda change, before, sent: rules.back_date(before, _seconds(sent), change.now_ms),
    "next": lambda change, before, sent: rules.next_phase(before, change.now_ms),
    "stop": lambda change, before, sent: rules.stop(before, change.now_ms),
    "undo": lambda change, before, sent: before,
}


def _facts(change: Change, before: rules.Timer, after: rules.Timer, sent: Command) -> None:
    """Write down on the slots what the command made true: called, on stage, done, and when."""
    left = records.slot(change.session, change.event, before.slot)
    if left is not None and left.status == "called" and (after.slot != before.slot or after.mode == "idle"):
        left.status = "planned"
    slot = records.slot(change.session, change.event, after.slot)
    if slot is None:
        return
    if after.mode == "armed":
        slot.status = "called"
    elif after.mode == "done":
        slot.status, slot.ended_at_ms = "done", change.now_ms
    else:
        slot.status = "on_stage"
        if before.mode == "armed":
            slot.started_at_ms = change.now_ms
        if sent.action == "back_date" and slot.started_at_ms is not None:
            slot.started_at_ms -= _seconds(sent)


def _store(change: Change, timer: rules.Timer) -> None:
    row = change.session.get_one(StageTimer, change.event.id)
    for name, value in _as_stored(timer).items():
        setattr(row, name, value)


def _as_stored(timer: rules.Timer) -> dict[str, Any]:
    return {
        "revision": timer.revision,
        "mode": timer.mode,
        "slot": timer.slot,
        "phases": [[phase.key, phase.duration_ms] for phase in timer.phases],
        "phase_index": timer.phase_index,
        "added_ms": timer.added_ms,
        "elapsed_ms": timer.elapsed_ms,
        "anchor_at_ms": timer.anchor_at_ms,
    }


def _facts_of(change: Change) -> dict[str, list[Any]]:
    rows = agenda.slots(change.session, change.event)
    return {row.key: [row.status, row.started_at_ms, row.ended_at_ms] for row in rows}


def _keep_step(change: Change, before: rules.Timer, facts: dict[str, list[Any]]) -> None:
    """Keep the state before this command, to be undone."""
    left = _facts_of(change)
    slots = {key: [facts[key], left[key]] for key in facts if facts[key] != left[key]}
    step = TimerStep(event_id=change.event.id, revision=before.revision, timer=_as_stored(before), slots=slots)
    steps.keep(change, step)


def _undo(change: Change) -> None:
    """Restore the state as if the last command had never been given; the revision still grows.

    422 where the desk decided of one of its slots since: a team that is absent is not put back on stage.
    """
    step = steps.last(change, TimerStep)
    now = _facts_of(change)
    if any(now.get(key) != left for key, (_, left) in step.slots.items()):
        raise Invalid.at("action", "The run-down was changed since: undo that first.")
    timer = rules.undone(agenda.timer_of(change.session, change.event), agenda.as_timer(step.timer))
    _store(change, timer)
    for slot in agenda.slots(change.session, change.event):
        if slot.key in step.slots:
            slot.status, slot.started_at_ms, slot.ended_at_ms = step.slots[slot.key][0]
    change.session.delete(step)
    change.record("timer", {"action": "undo", "revision": timer.revision, "slot": timer.slot})
