"""What each juror gave each team, in whole numbers: the one thing that every indicator is computed from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd

from app.domain.scoring import Ballot, Criterion


@dataclass(frozen=True)
class Totals:
    """The weighted totals of the ballots that count: `of[juror][team]`, in `unit`-ths of a point, no juror empty."""

    unit: int
    of: Mapping[str, Mapping[int, int]]

    @cached_property
    def jurors(self) -> tuple[str, ...]:
        """Who gave a ballot, by key."""
        return tuple(sorted(self.of))

    @cached_property
    def by_team(self) -> dict[int, tuple[str, ...]]:
        """Who scored each team that anybody scored; teams by number, jurors by key."""
        teams = sorted({team for given in self.of.values() for team in given})
        return {team: tuple(juror for juror in self.jurors if team in self.of[juror]) for team in teams}

    @property
    def teams(self) -> tuple[int, ...]:
        """The teams that somebody scored, by number."""
        return tuple(self.by_team)

    @property
    def ballots(self) -> int:
        """How many ballots count."""
        return sum(len(given) for given in self.of.values())

    @cached_property
    def means(self) -> dict[int, Fraction]:
        """The plain mean of each team, in points."""
        return {
            team: Fraction(sum(self.of[juror][team] for juror in jurors), len(jurors) * self.unit)
            for team, jurors in self.by_team.items()
        }

    def among(self, jurors: Iterable[str]) -> "Totals":
        """The same of these jurors alone."""
        kept = set(jurors)
        return Totals(self.unit, {juror: given for juror, given in self.of.items() if juror in kept})

    def without(self, juror: str) -> "Totals":
        """The same with one juror set aside."""
        return self.among(other for other in self.of if other != juror)


def totals(ballots: Iterable[Ballot], criteria: Sequence[Criterion]) -> Totals:
    """The totals of these ballots; weights count by their proportion alone."""
    common = gcd(*(criterion.weight for criterion in criteria))
    weights = {criterion.key: criterion.weight // common for criterion in criteria}
    of: dict[str, dict[int, int]] = {}
    for ballot in ballots:
        total = sum(weight * ballot.scores[key] for key, weight in weights.items())
        of.setdefault(ballot.juror, {})[ballot.team] = total
    return Totals(sum(weights.values()), of)


def trimmed(given: Totals) -> dict[int, Fraction]:
    """The mean of each team without one highest and one lowest total, where five jurors or more scored it."""
    found = {}
    for team, jurors in given.by_team.items():
        own = sorted(given.of[juror][team] for juror in jurors)
        kept = own[1:-1] if len(own) >= 5 else own
        found[team] = Fraction(sum(kept), len(kept) * given.unit)
    return found


def rank_sum(given: Totals) -> dict[int, Fraction]:
    """The share of the other teams that each team beats with its jurors, a tie for half.

    A juror with a single ballot says nothing; a team that only such jurors scored has no share.
    """
    shares: dict[int, list[Fraction]] = {}
    for juror in given.jurors:
        own = given.of[juror]
        ordered = sorted(own.values())
        if len(own) < 2:
            continue
        for team, total in own.items():
            below = bisect_left(ordered, total)
            equal = bisect_right(ordered, total) - below - 1
            shares.setdefault(team, []).append(Fraction(2 * below + equal, 2 * (len(own) - 1)))
    return {team: sum(shares[team], Fraction(0)) / len(shares[team]) for team in given.teams if team in shares}
