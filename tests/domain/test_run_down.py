"""The run-down in hours: how late the day reads, where it overruns, what the timer shows between two teams."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain import run_down
from app.domain.agenda import Slot
from app.domain.run_down import Line, Overrun
from app.domain.timer import Phase, Timer
from tests.domain.test_agenda import MINUTE, at, slot

TOLD = json.loads((Path(__file__).parent.parent / "cases" / "told.json").read_text(encoding="utf-8"))
ENDED = {"status": "done", "started": "14:00", "ended": "14:12"}


def afternoon(**first: str) -> list[Slot]:
    """Two pitches of eight minutes in ten, then the deliberation."""
    said = [
        ["s1", "pitch", "14:00", 10, first],
        ["s2", "pitch", "14:10", 10, {}],
        ["s3", "deliberation", "14:20", 30, {}],
    ]
    return [slot(position, each) for position, each in enumerate(said)]


def read(run: list[Slot], now: str, timer: Timer | None = None) -> list[Line]:
    """The run-down as it stands at an hour."""
    return run_down.of(run, timer or Timer(), at(now))


def test_before_anything_began_no_lateness_is_told() -> None:
    lines = read(afternoon(), "13:00")
    assert [(line.turn, line.gap) for line in lines] == [(1, 0), (2, 0), (None, 0)]
    assert run_down.lateness(lines) is None
    assert run_down.overrun(lines) is None


def test_the_lateness_is_the_gap_of_the_next_slot() -> None:
    lines = read(afternoon(**ENDED), "14:12")
    assert [line.gap for line in lines] == [0, 4, 4]
    assert run_down.lateness(lines) == 4


def test_pitches_that_push_what_follows_say_so_with_the_minutes_of_a_team() -> None:
    lines = read(afternoon(**ENDED), "14:12")
    assert run_down.overrun(lines) == Overrun(10, at("14:24"), "", at("14:20"))
    longer = [replace(line, slot=replace(line.slot, status="planned")) for line in lines]
    longer[0] = replace(longer[0], slot=replace(longer[0].slot, duration_ms=12 * MINUTE))
    unequal = run_down.overrun(longer)
    assert unequal is not None
    assert unequal.minutes is None


def test_a_called_slot_has_no_gap_until_somebody_starts_it() -> None:
    called = read(afternoon(status="called"), "14:05")[0]
    assert (called.awaited, called.gap) == (True, None)


def test_the_face_at_rest_shows_the_length_the_next_team_will_have() -> None:
    run = afternoon()
    run[0] = replace(run[0], phases=(Phase("pitch", 4 * MINUTE),))
    assert run_down.face(Timer(), read(run, "13:00"), at("13:00")).digits == "4:00"
    assert run_down.face(Timer(), [], 0).digits == ""


@pytest.mark.parametrize("case", TOLD, ids=[case["name"] for case in TOLD])
def test_the_hour_that_the_public_reads_moves_seldom(case: dict[str, Any]) -> None:
    line = Line(replace(slot(0, ["s1", "pitch", "14:00", 8, {}]), **case["slot"]), 1, case["at"])
    assert line.told_at_ms == case["told"]
