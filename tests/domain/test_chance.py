"""The chance of a place, counted over every jury or drawn; and the place in each view."""

from fractions import Fraction
from itertools import product

import pytest

from app.domain.adjusted import adjusted
from app.domain.chance import chances
from app.domain.totals import rank_sum, trimmed
from app.domain.views import Cut, places, without_each
from tests.domain.judged import lines

FIVE = lines((8, 7, 6, 5), (7, 8, 5, 6), (9, 6, 7, 5), (6, 7, 7, 4), (8, 5, 6, 7))


def test_all_the_juries_of_five_jurors():
    """Counted twice: over the 126 multisets with exact fractions, and over the 3,125 ordered draws with numpy."""
    found = chances(FIVE, adjusted(FIVE), Cut(2))
    assert [found.top[team] * 3125 for team in (1, 2, 3, 4)] == [3104, 2173, 862, 111]
    # Of the first team no draw depends on how a tie is told.
    assert [float(share) for share in found.ranks[1]] == [0.88736, 0.10592, 0.00672, 0.0]
    assert [found.interval(team) for team in (1, 2, 3, 4)] == [(1, 2), (1, 3), (2, 4), (3, 4)]


def test_counting_multisets_is_counting_every_ordered_draw():
    """Holes too: the weight of a multiset and the draws that leave a team unscored, against all 27 draws."""
    given = lines((8, None, 6), (7, 9, None), (None, 5, 4))
    fit = adjusted(given)
    worth = {
        (juror, team): Fraction(total, given.unit) - fit.severity[juror]
        for juror, own in given.of.items()
        for team, total in own.items()
    }
    credit, ranks, kept = dict.fromkeys(given.teams, Fraction(0)), {team: [0, 0, 0] for team in given.teams}, 0
    for jury in product(given.jurors, repeat=3):
        score = {}
        for team in given.teams:
            own = [worth[juror, team] for juror in jury if (juror, team) in worth]
            if own:
                score[team] = sum(own, Fraction(0)) / len(own)
        if len(score) == 3:
            kept += 1
            for team in score:
                above = sum(other > score[team] for other in score.values())
                equal = sum(other == score[team] for other in score.values())
                ranks[team][above] += 1
                credit[team] += min(Fraction(1), max(Fraction(0), Fraction(1 - above, equal)))
    assert 0 < kept < 27
    found = chances(given, fit, Cut(1))
    assert found.top == {team: share / kept for team, share in credit.items()}
    assert found.ranks == {team: [Fraction(count, kept) for count in counts] for team, counts in ranks.items()}
    assert sum(found.top.values()) == 1


def test_two_jurors_are_too_few_to_draw_from():
    given = lines((8, 6, 7), (6, 5, 4))
    assert chances(given, adjusted(given), Cut(1)) is None


def test_ten_jurors_are_drawn_from_and_always_the_same_way():
    given = lines(*([(8, 7, 6, 5), (7, 8, 5, 6), (9, 6, 7, 5), (6, 7, 7, 4), (8, 5, 6, 7)] * 2))
    first, second = (chances(given, adjusted(given), Cut(2)) for _ in range(2))
    assert first == second
    assert sum(first.top.values()) == 2
    # Ten jurors of the same opinions are surer than five.
    assert float(first.top[1]) > 3104 / 3125


def test_a_place_is_certain_lost_or_tied():
    scores = {1: Fraction(9), 2: Fraction(8), 3: Fraction(8), 4: Fraction(7)}
    assert places(scores, Cut(2)) == {1: "in", 2: "tied", 3: "tied", 4: "out"}
    assert places(scores, Cut(3)) == {1: "in", 2: "in", 3: "in", 4: "out"}
    assert set(places(scores, Cut(4)).values()) == {"in"}


def test_a_team_without_a_score_in_a_view_is_tied_and_makes_the_last_place_uncertain():
    scores = {1: Fraction(9), 2: Fraction(8)}
    assert places(scores, Cut(2), [3]) == {1: "in", 2: "tied", 3: "tied"}


def test_trimming_begins_at_five_ballots():
    given = lines((0, 4), (6, 5), (7, 6), (8, 7), (10, None))
    assert trimmed(given) == {1: 7, 2: Fraction(11, 2)}


# 2005-10-03, eight wines: Richard E. Quandt, WINETASTER, liquidasset.com, report 88. "Votes against" are sums of ranks.
WINES = [
    (8, 4, 3, 1, 5, 2, 6, 7),
    (7, 5, 3, 2, 6, 4, 1, 8),
    (6, 5, 8, 7, 4, 1, 2, 3),
    (4, 2, 3, 5, 6, 1, 8, 7),
    (5, 8, 4, 2, 6, 3, 1, 7),
    (6, 3, 7, 2, 5, 8, 1, 4),
    (8, 5, 6, 2, 3, 4, 1, 7),
    (7, 8, 6, 1, 5, 3, 2, 4),
]


def test_the_rank_sum_of_a_wine_tasting():
    given = lines(*([9 - rank for rank in line] for line in WINES))
    votes_against = [51, 40, 40, 22, 40, 26, 22, 47]
    assert rank_sum(given) == {
        wine: Fraction(8 * 8 - votes, 8 * 7) for wine, votes in enumerate(votes_against, start=1)
    }


def test_the_rank_sum_of_skaters_is_their_borda_count():
    """The men's free skating of 1997, top six, nine judges; Borda points by pref_voting 1.18.2."""
    ordinals = [
        (1, 1, 1, 1, 1, 2, 1, 1, 1),
        (3, 2, 5, 2, 3, 3, 5, 6, 6),
        (5, 5, 4, 4, 2, 4, 2, 2, 3),
        (4, 3, 3, 6, 4, 6, 4, 3, 2),
        (2, 4, 2, 3, 6, 5, 3, 4, 5),
        (6, 6, 6, 5, 5, 1, 6, 5, 4),
    ]
    given = lines(*([7 - place for place in judge] for judge in zip(*ordinals, strict=True)))
    assert [share * 45 for share in rank_sum(given).values()] == [44, 19, 23, 19, 20, 10]


def test_a_tie_in_the_rank_sum_counts_for_half_and_a_lone_ballot_for_nothing():
    assert rank_sum(lines((8, 8, 5), (None, None, 9))) == {1: Fraction(3, 4), 2: Fraction(3, 4), 3: 0}
    assert rank_sum(lines((None, 4), (6, None))) == {}


def test_a_juror_is_set_aside_only_where_every_team_keeps_a_score():
    given = lines((8, 6, None), (5, 7, None), (4, 6, 9))
    assert set(without_each(given, Cut(1))) == {"j01", "j02"}


@pytest.mark.parametrize("juror", ["j01", "j02"])
def test_a_list_can_hang_on_one_juror(juror):
    given = lines((9, 5), (4, 6), (7, 8))
    plain, _ = without_each(given, Cut(1))[juror]
    assert plain == ({1: "out", 2: "in"} if juror == "j01" else {1: "in", 2: "out"})
