"""Fetch one record by the name the outside gives it; whatever that name is, the answer is a row or None."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import JURY
from app.domain.errors import Invalid
from app.models import Ballot, BallotVersion, Destruction, Event, Juror, Link, Organiser, Packet, SetAside, Slot, Team
from app.queries.moment import once

LARGEST = 2**31


def event(session: Session, slug: str) -> Event | None:
    """The event of a slug."""
    return session.scalar(select(Event).filter_by(slug=slug))


def rehearsal_of(session: Session, event: Event) -> Event | None:
    """The copy that an event is rehearsed on; a copy is its own."""
    return event if event.copy_of else session.scalar(select(Event).filter_by(copy_of=event.id))


def slugs(session: Session) -> set[str]:
    """The slugs of every event here."""
    return set(session.scalars(select(Event.slug)))


def judged(session: Session, event: Event) -> bool:
    """Whether anybody was ever judged in an event: a validated ballot, or a closed list."""
    asked = (
        select(BallotVersion.id)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .where(Ballot.event_id == event.id, BallotVersion.final),
        select(Packet.id).where(Packet.event_id == event.id),
    )
    return any(session.scalar(each.limit(1)) is not None for each in asked)


def destroyed(session: Session) -> list[Destruction]:
    """The events that were destroyed here, the last one first."""
    return list(session.scalars(select(Destruction).order_by(Destruction.id.desc())))


def has_organiser(session: Session) -> bool:
    """Whether anybody has an account here."""
    return session.scalar(select(Organiser.id).limit(1)) is not None


@once
def teams(session: Session, event: Event) -> tuple[Team, ...]:
    """The teams of an event, by number."""
    return tuple(session.scalars(select(Team).filter_by(event_id=event.id).order_by(Team.number)))


@once
def jurors(session: Session, event: Event) -> tuple[Juror, ...]:
    """The jury as it was entered, substitutes too."""
    return tuple(session.scalars(select(Juror).filter_by(event_id=event.id).order_by(Juror.position)))


def team(session: Session, event: Event, number: object) -> Team | None:
    """The team of a number."""
    return session.scalar(select(Team).filter_by(event_id=event.id, number=number)) if _is_whole(number) else None


def juror(session: Session, event: Event, key: object) -> Juror | None:
    """The juror of a key."""
    return session.scalar(select(Juror).filter_by(event_id=event.id, key=key)) if isinstance(key, str) else None


def named_juror(session: Session, event: Event, key: object) -> Juror:
    """The juror of a key that somebody sent; Invalid at `juror` where there is none."""
    found = juror(session, event, key)
    if found is None:
        raise Invalid.at("juror", "There is no such juror.")
    return found


def slot(session: Session, event: Event, key: object) -> Slot | None:
    """The slot of an id."""
    return session.scalar(select(Slot).filter_by(event_id=event.id, key=key)) if isinstance(key, str) else None


def link(session: Session, event: Event, number: object) -> Link | None:
    """The link of a number."""
    return session.scalar(select(Link).filter_by(event_id=event.id, id=number)) if _is_whole(number) else None


def link_of_juror(session: Session, juror: Juror) -> Link | None:
    """The live link of a juror, of the chair too."""
    alive = select(Link).filter_by(event_id=juror.event_id, subject=juror.key, revoked_at_ms=None)
    return session.scalar(alive.where(Link.role.in_(JURY)).order_by(Link.id.desc()).limit(1))


def set_aside(session: Session, event: Event, number: object) -> SetAside | None:
    """The ballot set aside under a number."""
    kept = select(SetAside).filter_by(event_id=event.id, number=number)
    return session.scalar(kept) if _is_whole(number) else None


def _is_whole(number: object) -> bool:
    """Whether it is a number that a database can hold; true is not one."""
    return type(number) is int and 0 < number < LARGEST
