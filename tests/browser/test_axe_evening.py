"""The evening, once the laureates are announced: its pages in both languages and themes, without a script too.

What a look holds: see `test_axe.py`.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.announcing import CHOSEN, evening
from tests.browser.pages import DESK, EVENING, EVENT, PAGES, PHONE, STRANGER, seated
from tests.browsing import opened
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
# Pages that say something else then.
OTHERWISE = {name: PAGES[name] for name in ("audience.home", "audience.team")}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on an event whose laureates are announced."""
    with pytest.MonkeyPatch.context() as patch:  # what is made for a whole module is made before the network is shut
        patch.setattr("app.web.guard.own_addresses", lambda: [])
        made = evening()
    with Server(shutil.copytree(made, tmp_path_factory.mktemp("told") / "instance")) as running:
        yield running


def test_every_page_of_the_evening(browser: Browser, told: Server, language: str) -> None:
    with seated(browser, told, STRANGER, DESK) as reader:
        for name, shown in (EVENING | OTHERWISE).items():
            reader.page.set_viewport_size(shown.sizes[0])
            reader.goto(shown.path, language)
            reader.look(name, "announced", language)
            for size in shown.sizes[1:] if language == "fr" else ():
                reader.page.set_viewport_size(size)
                reader.look(name, "announced", language, ("light",))


def test_a_team_s_contact_that_is_refused(browser: Browser, told: Server) -> None:
    with seated(browser, told, "team 4", PHONE) as reader:
        reader.goto(f"{EVENT}/team", "fr")
        reader.page.locator("[name=contact]").evaluate("field => { field.maxLength = 300; }")
        reader.page.locator("[name=contact]").fill("x" * 201)
        reader.page.locator(".my-turn__contact button").click()
        expect(reader.page.locator("#contact-error")).to_be_visible()
        reader.look("team.turn", "a contact refused", "fr")


def test_the_palmares_fits_every_width_and_needs_no_script(browser: Browser, told: Server) -> None:
    with opened(browser, PHONE, java_script_enabled=False) as page:
        page.goto(f"{told.url}{EVENT}/palmares")
        assert page.locator(".laurel").count() == len(CHOSEN)
    with opened(browser, PHONE) as page:
        page.goto(f"{told.url}{EVENT}/palmares")
        for width in (320, 390, 768, 1024, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        page.locator("a.laurel__take").first.focus()
        page.keyboard.press("Enter")
        assert "#project-" in page.url
