"""What is told of somebody comes up on their open pages at once: what the jury says, what a juror declared."""

import secrets
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.announcing import evening
from tests.browsing import PHONE, TABLET, admitted, enter, opened
from tests.serving import SLUG, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SAID = "Une idée que chaque mairie comprend"


def posts(organiser: Person, path: str, **sent: str) -> None:
    """The organiser sends a form of the desk."""
    form = {"csrf_token": organiser.session()["csrf"], "op": secrets.token_urlsafe(16), **sent}
    address = f"{organiser.url}/{SLUG}/desk/{path}"
    assert organiser.http.post(address, form, allow_redirects=False, timeout=10).status_code == 303


def test_what_is_released_comes_up_on_the_team_s_open_page(browser: Browser, tmp_path: Path) -> None:
    with Server(shutil.copytree(evening(), tmp_path / "instance")) as server, opened(browser, PHONE) as phone:
        organiser = server.person("organiser")
        posts(
            organiser, "restitution/word", team="3", base="0", strength_1=SAID, strength_2="", advice="", next_step=""
        )
        enter(phone, server.url, server.link("team", 3))
        told = phone.locator('[data-line="told"]')
        expect(told).to_have_text("")
        posts(organiser, "restitution/release", state="released")
        expect(told).to_contain_text(SAID)
        posts(organiser, "restitution/release", state="held")
        expect(told).to_have_text("")


def test_a_list_that_is_opened_again_is_open_on_the_page_of_whoever_would_confirm_it(
    browser: Browser, tmp_path: Path
) -> None:
    with Server(shutil.copytree(evening(announced=False), tmp_path / "instance")) as server:
        organiser = server.person("organiser")
        with opened(browser, TABLET) as tablet:
            admitted(tablet, server.url, server.link("chair"))
            tablet.goto(f"{server.url}/{SLUG}/desk/list")
            stands = tablet.locator("#close")
            expect(stands).to_contain_text("La liste est arrêtée")
            posts(organiser, "list/reopen", reason="une note mal lue")
            expect(stands).to_contain_text("Arrêter la liste")


def test_what_a_juror_declares_on_one_device_is_asked_no_more_on_another(browser: Browser, server: Server) -> None:
    with opened(browser, TABLET) as tablet, opened(browser, PHONE) as phone, opened(browser, TABLET) as other:
        for page, number in ((tablet, 0), (phone, 0), (other, 1)):
            enter(page, server.url, server.link("juror", number))
            expect(page.locator("#rules-first")).to_be_visible()
        tablet.goto(f"{server.url}/{SLUG}/jury/scores")
        tablet.locator("#rules-first button").click()
        for page in (tablet, phone):
            expect(page.locator("#rules-first")).to_be_hidden()
        expect(other.locator("#rules-first")).to_be_visible()
