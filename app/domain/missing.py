"""Which ballots that are still missing could move a place, each counted at the lowest, then at the highest score."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from app.domain.scoring import Ballot, Criterion, total
from app.domain.totals import Totals
from app.domain.views import Cut, Places, places

Pair = tuple[str, int]
# Beyond, nearly every place can still move, and nothing is learnt from saying so.
MOST_MISSING = 100


def movable(
    missing: Iterable[Pair], given: Totals, cut: Cut, criteria: Sequence[Criterion], scale: tuple[int, int]
) -> dict[Pair, list[int]]:
    """The missing ballots that could move a team in, out or to a tie at the cut, each with these teams by number."""
    now = places(given.means, cut)
    ends = [total(Ballot("", 0, {each.key: end for each in criteria}), criteria) for end in scale]
    found = {}
    for juror, team in missing:
        moved = {number for end in ends for number in _moved(now, given, cut, team, end)}
        if moved:
            found[juror, team] = sorted(moved)
    return found


def _moved(now: Places, given: Totals, cut: Cut, team: int, score: Fraction) -> list[int]:
    count = len(given.by_team.get(team, ()))
    before = given.means[team] * count if count else Fraction(0)
    then = places({**given.means, team: (before + score) / (count + 1)}, cut)
    return [number for number, place in then.items() if place != now.get(number)]
