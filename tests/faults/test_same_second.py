"""Two screens flip the same second: through a bad network, its loss, a server killed, its wall clock set.

Both are in one Chromium, on one steady clock, but the clock of each device is seconds off. What a screen shows is
compared with the instants that the timer's anchors say, and with the other screen, over five flips in a row: a machine
that is busy delays some of them, a clock that is wrong moves them all.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import TABLET, opened
from tests.faults.wire import CALM, Weather, Wire
from tests.outage import Network
from tests.serving import ROOT, SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.fault, pytest.mark.timeout(300)]

LAUNCHER = ROOT / "tests" / "faults" / "launcher.py"
JITTER = Weather(cut=0, delayed=1, longest_s=0.4, halved=0)
APART_MS = 50
FLIPS = 5
PATIENCE_S = 60
HOUR_MS = 3_600_000
# How far apart two screens flip, and how far off the worse one is, in milliseconds.
Measured = tuple[float, float]
# What a device believes before it asks: its own clock, that many milliseconds off. Each flip is kept with its instant.
RECORD = """(() => {
  const origin = performance.timeOrigin;
  Object.defineProperty(performance, 'timeOrigin', { value: origin + %d });
  window.flips = [];
  document.addEventListener('DOMContentLoaded', () => {
    const place = document.querySelector('[data-part="digits"]');
    const keep = () => window.flips.push([place.textContent.trim(), origin + performance.now()]);
    new MutationObserver(keep).observe(place, { childList: true, characterData: true, subtree: true });
  });
})()"""
# By what a screen knows it is off by half of what two may be apart at most: it asks until then (`lib/measuring.js`).
SURE = """async () => {
  const { clock } = await import(document.querySelector('link[href$="/js/lib/clock.js"]').href);
  return clock.error(performance.now()) <= 25;
}"""
# The same page, which asks the server for its time and takes no notice of the answer.
DEAF = ("offer(sample) {", "offer(sample) { return;")


class Screen:
    """A stage on a device whose clock is off."""

    def __init__(self, page: Page, url: str, off_ms: int, deaf: bool = False) -> None:
        self.page = page
        # How many sockets told it the stage: one at each connection, while nobody moves it.
        self.told = 0
        page.on("websocket", lambda line: line.on("framereceived", self._hear))
        page.add_init_script(RECORD % off_ms)
        if deaf:
            page.route("**/js/lib/clock.js*", lambda route: route.fulfill(body=_deaf(), content_type="text/javascript"))
        page.goto(f"{url}/{SLUG}/stage")

    def flips(self, since_ms: float) -> dict[str, float]:
        """When each reading was put up, of those put up since that instant."""
        found: list[tuple[str, float]] = self.page.evaluate("window.flips")
        return {text: at for text, at in found if at >= since_ms}

    def asks_again(self) -> None:
        """As after a sleep: what was known of the server's clock is forgotten, and it is asked anew."""
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def connects(self, told: int) -> None:
        """Come back once it was told the stage more often than that."""
        until = time.monotonic() + PATIENCE_S
        while self.told <= told:
            assert time.monotonic() < until, "the screen did not find the server again"
            self.page.wait_for_timeout(100)

    def is_sure(self) -> None:
        """Come back once it has asked often enough: a network that is lost before leaves it what it knows by then."""
        self.page.wait_for_function(SURE, timeout=PATIENCE_S * 1000)

    def _hear(self, frame: str | bytes) -> None:
        self.told += isinstance(frame, str) and frame.startswith('42["stage",')


def _deaf() -> str:
    script = (ROOT / "static" / "js" / "lib" / "clock.js").read_text(encoding="utf-8")
    assert DEAF[0] in script
    return script.replace(*DEAF)


