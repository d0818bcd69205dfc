"""From the ranking to the laureates: the cut, the acts of the jury, and what still keeps the list from being closed.

The ranking proposes and the jury decides: a choice that leaves the ranking says why, and each place that the scores
do not settle (a tie across the cut, an open place) wants an act.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from app.domain import official
from app.domain.errors import Invalid, Refusal
from app.domain.quotas import Quota, Selection, entrants, select
from app.domain.scope import Pair
from app.domain.scoring import Row
from app.domain.ties import at_cut

OPEN, CLOSING, CLOSED = "open", "closing", "closed"
# Of an act: the teams were chosen without more words, after discussion and with its reason, or by a vote.
CHOICE, DISCUSSION, VOTE = "choice", "discussion", "vote"
UNSETTLED = "open"


@dataclass(frozen=True)
class Act:
    """One decision of the jury: between which teams it was (`stake`), and the whole list as it left it."""

    kind: str
    stake: frozenset[int]
    teams: tuple[int, ...]


@dataclass(frozen=True)
class Proposal:
    """What the ranking alone gives: the teams surely on the list, those tied across the cut, and their places left."""

    sure: tuple[int, ...]
    tied: tuple[int, ...] = ()
    left: int = 0


@dataclass(frozen=True)
class Deliberation:
    """All that the list is judged by: the ranking, the rules, what the jury decided, what is missing."""

    ranking: Sequence[Row]
    places: int | None
    acts: Sequence[Act] = ()
    quotas: Sequence[Quota] = ()
    organisations: Mapping[int, frozenset[str]] = field(default_factory=dict)
    # Of each scored team, whether its place is assured, open or out of reach; empty where that is not said.
    status: Mapping[int, str] = field(default_factory=dict)
    missing: Collection[Pair] = ()
    drafts: Collection[Pair] = ()

    @property
    def scored(self) -> tuple[int, ...]:
        """The teams that have a score, best first."""
        return tuple(row.team for row in self.ranking if row.rank is not None)

    @property
    def count(self) -> int:
        """How many laureates there are to choose: never more than there are scored teams."""
        return len(self.scored) if self.places is None else min(self.places, len(self.scored))

    @property
    def proposal(self) -> Proposal:
        """The list by the ranking alone."""
        return proposed(self.ranking, self.count)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The list as it stands: as the last act left it, else the teams that are surely above the cut."""
        if self.acts:
            return self.acts[-1].teams
        return self.proposal.sure if self.places is not None else ()

    @property
    def undecided(self) -> tuple[int, ...]:
        """The teams that are open or tied across the cut and that no act settled as the list now stands."""
        return tuple(team for team in self.asked if not self._settled(team))

    @property
    def panel_count(self) -> int:
        """Into how many panels, whose means do not compare, the jury falls; 0 where its method has none."""
        return official.panel_count(row.panel for row in self.ranking)

    @property
    def split(self) -> bool:
        """Whether the ranking holds adjusted means of several panels, which do not compare: the jury decides of all."""
        return self.panel_count > 1

    @property
    def asked(self) -> tuple[int, ...]:
        """The teams whose place the scores do not settle, best first; none where every scored team has one."""
        if self.split:
            return self.scored
        if self.count == len(self.scored):
            return ()
        unsettled = {*self.proposal.tied, *(team for team, status in self.status.items() if status == UNSETTLED)}
        return tuple(team for team in self.scored if team in unsettled)

    def retaining(self, stake: Collection[int], retained: Collection[int]) -> tuple[int, ...]:
        """The list once it was decided who of `stake` is retained: the rest of it stays, best first."""
        listed = {*(set(self.chosen) - set(stake)), *retained}
        return tuple(team for team in self.scored if team in listed)

    @property
    def selection(self) -> Selection | None:
        """The choice under the quotas with its price; None where there are none, or no number of places."""
        if not self.quotas or self.places is None:
            return None
        return select(entrants(self.ranking, self.organisations), self.quotas, self.count)

    def _settled(self, team: int) -> bool:
        """Whether the last act about a team says of it what the list says; a team out while places are free is open."""
        if team not in self.chosen and self.places is not None and len(set(self.chosen)) < self.count:
            return False
        about = [act for act in self.acts if act.kind != CHOICE and team in act.stake]
        return bool(about) and (team in about[-1].teams) == (team in self.chosen)


def proposed(ranking: Sequence[Row], places: int) -> Proposal:
    """What a ranking gives of so many places, best first; a tie across the cut is nobody's to break silently."""
    scored = [row.team for row in ranking if row.rank is not None]
    across = at_cut(ranking, places)
    if across is None:
        return Proposal(tuple(scored[:places]))
    tied, left = across
    return Proposal(tuple(team for team in scored[:places] if team not in tied), tied, left)


