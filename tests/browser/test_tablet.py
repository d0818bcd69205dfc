"""The juror's tablet in a real browser when things go wrong: the server dies, the link is revoked."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import TABLET, enter, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
TEAM = 4


def score(page: Page, scores: tuple[int, int, int]) -> None:
    """One tap for each criterion."""
    for criterion, given in zip(("innovation", "transferability", "cost_use"), scores, strict=True):
        page.locator(f'[name="score-{criterion}"][value="{given}"]').locator("xpath=..").click()


def test_a_ballot_validated_while_the_server_is_dead_arrives_once_it_is_back(browser: Browser, server: Server) -> None:
    with opened(browser, TABLET) as page:
        enter(page, server.url, server.link("juror"))
        page.goto(f"{server.url}/{SLUG}/jury/{TEAM}")
        server.kill()
        score(page, (7, 8, 9))
        page.locator("[data-validate]").click()
        expect(page.locator("#saving")).not_to_contain_text(re.compile("reçu [A-Z]"))
        server.start()
        expect(page.locator("#verdict")).to_contain_text("elle compte", timeout=30_000)
        counted = server.person("organiser").get("results")
        assert counted["ballots"]["in"] == 1
        assert counted["teams"][0]["score"] == "8.00"


def test_a_revoked_tablet_is_told_at_once_and_keeps_what_was_typed(browser: Browser, server: Server) -> None:
    organiser = server.person("organiser")
    with opened(browser, TABLET) as page:
        enter(page, server.url, server.link("juror"))
        page.goto(f"{server.url}/{SLUG}/jury/{TEAM}")
        expect(page.locator("[data-freshness-word]").first).to_contain_text("En direct")
        score(page, (1, 2, 3))
        cards = organiser.http.get(f"{server.url}/{SLUG}/desk/links", timeout=10).text
        number = re.findall(r"/links/(\d+)/revoke", cards.split(server.link("juror")["token"], 1)[1])[0]
        form = {"csrf_token": organiser.http.headers["X-CSRFToken"]}
        organiser.http.post(f"{server.url}/{SLUG}/desk/links/{number}/revoke", data=form, timeout=10)
        expect(page.locator("#revoked")).to_be_visible()
        expect(page.locator('[name="score-cost_use"][value="3"]')).to_be_checked()
