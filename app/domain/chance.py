"""The chance of a place: what other juries, drawn from these jurors, would have decided.

Up to nine jurors every possible jury is counted; beyond, four thousand are drawn, the same at each computing. What a
jury gives a team is compared to a billionth of a point.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement, compress, count
from math import factorial, floor, prod
from operator import mul, sub
from struct import Struct

from app.domain.adjusted import Adjusted
from app.domain.totals import Totals
from app.domain.views import Cut

MOST_COUNTED = 9
DRAWS = 4_000
SEED = 2019
LEAST_JURORS = 3
LOW, HIGH = Fraction(1, 20), Fraction(19, 20)
# Scores are compared to a billionth of a point.
EQUAL = 1e-9
# Of one team, in the one whole number that holds a jury's sums: bytes, and what no sum reaches, for a float to hold it.
LANE, LANE_END = 8, 2**53

Jury = tuple[int, tuple[int, ...]]


@dataclass(frozen=True)
class Chances:
    """Per team the chance of being among the K (none without a cut), and the distribution of its rank from 1 on."""

    top: dict[int, Fraction]
    ranks: dict[int, list[Fraction]]

    def interval(self, team: int) -> tuple[int, int]:
        """The smallest ranks at which the distribution reaches 5 % and 95 %."""
        low, reached = 0, Fraction(0)
        for rank, share in enumerate(self.ranks[team], start=1):
            reached += share
            if not low and reached >= LOW:
                low = rank
            if reached >= HIGH:
                return low, rank
        raise ValueError("the shares of the ranks add up to one")


def chances(given: Totals, fit: Adjusted, cut: Cut | None) -> Chances | None:
    """The chances of one panel, each juror keeping their severity; None with fewer than three jurors.

    Draws that leave a team unscored are left out. A floating team counts as if it took a place.
    """
    size = len(given.jurors)
    if size < LEAST_JURORS:
        return None
    juries = _every_jury(size) if size <= MOST_COUNTED else _drawn_juries(size)
    score = _scores(given, fit)
    return _told(given.teams, ((weight, score(jury)) for weight, jury in juries), cut)


def _told(teams: tuple[int, ...], juries: Iterator[tuple[int, list[float] | None]], cut: Cut | None) -> Chances | None:
    size = range(len(teams))
    ranks = [[0] * len(teams) for _ in size]
    # One order after the other, by the weight of its jury: counted all at once, as if no two teams were equal.
    orders: dict[int, list[int]] = {}
    split = [Fraction(0) for _ in size]
    kept = 0
    last = max(0, min(cut.places - cut.floating, len(teams))) if cut else 0
    for weight, scores in juries:
        if scores is None:
            continue
        kept += weight
        order = sorted(size, key=scores.__getitem__, reverse=True)
        orders.setdefault(weight, []).extend(order)
        for first, after in _equals(list(map(scores.__getitem__, order))):
            for place in range(first + 1, after):
                ranks[order[place]][place] -= weight
                ranks[order[place]][first] += weight
            if first < last < after:
                # A tie across the cut: its teams share the places that are left to them.
                for team in order[first:after]:
                    split[team] += weight * (Fraction(last - first, after - first) - 1)
    if not kept:
        return None
    for weight, every in orders.items():
        for place in size:
            for team, times in Counter(every[place :: len(teams)]).items():
                ranks[team][place] += weight * times
    shares = {team: [Fraction(count, kept) for count in ranks[i]] for i, team in enumerate(teams)}
    top = {team: (sum(ranks[i][:last]) + split[i]) / kept for i, team in enumerate(teams)} if cut else {}
    return Chances({team: Fraction(chance) for team, chance in top.items()}, shares)


def _equals(ordered: list[float]) -> list[tuple[int, int]]:
    """Where scores in their order are equal: from the first place of each tie to the one after its last."""
    found: list[tuple[int, int]] = []
    # Without a loop of our own: most places are nobody's but one's, of thousands of juries.
    for place in compress(count(1), map(EQUAL.__gt__, map(sub, ordered, ordered[1:]))):
        first = found.pop()[0] if found and found[-1][1] == place else place - 1
        found.append((first, place + 1))
    return found


def _every_jury(size: int) -> Iterator[Jury]:
    """Every jury of this size that can be drawn, jurors by their place, with the number of ways to draw it."""
    ways = [factorial(times) for times in range(size + 1)]
    for jury in combinations_with_replacement(range(size), size):
        yield ways[size] // prod(ways[jury.count(juror)] for juror in set(jury)), jury


def _drawn_juries(size: int) -> Iterator[Jury]:
    """Four thousand juries drawn at random, always the same ones."""
    draw = random.Random(SEED).random  # a draw that anybody can make again, no secret
    for _ in range(DRAWS):
        yield 1, tuple(int(draw() * size) for _ in range(size))


def _scores(given: Totals, fit: Adjusted) -> Callable[[tuple[int, ...]], list[float] | None]:
    """What each team gets from a jury, severity taken out, in points above the lowest; None where one gets no ballot.

    All teams are added up at once: a juror's points are one whole number, of which each team has eight bytes.
    """
    size, teams = len(given.jurors), given.teams
    whole = given.ballots == size * len(teams)
    points = {
        juror: {t: Fraction(own[t], given.unit) - fit.severity[juror] for t in own} for juror, own in given.of.items()
    }
    # What is added up has no sign, so points are counted from the lowest: that moves every mean alike.
    low = floor(min(min(own.values()) for own in points.values()))
    high = max(max(own.values()) for own in points.values())
    fine = given.unit * 10 ** (len(str(LANE_END // (size * given.unit * (floor(high - low) + 1)))) - 1)
    unpack = Struct(f"<{len(teams)}Q").unpack
    given_by = [points[juror] for juror in given.jurors]
    worth = [_packed(round((own[t] - low) * fine) if t in own else 0 for t in teams) for own in given_by]
    seen = [_packed(int(t in own) for t in teams) for own in given_by]
    shares = [0.0, *(1 / (ballots * fine) for ballots in range(1, size + 1))]

    def added(packed: list[int], jury: tuple[int, ...]) -> tuple[int, ...]:
        return unpack(sum(map(packed.__getitem__, jury)).to_bytes(LANE * len(teams), "little"))

    def score(jury: tuple[int, ...]) -> list[float] | None:
        sums = added(worth, jury)
        if whole:
            return [total * shares[size] for total in sums]
        counts = added(seen, jury)
        return None if 0 in counts else list(map(mul, sums, map(shares.__getitem__, counts)))

    return score


def _packed(values: Iterable[int]) -> int:
    return int.from_bytes(b"".join(value.to_bytes(LANE, "little") for value in values), "little")
