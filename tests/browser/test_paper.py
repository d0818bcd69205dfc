"""Paper in a real browser: printed one to a sheet of A4, typed by two persons with the keys alone, looked at by axe."""

import re
import sqlite3

import pytest
from playwright.sync_api import Browser, Page, expect

from app import instance
from tests.browser.pages import DESK, EVENT, TABLET, seated
from tests.inspecting import Inspector
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PAIR = f"{EVENT}/desk/paper/j01/7"


def types(reader: Inspector, *figures: int | str) -> None:
    """Somebody types the figures of the paper, Tab between them, and sends them with Enter."""
    page = reader.page
    for rank, figure in enumerate(figures):
        if rank:
            page.keyboard.press("Tab")
        page.keyboard.type(str(figure))
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def sheets_of(page: Page) -> int:
    """How many sheets of A4 the page takes."""
    pdf = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 594\.\d+ 841\.\d+\]", pdf)
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_two_persons_type_a_paper_with_the_keys_alone(browser: Browser, server: Server) -> None:
    with seated(browser, server, "organiser", DESK) as desk, seated(browser, server, "chair", TABLET) as chair:
        desk.goto(PAIR, "fr")
        types(desk, 11, "", "x")
        expect(desk.page.locator(".errors h2")).to_be_focused()
        desk.look("desk_paper.ballot", "refused", "fr")
        desk.goto(PAIR, "fr")
        types(desk, 3, 4, 6)
        expect(desk.page.locator("a[autofocus]")).to_be_focused()
        desk.look("desk_paper.ballot", "typed once", "fr")
        chair.goto(PAIR, "fr")
        types(chair, 3, 8, 6)
        expect(chair.page.locator(".chip--alert")).to_be_visible()
        chair.look("desk_paper.ballot", "for the organiser to decide", "fr")
        desk.goto(PAIR, "en")
        desk.look("desk_paper.ballot", "two readings differ", "en")
        desk.page.locator("[name=score-transferability]").fill("4")
        desk.page.keyboard.press("Enter")
        expect(desk.page.locator(".chip--validated")).to_be_visible()
        desk.look("desk_paper.ballot", "counts", "en")
        desk.goto(f"{EVENT}/desk/paper", "en")
        expect(desk.page.locator("#juror-j01 .mark--paper-paper")).to_have_count(1)
        desk.look("desk_paper.overview", "a juror on paper", "en")


@pytest.mark.nightly
def test_each_ballot_takes_one_sheet_of_a4_on_every_scale(browser: Browser, server: Server) -> None:
    with seated(browser, server, "organiser", DESK) as desk:
        for scale in ((0, 10), (1, 5), (0, 20), (0, 100)):
            with sqlite3.connect(server.folder / instance.DATABASE) as tables:
                tables.execute("UPDATE event SET scale_min = ?, scale_max = ?", scale)
            desk.goto(f"{EVENT}/desk/paper/print?juror=j03", "fr")
            assert sheets_of(desk.page) == desk.page.locator(".a4").count() == 12, scale
