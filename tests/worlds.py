"""Worlds that live the same day, and all that the people in them receive: answers and frames, byte for byte.

The publishers are the real ones, their loops kept by the test's clock; sockets and requests stay in this process.
"""

import json
import re
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import clock
from app.extensions import db, socketio
from app.live import sockets
from app.live.publisher import Publishers
from app.models import Event
from tests import preparing
from tests.clocks import LoopingClock
from tests.conftest import Doors
from tests.visiting import Visitor

# Drawn anew for each session, page or socket, and the wall's hour: nothing of the event is in them.
DRAWN = re.compile(
    r'(csrf(?:_token|-token)?"(?: value=| content=|: ?)"|name="op" value="|0\{"sid":"'
    r'|palmares_session=|Date: |Expires=)[^";\n]+'
)

Seen = dict[str, str]
Act = Callable[["World"], object]
Programme = Sequence[tuple[int, Act]]


def undrawn(text: str) -> str:
    """A text without what is drawn."""
    return DRAWN.sub(r"\1…", text)


class Ear(SocketIOTestClient):  # type: ignore[misc]
    """One socket: the frames it was sent, as they left, each with its instant."""

    def connect(self, *given: Any, **named: Any) -> None:
        """Connect, all that leaves for this socket and the others being kept from here on."""
        self.frames: list[str] = []
        server = self.socketio.server
        packets, encoded = server._send_packet, server._send_eio_packet

        def send_packet(eio_sid: str, packet: Any) -> None:
            self._keep(eio_sid, packet.encode())
            packets(eio_sid, packet)

        def send_eio_packet(eio_sid: str, packet: Any) -> None:
            self._keep(eio_sid, packet.data)
            encoded(eio_sid, packet)

        server._send_packet, server._send_eio_packet = send_packet, send_eio_packet
        super().connect(*given, **named)

    def _keep(self, eio_sid: str, text: str) -> None:
        if eio_sid in self.clients:
            self.clients[eio_sid].frames.append(f"{clock.now_ms()} {undrawn(text)}")


class World:
    """One event with its people, from its first instant on."""

    def __init__(self, app: Flask, still: LoopingClock) -> None:
        with app.app_context():
            event = db.session.scalars(select(Event)).one()
            self.slug, self.id = event.slug, event.id
        self.app = app
        self.clock = still
        self.doors = Doors(app, event)
        self.people: dict[str, Visitor] = {}
        self.ears: dict[str, Ear] = {}
        self.etags: dict[tuple[str, str], str] = {}
        self.seen: Seen = {}

    def person(self, name: str, role: str | None = None, number: int = 0) -> Visitor:
        """Somebody by name, who enters the first time they are asked for."""
        if name not in self.people:
            self.people[name] = self.doors.enter(role, number) if role else self.doors.stranger()
        return self.people[name]

    def listen(self, name: str) -> None:
        """Have somebody listen from now on."""
        client = self.person(name).client
        self.ears[name] = Ear(self.app, socketio, auth={"event": self.slug}, flask_test_client=client)

    def live(self, *programmes: Programme, until_ms: int) -> None:
        """Let the programmes happen together, each act at its instant, up to the end of the day."""
        begun = self.clock.at
        for at, act in sorted(chain(*programmes), key=lambda line: line[0]):
            self.clock.go_on(begun + at - self.clock.at)
            act(self)
        self.clock.go_on(begun + until_ms - self.clock.at)

    def ask(self, name: str, path: str, method: str = "GET", **sent: Any) -> TestResponse:
        """Have somebody ask, and keep what they are answered: status, headers in their order, body."""
        answer = self.person(name).client.open(path, method=method, **sent)
        assert answer.status_code < 500, path
        headers = "\n".join(f"{header}: {value}" for header, value in answer.headers)
        text = f"{answer.status}\n{headers}\n\n{answer.get_data(as_text=True)}"
        self.seen[f"{name}: {method} {path}"] = undrawn(text)
        return answer

    def all_seen(self) -> Seen:
        """What was answered and sent."""
        self.clock.settle()
        frames = {f"{name}: frames": "\n".join(ear.frames) for name, ear in self.ears.items()}
        return self.seen | frames


@contextmanager
def world() -> Iterator[World]:
    """A world at its first instant: the example loaded, the publishers at work, nobody there yet."""
    still = LoopingClock()
    known = clock._clock
    clock.use(still)
    try:
        with (
            tempfile.TemporaryDirectory() as room,
            preparing.opened(shutil.copytree(preparing.loaded(), Path(room) / "instance")) as app,
            pytest.MonkeyPatch.context() as patch,
        ):
            failed: list[str] = []
            patch.setattr(app.logger, "exception", lambda *_said, **_more: failed.append(traceback.format_exc()))
            patch.setattr("app.live.publisher.gevent", still)
            Publishers(app)
            still.settle()
            yield World(app, still)
            still.stop()
            assert failed == []  # a publisher that fails sends nothing, and would pass for a discreet one
    finally:
        still.stop()
        clock.use(known)
        sockets.listeners.clear()
        Ear.clients.clear()


def told_apart(one: Seen, other: Seen) -> list[str]:
    """Where two worlds can be told apart."""
    return sorted(place for place in one.keys() | other.keys() if one.get(place) != other.get(place))


def events_of(frames: str) -> list[tuple[int, str, dict[str, Any]]]:
    """The messages among somebody's frames: instant, name, content."""
    lines = [line.split(" ", 1) for line in frames.splitlines()]
    return [(int(at), *json.loads(text[1:])) for at, text in lines if text.startswith("2[")]
