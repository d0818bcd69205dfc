"""All my scores on one page, by keyboard alone, while another device of the same juror writes too."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.walking import Keyboard
from tests.browsing import PHONE, TABLET, admitted, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
CRITERIA = ("innovation", "transferability", "cost_use")


def cell(team: int, criterion: str) -> str:
    """The score of a team for a criterion."""
    return f'[data-row="{team}"] [name="score-{criterion}"]'


def state(page: Page, team: int) -> str:
    """Where a row stands, in words."""
    return f'[data-row="{team}"] .score-row__state'


def test_scores_are_changed_in_place_and_what_two_devices_wrote_is_chosen(browser: Browser, fresh_day: Server) -> None:
    other = fresh_day.person("juror")
    other.send("PUT", "ballots/4", {"base": 0, "scores": dict.fromkeys(CRITERIA, 7), "comment": "", "final": True})
    with opened(browser, PHONE) as page:
        admitted(page, fresh_day.url, fresh_day.link("juror"))
        page.goto(f"{fresh_day.url}/{SLUG}/jury/scores")
        keys = Keyboard(page)
        expect(page.locator(state(page, 4))).to_contain_text("elle compte")
        keys.reach(cell(4, "innovation"))
        keys.type("9")
        expect(page.locator(state(page, 4))).to_contain_text("à valider de nouveau")
        expect(page.locator(state(page, 4))).to_contain_text("Brouillon gardé", timeout=30_000)
        expect(page.locator('[data-row="4"] [data-mean]')).to_have_text("7,67")
        keys.do('[data-row="4"] [data-act]')
        expect(page.locator(state(page, 4))).to_contain_text(re.compile("reçu [A-Z0-9]"), timeout=30_000)
        assert keys.on(cell(4, "cost_use")), keys.held()
        mine = {ballot["team"]: ballot for ballot in other.get("ballots")}[4]
        assert (mine["state"], mine["scores"]["innovation"]) == ("validated", 9)
        # The other device is quicker: what both touched is asked, what one did is joined.
        theirs = {"innovation": 3, "transferability": 7, "cost_use": 5}
        body = {"base": mine["revision"], "scores": theirs, "comment": "", "final": False}
        assert other.send("PUT", "ballots/4", body).status_code == 200
        keys.reach(cell(4, "innovation"))
        keys.type("8")
        expect(page.locator(state(page, 4))).to_contain_text("Deux versions", timeout=30_000)
        assert keys.on(cell(4, "innovation")), "a conflict takes nobody's focus away from a row"
        keys.do('[data-row="4"] [data-act]')
        expect(page.locator("#conflict-title")).to_be_focused()
        assert page.locator("#conflict input").count() == 2
        keys.do("[data-keep]")
        expect(page.locator("#conflict [data-missing]").first).to_be_visible()
        expect(page.locator('#conflict [value="here"]')).to_be_focused()
        keys.press("Space")
        keys.do("[data-keep]")
        expect(page.locator("#conflict")).to_be_hidden()
        expect(page.locator(cell(4, "cost_use"))).to_have_value("5")
        keys.do('[data-row="4"] [data-act]')
        expect(page.locator(state(page, 4))).to_contain_text("elle compte", timeout=30_000)
        kept = {ballot["team"]: ballot for ballot in other.get("ballots")}[4]["scores"]
        assert list(kept.values()) == [8, 7, 5]


def test_a_push_leaves_a_row_as_it_is_written_and_rows_move_when_asked(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    with opened(browser, TABLET) as page:
        admitted(page, fresh_day.url, fresh_day.link("juror", 1))
        page.goto(f"{fresh_day.url}/{SLUG}/jury/scores")
        first = page.locator("[data-row]").first.get_attribute("data-row")
        for criterion in CRITERIA:
            page.locator(cell(12, criterion)).select_option("6")
        page.evaluate("window.kept = document.querySelector('[data-row=\"12\"] select')")
        try:
            assert organiser.send("POST", "scoring", {"state": "closed"}).status_code == 200
            expect(page.locator(cell(12, "innovation"))).to_be_disabled(timeout=30_000)
            expect(page.locator("#closed")).to_be_visible()
        finally:
            assert organiser.send("POST", "scoring", {"state": "open"}).status_code == 200
        expect(page.locator(cell(12, "innovation"))).to_be_enabled(timeout=30_000)
        assert page.evaluate("document.contains(window.kept) && window.kept.value") == "6"
        assert page.locator("[data-row]").first.get_attribute("data-row") == first
        page.locator('[data-by="mean"]').click()
        expect(page.locator("[data-row]").first).to_have_attribute("data-row", "12")
        page.locator('[data-by="turn"]').click()
        expect(page.locator("[data-row]").first).to_have_attribute("data-row", str(first))
