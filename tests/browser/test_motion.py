"""Motion, for who asks for less of it: what moves for the others is a cut for them, and nothing runs by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.days import moved
from tests.browser.pages import EVENT, PAGES
from tests.browser.sight import Readers, readers
from tests.browsing import DESK, PHONE, TABLET
from tests.serving import Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# Notes each movement as it begins, by script or by style sheet: one that is over before anybody looks is still noted.
WATCH = """() => {
  window.movements = [];
  const note = (what) => window.movements.push(what);
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...given) {
    const made = animate.apply(this, given);
    if (made.effect.getComputedTiming().endTime > 0) note(`animate ${this.localName}.${this.className}`);
    return made;
  };
  for (const kind of ['transitionrun', 'animationstart'])
    document.addEventListener(kind, ({ target, propertyName }) =>
      note(`${kind} ${propertyName ?? ''} ${target.localName}.${target.className}`), true);
  const scroll = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (how) {
    if (how?.behavior === 'smooth') note('a smooth scroll');
    return scroll.call(this, how);
  };
}"""


# By day those that something changes while they are looked at; at night every page that may.
BY_DAY = ("audience.stage", "desk.run", "jury.one")
LIVE = {name: (page.seats[0], page.path) for name, page in PAGES.items() if page.moves and not page.closed}


@contextmanager
def watched(browser: Browser, server: Server, motion: str) -> Iterator[Readers]:
    """Readers whose pages note every movement."""
    with readers(browser, server, reduced_motion=motion) as there:
        yield there


def movements(page: Page) -> list[str]:
    """What moved on this page since it was watched, and what moves now."""
    running = "document.getAnimations().map((one) => `running ${one.effect.target.localName}`)"
    return [*page.evaluate("window.movements"), *page.evaluate(running)]


def all_give(jury: list[Person], team: int, score: int) -> None:
    """Every juror who scores that team gives it this score."""
    for juror in jury:
        for ballot in juror.get("ballots"):
            if ballot["team"] == team:
                juror.validate(team, (score, score, score), base=ballot["revision"])


def rank_changes(there: Readers, jury: list[Person], score: int, size: dict[str, int]) -> list[str]:
    """What moves on the results when team 2 goes to another place."""
    page = there.open("stranger", f"{EVENT}/results", size)
    places = page.locator("#rows > tr").evaluate_all("(rows) => rows.map((row) => row.dataset.key).join()")
    page.evaluate(WATCH)
    all_give(jury, 2, score)
    expect(page.locator('#rows > [data-key="2"] [data-slot="score"]')).to_have_text(f"{score},00")
    now = page.locator("#rows > tr").evaluate_all("(rows) => rows.map((row) => row.dataset.key).join()")
    assert now != places
    return movements(page)


@pytest.mark.parametrize(
    "size", [pytest.param(PHONE, id="sheet", marks=pytest.mark.nightly), pytest.param(DESK, id="wall")]
)
def test_a_rank_that_changes_is_seen_to_climb_unless_one_asks_not_to(
    browser: Browser, played_day: Server, size: dict[str, int]
) -> None:
    jury = played_day.jury()
    with watched(browser, played_day, "no-preference") as there:
        for score in (0, 10):
            assert any(movement.startswith("animate tr") for movement in rank_changes(there, jury, score, size))
    with watched(browser, played_day, "reduce") as there:
        for score in (0, 10):
            assert rank_changes(there, jury, score, size) == []


def saved(there: Readers, team: int) -> list[str]:
    """What moves on a tablet while a ballot goes from a tap to a receipt."""
    page = there.open("juror", f"{EVENT}/jury/{team}", TABLET)
    page.evaluate(WATCH)
    for criterion in ("innovation", "transferability", "cost_use"):
        page.locator(f'[name="score-{criterion}"][value="7"]').locator("xpath=..").click()
    page.locator("[data-validate]").click()
    expect(page.locator("#stub")).to_have_attribute("data-now", "saved")
    expect(page.locator("#verdict")).to_contain_text("elle compte")
    return movements(page)


@pytest.mark.nightly
def test_the_stub_of_a_ballot_slides_unless_one_asks_not_to(browser: Browser, played_day: Server) -> None:
    with watched(browser, played_day, "no-preference") as there:
        assert any("stub" in movement for movement in saved(there, 7))
    with watched(browser, played_day, "reduce") as there:
        assert saved(there, 8) == []


@pytest.mark.nightly
def test_the_pages_of_the_wall_turn_and_the_desk_acts_without_motion(browser: Browser, played_day: Server) -> None:
    with watched(browser, played_day, "reduce") as there:
        wall = there.open("stranger", f"{EVENT}/results", DESK)
        wall.evaluate(WATCH)
        words = wall.locator('#pages [data-slot="pages"]').inner_text()
        wall.keyboard.press("ArrowRight")
        expect(wall.locator('#pages [data-slot="pages"]')).not_to_have_text(words)
        assert movements(wall) == []
        desk = there.open("organiser", f"{EVENT}/desk", DESK)
        desk.evaluate(WATCH)
        with moved(played_day, "start", ("add", {"seconds": -160}), "pause"):
            expect(desk.locator("#timer")).to_have_attribute("data-field", "paused")
            desk.locator('[data-scoring="open"]').click()
            expect(desk.locator("dialog[open]")).to_be_visible()
            desk.keyboard.press("Escape")
            assert movements(desk) == []


@pytest.mark.parametrize(
    ("seat", "path"),
    [pytest.param(*LIVE[name], id=name, marks=() if name in BY_DAY else pytest.mark.nightly) for name in LIVE],
)
def test_nothing_moves_by_itself(still: Readers, seat: str, path: str) -> None:
    page = still.open(seat, path)
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.fixture(scope="module")
def still(browser: Browser, played_day: Server) -> Iterator[Readers]:
    """A reader in each seat who asked for nothing: even so, a page at rest is still."""
    with readers(browser, played_day) as there:
        yield there


MOVING = {
    "a movement by script": "document.body.animate([{ opacity: 0 }, { opacity: 1 }], 400)",
    "a movement by style": "document.querySelector('p').style.translate = '9px'",
}


@pytest.mark.parametrize("script", MOVING.values(), ids=MOVING)
def test_control_what_moves_is_noted(browser: Browser, script: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.set_content("<style>p { transition: translate .2s }</style><p>Un mot.</p>")
    page.evaluate(WATCH)
    page.evaluate(f"() => {{ getComputedStyle(document.querySelector('p')).translate; {script} }}")
    page.wait_for_function("() => window.movements.length > 0")
    assert movements(page) != []
    page.context.close()
