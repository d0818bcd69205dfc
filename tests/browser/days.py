"""A shared day brought to its afternoon, and its moves, each taken back once it has been looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.serving import Server

Act = str | tuple[str, dict[str, Any]]


def play(server: Server) -> None:
    """Bring the day to its fourth pitch: three teams have been scored by the whole jury, the fourth one is speaking."""
    organiser, jury = server.person("organiser"), server.jury()
    pitches = [slot for slot in organiser.get("agenda")["slots"] if slot["kind"] == "pitch"]
    for done in pitches[:3]:
        organiser.timer("call", slot=done["id"])
        organiser.timer("start")
        for rank, juror in enumerate(jury):
            mine = {ballot["team"] for ballot in juror.get("ballots")}
            if done["team"] in mine:
                juror.validate(done["team"], (5 + rank % 5, 6 + done["team"] % 3, 7 + rank % 3))
        organiser.timer("stop")
    organiser.timer("call", slot=pitches[3]["id"])
    organiser.timer("start")


@contextmanager
def moved(server: Server, *acts: Act) -> Iterator[None]:
    """The timer after some acts, each its name or its name with what it says; then each is undone."""
    organiser = server.person("organiser")
    for act in acts:
        name, others = (act, {}) if isinstance(act, str) else act
        organiser.timer(name, **others)
    try:
        yield
    finally:
        for _ in acts:
            organiser.timer("undo")


@contextmanager
def in_the_room(server: Server, visibility: str) -> Iterator[None]:
    """What the room sees of the scores; then the ranking live, as the example has it."""
    organiser = server.person("organiser")
    assert organiser.send("POST", "visibility", {"visibility": visibility}).status_code == 200
    try:
        yield
    finally:
        organiser.send("POST", "visibility", {"visibility": "live"})


@contextmanager
def scoring_closed(server: Server) -> Iterator[None]:
    """Scoring is closed; then open again."""
    organiser = server.person("organiser")
    assert organiser.send("POST", "scoring", {"state": "closed"}).status_code == 200
    try:
        yield
    finally:
        organiser.send("POST", "scoring", {"state": "open"})


def send_screen(server: Server, page: str) -> None:
    """The desk sends the screen of the room to a page; it leaves any other one by itself."""
    organiser = server.person("organiser")
    screen = organiser.get("screens")["screens"][0]["id"]
    sent = organiser.send("POST", "screens", {"action": "show", "screen": screen, "page": page})
    assert sent.status_code == 200, sent.text
