"""Every route, method and topic against everybody who may ask: `access_table` says who may."""

import pytest
from flask import Flask

from app import access
from tests.contracts.access_people import EVERYBODY, PEOPLE, Venue, at_night
from tests.contracts.access_table import (
    ALL,
    DOORS,
    EVENT,
    OF_NO_EVENT,
    ONCE_ANNOUNCED,
    ONCE_CLOSED,
    ROUTES,
    TOPICS,
    closed,
    disagreements,
    expected,
    heard,
    missing,
)
from tests.contracts.access_table import offered as every_route


def test_every_route_and_topic_is_in_the_table(app: Flask) -> None:
    assert missing(app, ROUTES) == set()
    named = ROUTES.keys() | ONCE_CLOSED.keys() | ONCE_ANNOUNCED.keys() | OF_NO_EVENT.keys() | DOORS.keys()
    assert named - every_route(app) == set()
    assert TOPICS.keys() == access.VIEWS.keys()


def test_control_a_route_taken_out_is_missed(app: Flask) -> None:
    fewer = {row: who for row, who in ROUTES.items() if row != ("POST", "api.set_phase")}
    assert missing(app, fewer) == {("POST", "api.set_phase")}


def test_every_role_is_among_the_people() -> None:
    assert {person.role for person in PEOPLE.values()} == {None, *access.ROLES}
    assert {name for name in PEOPLE if name.startswith("revoked")} == {f"revoked {role}" for role in access.ROLES}


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_reaches_what_is_theirs_and_nothing_else(venue: Venue, name: str) -> None:
    visitor, role = PEOPLE[name].enter(venue), PEOPLE[name].role
    assert heard(visitor) == expected(role)
    assert disagreements(visitor, role, ROUTES) == []
    # Whoever comes from another event is no stranger to the installation, and has no more of it.
    known = "organiser" if visitor.session()["links"] else None
    assert (
        disagreements(visitor, known, OF_NO_EVENT if name == "organiser of all events" else closed(OF_NO_EVENT)) == []
    )


@pytest.mark.parametrize("name", ["juror A", *at_night("organiser of another event")])
def test_asking_as_a_role_one_does_not_hold_is_asking_as_nobody(venue: Venue, name: str) -> None:
    visitor = PEOPLE[name].enter(venue)
    for role in {*access.ROLES, "nonesuch"} - {PEOPLE[name].role}:
        posing = {row: (f"{path}?as={role}", who) for row, (path, who) in ROUTES.items() if who != ALL}
        assert disagreements(visitor, None, posing) == [], role
        assert visitor.topic(f"progress?as={role}").status_code == 404, role


def test_somebody_of_two_roles_has_what_either_has_and_asks_as_one_where_it_matters(venue: Venue) -> None:
    visitor = venue.here.enter("juror")
    visitor.enter(str(venue.here.link("timekeeper")["token"]))
    both = {
        row: (path, who | {"both"} if who & {"juror", "timekeeper"} else who) for row, (path, who) in ROUTES.items()
    }
    assert disagreements(visitor, "both", both) == []
    as_timekeeper = {row: (f"{path}?as=timekeeper", who) for row, (path, who) in ROUTES.items()}
    assert disagreements(visitor, "timekeeper", as_timekeeper) == []


def test_control_a_wrong_row_is_noticed(venue: Venue) -> None:
    wrong = {("GET", "desk.run"): (f"{EVENT}/desk", ALL)}
    assert disagreements(venue.here.enter("juror"), "juror", wrong) == ["GET desk.run: 404"]
    assert disagreements(venue.here.stranger(), None, wrong) == ["GET desk.run: 401"]
