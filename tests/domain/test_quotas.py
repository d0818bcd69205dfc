"""Choosing under quotas: the best list, its price, its equals, and why there may be none."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.quotas import Entrant, Quota, Selection, select

# Fifteen teams of five départements, eight places. Every figure brute-forced over all combinations, and again by
# integer programming (scipy's milp, R's lpSolve).
SCORES = [812, 790, 775, 768, 640, 655, 745, 730, 610, 705, 598, 560, 552, 541, 530]
FIFTEEN = [
    Entrant(number, frozenset({"ABCDE"[(number - 1) // 3]}), Fraction(score, 100))
    for number, score in enumerate(SCORES, start=1)
]


def each(least: int = 0, most: int | None = None) -> list[Quota]:
    """The same quota for the five of them."""
    return [Quota(organisation, least, most) for organisation in "ABCDE"]


def told(found: Selection) -> tuple[object, ...]:
    """The only list, its price in hundredths, who enters and who leaves."""
    (choice,) = found.choices
    return set(choice), found.price * 100, found.entering, found.leaving


def of(*teams: tuple[str, int]) -> list[Entrant]:
    """Teams numbered from 1, each with its organisations (`A+B`) and its score."""
    return [
        Entrant(number, frozenset(organisations.split("+")), Fraction(score))
        for number, (organisations, score) in enumerate(teams, start=1)
    ]


def test_without_quotas_the_ranking_chooses():
    assert told(select(FIFTEEN, [], 8)) == ({1, 2, 3, 4, 6, 7, 8, 10}, 0, (), ())


def test_one_to_two_of_each():
    assert told(select(FIFTEEN, each(1, 2), 8)) == ({1, 2, 4, 6, 7, 8, 10, 13}, 223, (13,), (3,))


def test_at_least_one_of_each():
    assert told(select(FIFTEEN, each(1), 8)) == ({1, 2, 3, 4, 7, 8, 10, 13}, 103, (13,), (6,))


def test_at_most_two_of_each():
    assert told(select(FIFTEEN, each(0, 2), 8)) == ({1, 2, 4, 6, 7, 8, 10, 11}, 177, (11,), (3,))


def test_a_least_number_can_pull_in_the_last_team():
    teams = of(("A", 100), ("A", 99), ("A", 98), ("A", 97), ("B", 10))
    assert told(select(teams, [Quota("B", 1), Quota("A", 0, 3)], 3)) == ({1, 2, 5}, 8800, (5,), (3,))


def test_equal_lists_are_all_shown():
    teams = of(("A", 90), ("A", 80), ("B", 70), ("B", 70), ("A", 60))
    found = select(teams, [Quota("B", 1)], 3)
    assert sorted(found.choices) == [(1, 2, 3), (1, 2, 4)]
    assert (found.price, found.entering, found.leaving) == (0, (), ())


def test_the_first_condition_that_cannot_hold_is_named():
    assert select(FIFTEEN, each(1), 4).impossible == "least_above_places"
    assert select(FIFTEEN, each(0, 1), 8).impossible == "most_below_places"
    assert select(FIFTEEN, each(), 16).impossible == "few_teams"
    missing = select(of(("A", 50), ("A", 40), ("B", 30)), [Quota("C", 1)], 2)
    assert (missing.impossible, missing.organisation) == ("least_above_teams", "C")


def test_a_joint_team_counts_for_each_of_its_organisations():
    teams = of(("A", 90), ("A", 80), ("A+B", 50), ("B", 40))
    assert told(select(teams, [Quota("A", 1, 2), Quota("B", 1)], 2)) == ({1, 3}, 3000, (3,), (2,))
    assert told(select(teams, [Quota("A", 1, 1), Quota("B", 1)], 2))[0] == {1, 4}


grids = st.lists(st.tuples(st.sampled_from(["A", "B", "C", "A+B"]), st.integers(0, 6)), min_size=1, max_size=7)
limits = st.tuples(st.integers(0, 2), st.none() | st.integers(0, 3))


@settings(max_examples=150, deadline=None)
@given(teams=grids, bounds=st.tuples(limits, limits, limits), places=st.integers(1, 5))
def test_no_combination_does_better(teams, bounds, places):
    entrants = of(*teams)
    quotas = [Quota(organisation, *bound) for organisation, bound in zip("ABC", bounds, strict=True)]
    totals = {}
    for chosen in combinations(entrants, places):
        counts = [(sum(q.organisation in e.organisations for e in chosen), q) for q in quotas]
        if all(q.least <= count and (q.most is None or count <= q.most) for count, q in counts):
            totals[tuple(e.number for e in chosen)] = sum(e.score for e in chosen)
    found = select(entrants, quotas, places)
    if not totals:
        assert found.impossible and not found.choices
    else:
        best = {numbers for numbers, total in totals.items() if total == max(totals.values())}
        chosen = {tuple(sorted(choice)) for choice in found.choices}
        assert chosen <= best and (chosen == best or len(chosen) == 20)
