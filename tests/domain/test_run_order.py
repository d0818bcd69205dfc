"""The order of the day, changed by hand: nothing lost, nothing twice, what was reached stays."""

import random
from dataclasses import replace

import pytest

from app.domain import run_order as rules
from app.domain.agenda import BREAK, PITCH, REACHED, Slot
from app.domain.errors import Invalid

MINUTE = 60_000


def run(*written: str) -> rules.Run:
    """A run from "s1", "s2 done", "b1 absent": pitches and breaks, ten minutes apart."""
    return tuple(_slot(place, *one.split()) for place, one in enumerate(written))


def _slot(place: int, key: str, status: str = "planned") -> Slot:
    kind = BREAK if key.startswith("b") else PITCH
    return Slot(key, kind, "", None, place * 10 * MINUTE, 10 * MINUTE, (), None, None, status, None, None, place)


def said(after: rules.Run) -> str:
    """A run as it was written."""
    return ", ".join(slot.id if slot.status == "planned" else f"{slot.id} {slot.status}" for slot in after)


def act(before: rules.Run, action: str, key: str, other: str | None = None) -> rules.Run:
    """An act on a run, by ids; "move behind" moves after the other."""
    found = {slot.id: slot for slot in before}
    field = {"move": "before", "move behind": "after", "swap": "with"}.get(action, "slot")
    return rules.acted(before, action.split()[0], found[key], found[other] if other else None, field)


DAY = run("s1 done", "s2 on_stage", "s3", "s4", "b1", "s5", "b2")


@pytest.mark.parametrize(
    ("action", "key", "other", "after"),
    [
        ("absent", "s3", None, "s1 done, s2 on_stage, s3 absent, s4, b1, s5, b2"),
        ("absent", "b1", None, "s1 done, s2 on_stage, s3, s4, b1 absent, s5, b2"),
        ("postpone", "s3", None, "s1 done, s2 on_stage, s4, b1, s5, s3 postponed, b2"),
        ("postpone", "s5", None, "s1 done, s2 on_stage, s3, s4, b1, s5 postponed, b2"),
        ("move", "s5", "s3", "s1 done, s2 on_stage, s5, s3, s4, b1, b2"),
        ("move", "s3", "b2", "s1 done, s2 on_stage, s4, b1, s5, s3, b2"),
        ("move", "b1", "s3", "s1 done, s2 on_stage, b1, s3, s4, s5, b2"),
        ("move behind", "s3", "b2", "s1 done, s2 on_stage, s4, b1, s5, b2, s3"),
        ("move behind", "s5", "s3", "s1 done, s2 on_stage, s3, s5, s4, b1, b2"),
        ("swap", "s3", "s5", "s1 done, s2 on_stage, s5, s4, b1, s3, b2"),
        ("swap", "s5", "s3", "s1 done, s2 on_stage, s5, s4, b1, s3, b2"),
    ],
)
def test_an_act_changes_what_it_says_and_nothing_else(action: str, key: str, other: str | None, after: str) -> None:
    assert said(act(DAY, action, key, other)) == after


@pytest.mark.parametrize(
    ("action", "key", "other", "field"),
    [
        *((action, key, None, "slot") for action in ("absent", "postpone", "restore") for key in ("s1", "s2")),
        ("move", "s1", "s4", "slot"),
        ("swap", "s2", "s4", "slot"),
        ("move", "s4", "s4", "before"),
        ("swap", "s4", "s4", "with"),
        ("move behind", "s4", "s2", "after"),
        ("move", "s4", "s1", "before"),
        ("swap", "s4", "s2", "with"),
        ("restore", "s3", None, "slot"),
        ("postpone", "b1", None, "slot"),
        ("move", "s3", "s4", "slot"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(action: str, key: str, other: str | None, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        act(DAY, action, key, other)
    assert list(refused.value.fields) == [field]


def test_a_slot_that_was_called_stays_where_it_is() -> None:
    with pytest.raises(Invalid):
        act(run("s1 called", "s2", "s3"), "move", "s1", "s3")


def test_who_was_absent_has_its_turn_where_it_was() -> None:
    assert said(act(act(DAY, "absent", "s3"), "restore", "s3")) == said(DAY)


def test_who_was_postponed_goes_back_before_what_was_planned_after_it() -> None:
    later = act(DAY, "postpone", "s3")
    assert said(act(later, "restore", "s3")) == said(DAY)
    played = tuple(replace(slot, status="done") if slot.id == "s4" else slot for slot in later)
    assert said(act(played, "restore", "s3")) == "s1 done, s2 on_stage, s4 done, s3, b1, s5, b2"


def test_who_is_postponed_twice_goes_after_who_was_postponed_meanwhile() -> None:
    later = act(act(DAY, "postpone", "s3"), "postpone", "s4")
    assert said(later) == "s1 done, s2 on_stage, b1, s5, s3 postponed, s4 postponed, b2"
    assert said(act(later, "postpone", "s3")) == "s1 done, s2 on_stage, b1, s5, s4 postponed, s3 postponed, b2"


def test_the_last_pitch_of_the_day_is_not_brought_forward_by_postponing_it() -> None:
    assert said(act(run("s1", "b1", "s2 absent"), "postpone", "s2")) == "s1, b1, s2 postponed"


@pytest.mark.parametrize(("action", "field"), [("move", "before"), ("swap", "with")])
def test_a_break_does_not_fall_behind_what_was_played(action: str, field: str) -> None:
    jumped = run("s1", "s2 done", "b1", "s3")
    assert said(act(jumped, "move", "s3", "s1")) == "s3, s1, s2 done, b1"
    with pytest.raises(Invalid) as refused:
        act(jumped, action, "b1", "s1")
    assert list(refused.value.fields) == [field]


def test_whatever_is_done_no_slot_is_lost_and_what_was_reached_stays_in_its_order() -> None:
    drawn = random.Random(7)
    for _ in range(300):
        day = run("s1 done", "s2", "s3 on_stage", *(f"{kind}{n}" for n, kind in enumerate("sbsssbs", 4)))
        reached = [slot.id for slot in day if slot.status in REACHED]
        for _ in range(12):
            action = drawn.choice(("absent", "postpone", "restore", "move", "swap"))
            slot, other = drawn.choice(day), drawn.choice(day)
            try:
                named = drawn.choice(rules.OTHERS.get(action, ("slot",)))
                after = rules.acted(day, action, slot, other if action in rules.OTHERS else None, named)
            except Invalid:
                continue
            assert sorted(one.id for one in after) == sorted(one.id for one in day)
            assert [one.id for one in after if one.status in REACHED] == reached
            was = [one.id for one in day]
            assert rules.ordered(after, was, {one.id: one.status for one in day}) == day
            day = after
