"""A screen of the room obeys the desk: it goes where it is sent, is black, says its name; the desk knows how it is."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.measuring import measure
from tests.browsing import DESK, PROJECTOR, enter, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
# The title was fitted to the width that it has now, with its own letters.
# Nothing waits for a font before anything asks for it: the letters have come, and what they changed was fitted again.
FITTED = """async () => {
  await document.fonts.ready;
  if (![...document.fonts].some(({ family, status }) => /Bricolage/.test(family) && status === 'loaded')) return false;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const title = document.querySelector('[data-part="title"]');
  return title.dataset.fitted?.split('\\n')[2] === String(title.parentElement.clientWidth);
}"""


def test_a_screen_is_named_sent_blackened_and_removed_from_the_desk(browser: Browser, server: Server) -> None:
    with opened(browser, DESK) as desk, opened(browser, PROJECTOR) as wall, opened(browser, PROJECTOR) as room:
        enter(wall, server.url, server.link("screen"))
        room.goto(f"{server.url}/{SLUG}/stage")  # without a card: nobody's screen
        enter(desk, server.url, server.link("organiser"))
        row = desk.locator("#screen-list > li").first
        expect(row).to_contain_text("connecté", timeout=30_000)
        row.locator("[data-page]").select_option("waiting")
        wall.wait_for_url(f"**/{SLUG}/waiting", timeout=30_000)
        expect(wall.locator("[data-part=address]")).to_contain_text(f"/{SLUG}/")
        row.locator("[data-identify]").click()
        expect(wall.locator("#directed-name")).to_have_text("Grand écran")
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
        expect(desk.locator("#screen-name")).to_be_focused()
        # A page that does not answer is not gone to: no wall ever shows that there is no network.
        asked: list[str] = []
        wall.route("**/results", lambda route: (asked.append(route.request.method), route.abort()))
        row.locator("[data-page]").select_option("results")
        expect(row).to_contain_text("montre encore")
        assert wall.url.endswith("/waiting")
        expect(wall.locator("#pause")).to_be_visible()
        wall.unroute("**/results")
        wall.wait_for_url(f"**/{SLUG}/results", timeout=30_000)
        expect(wall.locator("#directed-name")).to_be_hidden(timeout=15_000)


@pytest.mark.nightly
def test_the_last_row_reads_every_text_of_the_waiting_screen(browser: Browser, server: Server) -> None:
    organiser, faults = server.person("organiser"), []
    with opened(browser, PROJECTOR) as wall:
        for said in (None, "Reprise dans dix minutes, en salle des délibérations du premier étage."):
            assert organiser.send("POST", "announcement", {"text": said}).status_code == 200
            for q in (4, 6, 8, 10):
                wall.goto(f"{server.url}/{SLUG}/waiting?q={q}")
                for size in (PROJECTOR, {"width": 1024, "height": 768}):
                    wall.set_viewport_size(size)
                    expect(wall.locator("[data-slot=said]")).to_be_visible(visible=said is not None)
                    wall.wait_for_function(FITTED)
                    found = measure(wall)
                    assert len(found.texts) >= 3
                    faults += [f"q {q}, {size['width']}, {said}: {fault}" for fault in found.faults(q)]
        assert faults == [], "\n".join(faults)


def test_cut_off_it_says_so_where_its_address_was(browser: Browser, server: Server) -> None:
    with opened(browser, PROJECTOR) as wall:
        wall.goto(f"{server.url}/{SLUG}/waiting")
        expect(wall.locator("[data-part=address]")).to_be_visible()
        server.kill()
        expect(wall.locator("[data-part=alone]")).to_contain_text("Figé depuis", timeout=60_000)
        expect(wall.locator("[data-part=address]")).to_be_hidden()
        server.start()
        expect(wall.locator("[data-part=address]")).to_be_visible(timeout=60_000)
