"""An announcement, armed then shown at the desk: it reaches the others at once, and moves nothing under a finger."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import DESK, PHONE, PROJECTOR, TABLET, admitted, enter, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SAID = "Le vestiaire ferme à dix-huit heures"


def announce(desk: Page, text: str) -> None:
    """Type, arm, show."""
    desk.locator("#to-all").fill(text)
    desk.locator("#announcement [data-arm]").click()
    desk.locator("#announcement [data-show]").click()
    expect(desk.locator("#announcement [data-shown]")).to_contain_text(text)


def test_it_is_read_everywhere_and_a_ballot_stays_under_the_finger(browser: Browser, server: Server) -> None:
    with (
        opened(browser, DESK) as desk,
        opened(browser, TABLET) as tablet,
        opened(browser, PHONE) as phone,
        opened(browser, PROJECTOR) as stage,
    ):
        enter(desk, server.url, server.link("organiser"))
        admitted(tablet, server.url, server.link("juror"))
        tablet.goto(f"{server.url}/{SLUG}/jury/10")
        enter(phone, server.url, server.link("team", 7))
        stage.goto(f"{server.url}/{SLUG}/stage")
        tablet.locator('[name="score-innovation"][value="7"]').locator("xpath=..").click()
        tablet.locator("#comment").fill("à moitié écrit")
        row = tablet.locator("#ballot fieldset").first
        place = row.bounding_box()
        assert place is not None
        desk.locator("#to-all").fill(SAID)
        desk.locator("#announcement [data-show]").click(force=True)  # not armed: nothing shows
        announce(desk, SAID)
        for page in (tablet, phone):
            expect(page.locator("#announced")).to_contain_text(SAID)
            expect(page.locator("#announced-aloud")).to_contain_text(SAID)
        expect(stage.locator('[data-slot="message"]')).to_have_text(SAID)
        assert row.bounding_box() == place
        expect(tablet.locator('[name="score-innovation"][value="7"]')).to_be_checked()
        expect(tablet.locator("#comment")).to_have_value("à moitié écrit")
        phone.locator("#announced [data-read]").click()
        expect(phone.locator("#announced")).to_be_hidden()
        announce(desk, "Le déjeuner est servi")
        expect(phone.locator("#announced")).to_contain_text("Le déjeuner")  # another one comes back
        desk.locator(".toast button").click()  # Undo
        expect(tablet.locator("#announced")).to_contain_text(SAID)
        desk.locator("#announcement [data-down]").click()
        for page in (tablet, phone):
            expect(page.locator("#announced")).to_be_hidden()
        # A juror on a phone, half way down the ballot.
        tablet.set_viewport_size(PHONE)
        tablet.evaluate("scrollTo(0, 300)")
        place = row.bounding_box()
        announce(desk, SAID)
        expect(tablet.locator("#announced")).to_be_in_viewport(ratio=1)
        assert row.bounding_box() == place
        expect(phone.locator("#announced")).to_contain_text(SAID)  # what was put away is said again
        desk.locator("#announcement [data-down]").click()
        desk.locator("#content").focus()
        desk.keyboard.press("b")
        expect(stage.locator("#face")).to_have_attribute("data-field", "dark")
        desk.locator("#message").focus()
        desk.keyboard.press("b")  # typed, not obeyed
        expect(desk.locator("#message")).to_have_value("b")
        expect(stage.locator("#face")).to_have_attribute("data-field", "dark")
