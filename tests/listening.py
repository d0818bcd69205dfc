"""Somebody who listens: a Socket.IO client that keeps every frame with the moment it came."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import socketio

from tests.serving import SLUG, Person

WAIT_S = 10


class Listener:
    """One socket on an event, with the session of a person or as a visitor."""

    def __init__(self, url: str, person: Person | None = None, role: str | None = None, slug: str = SLUG) -> None:
        self.frames: list[tuple[str, dict[str, Any], float]] = []
        self.client = socketio.Client(reconnection=False)
        self.client.on("*", lambda name, body: self.frames.append((name, body, time.monotonic())))
        self._url = url
        self._headers = {"Cookie": person.cookie()} if person else {}
        self._auth = {"event": slug} | ({"as": role} if role else {})

    def __enter__(self) -> Self:
        self.client.connect(self._url, headers=self._headers, auth=self._auth, transports=["websocket"])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.disconnect()

    def topics(self) -> list[str]:
        """The names of the frames heard so far, beats apart."""
        return [name for name, _, _ in self.frames if name != "beat"]

    def latest(self, topic: str) -> dict[str, Any]:
        """The last frame of a topic."""
        self.until(lambda: topic in [name for name, _, _ in self.frames])
        return [body for name, body, _ in self.frames if name == topic][-1]

    def until(self, condition: Callable[[], bool], seconds: float = WAIT_S) -> None:
        """Wait for a condition; fails where it does not come."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"waited in vain; heard {self.topics()}"
            time.sleep(0.01)
