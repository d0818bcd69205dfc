"""Which ballots that are still missing could move a place, each counted at the lowest, then at the highest score."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from app.domain.totals import Totals
from app.domain.views import Cut, places

Pair = tuple[str, int]
# The score of each team once a juror had given a team a total.
Then = Callable[[str, int, Fraction], Mapping[int, Fraction]]
# Beyond, nearly every place can still move, and nothing is learnt from saying so.
MOST_MISSING = 100


def movable(
    missing: Iterable[Pair], scores: Mapping[int, Fraction], then: Then, cut: Cut, scale: tuple[int, int]
) -> dict[Pair, list[int]]:
    """The missing ballots that could move a team in, out or to a tie at the cut, each with these teams by number."""
    now = places(scores, cut)
    found = {}
    for juror, team in missing:
        after = [places(then(juror, team, Fraction(end)), cut) for end in scale]
        moved = {number for places_then in after for number, place in places_then.items() if place != now.get(number)}
        if moved:
            found[juror, team] = sorted(moved)
    return found


def plain_then(given: Totals) -> Then:
    """The plain means once one more ballot is in."""

    def then(_juror: str, team: int, score: Fraction) -> Mapping[int, Fraction]:
        count = len(given.by_team.get(team, ()))
        before = given.means[team] * count if count else Fraction(0)
        return {**given.means, team: (before + score) / (count + 1)}

    return then
