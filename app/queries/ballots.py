"""Ballots as the screens need them: who may score whom, what counts, what is only a draft."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import ballots as rules
from app.domain import scope, scoring
from app.domain.attendance import Move
from app.models import Attendance, Ballot, BallotVersion, Event, Juror, PersonalText, Recusal, SetAside, Slot, Team
from app.queries import records
from app.queries.moment import once

Pair = tuple[str, int]


@dataclass(frozen=True)
class Grid:
    """Every juror–team pair of an event, by what it is."""

    jurors: tuple[Juror, ...]
    teams: tuple[Team, ...]
    # With the reason, a word of domain/scope.py.
    out_of_scope: Mapping[Pair, str]
    # With the act: the juror's own (recusal) or the chair's (exclusion).
    recused: Mapping[Pair, str]
    # Who came and went, of those of whom anything was noted.
    moves: Mapping[str, tuple[Move, ...]]

    @cached_property
    def expected(self) -> list[Pair]:
        """The pairs a ballot is expected from: in scope and not recused."""
        out = self.out_of_scope.keys() | self.recused.keys()
        return [
            (juror.key, team.number)
            for juror in self.jurors
            for team in self.teams
            if (juror.key, team.number) not in out
        ]


@once
def grid(session: Session, event: Event) -> Grid:
    """Read who scores whom."""
    jurors = records.jurors(session, event)
    teams = records.teams(session, event)
    recused = session.execute(
        select(Juror.key, Team.number, Recusal.kind)
        .join(Recusal, Recusal.juror_id == Juror.id)
        .join(Team, Team.id == Recusal.team_id)
        .where(Recusal.event_id == event.id, Recusal.in_force)
    )
    moves = moves_of(session, event)
    out = _out_of_scope(session, event, jurors, teams, moves)
    return Grid(jurors, teams, out, {(key, number): kind for key, number, kind in recused}, moves)


def stepped_aside(session: Session, juror: Juror, team: Team) -> bool:
    """Whether a juror is out of a team by an act in force, their own or the chair's."""
    in_force = select(Recusal.id).filter_by(juror_id=juror.id, team_id=team.id, in_force=True)
    return session.scalar(in_force) is not None


def why_out_of_scope(session: Session, event: Event, juror: Juror, team: Team) -> str:
    """Why a team is out of a juror's scope, a word of domain/scope.py; empty where it is not."""
    found = _out_of_scope(session, event, records.jurors(session, event), (team,), moves_of(session, event))
    return found.get((juror.key, team.number), "")


def _out_of_scope(
    session: Session,
    event: Event,
    jurors: tuple[Juror, ...],
    teams: tuple[Team, ...],
    moves: Mapping[str, tuple[Move, ...]],
) -> dict[Pair, str]:
    members = [
        scope.Member(juror.key, juror.organisation, juror.substitute_for, juror.sits, moves.get(juror.key, ()))
        for juror in jurors
    ]
    begun = select(Slot.team, Slot.started_at_ms).where(Slot.event_id == event.id, Slot.started_at_ms.is_not(None))
    began = {row.team: row.started_at_ms for row in session.execute(begun)} if moves else {}
    entries = [scope.Entry(team.number, team.organisations, began.get(team.number)) for team in teams]
    validated = _validated(session, event) if moves or any(juror.substitute_for for juror in jurors) else set()
    return scope.out_of_scope(scope.Scope(event.own_organisation, event.missed_pitches), members, entries, validated)


@once
def moves_of(session: Session, event: Event) -> dict[str, tuple[Move, ...]]:
    """Who came and went, by juror, in the order it was noted."""
    moves = defaultdict(list)
    rows = select(Juror.key, Attendance).join(Juror, Juror.id == Attendance.juror_id)
    for key, row in session.execute(rows.where(Attendance.event_id == event.id).order_by(Attendance.id)):
        moves[key].append(Move(row.kind, row.at_ms))
    return {key: tuple(found) for key, found in moves.items()}


def _validated(session: Session, event: Event) -> set[Pair]:
    """The pairs with a validated ballot, in scope or not."""
    rows = session.execute(
        select(Juror.key, Team.number)
        .join(Ballot, Ballot.juror_id == Juror.id)
        .join(Team, Team.id == Ballot.team_id)
        .where(Ballot.event_id == event.id, Ballot.counting_revision.is_not(None))
    )
    return {(key, number) for key, number in rows}


def counting(session: Session, event: Event, known: Grid) -> list[scoring.Ballot]:
    """The ballots that count: validated, of pairs that are expected."""
    expected = set(known.expected)
    return [ballot for ballot in _validated_ballots(session, event) if (ballot.juror, ballot.team) in expected]


