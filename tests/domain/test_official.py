"""The official score by the announced method: published figures ranked by the adjusted mean, and what must hold."""

from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.adjusted import adjusted
from app.domain.official import ADJUSTED, MEAN, METHODS, panel_count, ranking
from app.domain.scoring import Ballot, Criterion, Row, display
from benchmarks.board import CRITERIA, asked
from tests.domain.judged import ONE, criteria, lines, sheet

Sheet = tuple[tuple[int | None, ...], ...]

# Montgomery, Design and Analysis of Experiments (Wiley): the balanced incomplete blocks of four catalysts.
CATALYSTS = ((73, None, 73, 75), (74, 75, 75, None), (None, 67, 68, 72), (71, 72, None, 75))
BRIDGE = ((8, 6, None, None), (7, 5, 6, None), (None, None, 3, 7), (None, None, 2, 6))
SPLIT = ((8, 6, None, None), (7, 4, None, None), (None, None, 5, 9), (None, None, 4, 6))


def ranked(jurors: Sheet, method: str = ADJUSTED) -> list[Row]:
    """The ranking of a sheet of single scores."""
    return ranking(range(1, len(jurors[0]) + 1), sheet(*jurors), ONE, method)


def test_the_catalysts_are_ranked_by_what_each_batch_would_have_made_of_them():
    rows = ranked(CATALYSTS)
    assert [(row.team, row.rank) for row in rows] == [(4, 1), (3, 2), (2, 3), (1, 4)]
    assert {row.team: float(row.mean or 0) for row in rows} == {1: 71.375, 2: 71.625, 3: 72.0, 4: 75.0}
    assert {row.team: row.received for row in rows} == {1: Fraction(218, 3), 2: Fraction(214, 3), 3: 72, 4: 74}
    assert [row.team for row in ranked(CATALYSTS, MEAN)] == [4, 1, 3, 2]
    assert panel_count(row.panel for row in rows) == 1


def test_one_ballot_between_two_panels_makes_them_one_order():
    rows = ranked(BRIDGE)
    assert [(row.team, row.mean) for row in rows] == [
        (4, Fraction(17, 2)),
        (1, Fraction(11, 2)),
        (3, Fraction(9, 2)),
        (2, Fraction(7, 2)),
    ]
    assert [row.team for row in ranked(BRIDGE, MEAN)] == [1, 4, 2, 3]


def test_a_split_jury_keeps_its_method_and_says_which_panel_gave_what():
    rows = ranked(SPLIT)
    assert [(row.team, row.rank, row.panel) for row in rows] == [(1, 1, 1), (4, 1, 2), (2, 3, 1), (3, 4, 2)]
    assert panel_count(row.panel for row in rows) == 2
    assert panel_count(row.panel for row in ranked(SPLIT, MEAN)) == 0


def test_a_hole_is_repaired_and_makes_a_tie_of_its_own():
    jurors = ((8, 6, 7), (5, 3, None), (7, 5, 6))
    assert [(row.team, row.mean) for row in ranked(jurors)] == [
        (1, Fraction(20, 3)),
        (3, Fraction(17, 3)),
        (2, Fraction(14, 3)),
    ]
    level = ranked(((8, 6, 6), (5, 3, None), (7, 5, 5)))
    assert [(row.team, row.rank, row.tied) for row in level] == [(1, 1, False), (2, 2, True), (3, 2, True)]
    assert [row.tied for row in ranked(((8, 6, 6), (5, 3, None), (7, 5, 5)), MEAN)] == [False] * 3


def test_nobody_has_voted_and_nobody_scored_a_team():
    assert ranking([2, 1], [], ONE, ADJUSTED) == [Row(1, None, False, None), Row(2, None, False, None)]
    rows = ranked(((8, None), (6, None)))
    assert [(row.team, row.rank, row.panel) for row in rows] == [(1, 1, 1), (2, None, None)]


def test_a_ballot_of_another_team_weighs_on_nobody():
    ballots = sheet(*CATALYSTS)
    assert ranking([1, 2, 3], ballots, ONE, ADJUSTED) == ranking(
        [1, 2, 3], sheet(*(r[:3] for r in CATALYSTS)), ONE, ADJUSTED
    )


