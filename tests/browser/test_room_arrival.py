"""The room's pages on a phone that just came in, over a weak network: what draws them, and when they are read."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.web.static import SHEETS
from tests.announcing import evening
from tests.browser.sight import settled
from tests.browsing import PHONE, PROJECTOR, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

OF_THE_ROOM = ("", "agenda", "vote", "teams/4", "results", "stage", "waiting")
WALLS = ("stage", "results", "waiting")
# What is to be read within READ_MS.
MEASURED = ("", "agenda", "vote", "results", "stage")
BY_DAY = ("", "stage")
LATENCY_MS, BYTES_PER_S = 400, 30_000
READ_MS = 3_500

# Everybody's rules that this page's sheet leaves out although something on it could wear them, pointed at or not.
LEFT_OUT = """async ([ours, everybodys]) => {
  const within = (parent, own) => own.includes('&') ? own.replaceAll('&', `:is(${parent})`) : `:is(${parent}) ${own}`;
  const rulesOf = (list, where = '', parent = '') => [...list].flatMap((rule) => {
    const selector = rule.selectorText && parent ? within(parent, rule.selectorText) : (rule.selectorText ?? parent);
    const said = `${where} ${selector} { ${rule.style?.cssText} }`;
    const own = rule.style && selector ? [[said, selector, rule.style]] : [];
    const inside = `${where} ${rule.conditionText ?? (rule.selectorText ? '' : (rule.name ?? ''))}`;
    return rule instanceof CSSKeyframesRule ? [] : [...own, ...rulesOf(rule.cssRules ?? [], inside, selector)];
  });
  const link = document.querySelector(`link[href$="${ours}"]`);
  const whole = new CSSStyleSheet();
  whole.replaceSync(await (await fetch(link.href.replace(ours, everybodys))).text());
  const here = new Map(rulesOf(link.sheet.cssRules));
  const every = rulesOf(whole.cssRules);
  const states = /::[a-z-]+(\\([^)]*\\))?|:(before|after|hover|active|focus(-visible|-within)?|open|target)(?![a-z-])/g;
  const worn = (selector) => document.querySelector(selector.replace(states, ':is(*)'));
  const used = (name) => !name.startsWith('--') || [...here.keys()].some((rule) => rule.includes(`var(${name}`));
  const left = every.filter(([rule]) => !here.has(rule));
  const found = left.filter(([, selector, style]) => worn(selector) && [...style].some(used));
  return { rules: every.length, left: left.length, found: found.map(([rule]) => rule) };
}"""


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The evening: the laureates are announced."""
    with Server(shutil.copytree(evening(), tmp_path_factory.mktemp("evening") / "instance")) as running:
        yield running


@pytest.fixture(scope="module")
def voting(held_day: Server) -> Server:
    """The afternoon, its room's vote open."""
    desk = held_day.person("organiser")
    form = {"csrf_token": desk.http.headers["X-CSRFToken"], "op": "a" * 22, "act": "open", "seats": "300", "most": "1"}
    assert desk.http.post(f"{held_day.url}/{SLUG}/desk/favourite/vote", data=form, timeout=30).ok
    return held_day


def left_out(page: Page) -> dict[str, Any]:
    """What a page of the room could wear and is not given."""
    found: dict[str, Any] = page.evaluate(LEFT_OUT, [SHEETS[1], SHEETS[0]])
    return found


@pytest.mark.parametrize(
    ("size", "by_day", "by_evening"),
    [
        pytest.param(PHONE, OF_THE_ROOM, ("", "results", "teams/4", "palmares"), id="phone"),
        pytest.param(PROJECTOR, WALLS, WALLS, id="wall", marks=pytest.mark.nightly),
    ],
)
def test_the_sheet_of_the_room_leaves_out_nothing_that_its_pages_wear(
    browser: Browser,
    voting: Server,
    announced: Server,
    size: dict[str, int],
    by_day: tuple[str, ...],
    by_evening: tuple[str, ...],
) -> None:
    with opened(browser, size) as page:
        for server, paths in ((voting, by_day), (announced, by_evening)):
            for path in paths:
                page.goto(f"{server.url}/{SLUG}/{path}")
                settled(page)
                found = left_out(page)
                assert found["found"] == [] and 0 < found["left"] < found["rules"], (path, found)


def test_control_a_sheet_without_what_a_page_wears_is_noticed(browser: Browser, voting: Server) -> None:
    with opened(browser, PHONE) as page:
        page.route("**/room.css", lambda route: route.fulfill(body=".tabs { display: none }", content_type="text/css"))
        page.goto(f"{voting.url}/{SLUG}/agenda")
        found = left_out(page)["found"]
        assert any(".tabs" in rule for rule in found)
        assert any(" > " in rule for rule in found) and any(":hover" in rule for rule in found)


# When the first text is painted, counted from the request of the page.
PAINTED = """() => new Promise((told) => new PerformanceObserver((list) => {
  const seen = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
  if (seen) told(seen.startTime);
}).observe({ type: 'paint', buffered: true }))"""


@pytest.fixture
def arriving(browser: Browser, voting: Server) -> Iterator[Callable[[str], float]]:
    """Opens a page for the first time over such a network; when its text is read, in ms."""

    def arrive(path: str) -> float:
        with opened(browser, PHONE) as page:
            wire = page.context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": LATENCY_MS,
                    "downloadThroughput": BYTES_PER_S,
                    "uploadThroughput": BYTES_PER_S,
                },
            )
            page.goto(f"{voting.url}/{SLUG}/{path}", wait_until="commit", timeout=60_000)
            painted = float(page.evaluate(PAINTED))
            assert page.locator("#content, main").first.inner_text().strip(), "there is text to read"
            return painted

    yield arrive


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=() if path in BY_DAY else pytest.mark.nightly) for path in MEASURED]
)
def test_a_page_is_read_in_time_over_a_weak_network(arriving: Callable[[str], float], path: str) -> None:
    # A machine that does other things at that moment is no slower network: the best of a few.
    took = []
    while not took or (min(took) > READ_MS and len(took) < 3):
        took.append(arriving(path))
    assert min(took) <= READ_MS, took
