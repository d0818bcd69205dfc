"""What is printed of an event: its teams by table, its people by group. Never a link, a code or a score."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain import badges
from app.domain.badges import Badge
from app.models import Coach, Event, Organiser
from app.queries import records


def coaches(session: Session, event: Event) -> list[Coach]:
    """The coaches, as they were entered."""
    return list(session.scalars(select(Coach).filter_by(event_id=event.id).order_by(Coach.id)))


def organisers(session: Session, event: Event) -> list[Organiser]:
    """Whoever has an account at this event's desk."""
    here = or_(Organiser.event_id == event.id, Organiser.event_id.is_(None))
    return list(session.scalars(select(Organiser).where(here).order_by(Organiser.name)))


def worn(session: Session, event: Event, guests: int | None) -> dict[str, list[Badge]]:
    """Everybody's badge, by group."""
    shown = [(each, each.short_title or each.title) for each in records.teams(session, event)]
    return {
        badges.TEAMS: [
            badge
            for each, name in shown
            for badge in badges.of_team(each.number, name, each.organisation, each.members)
        ],
        badges.JURY: [
            Badge(badges.JURY, each.name, each.function or "", each.organisation or "", chair=each.chair)
            for each in records.jurors(session, event)
        ],
        badges.COACHES: [
            Badge(badges.COACHES, each.name, "", each.organisation or "") for each in coaches(session, event)
        ],
        badges.ORGANISERS: [Badge(badges.ORGANISERS, each.name) for each in organisers(session, event)],
        badges.GUESTS: badges.guests(guests),
    }