def departures(ranking: Sequence[Row], teams: Collection[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How a list leaves the ranking: who is on it below somebody who is not, and who is not on it above them."""
    scored = [row for row in ranking if row.rank is not None]
    inside = [row for row in scored if row.team in teams]
    outside = [row for row in scored if row.team not in teams]
    if not inside or not outside:
        return (), ()
    highest_out, lowest_in = max(map(_mean, outside)), min(map(_mean, inside))
    raised = tuple(row.team for row in inside if _mean(row) < highest_out)
    return raised, tuple(row.team for row in outside if _mean(row) > lowest_in)


def chosen(deliberation: Deliberation, teams: Any, reason: str) -> tuple[int, ...]:
    """The list that somebody chose, best first; Invalid at `teams` where it cannot be one, at `reason` without one."""
    if not isinstance(teams, list | tuple) or not all(type(team) is int for team in teams):
        raise _at_fault("teams", "A list of team numbers is expected.")
    known = {row.team: place for place, row in enumerate(deliberation.ranking)}
    if any(team not in known for team in teams):
        raise _at_fault("teams", "There is no such team.")
    if any(team not in deliberation.scored for team in teams):
        raise _at_fault("teams", "A team without any score cannot be a laureate.")
    if len(teams) > deliberation.count * 2:
        raise _at_fault("teams", "These are too many teams.")
    raised, passed = departures(deliberation.ranking, teams)
    if (raised or passed) and not reason.strip():
        raise _at_fault("reason", "This list leaves the ranking: say why.")
    return tuple(sorted(teams, key=lambda team: known[team]))


def stake(deliberation: Deliberation, teams: Collection[int], named: Collection[int] | None = None) -> frozenset[int]:
    """Between which teams a choice decides: those that were named, or all that was not settled, and what it moves."""
    moved = set(deliberation.chosen) ^ set(teams)
    if named is not None:
        return frozenset({*named, *moved})
    raised, passed = departures(deliberation.ranking, teams)
    return frozenset({*deliberation.asked, *moved, *raised, *passed})


def blockers(deliberation: Deliberation, absences: Mapping[Pair, str]) -> list[str]:
    """What keeps the list from being closed; a missing ballot or a draft does not once its absence has its reason."""
    listed = deliberation.chosen
    undecided = set(deliberation.undecided)
    # Equal means of two panels are no tie.
    tied = set() if deliberation.split else undecided.intersection(deliberation.proposal.tied)
    found = {
        "missing_ballots": any(not absences.get(pair) for pair in deliberation.missing),
        "drafts": any(not absences.get(pair) for pair in deliberation.drafts),
        "tie_at_cut": bool(tied),
        "open_places": bool(undecided - tied),
        "quota": bool(broken_quotas(deliberation, listed)),
        "wrong_count": not listed or (len(listed) != deliberation.count and _is_counted(deliberation)),
        "double_award": len(set(listed)) != len(listed),
    }
    return [key for key, blocks in found.items() if blocks]


def _is_counted(deliberation: Deliberation) -> bool:
    """Whether a list has a number to reach; one that only waits for a tie to be broken lacks nothing else."""
    return deliberation.places is not None and bool(deliberation.acts or not deliberation.proposal.tied)


def broken_quotas(deliberation: Deliberation, teams: Collection[int]) -> list[Quota]:
    """The quotas that a list does not hold; a team of several authorities counts for each."""
    held = [key for team in teams for key in deliberation.organisations.get(team, ())]
    return [
        quota
        for quota in deliberation.quotas
        if held.count(quota.organisation) < quota.least
        or (quota.most is not None and held.count(quota.organisation) > quota.most)
    ]


class Blocked(Refusal):
    """422: the list cannot be closed yet; `blockers` says by what."""

    def __init__(self, found: Sequence[str], missing: Collection[Pair]) -> None:
        super().__init__(422, "The list cannot be closed yet.")
        self.found, self.missing = list(found), [list(pair) for pair in missing]

    def as_dict(self) -> dict[str, Any]:
        """With the keys of what blocks, and the ballots that are missing and have no reason."""
        return {**super().as_dict(), "blockers": self.found, "missing": self.missing}


def absences(sent: Any, known: Collection[Pair], longest: int) -> dict[Pair, str]:
    """The reasons given for missing ballots, `{"<juror>/<team>": reason}`, as pairs; Invalid at `absences`."""
    said = {} if sent is None else sent
    if not isinstance(said, dict):
        raise _at_fault("absences", "For each missing ballot, “juror/team” and its reason are expected.")
    found: dict[Pair, str] = {}
    pairs = {f"{juror}/{team}": (juror, team) for juror, team in known}
    for name, reason in said.items():
        if name not in pairs or not isinstance(reason, str | None):
            raise _at_fault("absences", "For each missing ballot, “juror/team” and its reason are expected.")
        if len(reason or "") > longest:
            raise _at_fault("absences", "A reason is a text of at most 2,000 characters.")
        if reason and reason.strip():
            found[pairs[name]] = reason.strip()
    return found


def _mean(row: Row) -> Fraction:
    return row.mean if row.mean is not None else Fraction(0)


def _at_fault(field_name: str, sentence: str) -> Invalid:
    return Invalid.at(field_name, sentence)
