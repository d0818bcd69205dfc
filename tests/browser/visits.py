"""One visit of a page, on which what the long matrices try one matter at a time is tried at once.

Those (`test_axe.py`, `test_reflow.py`, `test_focus.py`, `test_forced_colours.py`) take every page, seat, size and theme
in turn, every night. By day each page is visited once, where it is hardest to hold, and one of each kind is tried
further: `test_every_page.py`; by night in the other language too, `test_every_page_in_english.py`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, Page

from tests.browser.pages import PAGES, seated
from tests.browser.sight import DRAWN, settled
from tests.browser.test_focus import walked
from tests.browser.test_forced_colours import lost
from tests.browsing import DESK, PHONE
from tests.inspecting import Inspector
from tests.serving import Server

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


@contextmanager
def visiting(browser: Browser, server: Server, language: str) -> Iterator[Visits]:
    """Everybody, in that language; their pages close together."""
    with ExitStack() as stack:
        yield Visits(stack, browser, server, language)


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