@once
def _validated_ballots(session: Session, event: Event) -> tuple[scoring.Ballot, ...]:
    """Every validated ballot, in scope or not."""
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion.scores)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .join(Juror, Juror.id == Ballot.juror_id)
        .join(Team, Team.id == Ballot.team_id)
        .where(Ballot.event_id == event.id, BallotVersion.revision == Ballot.counting_revision)
        .order_by(Juror.position, Team.number)
    )
    return tuple(scoring.Ballot(*row) for row in rows)


def counting_version(session: Session, juror: Juror, team: Team) -> BallotVersion | None:
    """The version that counts for a pair."""
    here = (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.counting_revision)
    return session.scalar(
        select(BallotVersion).join(Ballot, here).where(Ballot.juror_id == juror.id, Ballot.team_id == team.id)
    )


def drafts(session: Session, event: Event, known: Grid) -> list[Pair]:
    """The pairs whose latest version is a draft with something in it, validated before or not."""
    expected = set(known.expected)
    return [pair for pair in _drafted(session, event) if pair in expected]


@once
def _drafted(session: Session, event: Event) -> tuple[Pair, ...]:
    """The same, in scope or not."""
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion.scores, BallotVersion.comment_id)
        .join(Ballot, Ballot.juror_id == Juror.id)
        .join(Team, Team.id == Ballot.team_id)
        .join(
            BallotVersion,
            (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.revision),
        )
        .where(Ballot.event_id == event.id, ~BallotVersion.final)
        .order_by(Juror.position, Team.number)
    )
    return tuple((key, number) for key, number, scores, comment in rows if rules.written(scores, comment is not None))


def of_juror(session: Session, event: Event, juror: Juror) -> list[dict[str, Any]]:
    """The juror's own ballots, one per team that they score, then those set aside for a team they do not."""
    known = grid(session, event)
    expected = {number for key, number in known.expected if key == juror.key}
    kept = _kept(session, juror)
    mine = {
        team.number: found
        for team in known.teams
        if (found := _read_back(event, juror, team, kept))["state"] != "empty" or team.number in expected
    }
    for number, ballot in mine.items():
        if number not in expected:
            ballot.update(state="set_aside", counts=False)
    return list(mine.values())


def own(session: Session, event: Event, juror: Juror, team: Team) -> dict[str, Any]:
    """One ballot as its juror reads it back."""
    return _read_back(event, juror, team, _kept(session, juror, team))


@dataclass(frozen=True)
class Kept:
    """What there is of a juror's, by the team's id: the latest versions with their comments, and what was set aside."""

    latest: Mapping[int, tuple[Ballot, BallotVersion, str | None]]
    aside: frozenset[int]


def _kept(session: Session, juror: Juror, team: Team | None = None) -> Kept:
    """All of a juror's, or what there is for a team alone."""
    here = (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.revision)
    latest = (
        select(Ballot, BallotVersion, PersonalText.text)
        .join(BallotVersion, here)
        .outerjoin(PersonalText, PersonalText.id == BallotVersion.comment_id)
        .where(Ballot.juror_id == juror.id)
    )
    aside = select(SetAside.team_id).filter_by(juror_id=juror.id)
    if team is not None:
        latest, aside = latest.where(Ballot.team_id == team.id), aside.filter_by(team_id=team.id)
    rows = {row.team_id: (row, version, comment) for row, version, comment in session.execute(latest)}
    return Kept(rows, frozenset(session.scalars(aside)))


def _read_back(event: Event, juror: Juror, team: Team, kept: Kept) -> dict[str, Any]:
    if team.id not in kept.latest:
        return {
            "team": team.number,
            "revision": 0,
            "state": "set_aside" if team.id in kept.aside else "empty",
            "counts": False,
            "scores": {},
            "comment": "",
            "saved_at_ms": None,
            "receipt": None,
        }
    row, version, comment = kept.latest[team.id]
    blank = not rules.written(version.scores, version.comment_id is not None)
    may_write = rules.is_open(event.scoring, juror.reopened)
    return {
        "team": team.number,
        "revision": row.revision,
        "state": rules.state(final=version.final, blank=blank, may_write=may_write),
        "counts": row.counting_revision is not None,
        "scores": version.scores,
        "comment": comment or "",
        "saved_at_ms": version.saved_at_ms,
        "receipt": version.receipt,
    }


def text(session: Session, text_id: int | None) -> str:
    """A personal text, empty where there is none or it was erased."""
    kept = session.get(PersonalText, text_id) if text_id is not None else None
    return (kept.text or "") if kept else ""
