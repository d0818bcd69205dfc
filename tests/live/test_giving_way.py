"""A push is built beside the writer: a ballot goes before it, and nothing that was hidden meanwhile leaves with it."""

from collections.abc import Callable
from contextvars import Context

import pytest
from flask import Flask

from app import changes
from app.extensions import db
from app.live.sockets import EVERY_VIEW
from app.models import Event
from app.topics import Snapshot
from tests.conftest import Doors

VIEWS = list(EVERY_VIEW)
RESULTS, DESK, JURY = ("results", "all"), ("progress", "desk"), ("progress", "jury")


class Push:
    """The pushes of an event, in which something may happen just before a view is built."""

    def __init__(self, app: Flask, event: Event) -> None:
        self._app = app
        self._id = event.id

    def __call__(
        self, before: tuple[str, str] | None = None, happens: Callable[[], object] = lambda: None
    ) -> dict[tuple[str, str], Snapshot]:
        turn = iter(VIEWS)

        def pause() -> None:
            if next(turn) == before:
                Context().run(happens)  # by another request

        with self._app.app_context():
            return changes.stamped_beside(db.session(), db.session.get_one(Event, self._id), VIEWS, pause)


@pytest.fixture
def push(app: Flask, event: Event) -> Push:
    """The pushes of the example, whose first has left."""
    made = Push(app, event)
    made()
    return made


def given(found: Snapshot, number: int) -> int:
    """How many validated ballots a team has by a snapshot of `progress`."""
    return next(int(team["in"]) for team in found.content["teams"] if team["number"] == number)


def test_a_ballot_that_comes_while_a_push_is_built_is_told_by_the_next_one(doors: Doors, push: Push) -> None:
    juror = doors.enter("juror")
    juror.ballot(11)  # the first one also freezes the rules
    before = push()
    meanwhile = push(VIEWS[0], lambda: juror.ballot(10))
    assert [found.mark for found in meanwhile.values()] == [found.mark for found in before.values()]
    after = push()[DESK]
    assert after.revision == before[DESK].revision + 1
    assert (given(before[DESK], 10), given(after, 10)) == (0, 1)


def test_a_push_is_of_one_moment_whatever_comes_between_two_views(doors: Doors, push: Push) -> None:
    first, second = doors.enter("juror", 0), doors.enter("juror", 1)
    first.ballot(10)
    between = max(VIEWS.index(DESK), VIEWS.index(JURY))
    found = push(VIEWS[between], lambda: second.ballot(10))
    assert given(found[DESK], 10) == given(found[JURY], 10) == 1


def test_what_was_hidden_while_a_push_is_built_is_not_in_it(doors: Doors, push: Push) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    assert organiser.send("POST", "visibility", {"visibility": "live"}).status_code == 200
    juror.ballot(10)
    assert push()[RESULTS].content["ballots"]["in"] == 1
    juror.ballot(11)
    found = push(VIEWS[-1], lambda: organiser.send("POST", "visibility", {"visibility": "hidden"}))
    assert found[RESULTS].as_dict() | {"sent_at_ms": 0} == organiser.topic("results").get_json() | {"sent_at_ms": 0}
    assert found[RESULTS].content["ballots"] is None


def test_what_somebody_was_told_of_a_later_moment_is_left_out(doors: Doors, push: Push) -> None:
    juror, organiser = doors.enter("juror"), doors.enter("organiser")
    juror.ballot(10)
    asked = []

    def later() -> None:
        juror.ballot(11)
        asked.append(organiser.topic("progress").get_json())

    found = push(VIEWS[-1], later)
    assert DESK not in found
    after = push()[DESK]
    assert after.revision == asked[0]["revision"]
    assert after.content["teams"] == asked[0]["teams"]


def test_an_event_deleted_while_a_push_is_built_is_told_to_nobody(app: Flask, doors: Doors, push: Push) -> None:
    def gone() -> None:
        with app.app_context(), changes.transaction() as session:
            session.delete(session.get_one(Event, doors.event_id))

    assert push(VIEWS[-1], gone) == {}
