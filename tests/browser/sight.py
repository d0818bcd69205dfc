"""What a reader sees of a page, measured in the browser: `sight.js` does, this asks it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import EVENT, PAGES, STRANGER, sit
from tests.browsing import DESK, opened
from tests.serving import Server

SOURCE = Path(__file__).with_name("sight.js").read_text(encoding="utf-8")
# The frame in which a page answers what was done to it, and the one in which its observers have answered that.
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"

# Ways of seeing a page that have a layout of their own: its name, its seat, its address. A screen's link shows a wall
# at any size: it is projected, not held; the organiser's account and the chair see the desk and the ballot of the
# others.
SEEN = (
    *((name, page.seats[0], page.path) for name, page in PAGES.items() if not page.closed),
    ("audience.programme", "team", PAGES["audience.programme"].path),
    ("jury.one 1", "juror", f"{EVENT}/jury/1"),  # of their own authority
    ("desk.timer", "timekeeper", PAGES["desk.timer"].path),
    ("refusal 404, no such event", STRANGER, "/nowhere/"),
    ("refusal 401, no link", STRANGER, f"{EVENT}/desk"),
)
IDS = [f"{name} {seat}" for name, seat, _ in SEEN]
# Those that are still there in the afternoon.
LASTING = [sight for sight in SEEN if sight[0] not in PAGES or not PAGES[sight[0]].ends]
every_sight = pytest.mark.parametrize(
    ("name", "seat", "path"), LASTING, ids=[f"{name} {seat}" for name, seat, _ in LASTING]
)
# The long matrices, which measure every sight at every size, one matter at a time: every night. By day each sight is
# visited once: `visits.py`.
_everywhere = pytest.mark.parametrize(("seat", "path"), [(seat, path) for _, seat, path in SEEN], ids=IDS)


def every_page(test: Callable[..., None]) -> Callable[..., None]:
    """A test of one matter on every page at every size, every night."""
    found: Callable[..., None] = pytest.mark.nightly(_everywhere(test))
    return found


def ask(page: Page, question: str) -> Any:
    """What `sight.js` answers to `faults`, `covered`, `focus` or `pale`."""
    given = page.evaluate("(question) => window.sight && [window.sight[question]()]", question)
    if given is None:
        page.evaluate(f"window.sight = ({SOURCE})()")
        return ask(page, question)
    return given[0]


def settled(page: Page) -> None:
    """Wait until a page is live and its fonts have come."""
    page.evaluate("document.fonts.ready")
    page.wait_for_function("() => !document.querySelector('[data-freshness][hidden]')")


class Readers:
    """One page per seat of a day that many looks share; what their consoles complain of fails at the end."""

    def __init__(self, stack: ExitStack, browser: Browser, server: Server, **options: Any) -> None:
        self._stack = stack
        self._browser = browser
        self._options = options
        self._pages: dict[str, Page] = {}
        self.server = server

    def page(self, seat: str) -> Page:
        """The page of that seat, wherever it is."""
        if seat not in self._pages:
            page = self._stack.enter_context(opened(self._browser, DESK, **self._options))
            sit(page, self.server, seat)
            self._pages[seat] = page
        return self._pages[seat]

    def open(self, seat: str, path: str, size: dict[str, int] = DESK) -> Page:
        """An address as that seat sees it, once it is live and its fonts have come."""
        page = self.page(seat)
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.goto(f"{self.server.url}{path}")
        settled(page)
        return page


@contextmanager
def readers(browser: Browser, server: Server, **options: Any) -> Iterator[Readers]:
    """Readers of a day, whose pages close together."""
    with ExitStack() as stack:
        yield Readers(stack, browser, server, **options)
