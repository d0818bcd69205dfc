"""The official score, and the ranking by it: by the one method that the rules announced before the vote.

`mean` is the weighted mean of the ballots received. `adjusted` is for a jury of which each juror sees only part of the
teams: the mean that a team would have had, had every juror of its panel scored it with their usual severity. Where
nobody is missing both are the same. Neither ever takes the place of the other: a jury that falls into panels keeps its
adjusted means, which compare only within a panel, and the list then wants an act of the jury.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from app.domain.adjusted import Adjusted, adjusted
from app.domain.scoring import Ballot, Criterion, Row
from app.domain.totals import Totals, totals

MEAN, ADJUSTED = "mean", "adjusted"
METHODS = (MEAN, ADJUSTED)
# What a packet calls them; packets say how they were counted, whatever the rules of an event come to be called.
IN_PACKETS = {MEAN: "weighted_mean", ADJUSTED: "adjusted_mean"}
# The same ballots are ranked for every screen that shows them.
KEPT = 8


def ranking(
    teams: Iterable[int], ballots: Iterable[Ballot], criteria: Sequence[Criterion], method: str = MEAN
) -> list[Row]:
    """Best first, equals by number and sharing the better rank (1, 2, 2, 4); the unscored last, unranked."""
    known = set(teams)
    given = [ballot for ballot in ballots if ballot.team in known]
    sums = _sums(given, criteria)
    weights = sum(criterion.weight for criterion in criteria)
    plain = {
        team: Fraction(sum(c.weight * own for c, own in zip(criteria, points, strict=True)), weights * count)
        for team, (count, points) in sums.items()
    }
    fit = fitted(totals(given, criteria)) if by_severity(method) and given else None
    means = fit.mean if fit else plain
    rows: list[Row] = []
    ordered = sorted(sorted(means), key=means.__getitem__, reverse=True)
    for mean, equals in groupby(ordered, key=means.__getitem__):
        level, rank = list(equals), len(rows) + 1
        rows += [
            Row(
                team,
                rank,
                tied=len(level) > 1,
                mean=mean,
                criteria={c.key: Fraction(own, sums[team][0]) for c, own in zip(criteria, sums[team][1], strict=True)},
                ballots=sums[team][0],
                received=plain[team] if fit else None,
                panel=fit.panel[team] if fit else None,
            )
            for team in level
        ]
    return rows + [Row(team, None, False, None) for team in sorted(known - means.keys())]


def by_severity(method: str) -> bool:
    """Whether the official score of an event by this method is the mean at equal severity."""
    return method == ADJUSTED


def panel_count(found: Iterable[int | None]) -> int:
    """How many panels without a common team scored these teams, of each its panel; 0 where the method has none."""
    return len({panel for panel in found if panel is not None})


def fitted(given: Totals) -> Adjusted:
    """The severities and adjusted means of a jury, kept for whoever asks of the same ballots next."""
    return _fitted(given.unit, tuple((juror, tuple(sorted(given.of[juror].items()))) for juror in given.jurors))


@lru_cache(maxsize=KEPT)
def _fitted(unit: int, given: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]) -> Adjusted:
    return adjusted(Totals(unit, {juror: dict(own) for juror, own in given}))


def _sums(ballots: Iterable[Ballot], criteria: Sequence[Criterion]) -> dict[int, tuple[int, list[int]]]:
    """Of each team how many ballots it has, and what they add up to criterion by criterion."""
    sheets: dict[int, list[Mapping[str, int]]] = {}
    for ballot in ballots:
        sheets.setdefault(ballot.team, []).append(ballot.scores)
    keys = [criterion.key for criterion in criteria]
    return {team: (len(own), [sum([sheet[key] for sheet in own]) for key in keys]) for team, own in sheets.items()}
