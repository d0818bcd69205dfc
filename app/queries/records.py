"""Fetch one record by the name the outside gives it; whatever that name is, the answer is a row or None."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Event, Juror, Link, SetAside, Slot, Team

LARGEST = 2**31


def event(session: Session, slug: str) -> Event | None:
    """The event of a slug."""
    return session.scalar(select(Event).filter_by(slug=slug))


def team(session: Session, event: Event, number: object) -> Team | None:
    """The team of a number."""
    return session.scalar(select(Team).filter_by(event_id=event.id, number=number)) if _is_whole(number) else None


def juror(session: Session, event: Event, key: object) -> Juror | None:
    """The juror of a key."""
    return session.scalar(select(Juror).filter_by(event_id=event.id, key=key)) if isinstance(key, str) else None


def slot(session: Session, event: Event, key: object) -> Slot | None:
    """The slot of an id."""
    return session.scalar(select(Slot).filter_by(event_id=event.id, key=key)) if isinstance(key, str) else None


def link(session: Session, event: Event, number: object) -> Link | None:
    """The link of a number."""
    return session.scalar(select(Link).filter_by(event_id=event.id, id=number)) if _is_whole(number) else None


def set_aside(session: Session, event: Event, number: object) -> SetAside | None:
    """The ballot set aside under a number."""
    kept = select(SetAside).filter_by(event_id=event.id, number=number)
    return session.scalar(kept) if _is_whole(number) else None


def _is_whole(number: object) -> bool:
    """Whether it is a number that a database can hold; true is not one."""
    return type(number) is int and 0 < number < LARGEST
