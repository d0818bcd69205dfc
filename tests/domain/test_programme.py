"""The programme as the public reads it: the cases that its script runs too."""

import json
from pathlib import Path

import pytest

from app.domain import agenda, programme
from app.domain.agenda import Expected, Slot
from app.domain.run_down import Line
from tests.domain.test_agenda import MINUTE, at

CASES = json.loads((Path(__file__).parents[1] / "cases" / "programme.json").read_text())["cases"]


def slot(position, said):
    """A slot of the cases, its expected pair beside it."""
    key, kind, planned, minutes, pair, status, started = [*said, *("planned", None)[len(said) - 5 :]]
    made = Slot(
        id=key,
        kind=kind,
        title=key,
        team=int(key[1:]) if kind == "pitch" else None,
        planned_at_ms=at(planned),
        duration_ms=minutes * MINUTE,
        phases=(),
        floor_ms=None,
        not_before_at_ms=None,
        status=status,
        started_at_ms=at(started) if started else None,
        ended_at_ms=None,
        position=position,
    )
    return made, Expected(at(pair[0]), pair[1] * MINUTE) if pair else None


def read(case):
    """The day of a case, its hours as screens show them."""
    told, now = [slot(place, said) for place, said in enumerate(case["slots"])], at(case["now"])
    shift = agenda.day_shift_ms([made for made, _ in told], now)
    lines = []
    for made, pair in told:
        shown = agenda.shown(pair, shift, now) if pair else None
        if made.started_at_ms is not None:
            shown = made.started_at_ms - (shift or 0)
        lines.append(Line(made, made.team, shown))
    return programme.day(lines, case.get("announced", False), now)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_how_the_day_reads(case):
    day = read(case)
    assert [[part.lines[0].slot.id, part.state] for part in day.parts] == case["parts"]
    assert [coming.line.slot.id + ("…" if coming.part else "") for coming in day.following(3)] == case["next"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_team_is_told(case):
    day = read(case)
    for team, told in case["turns"].items():
        turn = day.turn(int(team))
        if told is None:
            assert turn is None
            continue
        state, before, come = told
        assert (turn.state, [line.slot.team for line in turn.before]) == (state, before), team
        assert turn.come_at_ms == at(come), team


def test_the_first_slot_of_a_kind_is_found_wherever_it_stands():
    day = read(next(case for case in CASES if any(said[1] == "pitch" for said in case["slots"])))
    pitch = day.first("pitch")
    assert pitch is not None and pitch == day.pitches[0][0]
    assert day.first("parade") is None
