"""Everybody who may listen to an event hears the topics of their row in the table, and of no other event.

In this process, through Flask-SocketIO's own client. Over a real connection `tests/live/test_sockets.py` holds the
same refusals, and that a revoked link is cut within a second.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask_socketio.test_client import SocketIOTestClient
from sqlalchemy import select, update

from app import access, changes
from app.extensions import db, socketio
from app.live import sockets
from app.live.publisher import Publisher
from app.models import (
    Event,
    FavouriteVoter,
    Juror,
    Link,
    Recusal,
    Reveal,
    Screen,
    Slot,
    StageTimer,
    TableVisit,
    Team,
)
from tests.contracts import access_table
from tests.contracts.access_people import ELSEWHERE, EVERYBODY, PEOPLE, Venue
from tests.serving import SLUG
from tests.visiting import Visitor

Listen = Callable[..., "Ear"]
Publish = Callable[[], None]
# What a view of `progress` tells, beside the four of every snapshot.
TOLD = {
    "jury": {"teams", "missing", "reopened", "declared", "vote", "deliberation"},
    "desk": {
        *(
            "teams",
            "missing",
            "reopened",
            "declared",
            "deliberation",
            "vote",
            "jurors",
            "drafting",
            "out_of_scope",
            "recused",
            "paper",
            "set_aside",
            "arrivals",
        ),
        "list",
    },
}


class Ear:
    """One socket, and what came in by it."""

    def __init__(self, app: Flask, visitor: Visitor, auth: object) -> None:
        self.socket = SocketIOTestClient(app, socketio, auth=auth, flask_test_client=visitor.client)

    @property
    def connected(self) -> bool:
        """Whether the server holds the connection."""
        return bool(self.socket.is_connected())

    def heard(self) -> dict[str, Any]:
        """The topics that came since it was last asked, each with its last snapshot."""
        return {frame["name"]: frame["args"][0] for frame in self.socket.get_received()} if self.connected else {}


@pytest.fixture
def listen(app: Flask) -> Iterator[Listen]:
    """Has somebody listen to the example, or to whatever they ask for."""
    ears: list[Ear] = []

    def listening(visitor: Visitor, **auth: object) -> Ear:
        ears.append(Ear(app, visitor, {"event": SLUG} | auth))
        return ears[-1]

    yield listening
    for ear in ears:
        if ear.connected:
            ear.socket.disconnect()
    assert sockets.listeners == {}


@pytest.fixture
def publish(app: Flask, event: Event) -> Publish:
    """Publishes the example's changes, as the server does after each."""
    publisher = Publisher(app, event.id, lambda _event: None)

    def published() -> None:
        with app.app_context():
            publisher._publish()
            db.session.remove()

    return published


def expected(role: str | None) -> dict[str, str]:
    """The topics that a role should hear, each with its view; of the board only the chair's tells itself apart."""
    found = access_table.expected(role)
    return {topic: "all" if topic == "board" and view != "chair" else view for topic, view in found.items()}


def where_nothing_is_told() -> dict[str, str]:
    """What everybody hears of an event whose room told no favourite."""
    return {topic: view for topic, view in expected(None).items() if topic != "favourite"}


# Of a topic, what a view has that no other has; of one that a single role hears, nothing need be there.
MARKS = {
    "board": (("jurors", "chair"),),
    "favourite": (("code", "desk"),),
    "coaching": (("visits", "rounds"), ("visit", "team")),
    "direction": (("page", "screen"),),
}


def views(heard: dict[str, Any]) -> dict[str, str]:
    """The topics that were heard, each with its view, as their contents tell."""
    told = {topic: set(body) - {"epoch", "revision", "sent_at_ms", "as_of_ms"} for topic, body in heard.items()}
    named = {frozenset(keys): view for view, keys in TOLD.items()}
    told["board"] = told.get("board", set()) | set(heard.get("board", {}).get("jury", ()))
    return {
        topic: named[frozenset(keys)]
        if topic == "progress"
        else next((view for mark, view in MARKS.get(topic, ()) if mark in keys), "all")
        for topic, keys in told.items()
        if topic in heard
    }


