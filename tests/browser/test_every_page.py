"""Every page, visited once in each language: read small, large, narrow and wide, walked by keys, judged by axe.

One visit tries what the long matrices try one matter at a time on every page, seat, size and theme (`test_axe.py`,
`test_reflow.py`, `test_focus.py`, `test_forced_colours.py`: they run every night), each where it is hardest to hold:
French, whose words are the longest, on the narrowest window by light; English by dark, on wide ones and spaced out.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.days import moved
from tests.browser.pages import PAGES, UPRIGHT, seated
from tests.browser.sight import DRAWN, every_sight, settled
from tests.browser.test_focus import WIDE, ZOOMED, walked
from tests.browser.test_forced_colours import lost
from tests.browser.test_reflow import NARROW, SPACING, WALLS, WRITE, hidden, looked_at, twice_as_large
from tests.browsing import DESK, PHONE, TABLET
from tests.inspecting import Inspector
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

STATE = "afternoon, held"


class Visits:
    """A reader of one language in each seat of the day, whose page every visit uses."""

    def __init__(self, stack: ExitStack, browser: Browser, server: Server, language: str) -> None:
        self._stack = stack
        self._browser = browser
        self._server = server
        self._readers: dict[str, Inspector] = {}
        self.language = language

    def visit(self, seat: str, path: str, size: dict[str, int]) -> Inspector:
        """The reader in that seat, at that address."""
        if seat not in self._readers:
            reader = seated(self._browser, self._server, seat, DESK, self.language)
            self._readers[seat] = self._stack.enter_context(reader)
        reader = self._readers[seat]
        reader.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        reader.goto(path, self.language)
        settled(reader.page)
        return reader


@pytest.fixture(scope="module")
def held_day(played_day: Server) -> Iterator[Server]:
    """The fourth pitch held: nothing moves while it is measured."""
    with moved(played_day, "start", "pause"):
        yield played_day


@pytest.fixture(scope="module")
def in_french(browser: Browser, held_day: Server) -> Iterator[Visits]:
    """Everybody, in French."""
    with ExitStack() as stack:
        yield Visits(stack, browser, held_day, "fr")


@pytest.fixture(scope="module")
def in_english(browser: Browser, held_day: Server) -> Iterator[Visits]:
    """Everybody, in English."""
    with ExitStack() as stack:
        yield Visits(stack, browser, held_day, "en")


def sizes_of(name: str) -> tuple[dict[str, int], ...]:
    """The sizes a page is used at, the one it is mostly used at first; a refusal comes at any."""
    return PAGES[name].sizes if name in PAGES else (PHONE, DESK)


def found_by(reader: Inspector) -> list[str]:
    """What its inspector found wrong; the next visit begins with nothing."""
    found = list(reader.faults)
    reader.faults.clear()
    return found


def rings(page: Page, size: dict[str, int]) -> list[str]:
    """What is wrong with the focus on its walk round a page at a size."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.evaluate(DRAWN)
    stops, faults = walked(page)
    return faults if stops else ["no stop for the keys"]


def in_forced_colours(page: Page) -> list[str]:
    """What cannot be told apart where the reader's own colours are forced on the page."""
    page.emulate_media(forced_colors="active")
    try:
        return lost(page)
    finally:
        page.emulate_media(forced_colors="none")


@every_sight
def test_in_french_by_light_narrow_and_large(in_french: Visits, name: str, seat: str, path: str) -> None:
    reader = in_french.visit(seat, path, sizes_of(name)[0])
    page = reader.page
    page.emulate_media(color_scheme="light")
    reader.look(name, STATE, "fr", ("light",))
    wrong = looked_at(page, (UPRIGHT, DESK, NARROW[0])) + hidden(page) + rings(page, ZOOMED)
    page.set_viewport_size(PHONE)
    wrong += in_forced_colours(page)
    with twice_as_large(page):
        wrong += looked_at(page, (PHONE,))
    assert found_by(reader) + wrong == []


@every_sight
def test_in_english_by_dark_wide_and_spaced_out(in_english: Visits, name: str, seat: str, path: str) -> None:
    reader = in_english.visit(seat, path, sizes_of(name)[-1])
    page = reader.page
    page.emulate_media(color_scheme="dark")
    reader.look(name, STATE, "en", ("dark",))
    wrong = looked_at(page, (NARROW[1], TABLET)) + rings(page, WIDE) + in_forced_colours(page)
    page.evaluate(WRITE, SPACING)
    wrong += looked_at(page, WALLS.get(path, (PHONE, DESK)))
    assert found_by(reader) + wrong == []
