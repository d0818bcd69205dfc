"""The chance of a place: what other juries, drawn from these jurors, would have decided.

Up to nine jurors every possible jury is counted, exactly; beyond, four thousand are drawn, the same at each computing.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, lcm
from operator import add

from app.domain.adjusted import Adjusted
from app.domain.totals import Totals
from app.domain.views import Cut

MOST_COUNTED = 9
DRAWS = 4_000
SEED = 2019
LEAST_JURORS = 3
LOW, HIGH = Fraction(1, 20), Fraction(19, 20)

Drawn = tuple[int, list[float]]
Rows = list[list[float]]


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
    if len(given.jurors) < LEAST_JURORS:
        return None
    juries = _every_jury(given, fit) if len(given.jurors) <= MOST_COUNTED else _drawn_juries(given, fit)
    return _told(given.teams, juries, cut)


def _told(teams: tuple[int, ...], juries: Iterator[Drawn], cut: Cut | None) -> Chances | None:
    size = range(len(teams))
    ranks = [[0] * len(teams) for _ in size]
    split = [Fraction(0) for _ in size]
    kept = 0
    last = max(0, min(cut.places - cut.floating, len(teams))) if cut else 0
    for weight, scores in juries:
        kept += weight
        order = sorted(size, key=scores.__getitem__, reverse=True)
        place, before = 0, None
        for position, team in enumerate(order):
            score = scores[team]
            if score != before:
                place, before = position, score
            ranks[team][place] += weight
        if 0 < last < len(teams) and scores[order[last - 1]] == scores[order[last]]:
            _share_last_places(split, scores, order, last, weight)
    if not kept:
        return None
    shares = {team: [Fraction(count, kept) for count in ranks[i]] for i, team in enumerate(teams)}
    top = {team: (sum(ranks[i][:last]) + split[i]) / kept for i, team in enumerate(teams)} if cut else {}
    return Chances({team: Fraction(chance) for team, chance in top.items()}, shares)


def _share_last_places(split: list[Fraction], scores: list[float], order: list[int], last: int, weight: int) -> None:
    """Correct a tie across the cut: its teams share the places that are left to them."""
    score = scores[order[last]]
    tied = [team for team in order if scores[team] == score]
    above = order.index(tied[0])
    for team in tied:
        split[team] += weight * (Fraction(last - above, len(tied)) - 1)


def _every_jury(given: Totals, fit: Adjusted) -> Iterator[Drawn]:
    """Every jury of this size that can be drawn, with the number of ways to draw it, in whole numbers."""
    jurors = given.jurors
    size = len(jurors)
    common = lcm(*(fit.severity[juror].denominator for juror in jurors))

    def value(juror: str, team: int) -> int:
        severity = fit.severity[juror]
        return given.of[juror][team] * common - severity.numerator * (common // severity.denominator) * given.unit

    worth = {juror: [value(juror, team) if team in given.of[juror] else 0 for team in given.teams] for juror in jurors}
    seen = {juror: [int(team in given.of[juror]) for team in given.teams] for juror in jurors}
    whole = all(len(own) == len(given.teams) for own in given.of.values())
    to_common = [0, *(lcm(*range(1, size + 1)) // count for count in range(1, size + 1))]

    def scores(sums: list[int], counts: list[int]) -> list[int]:
        return sums if whole else [total * to_common[count] for total, count in zip(sums, counts, strict=True)]

    def drawn(index: int, left: int, sums: list[int], counts: list[int], ways: int) -> Iterator[Drawn]:
        if index == size or not left:
            if not left and 0 not in counts:
                yield factorial(size) // ways, scores(sums, counts)  # type: ignore[misc]  # whole numbers compare as well
            return
        juror = jurors[index]
        yield from drawn(index + 1, left, sums, counts, ways)
        for times in range(1, left + 1):
            sums, counts = list(map(add, sums, worth[juror])), list(map(add, counts, seen[juror]))
            yield from drawn(index + 1, left - times, sums, counts, ways * factorial(times))

    none = [0] * len(given.teams)
    return drawn(0, size, none, none, 1)


def _drawn_juries(given: Totals, fit: Adjusted) -> Iterator[Drawn]:
    """Four thousand juries drawn at random, always the same ones; scores to a billionth."""
    size, none = len(given.jurors), [0.0] * len(given.teams)
    draw = random.Random(SEED).random  # a draw that anybody can make again, no secret
    worth, seen = _repeated(given, fit)
    whole = given.ballots == size * len(given.teams)
    for _ in range(DRAWS):
        often = [0] * size
        for _ in range(size):
            often[int(draw() * size)] += 1
        sums, counts = none, none
        for index, times in enumerate(often):
            if times:
                sums = list(map(add, sums, worth[index][times]))
                counts = counts if whole else list(map(add, counts, seen[index][times]))
        if whole:
            yield 1, [round(total / size, 9) for total in sums]
        elif 0 not in counts:
            yield 1, [round(total / count, 9) for total, count in zip(sums, counts, strict=True)]


def _repeated(given: Totals, fit: Adjusted) -> tuple[list[Rows], list[Rows]]:
    """Per juror, for each number of times drawn, what each team gets: points of severity taken out, and ballots."""
    worth, seen = [], []
    for juror in given.jurors:
        own, severity = given.of[juror], fit.severity[juror]
        points = [float(Fraction(own[t], given.unit) - severity) if t in own else 0.0 for t in given.teams]
        ballots = [float(t in own) for t in given.teams]
        times = range(len(given.jurors) + 1)
        worth.append([[often * point for point in points] for often in times])
        seen.append([[often * ballot for ballot in ballots] for often in times])
    return worth, seen
