"""From the link on the card to the first validated ballot: how many times a juror taps."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.days import moved
from tests.browser.pages import UPRIGHT
from tests.browsing import PHONE, TABLET, admitted, enter, opened, scan
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
# Of an authority that none of these jurors belongs to.
TEAM = 13
MOST_TAPS = 4
# Counted by the browser itself, on every page of the tablet: what a finger did, not what a script clicked.
COUNT_TAPS = "addEventListener('click', (event) => event.isTrusted && event.detail > 0 && window.tapped(), true)"


class Finger:
    """A finger on a tablet whose browser speaks English; the taps are those that its pages heard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        page.expose_function("tapped", self._tapped)
        page.add_init_script(COUNT_TAPS)

    def _tapped(self) -> None:
        self.taps += 1

    def tap(self, selector: str) -> None:
        """Tap what a juror sees, where it is."""
        self.page.locator(selector).tap()

    def read_french(self) -> None:
        """Choose the language of the event."""
        self.tap('.language [lang="fr"]')
        expect(self.page.locator("html")).to_have_attribute("lang", "fr")

    def acknowledge(self) -> None:
        """Acknowledge the rules, with the declaration that goes with them."""
        self.tap(".acknowledge button")
        expect(self.page.locator(".acknowledge")).to_be_hidden()

    def score(self) -> None:
        """The three scores."""
        for criterion in ("innovation", "transferability", "cost_use"):
            self.tap(f'label:has([name="score-{criterion}"][value="7"])')

    def validate(self) -> None:
        """Validate, until it counts."""
        self.tap("[data-validate]")
        expect(self.page.locator("#verdict")).to_contain_text("elle compte")


SIZES = [PHONE, UPRIGHT, TABLET]


@pytest.fixture(
    params=[
        pytest.param(0, id="phone", marks=pytest.mark.nightly),
        pytest.param(1, id="upright", marks=pytest.mark.nightly),
        pytest.param(2, id="tablet"),
    ]
)
def rank(request: pytest.FixtureRequest) -> int:
    """The test at each size, with a juror of its own."""
    return int(request.param)


@contextmanager
def finger_of(browser: Browser, day: Server, rank: int, juror: int) -> Iterator[Finger]:
    """A finger at the size of that rank, in by the card of a juror who has not scored yet."""
    with opened(browser, SIZES[rank], locale="en-GB", has_touch=True) as page:
        finger = Finger(page)
        scan(page, day.url, day.link("juror", juror))
        yield finger


def test_the_team_on_stage_is_scored_in_three_taps_beside_the_scores(
    browser: Browser, fresh_day: Server, rank: int
) -> None:
    slots = {slot["team"]: slot["id"] for slot in fresh_day.person("organiser").get("agenda")["slots"]}
    with (
        moved(fresh_day, ("call", {"slot": slots[TEAM]}), "start"),
        finger_of(browser, fresh_day, rank, rank) as finger,
    ):
        finger.read_french()
        finger.acknowledge()
        expect(finger.page.locator("[data-turn]")).to_contain_text("en scène maintenant")
        finger.score()
        expect(finger.page.locator("#verdict")).to_contain_text("validez")
        finger.validate()
        assert finger.taps == 3 + 3


def test_with_nobody_on_stage_the_list_takes_one_tap_more(browser: Browser, fresh_day: Server, rank: int) -> None:
    with finger_of(browser, fresh_day, rank, rank + len(SIZES)) as finger:
        finger.read_french()
        finger.acknowledge()
        finger.tap(f'#mine a[data-team="{TEAM}"]')
        expect(finger.page.locator("#ballot")).to_be_visible()
        expect(finger.page.locator("[data-turn]")).to_contain_text("pas encore appelée")
        finger.score()
        expect(finger.page.locator("#verdict")).to_contain_text("n’a pas encore été appelée")
        finger.validate()
        assert finger.taps == MOST_TAPS + 3


