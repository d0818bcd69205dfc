"""How far a jury agrees: with itself on the order of teams, and each juror with the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, groupby
from math import sqrt
from statistics import median, variance

from app.domain.adjusted import Adjusted, Residual
from app.domain.scoring import Ballot
from app.domain.totals import Totals

LEAST_PAIRS = 30
LEAST_BALLOTS = 5
MOST_FLAT = Fraction(2, 5)
LEAST_CRITERIA = 3
CONSTANT, NARROW, WIDE, AGAINST, FLAT = "constant", "narrow", "wide", "against", "flat"


@dataclass(frozen=True)
class Concordance:
    """Of the pairs of jurors and pairs of teams that compare, how many are put in the same order."""

    same: int
    comparable: int

    @property
    def share(self) -> Fraction | None:
        """The share put in the same order, however few compare; None where none does."""
        return Fraction(self.same, self.comparable) if self.comparable else None


def concordance(given: Totals) -> Concordance:
    """Count pairs of jurors and pairs of teams both scored, both without a tie."""
    same = comparable = 0
    for first, second in combinations(given.teams, 2):
        better = worse = 0
        for juror in given.by_team[first]:
            own = given.of[juror]
            if second in own and own[first] != own[second]:
                better, worse = (better + 1, worse) if own[first] > own[second] else (better, worse + 1)
        agreeing = better * (better - 1) // 2 + worse * (worse - 1) // 2
        same += agreeing
        comparable += agreeing + better * worse
    return Concordance(same, comparable)


def reliability(left: Residual) -> Fraction | None:
    """The correlation to expect with the ranking of another jury of the same size; None where it is undefined."""
    if not left.variance or not left.freedom_of_teams:
        return None
    share = (left.squares_of_jurors - left.squares) / left.freedom_of_teams / left.variance
    return max(Fraction(0), 1 - 1 / share) if share else Fraction(0)


def flags(given: Totals, fit: Adjusted, ballots: Sequence[Ballot]) -> dict[str, list[str]]:
    """What the chair may want to know of each juror; no fault in itself."""
    spread = {juror: variance(own.values()) for juror, own in given.of.items() if len(own) > 1}
    enough = {juror: sqrt(spread[juror]) for juror, own in given.of.items() if len(own) >= LEAST_BALLOTS}
    usual = median(enough.values()) if enough else 0.0
    flat = _flat(ballots)
    found: dict[str, list[str]] = {}
    for juror in given.jurors:
        agrees = with_the_others(given, fit, juror)
        said = {
            CONSTANT: spread.get(juror) == 0,
            NARROW: 0 < enough.get(juror, 0) < usual / 2,
            WIDE: enough.get(juror, 0) > usual * 2,
            AGAINST: agrees is not None and agrees < 0,
            FLAT: flat.get(juror, Fraction(0)) > MOST_FLAT,
        }
        found[juror] = [flag for flag, holds in said.items() if holds]
    return found


def with_the_others(given: Totals, fit: Adjusted, juror: str) -> float | None:
    """Spearman's correlation of a juror's totals with the mean of the others', severities taken out."""
    own, others = [], []
    for team, total in given.of[juror].items():
        count = len(given.by_team[team])
        if count > 1:
            mine = Fraction(total, given.unit) - fit.severity[juror]
            own.append(Fraction(total))
            others.append((count * fit.mean[team] - mine) / (count - 1))
    return _correlation(_middle_ranks(own), _middle_ranks(others))


def _flat(ballots: Sequence[Ballot]) -> dict[str, Fraction]:
    """The share of each juror's ballots that give every criterion the same score."""
    given: dict[str, list[bool]] = {}
    for ballot in ballots:
        if len(ballot.scores) >= LEAST_CRITERIA:
            given.setdefault(ballot.juror, []).append(len(set(ballot.scores.values())) == 1)
    return {juror: Fraction(sum(flat), len(flat)) for juror, flat in given.items()}


def _middle_ranks(values: Sequence[Fraction]) -> list[float]:
    """The rank of each value from 0 on, equals sharing the middle one."""
    ordered = sorted(values)
    middle: dict[Fraction, float] = {}
    position = 0
    for value, equals in groupby(ordered):
        count = len(list(equals))
        middle[value] = position + (count - 1) / 2
        position += count
    return [middle[value] for value in values]


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    if len(xs) < 2:
        return None
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    within = sum((a - x) ** 2 for a in xs) * sum((b - y) ** 2 for b in ys)
    return across / sqrt(within) if within else None