def everything_moves(app: Flask) -> None:
    """One change that every topic of every view tells of."""
    with app.app_context(), changes.transaction() as session:
        event = session.scalars(select(Event).filter_by(slug=SLUG)).one()
        event.phase, event.visibility = "deliberation", "hidden"
        here = {"event_id": event.id}
        session.execute(update(StageTimer).filter_by(**here).values(revision=StageTimer.revision + 1))
        session.execute(update(Slot).filter_by(**here).values(title="Another title"))
        juror = session.scalars(select(Juror).filter_by(**here, key="j01")).one()
        team = session.scalars(select(Team).filter_by(**here, number=10)).one()
        session.add(Recusal(**here, juror_id=juror.id, team_id=team.id, kind="recusal", in_force=True))
        session.add(Reveal(**here, rehearsal=0, plan={}))
        session.execute(update(Screen).filter_by(**here).values(black=True))
        session.add(FavouriteVoter(**here, number=1, digest="a device", kind="a kind", at_ms=0, teams=[10]))
        for each in session.scalars(select(Team).filter_by(**here)):
            session.add(TableVisit(**here, team_id=each.id, asked_at_ms=1))


@pytest.mark.parametrize("name", EVERYBODY)
def test_on_connecting_each_hears_the_topics_of_their_row(venue: Venue, listen: Listen, name: str) -> None:
    ear = listen(PEOPLE[name].enter(venue))
    assert ear.connected
    assert views(ear.heard()) == expected(PEOPLE[name].role)


def test_of_one_change_each_hears_what_is_in_their_row(venue: Venue, listen: Listen, publish: Publish) -> None:
    absent = ("revoked", "recused")  # the first are cut, below; the second are the change itself
    ears = {name: listen(PEOPLE[name].enter(venue)) for name in PEOPLE if not name.startswith(absent)}
    publish()
    for ear in ears.values():
        ear.heard()
    everything_moves(venue.app)
    publish()
    for name, ear in ears.items():
        assert views(ear.heard()) == expected(PEOPLE[name].role), name


@pytest.mark.parametrize("role", [*access.ROLES, None])
def test_as_a_role_one_does_not_hold_one_hears_as_nobody(venue: Venue, listen: Listen, role: str | None) -> None:
    visitor = venue.here.enter(role) if role else venue.audience()
    for posed in {*access.ROLES, "nonesuch", ""} - {role}:
        assert views(listen(visitor, **{"as": posed}).heard()) == expected(None), posed
    if role:
        assert views(listen(visitor, **{"as": role}).heard()) == expected(role)


def test_what_is_no_role_is_not_taken_for_one(venue: Venue, listen: Listen) -> None:
    juror, stranger = venue.here.enter("juror"), venue.audience()
    for posed in (["organiser"], {"organiser": True}, 1, True, None):
        assert views(listen(juror, **{"as": posed}).heard()) == expected("juror"), posed
        assert views(listen(stranger, **{"as": posed}).heard()) == expected(None), posed


def test_somebody_of_two_roles_hears_as_the_one_they_ask_for(venue: Venue, listen: Listen) -> None:
    visitor = venue.here.enter("organiser")
    visitor.enter(str(venue.here.link("juror")["token"]))
    for posed, role in ((None, "juror"), ("juror", "juror"), ("organiser", "organiser")):
        assert views(listen(visitor, **{"as": posed}).heard()) == expected(role)


@pytest.mark.parametrize("role", ["organiser", "chair", "juror", "team"])
def test_at_another_event_one_is_nobody_and_hears_of_that_event(venue: Venue, listen: Listen, role: str) -> None:
    assert venue.elsewhere
    heard = listen(venue.here.enter(role), event=ELSEWHERE).heard()
    assert views(heard) == where_nothing_is_told()
    assert heard["day"]["event"]["slug"] == ELSEWHERE


def test_an_account_of_all_events_hears_each_as_its_organiser(venue: Venue, listen: Listen) -> None:
    assert venue.elsewhere
    everywhere, here = venue.account(None), venue.account(SLUG)
    assert views(listen(everywhere, event=ELSEWHERE).heard()) == expected("organiser")
    assert views(listen(here, event=ELSEWHERE).heard()) == where_nothing_is_told()


