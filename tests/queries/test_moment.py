"""What is read once in a moment, and that the moment ends with whatever could change the answer."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Event
from app.queries.moment import once

asked: list[int] = []


@once
def name(session: Session, event: Event) -> str:
    """The event's name as the database has it."""
    asked.append(event.id)
    found: str = session.execute(select(Event.name).filter_by(id=event.id)).scalar_one()
    return found


@pytest.fixture(autouse=True)
def nothing_asked(app: Flask) -> Iterator[None]:
    asked.clear()
    with app.app_context():
        yield


def opened() -> Session:
    """A session that may write."""
    return Session(db.engine.execution_options(writing=True))


def by_an_object(session: Session, event: Event) -> None:
    event.name = "Other"


def by_a_statement(session: Session, event: Event) -> None:
    session.execute(update(Event).where(Event.id == event.id).values(name="Other"))


def test_it_is_read_once_for_all_who_ask_in_one_moment(event: Event) -> None:
    with Session(db.engine) as session:
        found = session.get_one(Event, event.id)
        assert [name(session, found) for _ in range(3)] == [found.name] * 3
    assert len(asked) == 1


def test_each_event_has_its_own(event: Event) -> None:
    with opened() as session:
        other = Event(**{column.name: getattr(event, column.name) for column in Event.__table__.columns})
        other.id, other.slug, other.name = event.id + 1, "other", "Other"
        session.add(other)
        session.flush()
        found = session.get_one(Event, event.id)
        assert (name(session, found), name(session, other)) == (found.name, "Other")


@pytest.mark.parametrize("change", [by_an_object, by_a_statement])
def test_what_this_session_writes_is_read_anew_before_and_after_it_is_written(
    event: Event, change: Callable[[Session, Event], None]
) -> None:
    with opened() as session:
        found = session.get_one(Event, event.id)
        before = name(session, found)
        change(session, found)
        assert name(session, found) == "Other"
        session.flush()
        assert name(session, found) == "Other"
        session.rollback()
        assert name(session, found) == before


def test_another_moment_of_the_same_session_is_asked_anew(event: Event) -> None:
    with Session(db.engine) as session, opened() as elsewhere:
        found = session.get_one(Event, event.id)
        before = name(session, found)
        by_a_statement(elsewhere, event)
        elsewhere.commit()
        assert name(session, found) == before
        session.rollback()
        assert name(session, found) == "Other"
