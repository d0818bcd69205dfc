"""What one more ballot would make of the adjusted means, without solving them anew.

Within a panel a ballot changes the equations of the severities by one direction alone: a panel that is solved once
answers for every ballot that it still misses. Between two panels the ballot is a bridge, which the fit meets exactly:
each panel keeps its gaps, and moves by one constant. In floats, rounded to a billionth of a point before anything is
compared.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from app.domain.adjusted import BILLIONTH, Adjusted, equations, inverse
from app.domain.panels import panels
from app.domain.totals import Totals

Spread = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class OneMore:
    """A jury and its fit, to be asked what a ballot more would make of it."""

    given: Totals
    fit: Adjusted

    def means(self, juror: str, team: int, score: Fraction) -> dict[int, Fraction]:
        """The adjusted mean of each team once this juror had given this team that total."""
        known = {number: float(mean) for number, mean in self.fit.mean.items()}
        severity, mean = self.fit.severity.get(juror, 0), self.fit.mean.get(team)
        if mean is None:
            # Nobody else tells whether the team or its juror is why: their severity stays what it was.
            moved = known | {team: float(score - severity)}
        elif self._panels.get(juror) == self.fit.panel[team]:
            moved = self._moved(known, juror, team, float(score - severity - mean))
        else:
            moved = self._joined(known, juror, team, float(score - severity - mean))
        return {number: Fraction(round(own * BILLIONTH), BILLIONTH) for number, own in moved.items()}

    def _moved(self, known: Mapping[int, float], juror: str, team: int, surprise: float) -> dict[int, float]:
        """Every mean of the panel, by how much the ballot differs from what was to be expected of it."""
        jurors = self.given.by_team[team]
        count = len(jurors)
        weight = count / (count + 1)
        here = {other: own for other, own in self._spread.items() if juror in own}
        pull = {other: own[juror] - sum(own[each] for each in jurors) / count for other, own in here.items()}
        lever = pull[juror] - sum(pull[each] for each in jurors) / count
        step = weight * surprise / (1 + weight * lever)
        moved = {
            number: own
            - step * sum(pull[each] for each in self.given.by_team[number]) / len(self.given.by_team[number])
            if self.fit.panel[number] == self.fit.panel[team]
            else own
            for number, own in known.items()
        }
        # The team itself: its mean takes the ballot in, and the severity of its juror out.
        before = sum(pull[each] for each in jurors) * step
        moved[team] = (known[team] * (count + 1) + surprise - before - pull[juror] * step) / (count + 1)
        return moved

    def _joined(self, known: Mapping[int, float], juror: str, team: int, surprise: float) -> dict[int, float]:
        """Every mean once the ballot joins the panels of its juror and its team, or brings a juror who had none.

        The gap between the two is what the ballot says it is; the severities of all their jurors sum to zero again.
        """
        ours, theirs = self._panels.get(juror), self.fit.panel[team]
        sizes = Counter(self._panels.values())
        of_ours = 1 if ours is None else sizes[ours]
        step = surprise / (of_ours + sizes[theirs])
        shift = {theirs: step * of_ours, ours: -step * sizes[theirs]}
        return {number: own + shift.get(self.fit.panel[number], 0) for number, own in known.items()}

    @cached_property
    def _panels(self) -> dict[str, int]:
        """The panel of each juror who gave a ballot, 1 for that of the first."""
        return {juror: self.fit.panel[next(iter(own))] for juror, own in self.given.of.items()}

    @cached_property
    def _spread(self) -> Spread:
        """How each severity answers a change in any one's line; between panels, nothing does."""
        found: dict[str, dict[str, float]] = {}
        for panel in panels(self.given):
            found |= _spread_of(panel)
        return found


def _spread_of(panel: Totals) -> dict[str, dict[str, float]]:
    """A generalised inverse of the equations of one panel: made regular by the mean that they leave free."""
    jurors = panel.jurors
    size = len(jurors)
    common = lcm(*(len(own) for own in panel.by_team.values()))
    spread = inverse([[value / common + 1 / size for value in row[:-1]] for row in equations(panel, jurors)])
    return {juror: dict(zip(jurors, row, strict=True)) for juror, row in zip(jurors, spread, strict=True)}
