"""Ties at the cut, step by step. Every figure of the sheets below can be checked by hand."""

from fractions import Fraction

from app.domain.official import ranking
from app.domain.scoring import display
from app.domain.ties import CRITERIA, HEAD_TO_HEAD, VOTE, at_cut, broken, head_to_head
from tests.domain.judged import ONE, criteria, of, sheet

THREE = criteria(40, 30, 30)


def settled(weighted, ballots, places):
    """The tie at the cut and how the chain breaks it."""
    rows = ranking(sorted({ballot.team for ballot in ballots}), ballots, weighted)
    tied, shared = at_cut(rows, places)
    return broken(tied, shared, ballots, weighted)


def test_head_to_head_decides():
    found = settled(ONE, sheet((8, 7), (8, 7), (5, 7)), 1)
    assert (found.step, found.chosen, found.duels) == (HEAD_TO_HEAD, (1,), {(1, 2): (2, 1)})


def test_head_to_head_counts_jurors_who_scored_both():
    found = settled(ONE, sheet((9, 7), (5, None), (None, 7)), 1)
    assert (found.step, found.chosen, found.duels) == (HEAD_TO_HEAD, (1,), {(1, 2): (1, 0)})


def test_the_first_criterion_decides_where_duels_are_drawn():
    ballots = of(
        THREE,
        {
            "j1": {1: (9, 5, 5), 2: (6, 7, 7)},
            "j2": {1: (6, 7, 7), 2: (9, 5, 5)},
            "j3": {1: (9, 6, 6), 2: (6, 8, 8)},
        },
    )
    found = settled(THREE, ballots, 1)
    assert (found.step, found.chosen, found.duels) == (CRITERIA, (1,), {(1, 2): (0, 0)})
    assert found.wins == {1: Fraction(1, 2), 2: Fraction(1, 2)}


def test_where_nothing_separates_the_jury_votes():
    two = criteria(50, 50)
    ballots = of(two, {"j1": {1: (8, 6), 2: (6, 8)}, "j2": {1: (6, 8), 2: (8, 6)}})
    found = settled(two, ballots, 1)
    assert (found.step, found.chosen, found.to_vote, found.places) == (VOTE, (), (1, 2), 1)


def test_a_tie_away_from_the_cut_is_kept():
    rows = ranking([1, 2, 3], sheet((8, 8, 5), (7, 7, 5)), ONE)
    assert [row.rank for row in rows] == [1, 1, 3]
    assert at_cut(rows, 2) is None
    assert at_cut(rows, 3) is None


def test_three_for_two_places_by_duels_won():
    found = settled(ONE, sheet((9, 7, 5), (7, 8, 6), (5, 6, 10)), 2)
    assert found.duels == {(1, 2): (1, 2), (1, 3): (2, 1), (2, 3): (2, 1)}
    assert found.wins == {1: 1, 2: 2, 3: 0}
    assert (found.step, found.chosen) == (HEAD_TO_HEAD, (2, 1))


def test_a_step_may_settle_one_place_and_leave_the_other_to_the_next():
    two = criteria(50, 50)
    ballots = of(
        two,
        {
            "j1": {1: (9, 7), 2: (7, 7), 3: (6, 8)},
            "j2": {1: (6, 6), 2: (8, 6), 3: (7, 7)},
            "j3": {1: (7, 7), 2: (6, 8), 3: (9, 5)},
        },
    )
    found = settled(two, ballots, 2)
    assert found.wins[1] == Fraction(1)
    assert found.step in (HEAD_TO_HEAD, CRITERIA, VOTE)
    assert len(found.chosen) + found.places == 2


def test_equal_on_screen_is_not_equal():
    """Means of 6.866 and 6.868: no tie, and the third decimal is shown."""
    weighted = criteria(33, 33, 34)
    ballots = of(
        weighted,
        {
            "j1": {1: (7, 7, 7), 2: (7, 7, 7)},
            "j2": {1: (7, 7, 7), 2: (7, 7, 7)},
            "j3": {1: (7, 6, 7), 2: (6, 7, 7)},
            "j4": {1: (7, 7, 6), 2: (7, 6, 7)},
            "j5": {1: (7, 7, 7), 2: (7, 7, 7)},
        },
    )
    rows = ranking([1, 2], ballots, weighted)
    assert at_cut(rows, 1) is None
    assert display(rows) == {2: "6.868", 1: "6.866"}


def test_the_duels_of_skaters():
    """1997, men's free skating, top six, nine judges (S. Loosemore): judges in favour, pair by pair."""
    ordinals = [
        (1, 1, 1, 1, 1, 2, 1, 1, 1),
        (3, 2, 5, 2, 3, 3, 5, 6, 6),
        (5, 5, 4, 4, 2, 4, 2, 2, 3),
        (4, 3, 3, 6, 4, 6, 4, 3, 2),
        (2, 4, 2, 3, 6, 5, 3, 4, 5),
        (6, 6, 6, 5, 5, 1, 6, 5, 4),
    ]
    ballots = sheet(*([7 - place for place in judge] for judge in zip(*ordinals, strict=True)))
    found = broken(range(1, 7), 3, ballots, ONE)
    in_favour = {pair: found.duels[pair] for pair in [(1, 6), (2, 3), (2, 5), (3, 4), (4, 6)]}
    assert in_favour == {(1, 6): (8, 1), (2, 3): (4, 5), (2, 5): (4, 5), (3, 4): (5, 4), (4, 6): (7, 2)}
    assert found.wins == {1: 5, 2: 2, 3: 4, 4: 1, 5: 3, 6: 0}
    assert found.chosen == (1, 3, 5)
    assert head_to_head([1, 2], ballots, ONE) == {(1, 2): (9, 0)}
