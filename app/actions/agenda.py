"""The run-down changed by hand: its order, who is absent, its lengths; each act can be undone."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app import changes
from app.access import Identity
from app.actions import run_steps
from app.changes import Answer, Change
from app.domain import agenda as rules
from app.domain import fit, lot, run_lengths, run_order
from app.domain.errors import Invalid, Stale
from app.domain.run_order import Run
from app.models import Team
from app.queries import agenda

ACTIONS = ("absent", "postpone", "restore", "move", "swap", "break", "length", "fit", "lot", "plan", "undo")
# Those that are about no slot in particular.
OF_ALL = ("fit", "lot", "plan")
# What some of them need beside the slot.
FIELDS = ("before", "after", "with", "minutes", "pitch_minutes", "questions_minutes", "remedy", "seed")


@dataclass(frozen=True)
class Act:
    """What the desk sent, not yet judged: every field may be of any JSON type. `others` has those of FIELDS."""

    action: Any
    base: Any
    slot: Any = None
    others: dict[str, Any] = field(default_factory=dict)


def order(event_id: int, actor: Identity, op: str, sent: Act) -> Answer:
    """Carry out one act on the run-down; answers 200 with the agenda snapshot.

    409 with the current agenda when `base` is not its revision, 422 where the act does not fit.
    """
    body = [sent.action, sent.base, sent.slot, sent.others]
    return changes.write(event_id, actor, lambda change: _order(change, sent), op, body)


def _order(change: Change, sent: Act) -> Answer:
    if type(sent.base) is not int:
        raise Invalid("The run-down’s revision is expected.", {"base": "A whole number is expected."})
    known = change.snapshot("agenda")
    if sent.base != known["revision"]:
        stale = Stale("The run-down was changed by somebody else meanwhile.", current=known)
        return Answer(409, stale.as_dict())  # answered, not raised: the revision told here is to stay
    if not isinstance(sent.action, str) or sent.action not in ACTIONS:
        raise Invalid.at("action", "There is no such action.")
    run = tuple(agenda.as_rule(row) for row in agenda.slots(change.session, change.event))
    if sent.action == "undo":
        run_steps.undo(change, run)
    else:
        after, named = _planned(change, run, sent) if sent.action in OF_ALL else _acted(change, run, sent)
        subject = str(next(iter(named.values()), ""))
        run_steps.keep(change, run, after, sent.action, subject, named)
        change.record("agenda", {"action": sent.action, **named})
    return Answer(200, change.snapshot("agenda"))


def _planned(change: Change, run: Run, sent: Act) -> tuple[Run, dict[str, Any]]:
    """The run after an act that is about no slot in particular, and what names the act."""
    if sent.action == "fit":
        remedy, minutes = sent.others.get("remedy"), sent.others.get("minutes")
        return fit.remedied(run, remedy, minutes), {"remedy": remedy, "minutes": minutes}
    if sent.action == "plan":
        return lot.planned_as_it_stands(run), {}
    # Drawn here unless somebody drew it before everybody's eyes; kept, so that the lot can be drawn again.
    seed = sent.others.get("seed", secrets.token_hex(4))
    teams = change.session.scalars(select(Team).filter_by(event_id=change.event.id))
    return lot.drawn(run, {team.number: team.organisations for team in teams}, seed), {"seed": seed}


def _acted(change: Change, run: Run, sent: Act) -> tuple[Run, dict[str, Any]]:
    """The run after an act on a slot, and what it was about: that slot, others by their field, minutes."""
    if sent.action == "break":
        before = _named(run, "before", sent.others.get("before"))
        # By the revision it was put in at: what was taken back never shares its name with what comes after.
        key, minutes = f"b{sent.base}", sent.others.get("minutes")
        title = run_lengths.BREAK_TITLES[change.event.language]
        after = run_lengths.with_break(run, key, before, minutes, title)
        return after, {"slot": key, "before": before.id, "minutes": minutes}
    slot = _named(run, "slot", sent.slot)
    if sent.action == "length":
        lengths = {name: sent.others.get(name) for name in ("minutes", *run_lengths.PHASES)}
        given = {name: minutes for name, minutes in lengths.items() if minutes is not None}
        return run_lengths.with_length(run, slot, lengths), {"slot": slot.id, **given}
    fields = run_order.OTHERS.get(sent.action)
    if fields is None:
        return run_order.acted(run, sent.action, slot), {"slot": slot.id}
    named = next((name for name in fields if name in sent.others), fields[0])
    other = _named(run, named, sent.others.get(named))
    return run_order.acted(run, sent.action, slot, other, named), {"slot": slot.id, named: other.id}


def _named(run: Run, where: str, key: object) -> rules.Slot:
    found = next((slot for slot in run if slot.id == key), None)
    if found is None:
        raise Invalid.at(where, "There is no such slot.")
    return found
