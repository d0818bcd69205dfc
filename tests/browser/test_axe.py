"""Every page × seat × language × theme, before the day and in the middle of it: nothing for axe to say.

The whole of it every night; by day `visits.py` judges each page once in the middle of the day, and
here those that change most are judged once as they were before.

Each look also holds: nothing inline in the HTML that was sent, no request to another host, no complaint of the
console, one h1, a title of the page's own, the language asked for, a skip link, landmarks. A new page: one row in
`tests/browser/pages.py`.
"""

import re

import pytest
from playwright.sync_api import Browser

from tests import axe
from tests.browser.days import send_screen
from tests.browser.pages import DESK, EVENT, PAGES, PHONE, SEATS, STRANGER, of_seat, seated
from tests.browser.sight import DRAWN
from tests.browsing import opened
from tests.inspecting import LOCALES, Inspector
from tests.serving import ROOT, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def look_at_all(reader: Inspector, server: Server, state: str, begun: bool) -> None:
    """Every page of the reader's seat at its own size, in both languages and themes; at its other sizes once."""
    for name, shown in of_seat(reader.seat):
        if shown.closed or (shown.ends if begun else not shown.moves):
            continue
        if reader.seat == "screen":
            reader.page.goto("about:blank")
            send_screen(server, shown.path.rpartition("/")[2])
        for language in LOCALES:
            reader.page.set_viewport_size(shown.sizes[0])
            reader.goto(shown.path, language)
            reader.look(name, state, language)
            for size in shown.sizes[1:] if language == "fr" else ():
                reader.page.set_viewport_size(size)
                reader.page.evaluate(DRAWN)
                reader.look(name, state, language, ("light",))


# The pages that say most otherwise before anything has happened: by day the juror's, at night all there are.
BEFORE = (
    "audience.home",
    "audience.stage",
    "audience.results",
    "desk.run",
    "jury.mine",
    "jury.one",
    "team.turn",
    "rehearsal.try_out",
)


@pytest.mark.parametrize(
    "seat",
    [
        pytest.param(seat, marks=() if seat == "juror" else pytest.mark.nightly)
        for seat in dict.fromkeys(PAGES[name].seats[0] for name in BEFORE)
    ],
)
def test_the_main_pages_before_the_day(browser: Browser, fresh_day: Server, seat: str) -> None:
    with seated(browser, fresh_day, seat, DESK) as reader:
        for name, shown in of_seat(seat):
            if name in BEFORE and seat == shown.seats[0]:
                reader.page.set_viewport_size(shown.sizes[0])
                reader.goto(shown.path, "fr")
                reader.look(name, "before the day", "fr", ("light",))


@pytest.mark.nightly
@pytest.mark.parametrize("seat", SEATS)
def test_every_page_before_the_day(browser: Browser, fresh_day: Server, seat: str) -> None:
    with seated(browser, fresh_day, seat, DESK) as reader:
        look_at_all(reader, fresh_day, "before the day", begun=False)


@pytest.mark.nightly
@pytest.mark.parametrize("seat", SEATS)
def test_every_page_in_the_middle_of_the_afternoon(browser: Browser, full_day: Server, seat: str) -> None:
    with seated(browser, full_day, seat, DESK) as reader:
        look_at_all(reader, full_day, "afternoon", begun=True)


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, STRANGER, PHONE) as reader:
        reader.goto(f"{EVENT}/agenda", "fr")
        reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")
        assert reader.page.evaluate("document.activeElement.localName") == "main"


def test_no_page_is_locked_in_one_orientation(browser: Browser, fresh_day: Server) -> None:
    # The one rule that reads the stylesheets (there is one for all pages), in a browser told to ignore the policy.
    with opened(browser, PHONE, bypass_csp=True) as page:
        page.goto(f"{fresh_day.url}{EVENT}/agenda")
        assert axe.judge(page, axe.ORIENTATION) == axe.Verdict([], [])


def test_themes_differ_by_their_colours_alone(browser: Browser, fresh_day: Server) -> None:
    # Why a page that was judged in one theme is judged in the other by the rules of colour, which are these.
    sheets = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "static" / "css").rglob("*.css")}
    assert [name for name, css in sheets.items() if re.search("prefers-color-scheme|data-theme", css)] == ["tokens.css"]
    with opened(browser, PHONE) as page:
        page.goto(f"{fresh_day.url}/login")
        axe.judge(page, *axe.COLOUR)
        rules = page.evaluate("tags => axe.getRules(tags)", list(axe.TAGS))
    assert {rule["ruleId"] for rule in rules if "cat.color" in rule["tags"]} == set(axe.COLOUR)
