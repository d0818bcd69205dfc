"""A break put in, a slot longer or shorter: the plan of the others stays, what was reached too."""

from typing import Any

import pytest

from app.domain import agenda
from app.domain import run_lengths as rules
from app.domain.agenda import BREAK, PITCH, Slot
from app.domain.errors import Invalid
from app.domain.run_order import acted
from app.domain.timer import Phase, Timer

MINUTE = 60_000


def day() -> tuple[Slot, ...]:
    """Three teams of 3 + 5 minutes and 2 of change-over, the first done, then a talk."""
    phases = (Phase("pitch", 3 * MINUTE), Phase("questions", 5 * MINUTE))
    teams = [
        Slot(f"s{n}", PITCH, "", n, n * 10 * MINUTE, 10 * MINUTE, phases, None, None, "planned", None, None, n)
        for n in range(3)
    ]
    done = Slot("s9", PITCH, "", 9, -10 * MINUTE, 10 * MINUTE, phases, None, None, "done", -1, 0, -1)
    talk = (Phase("talk", 20 * MINUTE),)
    last = Slot("t", "talk", "", None, 30 * MINUTE, 20 * MINUTE, talk, 15 * MINUTE, None, "planned", None, None, 9)
    return (done, *teams, last)


def test_a_break_stands_where_it_was_put_and_pushes_what_follows() -> None:
    run = day()
    after = rules.with_break(run, "b1", run[2], 5)
    assert [slot.id for slot in after] == ["s9", "s0", "b1", "s1", "s2", "t"]
    put = after[2]
    assert (put.kind, put.planned_at_ms, put.duration_ms, put.phases) == (
        BREAK,
        10 * MINUTE,
        5 * MINUTE,
        (Phase(BREAK, 5 * MINUTE),),
    )
    placed = [Slot(**{**vars(slot), "position": n}) for n, slot in enumerate(after)]
    when = agenda.expected(placed, Timer())
    assert [when[key].not_before_ms // MINUTE for key in ("s0", "b1", "s1", "s2")] == [2, 12, 17, 27]


def test_a_break_before_a_team_brought_forward_does_not_wait_for_that_team_s_hour() -> None:
    run = day()
    moved = acted(run, "move", run[3], run[1], "before")
    assert rules.with_break(moved, "b1", moved[1], 5)[1].planned_at_ms == 0


def test_a_team_that_needs_more_time_keeps_its_change_over() -> None:
    run = day()
    longer = rules.with_length(run, run[1], {"pitch_minutes": 5})[1]
    assert (longer.phases_ms, longer.duration_ms, longer.turn_ms) == (10 * MINUTE, 12 * MINUTE, 2 * MINUTE)
    alone = rules.with_length(run, run[1], {"questions_minutes": 0})[1]
    assert [phase.key for phase in alone.phases] == ["pitch"]
    again = rules.with_length((alone,), alone, {"questions_minutes": 5})[0]
    assert again == run[1]


def test_a_slot_made_shorter_than_its_floor_takes_its_floor_along() -> None:
    run = day()
    talk = rules.with_length(run, run[4], {"minutes": 10})[4]
    assert (talk.duration_ms, talk.floor_ms, talk.phases) == (10 * MINUTE, 10 * MINUTE, (Phase("talk", 10 * MINUTE),))


@pytest.mark.parametrize("minutes", [None, 0, -5, 601, 5.0, True, "5", [5]])
def test_minutes_are_whole_ones(minutes: Any) -> None:
    run = day()
    for attempt in (
        lambda: rules.with_break(run, "b1", run[2], minutes),
        lambda: rules.with_length(run, run[4], {"minutes": minutes}),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert list(refused.value.fields) == ["minutes"]
    if minutes is not None:
        with pytest.raises(Invalid) as refused:
            rules.with_length(run, run[1], {"pitch_minutes": minutes})
        assert list(refused.value.fields) == ["pitch_minutes"]


def test_what_was_reached_keeps_its_length_and_nothing_is_put_before_it() -> None:
    run = day()
    with pytest.raises(Invalid) as refused:
        rules.with_length(run, run[0], {"pitch_minutes": 5})
    assert list(refused.value.fields) == ["slot"]
    with pytest.raises(Invalid) as refused:
        rules.with_break(run, "b1", run[0], 5)
    assert list(refused.value.fields) == ["before"]
    with pytest.raises(Invalid) as refused:
        rules.with_length(run, run[1], {"pitch_minutes": 3})
    assert list(refused.value.fields) == ["slot"]
