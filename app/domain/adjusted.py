"""The adjusted mean: what a team would get if every juror of its panel had scored it with their usual severity.

Least squares on two ways, team and juror, the severities of a panel summing to zero. Exact up to thirty jurors; beyond,
severities are rounded to a billionth of a point, and all that follows is exact again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from app.domain.panels import panels
from app.domain.totals import Totals

MOST_EXACT = 30
BILLIONTH = 10**9


@dataclass(frozen=True)
class Adjusted:
    """Severity of each juror and adjusted mean of each team, in points; `panels` is how many parts the jury has."""

    severity: dict[str, Fraction]
    mean: dict[int, Fraction]
    panels: int


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
    mean = {}
    for team, jurors in given.by_team.items():
        common = lcm(*(severity[juror].denominator for juror in jurors))
        taken = sum(severity[juror].numerator * (common // severity[juror].denominator) for juror in jurors)
        mean[team] = given.means[team] - Fraction(taken, common * len(jurors))
    return Adjusted(severity, mean, len(parts))


def residual(given: Totals, fit: Adjusted) -> Residual:
    """How far the ballots are from what the model says; the fit is orthogonal, so sums of products are enough."""
    unit = given.unit
    rows = {juror: sum(own.values()) for juror, own in given.of.items()}
    all_squares = Fraction(sum(total * total for own in given.of.values() for total in own.values()), unit * unit)
    by_teams = sum(
        (fit.mean[team] * Fraction(sum(given.of[juror][team] for juror in jurors), unit))
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
        freedom=given.ballots - teams - jurors + fit.panels,
        freedom_of_teams=teams - fit.panels,
    )


def _severities(panel: Totals) -> dict[str, Fraction]:
    """The severities of one panel: solved against its last juror, then set to sum to zero."""
    *free, last = panel.jurors
    common = lcm(*(len(jurors) for jurors in panel.by_team.values()))
    place = {juror: index for index, juror in enumerate(free)}
    rows = [[0] * (len(free) + 1) for _ in free]
    for team, jurors in panel.by_team.items():
        share = common // len(jurors)
        total = sum(panel.of[juror][team] for juror in jurors)
        for juror in jurors:
            if juror == last:
                continue
            row = rows[place[juror]]
            row[place[juror]] += common
            row[-1] += panel.of[juror][team] * common - total * share
            for other in jurors:
                if other != last:
                    row[place[other]] -= share
    solved = _solved(rows) if len(free) < MOST_EXACT else _rounded(rows, panel.unit)
    shift = sum(solved, Fraction(0)) / (len(free) + 1)
    against_last = dict(zip((*free, last), (*solved, Fraction(0)), strict=True))
    return {juror: (value - shift) / panel.unit for juror, value in against_last.items()}


def _solved(rows: list[list[int]]) -> list[Fraction]:
    """The exact solution of a positive definite system in whole numbers, by elimination without fractions."""
    before = 1
    for k, pivot in enumerate(rows):
        head = pivot[k]
        for i, row in enumerate(rows):
            if i != k:
                factor = row[k]
                rows[i] = [(head * own - factor * theirs) // before for own, theirs in zip(row, pivot, strict=True)]
        before = head
    return [Fraction(row[-1], row[k]) for k, row in enumerate(rows)]


def _rounded(rows: Sequence[Sequence[int]], unit: int) -> list[Fraction]:
    """The same in floats, to a billionth of a point."""
    matrix = [[float(value) for value in row] for row in rows]
    size = len(matrix)
    for k in range(size):
        head = matrix[k]
        for i in range(k + 1, size):
            factor = matrix[i][k] / head[k]
            if factor:
                matrix[i] = [own - factor * theirs for own, theirs in zip(matrix[i], head, strict=True)]
    solved = [0.0] * size
    for k in reversed(range(size)):
        known = sum(matrix[k][i] * solved[i] for i in range(k + 1, size))
        solved[k] = (matrix[k][-1] - known) / matrix[k][k]
    return [Fraction(round(value / unit * BILLIONTH), BILLIONTH) * unit for value in solved]
