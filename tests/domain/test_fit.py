"""Does it fit? Amiens does not: 90 minutes for fifteen teams of 3 + 5, and what each remedy does is told in figures."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain import fit, run_down
from app.domain.agenda import MINUTE_MS as MINUTE
from app.domain.errors import Invalid
from app.domain.run_order import Run
from app.domain.timer import Phase, Timer
from tests.domain.test_agenda import at, slot

NOW = at("10:00")


def amiens(turn: int = 0, pause: int | None = None) -> Run:
    """Fifteen teams of 3 + 5 minutes from 14:30, perhaps a break after the eighth; deliberation at 16:00."""
    day = [slot(0, ["t0", "talk", "14:15", 15, {}])]
    for n in range(15):
        if n == 8 and pause is not None:
            rest = slot(len(day), ["b1", "break", "15:34", 15, {}])
            day.append(replace(rest, floor_ms=pause * MINUTE))
        pitch = slot(len(day), [f"s{n + 1}", "pitch", "14:30", 8 + turn, {}])
        planned = at("14:30") + n * (8 + turn) * MINUTE
        phases = (Phase("pitch", 3 * MINUTE), Phase("questions", 5 * MINUTE))
        day.append(replace(pitch, planned_at_ms=planned, phases=phases))
    day.append(slot(len(day), ["d1", "deliberation", "16:00", 60, {}]))
    day.append(slot(len(day), ["a1", "announcement", "17:00", 30, {}]))
    return tuple(day)


def told(run: Run, now: int = NOW) -> dict[str, tuple[int, str, int]]:
    """Each remedy: its minutes, when the pitches would end, what is still too late."""
    found = fit.remedies(run, Timer(), now)
    return {each.kind: (each.minutes, clock(each.ends_at_ms), each.over) for each in found}


def clock(ms: int) -> str:
    """14:30 for that instant of the day."""
    minutes = (ms - at("00:00")) // MINUTE
    return f"{minutes // 60}:{minutes % 60:02}"


def test_amiens_is_thirty_minutes_too_long_and_three_minutes_of_questions_make_it_fit() -> None:
    assert told(amiens()) == {
        "questions": (3, "16:00", 0),
        "end": (30, "16:30", 0),
        "start": (30, "16:00", 0),
    }


def test_a_day_is_not_told_to_begin_at_an_hour_that_is_past() -> None:
    assert "start" in told(amiens(), at("13:45"))
    assert "start" not in told(amiens(), at("13:46"))


def test_each_remedy_does_what_it_says() -> None:
    run = amiens(turn=2, pause=5)
    before = run_down.overrun(run_down.of(run, Timer(), NOW))
    assert before is not None
    for remedy in fit.remedies(run, Timer(), NOW):
        after = fit.remedied(run, remedy.kind, remedy.minutes)
        lines = run_down.of(after, Timer(), NOW)
        late = run_down.overrun(lines)
        assert (late.ends_at_ms if late else None) == (remedy.ends_at_ms if remedy.over else None), remedy
        assert [slot.id for slot in after] == [slot.id for slot in run]


def test_change_over_first_then_breaks_to_their_floor_then_questions() -> None:
    # 15 × 8 + 15 = 135 minutes for 90: the break's floor spares 10; no team passes before the break is over.
    assert told(amiens(pause=5)) == {
        "breaks": (0, "16:35", 35),
        "questions": (1, "16:17", 17),
        "end": (45, "16:45", 0),
        "start": (45, "16:00", 0),
    }
    # With two minutes of change-over the eighth team ends late, and the break is at its floor already.
    found = told(amiens(turn=2, pause=5))
    assert list(found) == ["turn", "questions", "end", "start"]
    assert found["turn"] == (0, "16:45", 45)


def test_what_drifts_live_is_remedied_in_what_is_left() -> None:
    run = list(amiens())
    for place in range(1, 11):
        begun = run[place].planned_at_ms - 20 * MINUTE
        run[place] = replace(run[place], status="done", started_at_ms=begun, ended_at_ms=begun + 8 * MINUTE)
    # The eleventh could begin at 15:30: five of 8 minutes end at 16:10.
    found = told(tuple(run), now=at("15:30"))
    assert found == {"questions": (3, "16:00", 0), "end": (10, "16:10", 0)}
    after = fit.remedied(tuple(run), "questions", 3)
    assert [slot.duration_ms // MINUTE for slot in after[1:16]] == [8] * 10 + [6] * 5


def test_where_it_fits_nothing_is_proposed() -> None:
    assert fit.remedies(fit.remedied(amiens(), "questions", 3), Timer(), NOW) == []
    assert fit.remedies([], Timer(), NOW) == []


def test_what_follows_moves_together_and_keeps_its_promise() -> None:
    run = amiens()
    promised = (*run[:-1], replace(run[-1], not_before_at_ms=at("17:00")))
    after = fit.remedied(promised, "end", 30)
    assert [clock(slot.planned_at_ms) for slot in after[-2:]] == ["16:30", "17:30"]
    assert after[-1].not_before_at_ms == at("17:30")


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [("dance", 3), (None, 3), (["end"], 3), ("end", None), ("end", -5), ("end", 5.0), ("breaks", 0)],
)
def test_a_remedy_that_is_none_or_changes_nothing_is_refused(kind: Any, minutes: Any) -> None:
    with pytest.raises(Invalid) as refused:
        fit.remedied(amiens(), kind, minutes)
    assert list(refused.value.fields) == ["remedy"]
