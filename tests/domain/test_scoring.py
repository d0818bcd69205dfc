"""The official score: exact, ranked unrounded, rounded only to be shown. Published figures where possible."""

from fractions import Fraction

import pytest

from app.domain.official import ranking
from app.domain.scoring import Ballot, Criterion, Row, decimal_half_up, display, total, upper_half

ONE = [Criterion("total", "Total", 100)]


def three(*weights: int) -> list[Criterion]:
    """The three criteria of the day, of these weights."""
    keys = ("innovation", "transferability", "cost_use")
    return [Criterion(key, key, weight) for key, weight in zip(keys, weights, strict=True)]


def sheet(*jurors: tuple[int | None, ...]) -> list[Ballot]:
    """Ballots of one score: a line per juror, a column per team from 1 on, None where there is none."""
    return [
        Ballot(f"j{row}", team, {"total": score})
        for row, scores in enumerate(jurors, start=1)
        for team, score in enumerate(scores, start=1)
        if score is not None
    ]


def of(criteria: list[Criterion], *jurors: dict[int, tuple[int, ...]]) -> list[Ballot]:
    """Ballots of several criteria: per juror, from the team to its scores in the criteria's order."""
    return [
        Ballot(f"j{row}", team, {c.key: score for c, score in zip(criteria, scores, strict=True)})
        for row, ballots in enumerate(jurors, start=1)
        for team, scores in ballots.items()
    ]


def ranks(rows: list[Row]) -> dict[int, int | None]:
    """The rank of each team."""
    return {row.team: row.rank for row in rows}


def test_the_total_of_a_ballot_is_weighted_and_exact():
    ballot = Ballot("j1", 1, {"innovation": 9, "transferability": 5, "cost_use": 6})
    assert total(ballot, three(40, 30, 30)) == Fraction(69, 10)
    assert total(ballot, three(1, 1, 1)) == Fraction(20, 3)


def test_doubling_every_weight_changes_nothing():
    ballots = of(three(3, 2, 2), {1: (9, 5, 5), 2: (6, 7, 8)}, {1: (6, 7, 7), 2: (9, 5, 4)})
    assert ranking([1, 2], ballots, three(3, 2, 2)) == ranking([1, 2], ballots, three(6, 4, 4))


def test_the_order_of_ballots_and_teams_changes_nothing():
    ballots = sheet((8, 6, 7), (6, 5, 4), (None, None, 9))
    assert ranking([3, 1, 2], ballots[::-1], ONE) == ranking([1, 2, 3], ballots, ONE)


def test_montgomery_catalysts():
    """Montgomery, Design and Analysis of Experiments: four catalysts, four batches, one hole each."""
    ballots = sheet((73, None, 73, 75), (74, 75, 75, None), (None, 67, 68, 72), (71, 72, None, 75))
    rows = ranking([1, 2, 3, 4], ballots, ONE)
    assert {row.team: row.mean for row in rows} == {1: Fraction(218, 3), 2: Fraction(214, 3), 3: 72, 4: 74}
    assert [row.team for row in rows] == [4, 1, 3, 2]
    assert display(rows) == {1: "72.67", 2: "71.33", 3: "72.00", 4: "74.00"}


@pytest.mark.parametrize(
    ("votes_against", "places"),
    [
        ([51, 40, 40, 22, 40, 26, 22, 47], [8, 4, 4, 1, 4, 3, 1, 7]),
        ([48, 12, 36, 19, 27, 23, 31], [7, 1, 6, 2, 4, 3, 5]),
        ([31, 35, 21, 21, 21, 38, 29], [5, 6, 1, 1, 1, 7, 4]),
        ([40, 40, 27, 32, 39, 35, 35, 40], [6, 6, 1, 2, 5, 3, 3, 6]),
        ([30, 30, 24, 19, 32], [3, 3, 2, 1, 5]),
    ],
    ids=["2005-10-03", "2004-05-03", "2009-11-02", "2010-04-05", "2001-10-01"],
)
def test_shared_places_of_five_wine_tastings(votes_against, places):
    """Quandt's reports of tastings: the fewer votes against, the better; equals share the best place."""
    teams = range(1, len(places) + 1)
    rows = ranking(teams, sheet(tuple(100 - votes for votes in votes_against)), ONE)
    assert ranks(rows) == dict(zip(teams, places, strict=True))
    assert {row.team for row in rows if row.tied} == {t for t in teams if places.count(places[t - 1]) > 1}


def test_eurovision_1991_is_an_exact_tie():
    """146 points each for Sweden and France: the mean does not choose between them, a rule of ties must."""
    rows = ranking([1, 2], sheet((146, 146)), ONE)
    assert [(row.team, row.rank, row.tied) for row in rows] == [(1, 1, True), (2, 1, True)]


