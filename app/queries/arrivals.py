"""The check-in sheet as it stands: everybody who is expected, and who of them has come."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.arrivals import Line, Sheet
from app.domain.attendance import came_at_ms
from app.domain.badges import COACHES, JURY, TEAMS
from app.models import Arrival, Event
from app.queries import ballots, printed


def sheet(session: Session, event: Event, known: ballots.Grid | None = None) -> Sheet:
    """Teams and coaches, the jurors who sit, and the guests so far."""
    known = known or ballots.grid(session, event)
    rows = list(session.scalars(select(Arrival).filter_by(event_id=event.id).order_by(Arrival.id)))
    teams = {row.team_id: row.at_ms for row in rows}
    coaches = {row.coach_id: row.at_ms for row in rows}
    return Sheet(
        {
            TEAMS: [
                Line(
                    str(team.number),
                    f"{team.number} · {team.short_title or team.title}",
                    team.members or "",
                    team.organisation,
                    teams.get(team.id),
                )
                for team in known.teams
            ],
            JURY: [
                Line(
                    juror.key,
                    juror.name,
                    juror.function or "",
                    juror.organisation or "",
                    came_at_ms(known.moves.get(juror.key, ())),
                )
                for juror in known.jurors
                if juror.sits
            ],
            COACHES: [
                Line(coach.key, coach.name, "", coach.organisation or "", coaches.get(coach.id))
                for coach in printed.coaches(session, event)
            ],
        },
        [row.at_ms for row in rows if row.team_id is None and row.coach_id is None],
    )
