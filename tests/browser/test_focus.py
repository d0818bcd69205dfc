"""The focus as it is seen: 3 px of ink with a gap of 2, whole, in both themes, under nothing that sticks.

That every control is met, and the focus never lost, is tried in `test_keyboard.py`; here is how each stop looks, at the
sizes where it is hardest to show (WCAG 2.4.7, 2.4.11).
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.days import moved
from tests.browser.sight import DRAWN, Readers, ask, every_page, readers
from tests.browser.walking import MOST_STOPS
from tests.browsing import DESK, PHONE
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ZOOMED = {"width": 320, "height": 256}
# Here the ballot has its column at the side, the desk its three, and the results are a wall.
WIDE = {"width": 1280, "height": 768}


@pytest.fixture(scope="module")
def everybody(browser: Browser, played_day: Server) -> Iterator[Readers]:
    """A reader in each seat, the fourth pitch held: nothing moves while it is looked at."""
    with moved(played_day, "start", "pause"), readers(browser, played_day, reduced_motion="reduce") as there:
        yield there


def walked(page: Page) -> tuple[int, list[str]]:
    """How many stops Tab makes once round the page, and what is wrong with how they show."""
    stops: set[str] = set()
    faults: list[str] = []
    outs = 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        seen = ask(page, "focus")
        outs += not seen["at"]
        if seen["at"] in stops or outs > 1:
            break
        if seen["at"]:
            stops.add(seen["at"])
            faults += seen["faults"]
    return len(stops), faults


@every_page
def test_every_stop_shows_a_whole_ring_of_ink_and_is_under_nothing(everybody: Readers, seat: str, path: str) -> None:
    page = everybody.open(seat, path, ZOOMED)
    for size, theme in ((ZOOMED, "light"), (PHONE, "dark"), (WIDE, "light"), (WIDE, "dark")):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.emulate_media(color_scheme=theme)
        page.evaluate(DRAWN)
        stops, faults = walked(page)
        assert stops > 0
        assert faults == [], (size, theme)


RING = "outline: 3px solid black; outline-offset: 2px"
STUCK = '<footer style="position: fixed; inset: auto 0 0; height: 300px; background: white">Valider</footer>'
CONTROLS = {
    "no ring": ("no ring", '<button style="outline: none">Valider</button>'),
    "a thin ring": ("no ring", '<button style="outline: 1px solid black; outline-offset: 2px">Valider</button>'),
    "a ring without a gap": ("no gap", '<button style="outline: 3px solid black">Valider</button>'),
    "a pale ring": ("a ring that is not ink", f'<button style="{RING}; outline-color: silver">Valider</button>'),
    "a ring behind an edge": ("a ring cut", f'<p style="overflow: hidden"><button style="{RING}">Valider</button></p>'),
    "something stuck over it": (
        "under",
        f'<p style="height: 700px"></p><button style="{RING}">Envoyer</button>{STUCK}',
    ),
}


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A page of the test's own."""
    page = browser.new_page(viewport=DESK)
    yield page
    page.context.close()


@pytest.mark.parametrize(("fault", "html"), CONTROLS.values(), ids=CONTROLS)
def test_control_a_focus_that_does_not_show_is_found(bare: Page, fault: str, html: str) -> None:
    bare.set_content(f"<main style='padding: 20px'>{html}</main>")
    stops, faults = walked(bare)
    assert stops == 1
    assert faults and all(sentence.startswith(fault) for sentence in faults), faults


def test_control_a_ring_that_is_whole_is_let_be(bare: Page) -> None:
    bare.set_content(f'<main style="padding: 20px"><button style="{RING}">Valider</button></main>')
    assert walked(bare) == (1, [])