def test_beyond_thirty_jurors_equal_teams_are_equal_to_a_billionth():
    """Three teams of the same merit, each missed by other jurors of other severities: a float's noise parts none."""
    jurors = tuple(
        tuple(None if (j + t) % 3 == 0 else 2 + j % 7 + (1 if t == 3 else 0) for t in range(4)) for j in range(33)
    )
    rows = ranked(jurors)
    assert [(row.team, row.rank) for row in rows] == [(4, 1), (1, 2), (2, 2), (3, 2)]
    assert all(10**9 % (row.mean or Fraction(0)).denominator == 0 for row in rows)


def test_scores_that_look_equal_are_told_apart_by_decimals_where_their_fraction_cannot_be_read():
    third = Fraction(10**20 + 7, 3 * 10**19)
    near = display(
        [Row(1, 2, False, third), Row(2, 1, False, third + Fraction(1, 10**5)), Row(3, 3, False, Fraction(8))]
    )
    assert near == {1: "3.33333", 2: "3.33334", 3: "8.00"}
    short = display([Row(1, 2, False, third), Row(2, 1, False, Fraction(10, 3))])
    assert short == {1: "3.3333", 2: "10/3"}


@pytest.mark.parametrize("method", METHODS)
def test_twenty_five_jurors_and_sixty_teams_are_ranked_in_time(method):
    """Under 20 ms by the plain mean; four times that in a test, beside others on a shared core."""
    question = asked(25, 60)
    begun = process_time()
    rows = ranking(range(1, 61), question.ballots, CRITERIA, method)
    assert len(rows) == 60
    assert process_time() - begun < (0.08 if method == MEAN else 0.2)


# Juries over two criteria, holes included.
cells = st.none() | st.tuples(st.integers(0, 10), st.integers(0, 10))
juries = st.integers(2, 5).flatmap(
    lambda teams: st.lists(st.lists(cells, min_size=teams, max_size=teams), min_size=1, max_size=6)
)
WEIGHTED = criteria(3, 2)
quick = settings(max_examples=80, deadline=None)


def ballots(rows: list[list[tuple[int, int] | None]], plus: int = 0, of: int = -1) -> list[Ballot]:
    """The ballots of a drawn sheet; `plus` points more on each criterion from one juror."""
    return [
        Ballot(f"j{row}", team, {"c0": both[0] + plus * (row == of), "c1": both[1] + plus * (row == of)})
        for row, drawn in enumerate(rows)
        for team, both in enumerate(drawn, start=1)
        if both is not None
    ]


def official(given_: list[Ballot], teams: int, weights: tuple[Criterion, ...] = WEIGHTED, method: str = ADJUSTED):
    """The ranking of a drawn sheet."""
    return ranking(range(1, teams + 1), given_, weights, method)


@quick
@given(rows=juries)
def test_without_holes_both_methods_are_one(rows):
    filled = ballots([[cell or (5, 5) for cell in row] for row in rows])
    plain, fair = (official(filled, len(rows[0]), method=method) for method in METHODS)
    assert [(r.team, r.rank, r.tied, r.mean) for r in plain] == [(r.team, r.rank, r.tied, r.mean) for r in fair]


@quick
@given(rows=juries, plus=st.integers(1, 9), of=st.integers(0, 5))
def test_a_juror_harsher_by_a_constant_changes_no_order_within_a_panel(rows, plus, of):
    before, after = (official(ballots(rows, more, of), len(rows[0])) for more in (0, plus))
    for panel in range(1, panel_count(row.panel for row in before) + 1):
        mine, other = ([(r.team, r.mean) for r in found if r.panel == panel] for found in (before, after))
        assert [team for team, _ in mine] == [team for team, _ in other]
        # Exactly: every gap is what it was.
        assert len({(mean or 0) - (dict(other)[team] or 0) for team, mean in mine}) == 1


@quick
@given(rows=juries)
def test_the_order_of_ballots_and_the_unit_of_weights_change_nothing(rows):
    cast = ballots(rows)
    twice = tuple(Criterion(each.key, each.label, each.weight * 2) for each in WEIGHTED)
    assert official(cast, len(rows[0])) == official(cast[::-1], len(rows[0])) == official(cast, len(rows[0]), twice)


@quick
@given(rows=juries)
def test_the_official_mean_is_the_adjusted_one_of_the_board(rows):
    cast = ballots([row for row in rows if any(row)])
    if cast:
        fit = adjusted(lines(*[[c and 3 * c[0] + 2 * c[1] for c in row] for row in rows if any(row)]))
        assert {r.team: (r.mean or 0) * 5 for r in official(cast, len(rows[0])) if r.rank} == fit.mean
