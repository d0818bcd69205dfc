"""The screens of the room: each act of the desk, what is refused, what a screen says of itself."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Event, Link, Screen
from tests.conftest import Doors
from tests.visiting import Visitor


@pytest.fixture
def desk(doors: Doors) -> Visitor:
    """An organiser."""
    return doors.enter("organiser")


def act(desk: Visitor, status: int = 200, **body: Any) -> dict[str, Any]:
    """One act on the screens, and its answer."""
    answer = desk.send("POST", "screens", body)
    assert answer.status_code == status, answer.get_json()
    return answer.get_json()


def one(desk: Visitor, key: str = "1") -> dict[str, Any]:
    """A screen as the desk sees it."""
    return next(screen for screen in desk.topic("screens").get_json()["screens"] if screen["id"] == key)


def test_an_event_has_one_screen_named_in_its_language_and_its_card_directs_it(desk: Visitor, doors: Doors) -> None:
    assert one(desk) == {
        **{"id": "1", "name": "Grand écran", "page": "stage", "shows": None, "black": False},
        **{"last_beat_ms": None, "clock_error_ms": None, "lit": None},
    }
    screen = doors.enter("screen")
    assert screen.session()["label"] == "Grand écran"
    act(desk, action="show", screen="1", page="results")
    act(desk, action="black", screen="1", black=True)
    act(desk, action="name", screen="1", name="Scène")
    act(desk, action="identify", screen="1")
    told = screen.topic("direction").get_json()
    assert (told["page"], told["black"], told["name"]) == ("results", True, "Scène")
    assert told["identified_at_ms"] is not None
    for somebody in (desk, doors.enter("juror"), doors.stranger()):
        assert somebody.topic("direction").status_code == 404
    for somebody in (screen, doors.enter("juror"), doors.enter("timekeeper"), doors.stranger()):
        assert somebody.topic("screens").status_code == 404


def test_a_screen_is_added_with_a_card_of_its_own_and_removed_with_it(
    app: Flask, event: Event, desk: Visitor, doors: Doors
) -> None:
    assert [screen["id"] for screen in act(desk, action="add", name="Hall")["screens"]] == ["1", "2"]
    hall = select(Link).filter_by(event_id=event.id, role="screen", subject="2")
    with app.app_context():
        link = db.session.scalars(hall).one()
        token = app.extensions["palmares.keys"].token(link.name)
    visitor = doors.stranger()
    assert visitor.enter(token).status_code == 303
    act(desk, action="show", screen="2", page="waiting")
    assert visitor.topic("direction").get_json()["page"] == "waiting"
    assert one(desk)["page"] == "stage"
    act(desk, action="remove", screen="2")
    assert visitor.topic("direction").status_code == 404
    with app.app_context():
        assert db.session.scalars(hall).one().revoked_at_ms is not None
    # The number of a screen that is gone is nobody else's.
    assert [screen["id"] for screen in act(desk, action="add", name="Hall")["screens"]] == ["1", "3"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"action": "paint", "screen": "1"}, "action"),
        ({"action": ["show"], "screen": "1"}, "action"),
        ({}, "action"),
        ({"action": "show", "screen": "9", "page": "stage"}, "screen"),
        ({"action": "show", "screen": 1, "page": "stage"}, "screen"),
        ({"action": "show", "screen": "1", "page": "desk"}, "page"),
        ({"action": "black", "screen": "1", "black": "yes"}, "black"),
        ({"action": "name", "screen": "1", "name": " "}, "name"),
        ({"action": "add", "name": "x" * 25}, "name"),
        ({"action": "add"}, "name"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(desk: Visitor, body: dict[str, Any], field: str) -> None:
    before = desk.topic("screens").get_json()
    assert list(act(desk, 422, **body)["fields"]) == [field]
    assert desk.topic("screens").get_json()["screens"] == before["screens"]


def test_twenty_screens_are_enough(app: Flask, event: Event, desk: Visitor) -> None:
    with app.app_context():
        db.session.add_all(
            Screen(event_id=event.id, key=str(number), name="Hall", page="stage") for number in range(2, 21)
        )
        db.session.commit()
    assert list(act(desk, 422, action="add", name="Hall")["fields"]) == ["action"]
