"""A page that holds words which are nowhere else asks before it is left."""

import pytest
from playwright.sync_api import Browser, Dialog, expect

from tests.browsing import DESK, admitted, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_refused_restitution_asks_before_it_is_left_and_a_kept_one_does_not(
    browser: Browser, fresh_day: Server
) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    with opened(browser, DESK) as desk:
        admitted(desk, fresh_day.url, fresh_day.link("organiser"))
        desk.goto(f"{fresh_day.url}/{SLUG}/desk/restitution?team=3")
        desk.on("dialog", stay)
        field = desk.locator("[data-sheet] textarea").first
        field.fill("Noté 8/10 par tous")
        desk.locator("[data-sheet] button.button--solid").click()
        expect(desk.locator("#errors-title")).to_be_visible()
        assert asked == []
        # Nothing more is typed: what was refused is on this page alone.
        desk.locator("#errors-title").click()
        desk.close(run_before_unload=True)
        expect(field).to_have_value("Noté 8/10 par tous")
        assert asked == ["beforeunload"]
        field.fill("Clair pour chaque mairie")
        desk.locator("[data-sheet] button.button--solid").click()
        expect(desk.locator("#errors-title")).to_have_count(0)
        assert asked == ["beforeunload"]