class Day:
    """A pitch that runs on a server, and the instants at which its digits are due."""

    def __init__(self, server: Server, wall: Path) -> None:
        self.server = server
        self._wall = wall
        organiser = server.person("organiser")
        slot = next(slot for slot in organiser.get("agenda")["slots"] if slot["kind"] == "pitch")
        organiser.timer("call", slot=slot["id"])
        timer = organiser.timer("start")["timer"]
        self.ends_ms = timer["anchor_at_ms"] + timer["duration_ms"] + timer["added_ms"] - timer["elapsed_ms"]

    def late_ms(self, text: str, at_ms: float) -> float:
        """How long after its due instant a reading was put up; negative: before."""
        minutes, seconds = text.removeprefix("+").split(":")
        left = (int(minutes) * 60 + int(seconds)) * 1000
        return at_ms - self.ends_ms + (-left if text.startswith("+") else left)

    def set_wall(self, by_ms: int) -> None:
        """Set the server's wall clock that far from the true one."""
        self._wall.write_text(str(by_ms), encoding="ascii")

    def measured(self, screens: list[Screen], since_ms: float) -> Measured | None:
        """How far apart the last five flips were, and how far off the worse screen was; None: too few of them yet."""
        seen = [screen.flips(since_ms) for screen in screens]
        common = [text for text in seen[0] if all(text in other for other in seen)][-FLIPS:]
        if len(common) < FLIPS:
            return None
        apart = median(max(found) - min(found) for found in ([flips[text] for flips in seen] for text in common))
        return apart, max(abs(median(self.late_ms(text, flips[text]) for text in common)) for flips in seen)

    def hold_together(self, screens: list[Screen], off_ms: int, for_s: float = 0) -> None:
        """Come back once the screens flip within 50 ms of each other, that near to the truth; for so long at least."""
        since = time.time() * 1000
        measured = await_(lambda: self.measured(screens, since + for_s * 1000), _good(off_ms), for_s + PATIENCE_S)
        assert _good(off_ms)(measured), f"apart and off, in ms: {measured}"


def _good(off_ms: int) -> Callable[[Measured | None], bool]:
    return lambda found: found is not None and found[0] <= APART_MS and found[1] <= off_ms


def await_(
    measure: Callable[[], Measured | None], good: Callable[[Measured | None], bool], seconds: float
) -> Measured | None:
    """Measure until it is good or time is up; the last measure comes back."""
    until = time.monotonic() + seconds
    while not good(found := measure()) and time.monotonic() < until:
        time.sleep(0.25)
    return found


@contextmanager
def a_pitch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    """A pitch on a server whose wall clock can be set."""
    wall = tmp_path / "wall"
    monkeypatch.setenv("WALL", str(wall))
    with Server(tmp_path / "instance", LAUNCHER) as server:
        yield Day(server, wall)


@pytest.mark.parametrize("cut_s", [3, pytest.param(60, marks=pytest.mark.nightly)])
def test_two_screens_flip_the_same_second_whatever_befalls_network_and_server(
    browser: Browser, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch, cut_s: int
) -> None:
    with (
        a_pitch(tmp_path, monkeypatch) as day,
        Wire(day.server.port, seed, CALM) as wire,
        Network(wire.port) as network,
        opened(browser, TABLET) as one,
        opened(browser, TABLET) as other,
    ):
        url = f"http://127.0.0.1:{network.port}"
        screens = [Screen(one, url, 7_000), Screen(other, url, -4_000)]
        for screen in screens:
            screen.connects(told=0)
        wire.weather = JITTER
        for screen in screens:
            screen.asks_again()
        day.hold_together(screens, off_ms=APART_MS)
        for screen in screens:
            screen.is_sure()
        network.lose()
        day.hold_together(screens, off_ms=APART_MS, for_s=cut_s)
        told = [screen.told for screen in screens]
        day.server.kill()
        network.restore()
        day.server.start()
        for screen, times in zip(screens, told, strict=True):
            screen.connects(times)
        day.hold_together(screens, off_ms=300)
        for step_ms in (HOUR_MS, -HOUR_MS):
            day.set_wall(step_ms)
            for screen in screens:
                screen.asks_again()
            day.hold_together(screens, off_ms=100)


@pytest.mark.nightly
def test_control_a_screen_that_believes_its_device_and_a_server_that_follows_the_wall_are_noticed(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEAKNESS", "a clock that follows the wall")
    with (
        a_pitch(tmp_path, monkeypatch) as day,
        opened(browser, TABLET) as one,
        opened(browser, TABLET) as other,
    ):
        screens = [Screen(one, day.server.url, 7_000), Screen(other, day.server.url, -4_000, deaf=True)]
        measured = await_(lambda: day.measured(screens, 0), lambda found: found is not None, PATIENCE_S)
        assert measured is not None
        assert measured[0] > 3_000
        day.set_wall(HOUR_MS)
        screens[0].asks_again()
        measured = await_(
            lambda: day.measured(screens[:1], 0), lambda found: bool(found and found[1] > 60_000), PATIENCE_S
        )
        assert measured is not None
        assert measured[1] > HOUR_MS - 10_000