def test_an_event_that_does_not_exist_or_is_not_named_is_refused(venue: Venue) -> None:
    organiser = venue.here.enter("organiser")
    for slug in ("nonesuch", "", None, 1, [SLUG], {"slug": SLUG}, f"{SLUG}/", SLUG.upper()):
        assert not Ear(venue.app, organiser, {"event": slug}).connected, slug
    for auth in (None, SLUG, [SLUG], {}):
        assert not Ear(venue.app, organiser, auth).connected, auth


@pytest.mark.parametrize("role", access.ROLES)
def test_a_revoked_link_is_cut_and_hears_nothing_more(
    venue: Venue, listen: Listen, publish: Publish, role: str
) -> None:
    visitor = venue.here.enter(role)
    ear, other = listen(visitor), listen(venue.audience())
    other.heard()
    with venue.app.app_context(), changes.transaction() as session:
        session.execute(update(Link).where(Link.role == role).values(revoked_at_ms=1))
    everything_moves(venue.app)
    publish()
    assert not ear.connected
    assert {frame["name"] for frame in ear.socket.queue} <= set(expected(role)), "nothing but what it heard alive"
    assert other.connected and "day" in other.heard()
    assert views(listen(visitor).heard()) == expected(None)


def test_no_message_lets_anybody_into_a_room(venue: Venue, listen: Listen, publish: Publish) -> None:
    ear = listen(venue.audience())
    ear.heard()
    with venue.app.app_context():
        event = db.session.scalars(select(Event.id)).one()
    asked = {"event": SLUG, "as": "organiser", "room": sockets.room(event, sockets.audience_of("organiser"))}
    for message in ("join", "join_room", "enter", "subscribe", "progress", "connect"):
        ear.socket.emit(message, asked)
    assert ear.heard() == {}
    everything_moves(venue.app)
    publish()
    assert views(ear.heard()) == expected(None)


@pytest.mark.parametrize(
    "said", [["connect"], ["disconnect"], ["disconnect", "connect"], ["connect", "disconnect", "connect"]]
)
def test_no_message_hides_a_listener_from_revocation(
    venue: Venue, listen: Listen, publish: Publish, said: list[str]
) -> None:
    """A client may name its messages like the moments of a connection: they are not taken for them."""
    ear = listen(venue.here.enter("chair"))
    for message in said:
        if ear.connected:
            ear.socket.emit(message, {"event": SLUG, "as": "screen"})
    with venue.app.app_context(), changes.transaction() as session:
        session.execute(update(Link).where(Link.role == "chair").values(revoked_at_ms=1))
    publish()
    ear.socket.queue.clear()
    everything_moves(venue.app)
    publish()
    assert [frame["name"] for frame in ear.socket.queue if frame["name"] not in expected(None)] == []
    assert not ear.connected


def test_a_listener_who_says_goodbye_twice_or_greets_again_stays_one(venue: Venue, listen: Listen) -> None:
    ear = listen(venue.audience())
    for event in (SLUG, "nonesuch"):
        ear.socket.emit("connect", {"event": event})
    assert (ear.connected, len(sockets.listeners)) == (True, 1)
    ear.socket.emit("disconnect", "bye")
    assert (ear.connected, len(sockets.listeners)) == (False, 0)


def test_a_page_of_another_site_gets_no_socket_whoever_reads_it(venue: Venue) -> None:
    organiser = venue.here.enter("organiser")
    origins = ("http://evil.example", "null", "http://localhost.evil.example")
    for asked in product(("GET", "POST"), ("polling", "websocket"), origins):
        method, transport, origin = asked
        path = f"/socket.io/?EIO=4&transport={transport}"
        answer = organiser.client.open(path, method=method, headers={"Origin": origin})
        assert answer.status_code == 403, asked


def test_control_a_wider_row_is_heard(venue: Venue, listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(access.VIEWS, "progress", {access.PUBLIC: "desk"})
    assert views(listen(venue.audience()).heard()) != expected(None)
