"""The order by lot: drawn again by anybody from its seed, teams of one authority apart wherever that can be."""

import random
from itertools import pairwise, permutations
from typing import Any

import pytest

from app.domain import lot
from app.domain.agenda import MINUTE_MS, PITCH, Slot
from app.domain.errors import Invalid
from app.domain.run_order import Run, acted

AMIENS = {number: frozenset({str((number - 1) // 3)}) for number in range(1, 16)}


def run(teams: int = 15) -> Run:
    """So many pitches of eight minutes, a break after the fifth."""
    day = [
        Slot(f"s{n}", PITCH, "", n, n * 8 * MINUTE_MS, 8 * MINUTE_MS, (), None, None, "planned", None, None, n)
        for n in range(1, teams + 1)
    ]
    rest = Slot("b", "break", "", None, 48 * MINUTE_MS, 0, (), None, None, "planned", None, None, 5)
    return (*day[:5], rest, *day[5:])


def clashes(order: list[int], of: dict[int, frozenset[str]]) -> int:
    """How often a team follows one of its own authority."""
    return sum(bool(of[one] & of[two]) for one, two in pairwise(order))


def test_the_same_seed_draws_the_same_order_and_another_another() -> None:
    orders = [[slot.team for slot in lot.drawn(run(), AMIENS, seed)] for seed in ("a", "a", "b")]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0], key=lambda team: team or 0) == sorted(
        (slot.team for slot in run()), key=lambda team: team or 0
    )
    # Kept for ever: a lot that was drawn is drawn again by another program.
    assert lot.ranked(range(1, 6), "a") == [2, 3, 1, 5, 4]


@pytest.mark.parametrize("seed", range(60))
def test_teams_of_one_authority_are_kept_apart(seed: int) -> None:
    assert clashes(lot.apart(lot.ranked(AMIENS, str(seed)), AMIENS), AMIENS) == 0


def test_they_are_apart_whenever_any_order_keeps_them_apart() -> None:
    drawn = random.Random(3)
    for _ in range(150):
        of = {team: frozenset({drawn.choice("xxyz")}) for team in range(drawn.randint(1, 6))}
        can = any(clashes(list(order), of) == 0 for order in permutations(of))
        assert (clashes(lot.apart(lot.ranked(of, str(drawn.random())), of), of) == 0) == can, of


def test_breaks_stay_and_each_team_has_the_hour_of_its_place() -> None:
    after = lot.drawn(run(), AMIENS, "a")
    assert [slot.id for slot in after].index("b") == 5
    assert [slot.planned_at_ms for slot in after] == [slot.planned_at_ms for slot in run()]


def test_the_hours_of_an_order_made_by_hand_become_the_plan() -> None:
    day = run()
    moved = acted(day, "move", day[-1], day[0], "before")
    after = lot.planned_as_it_stands(moved)
    assert [slot.id for slot in after] == [slot.id for slot in moved]
    hours = [slot.planned_at_ms for slot in after if slot.kind == PITCH]
    assert hours[:5] == [slot.planned_at_ms for slot in day[:5]]
    assert hours == sorted(hours)
    with pytest.raises(Invalid):
        lot.planned_as_it_stands(day)


@pytest.mark.parametrize("seed", ["", "  ", None, 5, "x" * 41, ["a"]])
def test_a_seed_is_a_short_text(seed: Any) -> None:
    with pytest.raises(Invalid) as refused:
        lot.drawn(run(), AMIENS, seed)
    assert list(refused.value.fields) == ["seed"]


def test_once_a_team_was_called_nothing_is_drawn() -> None:
    day = list(run())
    day[0] = Slot(**{**vars(day[0]), "status": "called"})
    for act in (lambda: lot.drawn(tuple(day), AMIENS, "a"), lambda: lot.planned_as_it_stands(tuple(day))):
        with pytest.raises(Invalid) as refused:
            act()
        assert list(refused.value.fields) == ["action"]
