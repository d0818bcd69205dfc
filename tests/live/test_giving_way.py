"""A push is built beside the writer: a ballot goes before it, and nothing that was hidden meanwhile leaves with it."""

from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app import access, changes, revisions
from app.access import Identity
from app.domain import journal
from app.extensions import db, socketio
from app.live import sockets
from app.live.publisher import PATIENCE_MS, GivingWay, Publisher
from app.live.sockets import EVERY_VIEW
from app.models import Event, Link
from app.topics import Snapshot
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.visiting import new_op

VIEWS = list(EVERY_VIEW)
TABLET = "a tablet"
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
            event = db.session.get_one(Event, self._id)
            moment = changes.moment_of(db.session(), event)
            built = revisions.build(db.session(), event, VIEWS, pause)
            db.session.rollback()
            return changes.stamped_since(moment, built)


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


def hidden_meanwhile(doors: Doors, push: Push) -> dict[str, Any]:
    """What a push tells of the results that were hidden while it was built."""
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    assert organiser.send("POST", "visibility", {"visibility": "live"}).status_code == 200
    juror.ballot(10)
    assert push()[RESULTS].content["ballots"]["in"] == 1
    juror.ballot(11)
    return push(VIEWS[-1], lambda: organiser.send("POST", "visibility", {"visibility": "hidden"}))[RESULTS].content


def test_what_was_hidden_while_a_push_is_built_is_not_in_it(doors: Doors, push: Push) -> None:
    assert hidden_meanwhile(doors, push)["ballots"] is None


def test_control_a_push_that_waits_for_nobody_tells_what_was_hidden(
    doors: Doors, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "HIDES_NOTHING", journal.HIDES_NOTHING | {"visibility"})
    assert hidden_meanwhile(doors, push)["ballots"]["in"] == 2


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


def test_whoever_asks_while_a_push_is_built_takes_nothing_from_it(doors: Doors, push: Push) -> None:
    juror, organiser = doors.enter("juror"), doors.enter("organiser")
    before = push()[DESK].revision
    juror.ballot(10)
    asked = []
    found = push(VIEWS[-1], lambda: asked.append(organiser.topic("progress").get_json()))
    assert found[DESK].revision == asked[0]["revision"] == before + 1
    assert given(found[DESK], 10) == 1


def test_an_event_deleted_while_a_push_is_built_is_told_to_nobody(app: Flask, doors: Doors, push: Push) -> None:
    def gone() -> None:
        with app.app_context(), changes.transaction() as session:
            session.delete(session.get_one(Event, doors.event_id))

    assert push(VIEWS[-1], gone) == {}


class Heard:
    """What the publisher of an event sends, while something happens in the middle of its building."""

    def __init__(self, app: Flask, event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("app.live.publisher.gevent.spawn", lambda *_given: None)  # its loop: the test drives it
        self._app = app
        self._publisher = Publisher(app, event.id, lambda _gone: None)
        self._happens: list[Callable[[], object]] = []
        self.sent: list[tuple[str, str]] = []
        monkeypatch.setattr("app.live.publisher.GivingWay", lambda: self._pause)
        monkeypatch.setattr(socketio, "emit", lambda topic, _content, to: self.sent.append((topic, to)))
        monkeypatch.setattr(sockets, "disconnect", lambda sid, **_where: sockets.listeners.pop(sid, None))

    def _pause(self) -> None:
        if self._happens:
            Context().run(self._happens.pop())

    def __call__(self, happens: Callable[[], object] | None = None) -> list[tuple[str, str]]:
        self.sent.clear()
        self._happens = [happens] if happens else []
        with self._app.app_context():
            assert not self._publisher._publish()
        return list(self.sent)

    @property
    def awake(self) -> bool:
        """Whether it publishes once more."""
        return self._publisher._dirty.is_set()


@pytest.fixture
def heard(app: Flask, event: Event, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """The example's publisher, whose first push has left."""
    made = Heard(app, event, monkeypatch)
    made()
    return made


@pytest.fixture
def listening(app: Flask, doors: Doors) -> Iterator[Identity]:
    """The first juror, to whom the board is open and whose tablet listens."""
    assert doors.enter("organiser").send("POST", "deliberation", {"state": "open"}).status_code == 200
    with app.app_context():
        link = db.session.scalars(
            select(Link).filter_by(event_id=doors.event_id, role="juror").order_by(Link.id)
        ).first()
        holder = Identity("juror", doors.event_id, link.subject, "", access.actor_key(link), link.id)
    sockets.listeners[TABLET] = sockets.Listener(doors.event_id, holder)
    yield holder
    sockets.listeners.clear()


def test_a_juror_hears_their_board_and_not_once_it_was_closed_to_them_meanwhile(
    doors: Doors, heard: Heard, listening: Identity
) -> None:
    organiser = doors.enter("organiser")
    assert ("board", TABLET) in heard()
    sockets.listeners[TABLET].told.clear()
    assert ("board", TABLET) not in heard(lambda: organiser.send("POST", "deliberation", {"state": "closed"}))


def test_who_was_revoked_while_a_push_is_built_hears_nothing_of_it_and_the_others_a_moment_later(
    doors: Doors, heard: Heard, listening: Identity
) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror", 3)
    form = {"op": new_op(), "csrf_token": organiser.csrf}
    revoked = f"/{organiser.slug}/desk/links/{listening.link_id}/revoke"
    juror.ballot(10)
    assert heard(lambda: organiser.client.post(revoked, data=form)) == []
    assert (TABLET in sockets.listeners, heard.awake) == (False, True)
    assert {topic for topic, _ in heard()} >= {"progress", "board"}


def test_whoever_has_the_file_forget_waits_for_no_push(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    stamped_since, forgot = changes.stamped_since, []

    def after_them(moment: changes.Moment, built: revisions.Bodies) -> revisions.Snapshots:
        forgot.append(changes.forget())
        return stamped_since(moment, built)

    monkeypatch.setattr(changes, "stamped_since", after_them)
    heard()
    assert forgot == [True]


def test_a_push_that_is_late_gives_way_no_more(monkeypatch: pytest.MonkeyPatch, still_clock: StillClock) -> None:
    slept: list[float] = []
    monkeypatch.setattr("app.live.publisher.gevent.sleep", slept.append)
    give_way = GivingWay()
    give_way()
    still_clock.go_on(PATIENCE_MS)
    give_way()
    assert len(slept) == 1
