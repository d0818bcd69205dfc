"""The ways of looking at one jury's ballots, and the place of each team among the K in each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.domain.adjusted import adjusted
from app.domain.totals import Totals, rank_sum, trimmed

IN, TIED, OUT = "in", "tied", "out"
Places = dict[int, str]


@dataclass(frozen=True)
class Cut:
    """How many places there are, and who else may take one: `floating` teams that have no score in any view."""

    places: int
    floating: int = 0


def places(scores: Mapping[int, Fraction], cut: Cut, unplaced: Collection[int] = ()) -> Places:
    """Whether each team's place is certain among the K (in), lost (out), or neither (tied).

    `unplaced` teams have no score here: they may still be anywhere, and are tied at the cut.
    """
    ordered = sorted(scores.values())
    wanting = len(unplaced) + cut.floating
    found = {}
    for team, score in scores.items():
        above = len(ordered) - bisect_right(ordered, score)
        as_good = len(ordered) - bisect_left(ordered, score) - 1
        if as_good + wanting < cut.places:
            found[team] = IN
        else:
            found[team] = OUT if above >= cut.places else TIED
    return found | dict.fromkeys(unplaced, TIED)


def four(given: Totals, cut: Cut) -> dict[str, Places]:
    """The place of each team in each of the four views."""
    shares = rank_sum(given)
    return {
        "plain": places(given.means, cut),
        "adjusted": places(adjusted(given).mean, cut),
        "trimmed": places(trimmed(given), cut),
        "rank_sum": places(shares, cut, [team for team in given.teams if team not in shares]),
    }


def without_each(given: Totals, cut: Cut) -> dict[str, tuple[Places, Places]]:
    """The plain and adjusted places with each juror set aside in turn, but for one who alone scored some team."""
    found = {}
    for juror in given.jurors:
        rest = given.without(juror)
        if rest.teams == given.teams:
            found[juror] = (places(rest.means, cut), places(adjusted(rest).mean, cut))
    return found