@pytest.mark.parametrize(
    ("jurors", "mean", "places"),
    [
        ([(8, 6, 7)], [8, 6, 7], [1, 3, 2]),
        ([(8, 6, 7), (6, 5, 4)], [7, "11/2", "11/2"], [1, 2, 2]),
        ([(5, 5, 5), (8, 6, 7)], ["13/2", "11/2", 6], [1, 3, 2]),
        ([(6, 6, 6), (7, 7, 7)], ["13/2"] * 3, [1, 1, 1]),
        ([(8, 6, None), (6, 4, None)], [7, 5, None], [1, 2, None]),
        ([(8, 6, 7), (5, 3, None), (7, 5, 6)], ["20/3", "14/3", "13/2"], [1, 3, 2]),
        ([(8, 6, 7), (6, 5, 4), (None, None, 9)], [7, "11/2", "20/3"], [1, 3, 2]),
    ],
    ids=[
        "one juror",
        "two jurors",
        "constant juror",
        "all tied",
        "a team nobody scored",
        "a hole",
        "one ballot",
    ],
)
def test_small_juries(jurors, mean, places):
    rows = ranking([1, 2, 3], sheet(*jurors), ONE)
    exact = dict(enumerate((None if m is None else Fraction(m) for m in mean), start=1))
    assert {row.team: row.mean for row in rows} == exact
    assert ranks(rows) == dict(enumerate(places, start=1))


def test_1_2_2_4():
    rows = ranking([1, 2, 3, 4], sheet((5, 9, 7, 7)), ONE)
    assert [(row.team, row.rank, row.tied) for row in rows] == [
        (2, 1, False),
        (3, 2, True),
        (4, 2, True),
        (1, 4, False),
    ]


def test_teams_without_a_ballot_come_last_by_number_without_a_rank():
    rows = ranking([9, 3, 5, 1], sheet((4,)), ONE)
    assert [row.team for row in rows] == [1, 3, 5, 9]
    assert rows[1] == Row(3, None, False, None, {}, 0)
    assert display(rows) == {1: "4.00"}


def test_nobody_has_voted():
    assert display(ranking([1, 2], [], ONE)) == {}


def test_each_criterion_has_its_own_mean():
    criteria = three(40, 30, 30)
    ballots = of(criteria, {1: (9, 5, 5), 2: (6, 7, 7)}, {1: (6, 7, 7), 2: (9, 5, 5)}, {1: (9, 6, 6), 2: (6, 8, 8)})
    first, second = ranking([1, 2], ballots, criteria)
    assert (first.mean, second.mean, first.tied) == (Fraction(34, 5), Fraction(34, 5), True)
    assert first.criteria == {"innovation": 8, "transferability": 6, "cost_use": 6}
    assert second.criteria == {
        "innovation": 7,
        "transferability": Fraction(20, 3),
        "cost_use": Fraction(20, 3),
    }
    assert (first.ballots, second.ballots) == (3, 3)


def test_a_third_decimal_tells_apart_what_two_make_equal():
    criteria = three(33, 33, 34)
    even = {1: (7, 7, 7), 2: (7, 7, 7)}
    jurors = [even, even, {1: (7, 6, 7), 2: (6, 7, 7)}, {1: (7, 7, 6), 2: (7, 6, 7)}, even]
    rows = ranking([1, 2], of(criteria, *jurors), criteria)
    assert [(row.team, row.mean) for row in rows] == [(2, Fraction(1717, 250)), (1, Fraction(3433, 500))]
    assert display(rows) == {1: "6.866", 2: "6.868"}


def scored(*exact: str) -> list[Row]:
    """Rows of these exact scores, numbered from 1."""
    return [Row(team, 1, False, Fraction(mean)) for team, mean in enumerate(exact, start=1)]


def test_the_exact_fraction_tells_apart_what_three_decimals_make_equal():
    assert display(scored("68661/10000", "68662/10000")) == {1: "68661/10000", 2: "34331/5000"}


def test_only_those_that_look_alike_get_more():
    shown = display(scored("7", "6868/1000", "6866/1000", "68664/10000", "5"))
    assert shown == {1: "7.00", 2: "6.868", 3: "3433/500", 4: "8583/1250", 5: "5.00"}


def test_exact_ties_look_equal():
    assert display(scored("20/3", "20/3", "6")) == {1: "6.67", 2: "6.67", 3: "6.00"}


def test_a_tie_beside_a_near_miss_stays_a_tie():
    assert display(scored("20/3", "20/3", "6665/1000")) == {1: "6.667", 2: "6.667", 3: "6.665"}


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("1/8", 2, "0.13"),
        ("1/200", 2, "0.01"),
        ("201/200", 2, "1.01"),
        ("267/100", 1, "2.7"),
        ("5/2", 0, "3"),
        ("7/2", 0, "4"),
        ("2/3", 2, "0.67"),
        ("10", 2, "10.00"),
        ("9995/1000", 2, "10.00"),
        ("0", 2, "0.00"),
        ("-1/8", 2, "-0.13"),
        ("-1/1000", 2, "0.00"),
    ],
)
def test_halves_go_up_as_on_paper(value, places, shown):
    assert decimal_half_up(Fraction(value), places) == shown


def halves(*ranks: int | None) -> list[int | None]:
    """The ranks that the upper half of these keeps."""
    rows = [Row(team, rank, ranks.count(rank) > 1, None) for team, rank in enumerate(ranks, start=1)]
    return [row.rank for row in upper_half(rows)]


@pytest.mark.parametrize(
    ("ranks", "kept"),
    [
        ((1, 2, 3, 4), [1, 2]),
        ((1, 2, 3, 4, 5), [1, 2, 3]),
        ((1, None, None), [1]),
        ((None, None), []),
        ((1, 2, 2, 4), [1]),
        ((1, 1, 3, 4), [1, 1]),
        ((1, 1, 1), []),
    ],
)
def test_the_upper_half_of_those_scored_splits_no_tie(ranks, kept):
    assert halves(*ranks) == kept
