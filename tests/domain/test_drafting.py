"""A day drafted from its teams: nothing overlaps, each team pitches once, and what does not fit has its remedies."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.domain.drafting import Wishes, draft, hour_of

DAY = Wishes(begins=570, pitches=840, ends=1050)


@pytest.mark.parametrize("count", [1, 2, 8, 15, 38, 200])
def test_each_team_pitches_once_and_slots_follow_one_another(count: int) -> None:
    slots = draft(range(1, count + 1), DAY).slots
    assert [slot.team for slot in slots if slot.team] == list(range(1, count + 1))
    assert all(before.ends == after.starts for before, after in pairwise(slots))
    assert all(slot.floor is None or 0 < slot.floor <= slot.minutes for slot in slots)


def test_nobody_sits_longer_than_a_room_can() -> None:
    slots = draft(range(1, 39), DAY).slots
    sitting = 0
    for slot in slots:
        sitting = sitting + slot.minutes if slot.kind == "pitch" else 0
        assert sitting <= 108


def test_a_day_that_does_not_fit_says_what_would_have_it_fit() -> None:
    late = draft(range(1, 16), DAY)
    assert (late.late, late.questions, late.earlier and hour_of(late.earlier)) == (15, 4, "13:45")
    assert not draft(range(1, 16), replace(DAY, questions_minutes=4)).late
    assert not draft(range(1, 16), replace(DAY, pitches=825)).late


def test_what_cannot_be_had_is_not_offered() -> None:
    late = draft(range(1, 100), replace(DAY, begins=780))
    assert (late.questions, late.earlier) == (None, None)


def test_an_afternoon_alone_has_neither_coaching_nor_lunch() -> None:
    kinds = [slot.kind for slot in draft([1], replace(DAY, begins=780)).slots]
    assert kinds == ["welcome", "briefing", "pitch", "deliberation", "announcement"]
