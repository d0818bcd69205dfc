"""A coach notes something and leaves the table at once: the note is kept, and the press is not lost."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import PHONE, admitted, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_visit_is_over_at_the_first_press_with_the_note_that_was_just_typed(browser: Browser, server: Server) -> None:
    with opened(browser, PHONE) as page:
        admitted(page, server.url, server.link("coach"))
        page.goto(f"{server.url}/{SLUG}/coach?team=1")
        page.locator('form:has([value="begin"]) button').first.click()
        page.locator("#note").fill("Commencer par la voisine")
        page.locator('.visit__quiet form:has([value="done"]) button').click()
        expect(page.locator("#note")).to_have_count(0)
        seen = next(each for each in server.person("coach").get("coaching")["visits"] if each["team"] == 1)
        assert seen["done_at_ms"] is not None
        page.goto(f"{server.url}/{SLUG}/coach?team=1")
        expect(page.locator("#note")).to_have_value("Commencer par la voisine")
