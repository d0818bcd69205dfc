"""The adjusted mean: what a team would get if every juror of its panel had scored it with their usual severity.

Least squares on two ways, team and juror, the severities of a panel summing to zero. Exact up to thirty jurors; beyond,
severities are floats, and means are rounded to a billionth of a point before anything is compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from app.domain.panels import panels
from app.domain.totals import Totals

MOST_EXACT = 30
BILLIONTH = 10**9
# What is left of a float's noise; far below what a mean is rounded to.
FINER = 10**12


@dataclass(frozen=True)
class Adjusted:
    """Severity of each juror and adjusted mean of each team, in points; `panel_count` is how many parts the jury has.

    `panel` says of each team which part scored it, 1 for that of the first juror.
    """

    severity: dict[str, Fraction]
    mean: dict[int, Fraction]
    panel_count: int
    panel: dict[int, int]


@dataclass(frozen=True)
class Residual:
    """What severities and teams leave unexplained: its sum of squares, and that of the jurors' own means alone."""

    squares: Fraction
    squares_of_jurors: Fraction
    freedom: int
    freedom_of_teams: int

    @property
    def variance(self) -> Fraction | None:
        """The residual variance; None where no ballot is left over to measure it."""
        return self.squares / self.freedom if self.freedom > 0 else None


def adjusted(given: Totals) -> Adjusted:
    """The severities and adjusted means of a jury, panel by panel."""
    parts = panels(given)
    severity: dict[str, Fraction] = {}
    for part in parts:
        severity |= _severities(part)
    mean = _means(given, severity)
    if len(given.jurors) > MOST_EXACT:
        mean = {team: Fraction(round(value * BILLIONTH), BILLIONTH) for team, value in mean.items()}
    panel = {team: place for place, part in enumerate(parts, start=1) for team in part.teams}
    return Adjusted(severity, mean, len(parts), panel)


def residual(given: Totals, fit: Adjusted) -> Residual:
    """How far the ballots are from what the model says; the fit is orthogonal, so sums of products are enough."""
    unit = given.unit
    rows = {juror: sum(own.values()) for juror, own in given.of.items()}
    all_squares = Fraction(sum(total * total for own in given.of.values() for total in own.values()), unit * unit)
    means = fit.mean if len(given.jurors) <= MOST_EXACT else _means(given, fit.severity)
    by_teams = sum(
        (means[team] * Fraction(sum(given.of[juror][team] for juror in jurors), unit))
        for team, jurors in given.by_team.items()
    )
    by_jurors = sum(fit.severity[juror] * Fraction(rows[juror], unit) for juror in given.jurors)
    alone = sum(Fraction(rows[juror] ** 2, len(own) * unit * unit) for juror, own in given.of.items())
    squares = all_squares - by_teams - by_jurors
    if len(given.jurors) > MOST_EXACT and squares * BILLIONTH < 1:
        squares = Fraction(0)  # below what rounded severities can tell
    teams, jurors = len(given.teams), len(given.jurors)
    return Residual(
        squares=squares,
        squares_of_jurors=all_squares - alone,
        freedom=given.ballots - teams - jurors + fit.panel_count,
        freedom_of_teams=teams - fit.panel_count,
    )


def _means(given: Totals, severity: Mapping[str, Fraction]) -> dict[int, Fraction]:
    """The mean of each team with the severities of its jurors taken out."""
    common = lcm(given.unit, *(value.denominator for value in severity.values()))
    taken = {juror: value.numerator * (common // value.denominator) for juror, value in severity.items()}
    points = common // given.unit
    return {
        team: Fraction(sum(given.of[juror][team] * points - taken[juror] for juror in jurors), len(jurors) * common)
        for team, jurors in given.by_team.items()
    }


def _severities(panel: Totals) -> dict[str, Fraction]:
    """The severities of one panel: solved against its last juror, then set to sum to zero."""
    *free, last = panel.jurors
    rows = equations(panel, free)
    solved = _solved(rows) if len(free) < MOST_EXACT else _rounded(rows, panel.unit)
    shift = sum(solved, Fraction(0)) / (len(free) + 1)
    against_last = dict(zip((*free, last), (*solved, Fraction(0)), strict=True))
    return {juror: (value - shift) / panel.unit for juror, value in against_last.items()}


def equations(panel: Totals, free: Sequence[str]) -> list[list[int]]:
    """A line per juror: what each juror's severity adds to it, then what it comes to; in whole numbers.

    Two jurors are tied by the teams that both scored, each for one part in as many as it has ballots.
    """
    common = lcm(*(len(jurors) for jurors in panel.by_team.values()))
    marks: dict[int, int] = {}  # by number of ballots, the teams that have it, a bit each
    bits = {team: 1 << place for place, team in enumerate(panel.teams)}
    sums = {}
    for team, jurors in panel.by_team.items():
        marks[len(jurors)] = marks.get(len(jurors), 0) | bits[team]
        sums[team] = sum(panel.of[juror][team] for juror in jurors) * (common // len(jurors))
    seen = [sum(bits[team] for team in panel.of[juror]) for juror in free]
    shares = [(mark, common // count) for count, mark in marks.items()]
    rows: list[list[int]] = []
    for place, juror in enumerate(free):
        mine = [(seen[place] & mark, share) for mark, share in shares]
        row = [rows[other][place] for other in range(place)]  # as much as each of these is tied to this one
        row += [-sum((mark & other).bit_count() * share for mark, share in mine if mark) for other in seen[place:]]
        row[place] += common * len(panel.of[juror])
        row.append(sum(total * common - sums[team] for team, total in panel.of[juror].items()))
        rows.append(row)
    return rows


def _solved(rows: list[list[int]]) -> list[Fraction]:
    """The exact solution of a positive definite system in whole numbers, by elimination without fractions."""
    upper, before = [], 1
    while rows:
        (head, *pivot), *rest = rows
        upper.append([head, *pivot])
        rows = [
            [(head * own - row[0] * theirs) // before for own, theirs in zip(row[1:], pivot, strict=True)]
            for row in rest
        ]
        before = head
    values: list[int] = []  # the last one first, all of them over the last head
    for head, *known, comes_to in reversed(upper):
        left = before * comes_to - sum(own * value for own, value in zip(known, reversed(values), strict=True))
        values.append(left // head)
    return [Fraction(value, before) for value in reversed(values)]


def _rounded(rows: Sequence[Sequence[int]], unit: int) -> list[Fraction]:
    """The same in floats, without their noise."""
    left = [[float(value) for value in row] for row in rows]
    upper = []
    while left:
        (head, *pivot), *rest = left
        upper.append([head, *pivot])
        left = [[own - row[0] / head * theirs for own, theirs in zip(row[1:], pivot, strict=True)] for row in rest]
    values: list[float] = []
    for head, *known, comes_to in reversed(upper):
        values.append((comes_to - sum(own * value for own, value in zip(known, reversed(values), strict=True))) / head)
    return [Fraction(round(value / unit * FINER), FINER) * unit for value in reversed(values)]


def inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """The inverse of a positive definite matrix, in floats: what each unknown answers to a change in any one's line."""
    size = len(matrix)
    rows = [[*row, *(float(i == k) for k in range(size))] for i, row in enumerate(matrix)]
    for k in range(size):
        head = rows[k] = [value / rows[k][k] for value in rows[k]]
        for i, row in enumerate(rows):
            factor = row[k]
            if i != k and factor:
                rows[i] = [own - factor * theirs for own, theirs in zip(row, head, strict=True)]
    return [row[size:] for row in rows]
