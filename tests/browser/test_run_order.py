"""The order of the day changes: every page that is open shows the new one, and keeps the focus where it was."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import DESK, PHONE, enter, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

DESK_ROWS, AGENDA_ROWS = "#run-down [data-key]", "#programme [data-turn]"
IN_ORDER = """([rows, pitches]) => {
    const keys = [...document.querySelectorAll(rows)].map((row) => row.dataset.key ?? row.dataset.turn);
    return keys.filter((key) => pitches.includes(key)).join() === pitches.join();
}"""


def in_order(page: Page, rows: str, pitches: list[str]) -> None:
    """Wait until a page has the pitches in this order."""
    page.wait_for_function(IN_ORDER, arg=[rows, pitches], timeout=20_000)


def test_every_open_page_follows_a_new_order(browser: Browser, server: Server) -> None:
    organiser = server.person("organiser")
    agenda = organiser.get("agenda")
    pitches = [slot["id"] for slot in agenda["slots"] if slot["kind"] == "pitch"]
    first, rest = pitches[0], pitches[1:]
    with opened(browser, DESK) as desk, opened(browser, PHONE) as public, opened(browser, PHONE) as phone:
        enter(desk, server.url, server.link("organiser"))
        enter(phone, server.url, server.link("team", 1))
        public.goto(f"{server.url}/{SLUG}/agenda")
        in_order(desk, DESK_ROWS, pitches)
        in_order(public, AGENDA_ROWS, pitches)
        held = desk.locator(f'[data-call="{pitches[3]}"]')
        held.focus()
        sent = {"base": agenda["revision"], "action": "postpone", "slot": first}
        assert organiser.send("POST", "agenda", sent).status_code == 200
        in_order(desk, DESK_ROWS, [*rest, first])
        in_order(public, AGENDA_ROWS, [*rest, first])
        row = desk.locator(f'[data-key="{first}"]')
        expect(row.locator("[data-status]")).to_have_text("Reportée")
        expect(row.locator(".run-row__turn")).to_have_text(str(len(pitches)))
        expect(held).to_be_focused()
        expect(phone.locator("#turn")).to_contain_text("Votre passage est déplacé.")
        # The first of the pitches is another one: the public's page says of them what it said before.
        expect(public.locator(f'[data-part="{rest[0]}"]')).to_contain_text("Pitchs des 15 équipes")
        sent = {"base": organiser.get("agenda")["revision"], "action": "undo"}
        assert organiser.send("POST", "agenda", sent).status_code == 200
        in_order(desk, DESK_ROWS, pitches)
        in_order(public, AGENDA_ROWS, pitches)
