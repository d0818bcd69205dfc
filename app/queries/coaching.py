"""The coaches' round: every team's place in it, when each visit is due, and what a coach noted for the team alone."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import coaching as rules
from app.domain.coaching import Hours, Visit
from app.domain.event_values import Unreadable, instant_ms, local_time
from app.domain.run_down import Line
from app.models import Coach, Event, JournalEntry, TableVisit, Team
from app.queries import ballots, programme

PROPOSED = "coaching.proposed"
# What the journal says of the round without a table having changed its place.
NO_CHANGE_OF_ROUND = ("coaching.asked", "coaching.took_back", "coaching.noted")


@dataclass(frozen=True)
class Round:
    """The round as it stands: its slot (None: the programme has none), the coaches, every visit, those of each coach.

    `hours` says when each visit to come is due, by team; `now_ms` is on the day's own clock.
    """

    line: Line | None
    coaches: dict[str, str]
    visits: list[Visit]
    mine: dict[str, list[Visit]]
    hours: dict[int, Hours]
    now_ms: int | None
    shift_ms: int

    @property
    def begins_at_ms(self) -> int:
        """When the slot begins on the day's own clock."""
        if self.line is None:
            return 0
        shown = self.line.shown_at_ms
        return self.line.slot.planned_at_ms if shown is None else shown

    @property
    def ends_at_ms(self) -> int:
        """When it ends, as it was planned: what follows is not to wait."""
        return 0 if self.line is None else self.line.slot.planned_end_ms

    @property
    def left_ms(self) -> int:
        """How much of it is left."""
        return max(0, self.ends_at_ms - max(self.begins_at_ms, self.now_ms or 0))

    @property
    def unplaced(self) -> list[Visit]:
        """Teams that no coach is to visit."""
        return [visit for visit in self.visits if visit.due and visit.coach is None]

    @property
    def late(self) -> list[Visit]:
        """Visits that would end after the slot."""
        return [
            each
            for mine in self.mine.values()
            for each in mine
            if each.team in self.hours and not self.hours[each.team].fits
        ]

    @property
    def asking(self) -> list[Visit]:
        """Teams that asked for a coach and wait, whoever asked first before."""
        return sorted((visit for visit in self.visits if visit.waits), key=lambda visit: visit.asked_at_ms or 0)

    def one(self, team: int) -> Visit | None:
        """A team's visit."""
        return next((visit for visit in self.visits if visit.team == team), None)


def as_it_stands(session: Session, event: Event, now: int) -> Round:
    """The round now."""
    day = programme.day(session, event, now)
    line = day.first("coaching")
    shift = _shift(event, line, now) if day.now_ms is None else now - day.now_ms
    coaches = {coach.key: coach.name for coach in every_coach(session, event)}
    known = visits(session, event)
    mine = rules.rounds(known, list(coaches))
    bare = Round(line, coaches, known, mine, {}, day.now_ms, shift)
    hours: dict[int, Hours] = {}
    if line is not None:
        for each in mine.values():
            hours |= rules.hours(each, bare.begins_at_ms, bare.ends_at_ms, day.now_ms, shift)
    return Round(line, coaches, known, mine, hours, day.now_ms, shift)


def every_coach(session: Session, event: Event) -> list[Coach]:
    """The coaches in the order of their table."""
    return list(session.scalars(select(Coach).filter_by(event_id=event.id).order_by(Coach.id)))


def visits(session: Session, event: Event) -> list[Visit]:
    """Every team in the order of the tables."""
    keys = {coach.id: coach.key for coach in every_coach(session, event)}
    kept = {row.team_id: row for row in session.scalars(select(TableVisit).filter_by(event_id=event.id))}
    teams = session.scalars(select(Team).filter_by(event_id=event.id))
    return [
        _visit(team, kept.get(team.id), keys)
        for team in sorted(teams, key=lambda team: rules.place(team.table, team.number))
    ]


def before_proposal(session: Session, event: Event) -> list[Visit] | None:
    """The round to come as it was before it was last proposed; None once a visit, a team or a coach changed since."""
    last = session.scalar(
        select(JournalEntry)
        .filter_by(event_id=event.id)
        .where(JournalEntry.kind.startswith("coaching."), JournalEntry.kind.not_in(NO_CHANGE_OF_ROUND))
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )
    if last is None or last.kind != PROPOSED or "before" not in last.payload:
        return None
    before = [Visit(*visit) for visit in last.payload["before"]]
    teams = {visit.team for visit in visits(session, event) if visit.due}
    coaches = {None, *(coach.key for coach in every_coach(session, event))}
    there = all(visit.team in teams and visit.coach in coaches for visit in before)
    return before if there else None


def row_of(session: Session, team: Team) -> TableVisit | None:
    """A team's row, if anything was ever written there."""
    return session.scalar(select(TableVisit).filter_by(team_id=team.id))


def note(session: Session, event: Event, number: int) -> str:
    """What a coach noted for a team: for the page of that team, and of that coach, and for no other."""
    found = select(TableVisit.note_id).join(Team, Team.id == TableVisit.team_id)
    return ballots.text(session, session.scalar(found.where(Team.event_id == event.id, Team.number == number))) or ""


def exported(session: Session, event: Event) -> dict[str, dict[str, Any]]:
    """Where each team stands, by its number, as the complete export holds it."""
    found = {}
    for visit in visits(session, event):
        if visit != Visit(visit.team):
            kept = {name: getattr(visit, name) for name in rules.KEPT}
            found[str(visit.team)] = kept | {"parts": dict(visit.parts), "note": note(session, event, visit.team)}
    return found


def snapshot(session: Session, event: Event, view: str) -> dict[str, Any]:
    """The body of the `coaching` topic: the rounds, or where one team stands in them; a note is in neither."""
    _, _, number = view.partition(":")
    known = visits(session, event)
    if number:
        own = next((visit for visit in known if str(visit.team) == number), None)
        return {"visit": None if own is None else _told(own)}
    return {"visits": [_told(visit) for visit in known]}


def _told(visit: Visit) -> dict[str, Any]:
    """`revision` tells that something was noted, and not what."""
    return {
        "team": visit.team,
        "coach": visit.coach,
        "place": visit.place or None,
        "length_ms": visit.length_ms or None,
        "asked_at_ms": visit.asked_at_ms if visit.waits else None,
        "begun_at_ms": visit.begun_at_ms,
        "done_at_ms": visit.done_at_ms,
        "revision": visit.revision,
    }


def _shift(event: Event, line: Line | None, now: int) -> int:
    """How much later than its own date a day of the past is tried out: the hours of its clocks stay what they are."""
    if line is None:
        return 0
    date = local_time(line.slot.planned_at_ms, event.timezone).date()
    try:
        return now - instant_ms(date, local_time(now, event.timezone).time(), event.timezone)
    except Unreadable:  # the clocks jump over this hour on that day
        return 0


def _visit(team: Team, row: TableVisit | None, keys: dict[int, str]) -> Visit:
    if row is None:
        return Visit(team.number)
    return Visit(
        team.number,
        keys.get(row.coach_id or 0),
        row.place,
        row.length_ms,
        row.asked_at_ms,
        row.begun_at_ms,
        row.done_at_ms,
        row.parts,
        row.revision,
    )
