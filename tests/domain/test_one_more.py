"""One ballot more: what the equations solved once say of it is what solving them anew would."""

from fractions import Fraction

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from app.domain.adjusted import adjusted
from app.domain.indicators import Question, indicators
from app.domain.official import ADJUSTED, MEAN, METHODS
from app.domain.one_more import OneMore
from app.domain.totals import Totals, totals
from app.domain.views import Cut
from tests.domain.judged import ONE, sheet

juries = st.integers(2, 5).flatmap(
    lambda teams: st.lists(
        st.lists(st.none() | st.integers(0, 10), min_size=teams, max_size=teams), min_size=1, max_size=6
    )
)


def anew(given_: Totals, juror: str, team: int, score: int) -> dict[int, Fraction]:
    """The adjusted means of a jury with one ballot more."""
    of = {key: dict(own) for key, own in given_.of.items()}
    of.setdefault(juror, {})[team] = score
    return adjusted(Totals(given_.unit, of)).mean


# A juror of the second panel to a team of it, and to one of the first; a juror who gave nothing yet.
SPLIT = [[8, 6, None, None], [None, None, 5, 9], [None, None, 3, None]]


@example(rows=SPLIT, at=(2, 3), score=10)
@example(rows=SPLIT, at=(2, 0), score=10)
@example(rows=SPLIT, at=(3, 0), score=10)
@settings(max_examples=150, deadline=None)
@given(rows=juries, at=st.tuples(st.integers(0, 6), st.integers(0, 5)), score=st.integers(0, 10))
def test_a_ballot_more_moves_every_mean_as_if_all_were_solved_again(rows, at, score):
    juror, team = f"j{at[0] % (len(rows) + 1) + 1:02}", at[1] % (len(rows[0]) + 1) + 1
    given_ = totals(sheet(*rows), ONE)
    assume(given_.of and team not in given_.of.get(juror, {}))
    found = OneMore(given_, adjusted(given_)).means(juror, team, Fraction(score))
    right = anew(given_, juror, team, score)
    assert found.keys() == right.keys()
    assert all(abs(found[number] - right[number]) <= Fraction(1, 10**8) for number in right)


def test_what_a_missing_ballot_could_move_is_told_by_the_official_score():
    """Team 3 escaped the harsh juror: first by the plain mean, and at equal severity where it would be with them."""
    jurors = ((8, 8, 7), (2, 1, None), (8, 7, 7))
    low = {"missing": (("j02", 3),), "scale": (0, 1)}
    by = {m: indicators(Question(sheet(*jurors), ONE, Cut(1), **low, method=m))["movable"] for m in METHODS}
    assert by == {MEAN: [["j02", 3, [1, 3]]], ADJUSTED: []}
