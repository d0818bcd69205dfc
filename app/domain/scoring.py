"""What is scored, what a ballot comes to, and how scores are shown; who is ranked where is in `official`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

PLACES = 2
# A mean of ballots is never longer than this as a fraction: 20 criteria that weigh 1,000, 100 jurors, scores to 100.
LONGEST_FRACTION = 17
MOST_PLACES = 9


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
    """A team in the ranking by its official `mean`; without a ballot it has no mean and no rank.

    Where that is the adjusted mean, `received` is the plain one of its ballots, and `panel` the part of the jury that
    gave it (1 for the first): adjusted means compare only within a panel.
    """

    team: int
    rank: int | None
    tied: bool
    mean: Fraction | None
    criteria: dict[str, Fraction] = field(default_factory=dict)
    ballots: int = 0
    received: Fraction | None = None
    panel: int | None = None


def total(ballot: Ballot, criteria: Sequence[Criterion]) -> Fraction:
    """The weighted total of one ballot, on the scale of the scores."""
    weighted = sum(criterion.weight * ballot.scores[criterion.key] for criterion in criteria)
    return Fraction(weighted, sum(criterion.weight for criterion in criteria))


def own_mean(scores: Mapping[str, int | None], criteria: Sequence[Criterion]) -> Fraction | None:
    """What one ballot comes to; None while a criterion is not scored. Twin of static/js/lib/own_scores.js."""
    given = {criterion.key: score for criterion in criteria if (score := scores.get(criterion.key)) is not None}
    return total(Ballot("", 0, given), criteria) if len(given) == len(criteria) else None


def upper_half(rows: Sequence[Row]) -> list[Row]:
    """The ranked rows that stand in the upper half, the middle one among them; equals across its edge are all below."""
    ranks = [row.rank for row in rows if row.rank is not None]
    half = (len(ranks) + 1) // 2
    return [row for row in rows if row.rank is not None and row.rank + ranks.count(row.rank) - 1 <= half]


def display(rows: Iterable[Row]) -> dict[int, str]:
    """The score of each ranked team as it is shown: two decimals half up.

    Teams that differ and look equal get three; those that still do, the exact fraction, or where nobody could read it
    (that of an adjusted mean) as many decimals as tell them apart. Equals stay equal.
    """
    exact = {row.team: row.mean for row in rows if row.mean is not None}
    shown = {team: decimal_half_up(mean, PLACES) for team, mean in exact.items()}
    for team in _misleading(shown, exact):
        shown[team] = decimal_half_up(exact[team], PLACES + 1)
    for places in range(PLACES + 2, MOST_PLACES + 2):
        for team in _misleading(shown, exact):
            shown[team] = _closer(exact[team], places)
    return shown


def decimal_half_up(value: Fraction, places: int) -> str:
    """The exact value in decimals; a half goes away from zero, whatever a binary float would make of it."""
    scale = 10**places
    units = (abs(value.numerator) * scale * 2 + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and units else ""
    whole, decimals = divmod(units, scale)
    return f"{sign}{whole}.{decimals:0{places}d}" if places else f"{sign}{whole}"


def _closer(value: Fraction, places: int) -> str:
    fraction = str(value)
    readable = len(fraction) <= LONGEST_FRACTION or places > MOST_PLACES
    return fraction if readable else decimal_half_up(value, places)


def _misleading(shown: dict[int, str], exact: dict[int, Fraction]) -> list[int]:
    """The teams that look like one that they do not equal."""
    behind: dict[str, set[Fraction]] = {}
    for team, text in shown.items():
        behind.setdefault(text, set()).add(exact[team])
    return [team for team, text in shown.items() if len(behind[text]) > 1]
