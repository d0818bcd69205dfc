"""The juror's tablet in a real browser when things go wrong: the server dies, the link is revoked."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, PROJECTOR, TABLET, admitted, enter, opened
from tests.faults.wire import CALM, Weather, Wire
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
TEAM = 4
# How far the last score stays from the end of its frame.
LEFT_EMPTY = """(ruler) => {
  const cells = ruler.querySelector('.ruler__cells');
  const frame = cells.getBoundingClientRect().left + cells.clientLeft + cells.clientWidth;
  return Math.abs(frame - cells.lastElementChild.getBoundingClientRect().right);
}"""
# Whether the question begins on the line of its title and goes on under it.
CUT_BESIDE = """(ruler) => {
  const words = document.createRange();
  words.selectNodeContents(ruler.querySelector('.ruler__question'));
  const lines = [...words.getClientRects()];
  const title = ruler.querySelector('.ruler__label').getBoundingClientRect();
  return lines[0].top < title.bottom - 2 && lines.some((line) => line.top > title.bottom - 2);
}"""


def score(page: Page, scores: tuple[int, int, int]) -> None:
    """One tap for each criterion."""
    for criterion, given in zip(("innovation", "transferability", "cost_use"), scores, strict=True):
        page.locator(f'[name="score-{criterion}"][value="{given}"]').locator("xpath=..").click()


def test_a_ballot_validated_while_the_server_is_dead_arrives_once_it_is_back(browser: Browser, server: Server) -> None:
    with opened(browser, TABLET) as page:
        enter(page, server.url, server.link("juror"))
        page.goto(f"{server.url}/{SLUG}/jury/{TEAM}")
        expect(page.locator("[data-turn]")).to_contain_text("pas encore appelée")
        server.kill()
        score(page, (7, 8, 9))
        # The team may be on stage by now: a tablet without news says nothing of it.
        expect(page.locator("[data-turn]")).to_be_hidden(timeout=30_000)
        expect(page.locator("#verdict")).to_contain_text("Tout est noté")
        page.locator("[data-validate]").click()
        expect(page.locator("#saving")).not_to_contain_text(re.compile("reçu [A-Z]"))
        server.start()
        expect(page.locator("#verdict")).to_contain_text("elle compte", timeout=30_000)
        counted = server.person("organiser").get("results")
        assert counted["ballots"]["in"] == 1
        assert counted["teams"][0]["score"] == "8.00"


def test_an_answer_cut_on_its_way_is_not_taken_for_a_whole_one(browser: Browser, server: Server) -> None:
    with Wire(server.port, 2019, CALM) as wire, opened(browser, TABLET) as page:
        admitted(page, wire.url, server.link("juror"))
        page.goto(f"{wire.url}/{SLUG}/jury/{TEAM}")
        score(page, (7, 8, 9))
        expect(page.locator("#saving")).to_contain_text("Brouillon gardé")
        wire.weather = Weather(cut=1, delayed=0, halved=0, ways=("down",))
        page.locator("[data-validate]").click()
        wire.has_cut(4)
        expect(page.locator("#verdict")).to_contain_text("Validée ici")
        wire.weather = CALM
        expect(page.locator("#saving")).to_contain_text(re.compile("reçu [A-Z]"), timeout=30_000)
        expect(page.locator("#verdict")).to_contain_text("elle compte")
        assert server.person("organiser").get("results")["ballots"]["in"] == 1


def test_a_revoked_tablet_is_told_at_once_and_keeps_what_was_typed(browser: Browser, server: Server) -> None:
    organiser = server.person("organiser")
    with opened(browser, TABLET) as page:
        admitted(page, server.url, server.link("juror"))
        page.goto(f"{server.url}/{SLUG}/jury/{TEAM}")
        expect(page.locator("[data-freshness-word]").first).to_contain_text("En direct")
        score(page, (1, 2, 3))
        cards = organiser.http.get(f"{server.url}/{SLUG}/desk/links", timeout=10).text
        page.mouse.wheel(0, 5000)
        number = re.findall(r"/links/(\d+)/revoke", cards.split(server.link("juror")["token"], 1)[1])[0]
        form = {"csrf_token": organiser.http.headers["X-CSRFToken"]}
        organiser.http.post(f"{server.url}/{SLUG}/desk/links/{number}/revoke", data=form, timeout=10)
        expect(page.locator("#revoked")).to_be_in_viewport()
        expect(page.locator('[name="score-cost_use"][value="3"]')).to_be_checked()


@pytest.mark.parametrize("size", [pytest.param(PHONE, marks=pytest.mark.nightly), TABLET], ids=["phone", "tablet"])
def test_the_rows_of_scores_end_with_the_frame_and_no_question_is_cut_beside_its_title(
    browser: Browser, server: Server, size: dict[str, int]
) -> None:
    with opened(browser, size) as page:
        admitted(page, server.url, server.link("juror"))
        page.goto(f"{server.url}/{SLUG}/jury/{TEAM}")
        for ruler in page.locator(".ruler").all():
            assert ruler.evaluate(LEFT_EMPTY) < 1
            assert ruler.evaluate(CUT_BESIDE) is False


def test_a_stage_without_news_says_so_and_keeps_the_name_of_its_team(browser: Browser, server: Server) -> None:
    organiser = server.person("organiser")
    slots = {slot["team"]: slot["id"] for slot in organiser.get("agenda")["slots"]}
    organiser.timer("call", slot=slots[TEAM])
    organiser.timer("start")
    with opened(browser, PROJECTOR) as page:
        page.goto(f"{server.url}/{SLUG}/stage")
        expect(page.locator("[data-slot=team]")).to_have_text(f"Équipe {TEAM}")
        server.kill()
        expect(page.locator("[data-part=local]")).to_contain_text("Horloge locale", timeout=30_000)
        expect(page.locator("[data-slot=team]")).to_be_visible()
        local, team = (page.locator(f"[data-part={part}]").bounding_box() for part in ("local", "team"))
        assert local and team and local["x"] + local["width"] <= team["x"]
        assert team["x"] + team["width"] <= PROJECTOR["width"]


# Whether the row of the ballot that is open is seen whole in the list beside it.
WHOLE = """() => {
  const list = document.querySelector('.mine__list').getBoundingClientRect();
  const row = document.querySelector('.mine__list [aria-current]').getBoundingClientRect();
  return row.top >= list.top - 1 && row.bottom <= list.bottom + 1;
}"""


@pytest.mark.parametrize("role", ["chair", pytest.param("juror", marks=pytest.mark.nightly)])
def test_the_row_of_the_ballot_being_written_stays_in_sight(browser: Browser, server: Server, role: str) -> None:
    with opened(browser, TABLET) as page:
        admitted(page, server.url, server.link(role))
        page.goto(f"{server.url}/{SLUG}/jury/{TEAM}")
        page.wait_for_function(WHOLE)
        score(page, (7, 8, 9))
        expect(page.locator("#verdict")).to_contain_text("pas encore été appelée")
        page.wait_for_function(WHOLE)
