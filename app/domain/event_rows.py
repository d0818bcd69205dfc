"""What the tables of an event hold once they have been read: one frozen row each, nothing left to check.

A text that was not given is None, like a number that was not given. `line` is where the row stands in its
file (the heading row is line 1); two rows that differ only by it are equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """The event itself and its rules."""

    slug: str
    name: str
    date: date
    place: str = ""
    public_address: str | None = None
    timezone: str = "Europe/Paris"
    language: str = "fr"
    pitch_minutes: int = 3
    questions_minutes: int = 5
    scale_min: int = 0
    scale_max: int = 10
    comment_at_extremes: bool = False
    laureates: int | None = None
    own_organisation: str = "abstain"
    missed_pitches: str = "score"
    method: str = "mean"
    visibility: str = "hidden"
    top_only: bool = False
    brand: str | None = None
    retention_months: int | None = None
    controllers: str | None = None


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    """What is scored. `levels` describes some scores of the scale in words."""

    key: str
    label: str
    description: str | None = None
    weight: int
    levels: Mapping[int, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """An authority; its code is its key unless another was given."""

    key: str
    name: str
    code: str
    colour: str | None = None
    min_laureates: int | None = None
    max_laureates: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class CategoryRow:
    """A category of awards, and how many of each tier it gives."""

    key: str
    name: str
    sponsor: str | None = None
    gold: int | None = None
    silver: int | None = None
    bronze: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class TeamRow:
    """A team and the sheet of its project; `organisations` are the keys of the authorities that carry it."""

    number: int
    title: str
    short_title: str | None = None
    organisations: tuple[str, ...]
    table: str | None = None
    category: str | None = None
    territory: str | None = None
    problem: str | None = None
    solution: str | None = None
    implementation: str | None = None
    cost: str | None = None
    members: str | None = None
    external_id: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class JurorRow:
    """A member of the jury; `sits` is said of a substitute who has taken the other's seat."""

    key: str
    name: str
    function: str | None = None
    organisation: str | None = None
    role: str
    chair: bool = False
    substitute_for: str | None = None
    sits: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class RecusalRow:
    """A juror who steps aside for a team, in force as loaded."""

    juror: str
    team: int
    reason: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class CoachRow:
    """Somebody who helps the teams at their tables."""

    key: str
    name: str
    organisation: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class AgendaRow:
    """One slot, in run order. Minutes are whole minutes; a pitch's own phases only where they differ."""

    planned_at_ms: int
    minutes: int
    kind: str
    title: str | None = None
    team: int | None = None
    floor_minutes: int | None = None
    not_before_at_ms: int | None = None
    pitch_minutes: int | None = None
    questions_minutes: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class BallotRow:
    """A juror's scores for a team: `scores` has every criterion, None where none was given."""

    juror: str
    team: int
    scores: Mapping[str, int | None]
    comment: str | None = None
    line: int = field(default=0, compare=False)

    @property
    def final(self) -> bool:
        """Whether it is loaded as validated: a row with an empty criterion is a draft."""
        return None not in self.scores.values()


@dataclass(frozen=True, kw_only=True)
class AwardRow:
    """A distinction, given to a team or to an authority."""

    team: int | None = None
    organisation: str | None = None
    category: str | None = None
    tier: str
    citation: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class EventTables:
    """A whole event, checked: every reference leads somewhere, every value is within its limits."""

    event: EventRow
    criteria: tuple[CriterionRow, ...]
    organisations: tuple[OrganisationRow, ...]
    categories: tuple[CategoryRow, ...] = ()
    teams: tuple[TeamRow, ...]
    jurors: tuple[JurorRow, ...]
    recusals: tuple[RecusalRow, ...] = ()
    coaches: tuple[CoachRow, ...] = ()
    agenda: tuple[AgendaRow, ...]
    ballots: tuple[BallotRow, ...] = ()
    awards: tuple[AwardRow, ...] = ()
    # What the closed list was made of, each time it was closed; in the complete export alone. Whether it still is.
    packets: tuple[Mapping[str, Any], ...] = ()
    closed: bool = False
    # How the reveal of that list is planned and where it stands (`as_kept` of domain/reveal.py); None: untouched.
    reveal: Mapping[str, Any] | None = None
    # What some teams chose to publish, by their number; in the complete export alone.
    contacts: Mapping[int, str] = field(default_factory=dict)
    # What each team is told, by its number (domain/feedback.py); in the complete export alone.
    feedback: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # The room's vote (domain/favourite.py), None where there was none; in the complete export alone.
    favourite: Mapping[str, Any] | None = None
    # Where each team stands in the coaches' round, by its number (domain/coaching.py); in the complete export alone.
    coaching: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def rules(self) -> dict[str, Any]:
        """What the journal's first entry commits to: criteria, scale, scope, who scores whom; no person's name."""
        # Said only where it is so: the journals that began before these rules existed stay as they are.
        later: dict[str, Any] = {"comment_at_extremes": True} if self.event.comment_at_extremes else {}
        if self.event.missed_pitches != EventRow.missed_pitches:
            later["missed_pitches"] = self.event.missed_pitches
        if self.event.method != EventRow.method:
            later["method"] = self.event.method
        seated = sorted([juror.key, juror.substitute_for] for juror in self.jurors if juror.sits)
        if seated:
            later["seated"] = seated
        return later | {
            "criteria": [[criterion.key, criterion.weight] for criterion in self.criteria],
            "scale": [self.event.scale_min, self.event.scale_max],
            "own_organisation": self.event.own_organisation,
            "laureates": self.event.laureates,
            "teams": [[team.number, "+".join(team.organisations)] for team in self.teams],
            "jurors": [[juror.key, juror.organisation, juror.role, juror.chair] for juror in self.jurors],
        }