def test_a_rehearsal_answers_like_a_ballot_and_gives_way_to_the_first_team(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    slots = {slot["team"]: slot["id"] for slot in organiser.get("agenda")["slots"]}
    with opened(browser, TABLET) as page:
        enter(page, fresh_day.url, fresh_day.link("juror", 6))
        page.locator('a[href$="/jury/rehearsal"]').click()
        expect(page.locator("#verdict")).to_contain_text("Rien n’est encore noté")
        page.locator("[data-validate]").click()
        expect(page.locator("#errors")).to_be_visible()
        for criterion in ("innovation", "transferability", "cost_use"):
            chosen(page, criterion).click()
        page.locator("[data-validate]").click()
        expect(page.locator("#verdict")).to_contain_text("elle compterait")
        expect(page.locator("#stub")).to_contain_text("gardé nulle part")
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('ballot'))") == []
        with moved(fresh_day, ("call", {"slot": slots[TEAM]})):
            page.wait_for_url(f"{fresh_day.url}/{SLUG}/jury")
            expect(page.locator("#team")).to_contain_text("13")


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(PHONE, id="phone"),
        pytest.param(UPRIGHT, id="upright", marks=pytest.mark.nightly),
        pytest.param(TABLET, id="tablet", marks=pytest.mark.nightly),
    ],
)
def test_what_is_tapped_before_the_page_has_its_script_is_kept(
    browser: Browser, fresh_day: Server, size: dict[str, int]
) -> None:
    """The server answers the button, the script takes over what stands there; then nothing moves between two taps."""
    script = "**/pages/rehearsal.js*"
    with opened(browser, size) as page:
        enter(page, fresh_day.url, fresh_day.link("juror", 7))
        page.route(script, lambda _held: None)
        page.goto(f"{fresh_day.url}/{SLUG}/jury/rehearsal", wait_until="commit")
        chosen(page, "innovation").click()
        page.locator("[data-validate]").click(no_wait_after=True)
        expect(page.locator("#errors")).to_be_visible()
        chosen(page, "transferability").click()
        page.unroute(script)
        expect(page.locator("#verdict")).to_contain_text("Il reste 1 critère à noter")
        page.locator("[data-validate]").click()
        expect(page.locator("[data-error=cost_use]")).to_be_visible()
        before = places(page)
        chosen(page, "cost_use").click()
        chosen(page, "transferability", 3).click()
        expect(page.locator("[data-error=cost_use]")).not_to_be_visible()
        assert places(page) == before
        page.locator("[data-validate]").click()
        expect(page.locator("#verdict")).to_contain_text("elle compterait")


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(PHONE, id="phone", marks=pytest.mark.nightly),
        pytest.param(UPRIGHT, id="upright", marks=pytest.mark.nightly),
        pytest.param(TABLET, id="tablet"),
    ],
)
def test_nothing_of_a_ballot_moves_between_two_taps(browser: Browser, fresh_day: Server, size: dict[str, int]) -> None:
    with opened(browser, size) as page:
        admitted(page, fresh_day.url, fresh_day.link("juror", 6 + SIZES.index(size)))
        page.goto(f"{fresh_day.url}/{SLUG}/jury/{TEAM}")
        page.locator("[data-validate]").click()
        expect(page.locator("[data-error=cost_use]")).to_be_visible()
        before = places(page)
        for criterion in ("cost_use", "innovation"):
            chosen(page, criterion).click()
            expect(page.locator(f"[data-error={criterion}]")).not_to_be_visible()
            assert places(page) == before
        expect(page.locator("[data-error=transferability]")).to_be_visible()


def chosen(page: Page, criterion: str, score: int = 7) -> Locator:
    """The cell of a score."""
    return page.locator(f'label:has([name="score-{criterion}"][value="{score}"])')


def places(page: Page) -> list[float]:
    """Where each scale stands on its sheet, in px."""
    tops = "(cells) => cells.map((each) => each.getBoundingClientRect().top + scrollY)"
    return [float(top) for top in page.locator(".ruler__cells").evaluate_all(tops)]
