"""The timer's commands on the database: whatever was done, undoing all of it leaves what there was, facts included."""

import random
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Select, select

from app import clock
from app.access import Identity
from app.actions import timer
from app.actions.steps import UNDO_DEPTH
from app.actions.timer import Command
from app.domain import timer as rules
from app.models import Event, Slot, StageTimer
from tests.clocks import StillClock
from tests.visiting import new_op

Read = Callable[[Select], list]
SLOTS = ("status", "started_at_ms", "ended_at_ms")
TIMER = ("mode", "slot", "phases", "phase_index", "added_ms", "elapsed_ms", "anchor_at_ms")


DESK = Identity("organiser", 1, "desk", "Desk", "organiser:desk")


def facts(stored: Read) -> tuple[list, dict]:
    """What the commands may change, the revision apart: it grows."""
    row = stored(select(StageTimer))[0]
    slots = [[slot.key, *(getattr(slot, name) for name in SLOTS)] for slot in stored(select(Slot).order_by(Slot.key))]
    return slots, {name: getattr(row, name) for name in TIMER}


def give(event_id: int, revision: int, action: str, **others: object) -> int:
    """Give one command at the revision of the moment; its status."""
    command = Command(action=action, base=revision, **others)
    return timer.command(event_id, DESK, new_op(), command).status


@pytest.fixture
def organiser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gives the commands is who they say: links are judged elsewhere."""
    monkeypatch.setattr("app.access.still_valid", lambda *_: True)


def undone(app: Flask, event_id: int, stored: Read, dice: random.Random) -> int:
    """Give up to twenty commands at random and take each back; how many were carried out."""
    slots = [row.key for row in stored(select(Slot).order_by(Slot.position)) if row.kind == "pitch"][:4]
    seen = [facts(stored)]
    revision = stored(select(StageTimer))[0].revision
    for _ in range(dice.randint(1, UNDO_DEPTH)):
        clock._clock.go_on(dice.randrange(200_000))
        action = dice.choice([name for name, (modes, _) in rules.FITS.items() if seen[-1][1]["mode"] in modes])
        given = {"slot": dice.choice(slots)} if action == "call" else {}
        if action in ("add", "back_date"):
            given = {"seconds": dice.choice([10, 30, -30, 200])}
        with app.app_context():
            if give(event_id, revision, action, **given) == 200:
                seen.append(facts(stored))
                revision += 1
    for before in reversed(seen[:-1]):
        clock._clock.go_on(dice.randrange(60_000))
        with app.app_context():
            assert give(event_id, revision, "undo") == 200
        revision += 1
        assert facts(stored) == before
    return len(seen) - 1


@pytest.mark.parametrize("sequences", [8, pytest.param(200, marks=[pytest.mark.nightly, pytest.mark.timeout(900)])])
def test_undoing_everything_restores_everything(
    app: Flask, event: Event, stored: Read, still_clock: StillClock, organiser: None, sequences: int
) -> None:
    dice, event_id = random.Random(2019), event.id
    carried_out = [undone(app, event_id, stored, dice) for _ in range(sequences)]
    assert sum(carried_out) > 8 * sequences


def test_control_an_undo_that_forgets_the_facts_is_noticed(
    app: Flask, event: Event, stored: Read, still_clock: StillClock, organiser: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = timer._keep_step

    def forget(change, before, facts):
        keep(change, before, facts)
        step = change.session.scalar(select(timer.TimerStep).order_by(timer.TimerStep.id.desc()).limit(1))
        step.slots = {}

    monkeypatch.setattr(timer, "_keep_step", forget)
    with pytest.raises(AssertionError):
        undone(app, event.id, stored, random.Random(2019))
