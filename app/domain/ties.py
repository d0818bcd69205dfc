"""Ties across a cut, broken step by step by the rule that was announced, and left to the jury where it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from app.domain.scoring import Ballot, Criterion, Row, total

EXACT, HEAD_TO_HEAD, CRITERIA, VOTE = range(4)
Duels = dict[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Tie:
    """How the places at a cut were given among teams of the same exact score.

    `step` is the last one that was needed; `chosen` have a place, `to_vote` are left to the jury for `places` more.
    `duels` says of each pair how many jurors who scored both preferred the first, and the second.
    """

    teams: tuple[int, ...]
    step: int
    chosen: tuple[int, ...] = ()
    to_vote: tuple[int, ...] = ()
    places: int = 0
    duels: Duels = field(default_factory=dict)
    wins: Mapping[int, Fraction] = field(default_factory=dict)


def at_cut(rows: Sequence[Row], places: int) -> tuple[tuple[int, ...], int] | None:
    """The teams that tie across the cut and how many places they share; None where the cut falls between two scores."""
    ranked = [row for row in rows if row.rank is not None]
    if not 0 < places < len(ranked) or ranked[places - 1].rank != ranked[places].rank:
        return None
    tied = tuple(row.team for row in ranked if row.rank == ranked[places].rank)
    return tied, places - sum(row.rank is not None and row.rank < (ranked[places].rank or 0) for row in ranked)


def broken(tied: Sequence[int], places: int, ballots: Sequence[Ballot], criteria: Sequence[Criterion]) -> Tie:
    """Give `places` among tied teams: head to head, then criterion after criterion; what is left is put to the vote."""
    teams = tuple(sorted(tied))
    duels = head_to_head(teams, ballots, criteria)
    wins = _wins(teams, duels)
    chosen: tuple[int, ...] = ()
    left = teams
    steps: list[tuple[int, Mapping[int, Fraction]]] = [(HEAD_TO_HEAD, wins)]
    steps += [(CRITERIA, _means(teams, ballots, criterion)) for criterion in criteria]
    for step, worth in steps:
        sure, left = _cut(left, worth, places - len(chosen))
        chosen += sure
        if len(chosen) == places:
            return Tie(teams, step, chosen, duels=duels, wins=wins)
    return Tie(teams, VOTE, chosen, left, places - len(chosen), duels, wins)


def head_to_head(teams: Sequence[int], ballots: Sequence[Ballot], criteria: Sequence[Criterion]) -> Duels:
    """For each pair of teams, how many jurors who scored both preferred the first, and how many the second."""
    given: dict[str, dict[int, Fraction]] = {}
    for ballot in ballots:
        if ballot.team in teams:
            given.setdefault(ballot.juror, {})[ballot.team] = total(ballot, criteria)
    found = {}
    for first, second in combinations(teams, 2):
        both = [own for own in given.values() if first in own and second in own]
        found[first, second] = (
            sum(own[first] > own[second] for own in both),
            sum(own[first] < own[second] for own in both),
        )
    return found


def _wins(teams: Sequence[int], duels: Duels) -> dict[int, Fraction]:
    """The duels that each team wins, a draw for half."""
    wins = dict.fromkeys(teams, Fraction(0))
    for (first, second), (ours, theirs) in duels.items():
        half = Fraction((ours > theirs) - (ours < theirs) + 1, 2)
        wins[first] += half
        wins[second] += 1 - half
    return wins


def _means(teams: Sequence[int], ballots: Sequence[Ballot], criterion: Criterion) -> dict[int, Fraction]:
    given: dict[int, list[int]] = {team: [] for team in teams}
    for ballot in ballots:
        if ballot.team in given:
            given[ballot.team].append(ballot.scores[criterion.key])
    return {team: Fraction(sum(scores), len(scores)) for team, scores in given.items()}


def _cut(left: Sequence[int], worth: Mapping[int, Fraction], places: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Those whose place this step settles, and those still tied across the cut; the others have lost theirs."""
    ordered = sorted(left, key=lambda team: (-worth[team], team))
    if places >= len(ordered):
        return tuple(ordered), ()
    bar = worth[ordered[places]]
    sure = tuple(team for team in ordered if worth[team] > bar)
    if len(sure) == places:
        return sure, ()
    return sure, tuple(team for team in ordered if worth[team] == bar)
