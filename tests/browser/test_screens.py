"""A screen of the room obeys the desk: it goes where it is sent, is black, says its name; the desk knows how it is."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import DESK, PROJECTOR, enter, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def test_a_screen_is_named_sent_blackened_and_removed_from_the_desk(browser: Browser, server: Server) -> None:
    with opened(browser, DESK) as desk, opened(browser, PROJECTOR) as wall, opened(browser, PROJECTOR) as room:
        enter(wall, server.url, server.link("screen"))
        room.goto(f"{server.url}/{SLUG}/stage")  # without a card: nobody's screen
        enter(desk, server.url, server.link("organiser"))
        row = desk.locator("#screen-list > li").first
        expect(row).to_contain_text("connecté", timeout=30_000)
        row.locator("[data-page]").select_option("waiting")
        wall.wait_for_url(f"**/{SLUG}/waiting", timeout=30_000)
        expect(wall.locator(".pause__address")).to_contain_text(f"/{SLUG}/")
        row.locator("[data-identify]").click()
        expect(wall.locator("#directed-name")).to_have_text("Grand écran")
        expect(wall.locator("#directed-name")).to_be_hidden(timeout=30_000)
        row.locator("[data-black]").click()
        expect(wall.locator("#directed-black")).to_be_visible()
        expect(row.locator("[data-black]")).to_have_attribute("aria-pressed", "true")
        row.locator("[data-black]").press("Enter")
        expect(wall.locator("#directed-black")).to_be_hidden()
        expect(row.locator("[data-remove]")).to_be_hidden()  # not one that shows something
        assert room.url.endswith("/stage")
        desk.locator("#screen-name").fill("Hall")
        desk.locator("#screen-name").press("Enter")
        hall = desk.locator("#screen-list > li").nth(1)
        expect(hall).to_contain_text("jamais vu")
        expect(desk.locator("#screen-name")).to_have_value("")
        hall.locator("[data-remove]").click()
        expect(desk.locator("#screen-list > li")).to_have_count(1)
        # Sent on while the server is away, it goes once somebody answers, and shows no failure meanwhile.
        server.kill()
        server.start()
        row.locator("[data-page]").select_option("results")
        wall.wait_for_url(f"**/{SLUG}/results", timeout=60_000)
