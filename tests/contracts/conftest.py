"""What the contracts ask for: worlds that live a day, and everybody who may knock at an event."""

from collections.abc import Callable
from functools import cache
from typing import Protocol

import pytest
from flask import Flask

from app.documents import drawing
from tests.conftest import Doors
from tests.contracts.access_people import Venue
from tests.contracts.room_day import DAY, END_MS, SECRETS, SHOWN, every_door_is_tried, the_room_asks
from tests.worlds import Act, Programme, Seen, world


class Lived(Protocol):
    """How a world is lived."""

    def __call__(self, *programmes: Programme, asks: Act, until_ms: int = ...) -> Seen: ...


@pytest.fixture(scope="session")
def lived() -> Lived:
    """Lives programmes together in a new world; all that was seen in it, and answered at its end."""

    def live(*programmes: Programme, asks: Act, until_ms: int = END_MS) -> Seen:
        with world() as there:
            there.live(*programmes, until_ms=until_ms)
            asks(there)
            return there.all_seen()

    return live


@pytest.fixture(scope="session")
def two_worlds(lived: Lived) -> Callable[[str], tuple[Seen, Seen]]:
    """By what the room is shown: the world in which the jury rests, and the one in which it works."""

    @cache
    def two(shown: str) -> tuple[Seen, Seen]:
        asks = every_door_is_tried if shown == "hidden" else the_room_asks
        return lived(DAY, SHOWN[shown], asks=asks), lived(DAY, SHOWN[shown], SECRETS, asks=asks)

    return two


@pytest.fixture
def venue(app: Flask, doors: Doors, monkeypatch: pytest.MonkeyPatch) -> Venue:
    """The example and everybody around it; who may have a document, not how it is drawn."""
    draw = drawing._run
    monkeypatch.setattr(drawing, "_run", lambda *asked: draw(*asked) if "zip" in asked else b"%PDF-")
    return Venue(app, doors)
