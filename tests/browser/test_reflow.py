"""Pages read at four times their size, with larger text, with wider spacing: WCAG 1.4.4, 1.4.10, 1.4.12 and 2.4.11.

What axe cannot see: it knows the markup, not what falls off the screen. Every page at every size is measured at night;
by day, see `visits.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.days import moved
from tests.browser.pages import EVENT, UPRIGHT
from tests.browser.sight import DRAWN, Readers, ask, every_page, readers
from tests.browsing import DESK, PHONE, TABLET
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# A window of 1280 by 1024 zoomed four times, and a phone of the narrowest kind.
NARROW = ({"width": 320, "height": 256}, {"width": 320, "height": 640})
# The desk and the tablet zoomed twice.
TWICE = ({"width": 720, "height": 450}, {"width": 512, "height": 384})
EVERY_SIZE = (*NARROW, PHONE, *TWICE, UPRIGHT, TABLET, DESK)

# A wall is an image for a room, measured by the room: its letters are set by `?q=`, not by who reads it. The results
# are one on a wide screen; the stage is one everywhere, and the same countdown is on the team's phone and at the desk.
WALLS = {f"{EVENT}/stage": (), f"{EVENT}/results": (NARROW[1], PHONE, UPRIGHT)}

# By a sheet of the reader's own, as an extension or a bookmarklet brings it: the page's policy has no say in it.
WRITE = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""


@pytest.fixture(scope="module")
def everybody(browser: Browser, played_day: Server) -> Iterator[Readers]:
    """A reader in each seat, the fourth pitch held: nothing moves while it is measured."""
    with moved(played_day, "start", "pause"), readers(browser, played_day, reduced_motion="reduce") as there:
        yield there


@pytest.fixture(scope="module")
def everybody_in_english(browser: Browser, played_day: Server, everybody: Readers) -> Iterator[Readers]:
    """The same seats, on the same day, in the language whose words are not the same length."""
    with readers(browser, played_day, reduced_motion="reduce", locale="en-GB") as there:
        yield there


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    """A page of the test's own, for what must be found."""
    page = browser.new_page(viewport=NARROW[0])
    yield page
    page.context.close()


def looked_at(page: Page, sizes: tuple[dict[str, int], ...]) -> list[str]:
    """What is wrong at each size, in sentences."""
    found = []
    for size in sizes:
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.evaluate(DRAWN)
        found += [f"{size['width']}×{size['height']}: {fault}" for fault in ask(page, "faults")]
    return found


def hidden(page: Page) -> list[str]:
    """What is stuck over more than half of the page as it stands."""
    covered = ask(page, "covered")
    return [f"covered: {covered['by']}"] if covered["share"] > 0.5 else []


@contextmanager
def twice_as_large(page: Page) -> Iterator[None]:
    """The page with its text twice as large."""
    browser = page.context.new_cdp_session(page)
    # What the reader asks of the browser, not a zoom: boxes drawn in px stay as they are.
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    try:
        yield
    finally:
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
        browser.detach()


@every_page
def test_no_page_scrolls_sideways_loses_a_word_or_is_half_covered(everybody: Readers, seat: str, path: str) -> None:
    page = everybody.open(seat, path, NARROW[0])
    assert hidden(page) == []
    assert looked_at(page, EVERY_SIZE) == []


@every_page
def test_spacing_of_the_readers_own_cuts_and_overlaps_nothing(everybody: Readers, seat: str, path: str) -> None:
    page = everybody.open(seat, path)
    page.evaluate(WRITE, SPACING)
    assert looked_at(page, WALLS.get(path, (NARROW[1], PHONE, UPRIGHT, TABLET, DESK))) == []


@every_page
def test_text_twice_as_large_cuts_and_overlaps_nothing(everybody: Readers, seat: str, path: str) -> None:
    page = everybody.open(seat, path)
    with twice_as_large(page):
        assert looked_at(page, (PHONE, UPRIGHT, TABLET, DESK)) == []


@every_page
def test_english_holds_where_french_does_as_it_is_and_spaced_out(
    everybody_in_english: Readers, seat: str, path: str
) -> None:
    page = everybody_in_english.open(seat, path)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert looked_at(page, (NARROW[1], PHONE, TABLET, DESK)) == []
    page.evaluate(WRITE, SPACING)
    assert looked_at(page, WALLS.get(path, (PHONE, DESK))) == []


def test_the_desk_stacks_in_the_order_of_its_use(everybody: Readers) -> None:
    page = everybody.open("organiser", f"{EVENT}/desk", NARROW[0])
    parts = ("#timer", "#run-down", "#ballots", "#room", "#day")
    tops = [page.evaluate("(part) => document.querySelector(part).getBoundingClientRect().top", part) for part in parts]
    assert tops == sorted(tops)


def test_a_dialog_and_a_summary_of_errors_fit_a_page_zoomed_four_times(everybody: Readers) -> None:
    desk = everybody.open("organiser", f"{EVENT}/desk", NARROW[0])
    desk.locator('[data-scoring="open"]').click()
    expect(desk.locator("dialog[open]")).to_be_visible()
    assert looked_at(desk, NARROW) == []
    desk.keyboard.press("Escape")
    ballot = everybody.open("juror", f"{EVENT}/jury/7", NARROW[0])
    ballot.locator("[data-validate]").click()
    expect(ballot.locator("#errors")).to_be_visible()
    assert looked_at(ballot, (*NARROW, TABLET)) == []


CLIPPED = '<p style="width: 5em; overflow: hidden; white-space: nowrap">Enregistré, reçu K4-812</p>'
CONTROLS = {
    "a block of 400 px": ("sideways", '<p style="width: 400px">Trop large</p>'),
    "a list that scrolls by itself": (
        "sideways: inside",
        '<p style="overflow-x: auto; white-space: nowrap">' + "mot " * 99,
    ),
    "a word behind an edge": ("cut", CLIPPED),
    "a word left of the page": ("cut", '<p style="margin-left: -2em">Trop à gauche</p>'),
    "a word wider than its button": ("spilled", '<button style="width: 4em; padding: 0">Délibération</button>'),
    "a word on another": ("overlapping", '<p style="height: 0">Prévu</p><p>Attendu</p>'),
}


@pytest.mark.parametrize(("fault", "html"), CONTROLS.values(), ids=CONTROLS)
def test_control_what_is_lost_is_found(sheet: Page, fault: str, html: str) -> None:
    sheet.set_content(f"<style>p {{ margin: 0 }}</style><p>Un mot à sa place.</p>{html}")
    found = ask(sheet, "faults")
    assert found and all(sentence.startswith(fault) for sentence in found), found


def test_control_a_page_that_holds_its_words_is_let_be(sheet: Page) -> None:
    sheet.set_content('<h1>Prévu, attendu</h1><p style="border: 2px solid">Rien ne manque.</p>')
    assert ask(sheet, "faults") == []


def test_control_a_width_that_is_fixed_cuts_text_spaced_out(sheet: Page) -> None:
    sheet.set_content('<p style="font: 16px monospace; width: 6.5em; overflow: hidden">Enregistré</p>')
    assert ask(sheet, "faults") == []
    sheet.evaluate(WRITE, SPACING)
    assert [fault.split(":")[0] for fault in ask(sheet, "faults")] == ["cut"]


def test_control_a_bar_that_covers_the_page_is_found(sheet: Page) -> None:
    bar = '<footer style="position: sticky; bottom: 0; height: 160px; background: white">Valider</footer>'
    sheet.set_content(f'<p style="height: 900px">Une longue page.</p>{bar}')
    assert ask(sheet, "covered")["share"] > 0.5
