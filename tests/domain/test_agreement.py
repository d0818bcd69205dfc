"""How far a jury agrees, and what the chair is told of a juror. Printed figures of five wine tastings."""

from fractions import Fraction

import pytest

from app.domain.adjusted import adjusted, residual
from app.domain.agreement import concordance, flags, reliability, with_the_others
from app.domain.scoring import Ballot
from tests.domain.judged import ONE, criteria, lines, of, sheet

# Richard E. Quandt, WINETASTER reports, liquidasset.com: each juror's ranks, and the correlation printed between that
# juror and the others. Ranks are turned into scores: eight less the rank.
TASTINGS = {
    "report 88": (
        {
            "John": ((8, 4, 3, 1, 5, 2, 6, 7), 0.5476),
            "Mike": ((7, 5, 3, 2, 6, 4, 1, 8), 0.7857),
            "Ken": ((6, 5, 8, 7, 4, 1, 2, 3), 0.0476),
            "Orley": ((4, 2, 3, 5, 6, 1, 8, 7), -0.2143),
            "Frank": ((5, 8, 4, 2, 6, 3, 1, 7), 0.619),
            "Burt": ((6, 3, 7, 2, 5, 8, 1, 4), 0.0),
            "Ed": ((8, 5, 6, 2, 3, 4, 1, 7), 0.8095),
            "Dick": ((7, 8, 6, 1, 5, 3, 2, 4), 0.6429),
        }
    ),
    "report 76": (
        {
            "Bob": ((7, 2, 6, 3, 5, 1, 4), 0.7928),
            "Ed": ((7, 3, 4, 2, 6, 1, 5), 0.5357),
            "Frank": ((7, 1, 6, 2, 4, 5, 3), 0.8571),
            "John": ((7, 2, 4, 5, 1, 6, 3), 0.3571),
            "Burt": ((6, 1, 4, 2, 5, 3, 7), 0.8214),
            "Mike": ((7, 1, 6, 4, 3, 2, 5), 0.8929),
            "Dick": ((7, 2, 6, 1, 3, 5, 4), 0.7928),
        }
    ),
    "report 134": (
        {
            "John": ((4, 7, 5, 1, 2, 3, 6), 0.25),
            "Mike": ((7, 4, 6, 1, 2, 5, 3), 0.1071),
            "Nick": ((7, 1, 2, 3, 4, 6, 5), 0.036),
            "Dick": ((4, 6, 2, 3, 1, 7, 5), 0.8214),
            "Bob": ((1, 7, 3, 6, 2, 5, 4), -0.0714),
            "Ed": ((2, 3, 1, 4, 6, 7, 5), -0.0714),
            "Richard": ((6, 7, 2, 3, 4, 5, 1), 0.2523),
        }
    ),
    "report 139": (
        {
            "Bob": ((8, 4, 2, 3, 7, 1, 6, 5), None),
            "Burt": ((5, 7, 2, 1, 4, 8, 3, 6), 0.2275),
            "Mike": ((4, 3, 1, 2, 7, 6, 5, 8), 0.241),
            "Ed": ((4, 7, 5, 8, 3, 6, 1, 2), None),
            "Tom": ((7, 2, 8, 3, 5, 1, 4, 6), None),
            "John": ((5, 4, 2, 8, 6, 1, 7, 3), None),
            "Zaki": ((5, 6, 2, 1, 3, 4, 8, 7), None),
            "Dick": ((2, 7, 5, 6, 4, 8, 1, 3), None),
        }
    ),
    "report 48": (
        {
            "Grant": ((5, 1, 2, 3, 4), -0.2),
            "Burt": ((3, 5, 2, 1, 4), 0.7),
            "Mike": ((3, 5, 2, 1, 4), 0.7),
            "John": ((3, 2, 5, 1, 4), 0.2052),
            "Jay": ((5, 4, 2, 1, 3), 0.6),
            "Orley": ((2, 5, 1, 3, 4), 0.2052),
            "Frank": ((1, 3, 5, 4, 2), -0.8),
            "Ed": ((5, 3, 4, 1, 2), 0.1),
            "Dick": ((3, 2, 1, 4, 5), -0.1026),
        }
    ),
}
TASTED = [(report, juror) for report, ranks in TASTINGS.items() for juror in ranks]


@pytest.mark.parametrize(("report", "juror"), TASTED)
def test_a_taster_agrees_with_the_others_as_printed(report, juror):
    tasted = TASTINGS[report]
    given = lines(*([9 - rank for rank in ranks] for ranks, _ in tasted.values()))
    key, printed = given.jurors[list(tasted).index(juror)], tasted[juror][1]
    found = with_the_others(given, adjusted(given), key)
    if printed is not None:
        assert found == pytest.approx(printed, abs=0.0002)
        against = "against" in flags(given, adjusted(given), ())[key]
        assert against == (printed < 0)


def test_two_jurors_put_two_pairs_of_three_in_the_same_order():
    found = concordance(lines((8, 6, 7), (6, 5, 4)))
    assert (found.share, found.comparable) == (Fraction(2, 3), 3)


def test_a_tie_or_a_hole_does_not_compare():
    assert concordance(lines((5, 5, 5), (8, 6, 7))).share is None
    assert concordance(lines((8, None, 5), (8, 6, 7))).comparable == 1


def test_reliability_is_undefined_where_nothing_is_left_unexplained():
    for given in (lines((6, 6, 6), (7, 7, 7)), lines((8, 6, 7))):
        assert reliability(residual(given, adjusted(given))) is None


def test_reliability_is_never_below_zero():
    given = lines((8, 6, 7), (6, 8, 7), (7, 7, 7))
    assert reliability(residual(given, adjusted(given))) == 0


def test_a_constant_juror_is_flagged():
    given = lines((5, 5, 5), (8, 6, 7))
    assert flags(given, adjusted(given), ()) == {"j01": ["constant"], "j02": []}


def test_spread_is_judged_from_five_ballots_on():
    wide, usual, narrow = (0, 10, 1, 9, 5), (3, 7, 4, 6, 5), (5, 6, 5, 5, 5)
    given = lines(usual, usual, usual, wide, narrow)
    said = flags(given, adjusted(given), ())
    assert "wide" in said["j04"]
    assert "narrow" in said["j05"]
    assert said["j01"] == []
    few = lines(*(line[:4] for line in (usual, usual, usual, wide, narrow)))
    assert not {"wide", "narrow"} & {flag for own in flags(few, adjusted(few), ()).values() for flag in own}


def test_flat_ballots_are_flagged_beyond_two_fifths():
    three = criteria(40, 30, 30)
    own = {1: (5, 5, 5), 2: (6, 6, 6), 3: (7, 6, 8), 4: (7, 8, 7), 5: (4, 5, 4)}
    given = lines((5, 6, 7, 7, 4))
    fit = adjusted(given)
    assert flags(given, fit, of(three, {"j01": own}))["j01"] == []
    assert flags(given, fit, of(three, {"j01": {**own, 5: (4, 4, 4)}}))["j01"] == ["flat"]
    one_score: tuple[Ballot, ...] = sheet((5, 6, 7, 7, 4))
    assert len(ONE) == 1 and flags(given, fit, one_score)["j01"] == []
