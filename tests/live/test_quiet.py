"""While a pitch runs and nobody does anything, the wire carries beats and nothing else."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import TABLET, enter, opened
from tests.listening import Listener
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

ROLES = (None, "organiser", "juror", "screen", "coach", "team", "timekeeper")
BEAT_S = 5
# Beside the first, in the ninety minutes that the example has for its pitches.
FIT = 7


@pytest.fixture
def pitch(server: Server) -> Iterator[Server]:
    """A pitch that was just started, of so few that they hold in their time: no hour has to be told otherwise."""
    organiser = server.person("organiser")
    first, *others = [slot["id"] for slot in organiser.get("agenda")["slots"] if slot["kind"] == "pitch"]
    for slot in others[FIT:]:
        sent = {"base": organiser.get("agenda")["revision"], "action": "absent", "slot": slot}
        assert organiser.send("POST", "agenda", sent).status_code == 200
    organiser.timer("call", slot=first)
    organiser.timer("start")
    yield server


class Tapped:
    """A page, and what goes over its wires: names of socket messages, addresses of requests."""

    def __init__(self, page: Page) -> None:
        self.carried: Counter[str] = Counter()
        page.on("websocket", lambda line: line.on("framereceived", self._came))
        page.on("request", lambda request: self.carried.update([request.url]))

    def _came(self, frame: str | bytes) -> None:
        text = str(frame)
        # What Engine.IO says to itself, and the answers to the page's own questions about the time, are no news.
        if text.startswith("42"):
            self.carried.update([text[4:].split('"', 1)[0]])


def all_hear_more(people: list[Listener]) -> None:
    """Come back once each of them heard something more."""
    heard = [len(listener.frames) for listener in people]
    people[0].until(lambda: all(len(each.frames) > had for each, had in zip(people, heard, strict=True)), 60)


@pytest.mark.parametrize("seconds", [12, pytest.param(60, marks=pytest.mark.nightly)])
def test_a_running_pitch_with_nothing_moving_sends_beats_only(browser: Browser, pitch: Server, seconds: int) -> None:
    with ExitStack() as stack:
        stage = stack.enter_context(opened(browser, TABLET))
        desk = stack.enter_context(opened(browser, TABLET))
        pages = [Tapped(stage), Tapped(desk)]
        stage.goto(f"{pitch.url}/{SLUG}/stage")
        enter(desk, pitch.url, pitch.link("organiser"))
        people = [
            stack.enter_context(Listener(pitch.url, pitch.person(role) if role else None, role)) for role in ROLES
        ]
        # Whoever came is told what they hear, and that they are there; a beat later all is said.
        for _ in range(2):
            all_hear_more(people)
            stage.wait_for_timeout(250)
        for listener in people:
            listener.frames.clear()
        for tapped in pages:
            tapped.carried.clear()
        stage.wait_for_timeout(seconds * 1000)
        for listener in people:
            assert listener.topics() == []
            assert len(listener.frames) >= seconds // BEAT_S - 1
        for tapped in pages:
            assert set(tapped.carried) == {"beat"}, tapped.carried
        # The control: somebody gives half a minute more, and every tap hears it.
        pitch.person("organiser").timer("add", seconds=30)
        for listener in people:
            listener.until(lambda listener=listener: "stage" in listener.topics())
        for tapped, page in zip(pages, (stage, desk), strict=True):
            while "stage" not in tapped.carried:
                page.wait_for_timeout(100)
