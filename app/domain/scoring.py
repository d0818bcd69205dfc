"""The official score: plain weighted mean of the ballots that count, exact and ranked unrounded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

PLACES = 2


@dataclass(frozen=True)
class Criterion:
    """What is scored, and how much it weighs: a positive whole number."""

    key: str
    label: str
    weight: int


@dataclass(frozen=True)
class Ballot:
    """A ballot that counts: every criterion has its whole number."""

    juror: str
    team: int
    scores: dict[str, int]


@dataclass(frozen=True)
class Row:
    """A team in the ranking; without a ballot it has no mean and no rank."""

    team: int
    rank: int | None
    tied: bool
    mean: Fraction | None
    criteria: dict[str, Fraction] = field(default_factory=dict)
    ballots: int = 0


def total(ballot: Ballot, criteria: Sequence[Criterion]) -> Fraction:
    """The weighted total of one ballot, on the scale of the scores."""
    weighted = sum(criterion.weight * ballot.scores[criterion.key] for criterion in criteria)
    return Fraction(weighted, sum(criterion.weight for criterion in criteria))


def own_mean(scores: Mapping[str, int | None], criteria: Sequence[Criterion]) -> Fraction | None:
    """What one ballot comes to; None while a criterion is not scored. Twin of static/js/lib/own_scores.js."""
    given = {criterion.key: score for criterion in criteria if (score := scores.get(criterion.key)) is not None}
    return total(Ballot("", 0, given), criteria) if len(given) == len(criteria) else None


def means(ballots: Iterable[Ballot], criteria: Sequence[Criterion]) -> dict[int, Fraction]:
    """The mean of each team that has a ballot."""
    own = _by_team(ballots)
    return {team: _mean([total(ballot, criteria) for ballot in own[team]]) for team in own}


def ranking(teams: Sequence[int], ballots: Iterable[Ballot], criteria: Sequence[Criterion]) -> list[Row]:
    """Best first, equals by number and sharing the better rank (1, 2, 2, 4); the unscored last, unranked."""
    own = {team: found for team, found in _by_team(ballots).items() if team in teams}
    mean = {team: _mean([total(ballot, criteria) for ballot in own[team]]) for team in own}
    ordered = sorted(mean.values(), reverse=True)
    rows = [
        Row(
            team,
            rank=ordered.index(mean[team]) + 1,
            tied=ordered.count(mean[team]) > 1,
            mean=mean[team],
            criteria={c.key: Fraction(sum(b.scores[c.key] for b in own[team]), len(own[team])) for c in criteria},
            ballots=len(own[team]),
        )
        for team in sorted(mean, key=lambda team: (-mean[team], team))
    ]
    return rows + [Row(team, None, False, None) for team in sorted(teams) if team not in mean]


def upper_half(rows: Sequence[Row]) -> list[Row]:
    """The ranked rows that stand in the upper half, the middle one among them; equals across its edge are all below."""
    ranks = [row.rank for row in rows if row.rank is not None]
    half = (len(ranks) + 1) // 2
    return [row for row in rows if row.rank is not None and row.rank + ranks.count(row.rank) - 1 <= half]


def display(rows: Iterable[Row]) -> dict[int, str]:
    """The score of each ranked team as it is shown: two decimals half up.

    Teams that differ and look equal get three; those that still do, the exact fraction. Equals stay equal.
    """
    exact = {row.team: row.mean for row in rows if row.mean is not None}
    shown = {team: decimal_half_up(mean, PLACES) for team, mean in exact.items()}
    for team in _misleading(shown, exact):
        shown[team] = decimal_half_up(exact[team], PLACES + 1)
    for team in _misleading(shown, exact):
        shown[team] = str(exact[team])
    return shown


def decimal_half_up(value: Fraction, places: int) -> str:
    """The exact value in decimals; a half goes away from zero, whatever a binary float would make of it."""
    scale = 10**places
    units = (abs(value.numerator) * scale * 2 + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and units else ""
    whole, decimals = divmod(units, scale)
    return f"{sign}{whole}.{decimals:0{places}d}" if places else f"{sign}{whole}"


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _by_team(ballots: Iterable[Ballot]) -> dict[int, list[Ballot]]:
    found: dict[int, list[Ballot]] = {}
    for ballot in ballots:
        found.setdefault(ballot.team, []).append(ballot)
    return found


def _misleading(shown: dict[int, str], exact: dict[int, Fraction]) -> list[int]:
    """The teams that look like one that they do not equal."""
    behind: dict[str, set[Fraction]] = {}
    for team, text in shown.items():
        behind.setdefault(text, set()).add(exact[team])
    return [team for team, text in shown.items() if len(behind[text]) > 1]
