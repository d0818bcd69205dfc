"""What opens over a page or changes in it under a hand: dialogs, panels, warnings.

What a look holds: see `test_axe.py`.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.pages import DESK, EVENT, PHONE, PROJECTOR, STRANGER, TABLET, seated
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TIMER = re.compile(r"/api/events/.*/timer")
BALLOTS = re.compile(r"/api/events/.*/ballots/")
CRITERIA = ("innovation", "transferability", "cost_use")


def score(page: Page, *scores: int) -> None:
    """One tap for each criterion, in their order."""
    for criterion, given in zip(CRITERIA, scores, strict=False):
        page.locator(f'[name="score-{criterion}"][value="{given}"]').locator("xpath=..").click()


def test_the_dialogs_and_panels_of_the_desk(browser: Browser, full_day: Server, language: str) -> None:
    with seated(browser, full_day, "organiser", DESK) as reader:
        page = reader.page
        reader.goto(f"{EVENT}/desk", language)
        page.locator("[data-scoring]").click()
        expect(page.locator("#close-scoring")).to_be_visible()
        reader.look("desk.run", "close scoring", language)
        page.locator("#close-scoring [data-closes]").click()
        page.locator("[data-order]:not(:disabled)").last.click()
        page.locator(".run-acts form[data-run=break] input").fill("0")
        page.locator(".run-acts form[data-run=break] button").click()
        expect(page.locator(".run-acts form[data-run=break] [data-refused]")).to_be_visible()
        reader.look("desk.run", "acts of a line, one refused", language)
        page.locator("[data-run-close]").click()
        page.locator("details.keys summary").click()
        page.locator('#room [name="room"][value="hidden"]').locator("xpath=..").click()
        expect(page.locator("#room [data-show]")).to_have_attribute("aria-disabled", "false")
        phases = page.locator('#day [name="phase"]')
        began = next(phase for phase in phases.all() if phase.is_checked()).get_attribute("value")
        phases.and_(page.locator(f':not([value="{began}"])')).first.locator("xpath=..").click()
        page.locator(".toast").hover()  # it stays while it is looked at
        reader.look("desk.run", "keys open, room armed, toast", language)
        page.locator(".toast button").click()
        expect(page.locator(f'#day [value="{began}"]')).to_be_checked()


@pytest.mark.nightly
def test_a_desk_that_is_not_obeyed(browser: Browser, full_day: Server, language: str) -> None:
    with seated(browser, full_day, "organiser", DESK) as reader:
        reader.page.route(TIMER, lambda route: route.fulfill(status=422, json={"detail": "Non."}))
        reader.goto(f"{EVENT}/desk", language)
        reader.page.locator('#timer [data-act="second"]').click()
        expect(reader.page.locator("#refusal")).to_be_visible()
        reader.look("desk.run", "not obeyed", language)


def test_a_draft_at_the_desk(browser: Browser, full_day: Server, language: str) -> None:
    juror = full_day.person("juror", 4)
    mine = next(ballot for ballot in juror.get("ballots") if ballot["team"] == 10)
    kept = {"base": mine["revision"], "scores": dict.fromkeys(CRITERIA, 5), "comment": "", "final": False}
    assert juror.send("PUT", "ballots/10", kept).status_code == 200
    with seated(browser, full_day, "organiser", DESK) as reader:
        reader.goto(f"{EVENT}/desk", language)
        expect(reader.page.locator("#ballots [data-drafts]")).to_be_visible()
        reader.page.locator("[data-scoring]").click()
        reader.look("desk.run", "close scoring with a draft", language)


def test_the_dialogs_of_the_links(browser: Browser, fresh_day: Server, language: str) -> None:
    with seated(browser, fresh_day, "organiser", DESK) as reader:
        reader.goto(f"{EVENT}/desk/links?show=jury", language)
        reader.page.locator("details.access__more summary").first.click()
        reader.look("desk.links", "address shown", language)
        reader.page.locator("[data-revoke] summary").first.click()
        expect(reader.page.locator("#revoke")).to_be_visible()
        reader.look("desk.links", "revoke", language)


def test_a_tablet_from_its_first_tap_to_its_receipt(browser: Browser, full_day: Server, language: str) -> None:
    # In each language a juror of their own: nobody's ballot is left over from the other one's.
    seat, team = {"fr": ("juror 5", 10), "en": ("juror 6", 12)}[language]
    with seated(browser, full_day, seat, TABLET, language) as reader:
        page, name = reader.page, f"jury.one {team}"
        reader.goto(f"{EVENT}/jury/{team}", language)
        page.locator("#recusal summary").click()
        reader.look(name, "stepping aside", language)
        page.locator("#recusal summary").click()
        page.locator("[data-validate]").click()
        expect(page.locator("#errors")).to_be_visible()
        reader.look(name, "nothing scored, refused", language)
        score(page, 7, 8, 9)
        expect(page.locator("#stub")).to_have_attribute("data-now", "saved")
        reader.look(name, "draft", language)
        page.locator("[data-validate]").click()
        expect(page.locator("#verdict")).to_contain_text(re.compile("elle compte|it counts"))
        reader.look(name, "validated", language)
        page.locator("#recusal summary").click()
        page.locator('#recusal [name="reason"]').first.click()
        expect(page.locator("#jury")).to_have_attribute("data-standing", "recused")
        reader.look(name, "stepped aside", language)


@pytest.mark.nightly
def test_a_tablet_that_nobody_answers(browser: Browser, full_day: Server, language: str) -> None:
    with seated(browser, full_day, "juror 6", TABLET) as reader:
        reader.page.route(BALLOTS, lambda route: route.abort())
        reader.goto(f"{EVENT}/jury/13", language)
        score(reader.page, 3)
        expect(reader.page.locator("#stub")).to_have_attribute("data-now", "failed")
        reader.look("jury.one 13", "not sent", language)


def test_a_ballot_written_on_two_devices(browser: Browser, full_day: Server, language: str) -> None:
    with seated(browser, full_day, "juror 7", TABLET, language) as reader:
        reader.goto(f"{EVENT}/jury/14", language)
        held: list[Route] = []
        reader.page.route(BALLOTS, lambda route: held.append(route))
        score(reader.page, 3)
        elsewhere = full_day.person("juror", 7)
        base = next(ballot["revision"] for ballot in elsewhere.get("ballots") if ballot["team"] == 14)
        other = 9 if language == "fr" else 10
        elsewhere.validate(14, (other, 8, 7), base)
        reader.page.unroute(BALLOTS)
        for route in held:
            route.continue_()
        expect(reader.page.locator("#conflict")).to_be_visible()
        reader.look("jury.one 14", "two versions", language)


SILENT = (
    ("audience.stage", STRANGER, PROJECTOR, "stage", "[data-part=local]"),
    ("audience.results", STRANGER, PROJECTOR, "results", "#freshness.chip--mute"),
    ("jury.mine", "juror", TABLET, "jury", "#freshness.chip--offline"),
    ("desk.run", "organiser", DESK, "desk", "#freshness.chip--mute"),
    ("audience.home", STRANGER, PHONE, "", "#freshness.chip--mute"),
)
BY_DAY = ("audience.stage", "jury.mine")


@pytest.mark.parametrize(
    ("name", "seat", "size", "path", "place"),
    [pytest.param(*row, marks=() if row[0] in BY_DAY else pytest.mark.nightly) for row in SILENT],
)
def test_a_page_that_hears_nothing_any_more(
    browser: Browser, full_day: Server, name: str, seat: str, size: dict[str, int], path: str, place: str
) -> None:
    with seated(browser, full_day, seat, size) as reader:
        reader.page.goto("about:blank")  # a page that lives would see its clock replaced under it
        reader.page.clock.install()
        reader.page.route_web_socket("**/*", lambda socket: socket.close())
        reader.page.route(re.compile(r"/(socket\.io|api)/"), lambda route: route.abort())
        reader.goto(f"{EVENT}/{path}", "fr")
        reader.page.clock.fast_forward(70_000)
        expect(reader.page.locator(place)).to_be_visible()
        reader.look(name, "silence", "fr")
