"""A ballot on every scale and every size: each score is a finger wide, and a score at an end says why where it must."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import UPRIGHT
from tests.browsing import PHONE, TABLET, admitted, opened
from tests.cli.test_event_commands import flask
from tests.preparing import EXAMPLE
from tests.serving import Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
TEAM = 4
# The example with another scale: its ends, the scores that are described, and whether an end asks for a comment.
SCALES = {"one-to-five": (1, 5, "1;3;5", ""), "out-of-twenty": (0, 20, "0;10;20", "yes")}
SIZES = {"phone": PHONE, "upright": UPRIGHT, "tablet": TABLET}
# The smallest side of a cell that a finger meets without its neighbour.
FINGER = 44
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.ruler__cell')]
  .map((cell) => Math.min(cell.offsetWidth, cell.offsetHeight)))"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How far the end of the last row is from the end of its frame.
LEFT_EMPTY = """() => Math.max(...[...document.querySelectorAll('.ruler__cells')].map((cells) => {
  const frame = cells.getBoundingClientRect().left + cells.clientLeft + cells.clientWidth;
  return Math.abs(frame - cells.lastElementChild.getBoundingClientRect().right);
}))"""


def another_scale(folder: Path, slug: str) -> Path:
    """The example's tables, on another scale."""
    low, high, levels, explained = SCALES[slug]
    shutil.copytree(EXAMPLE, folder)
    rules = (folder / "event.csv").read_text(encoding="utf-8-sig")
    rules = rules.replace("scale_min;0", f"scale_min;{low}").replace("scale_max;10", f"scale_max;{high}")
    (folder / "event.csv").write_text(f"{rules.strip()}\ncomment_at_extremes;{explained}\n", encoding="utf-8")
    criteria = (folder / "criteria.csv").read_text(encoding="utf-8-sig")
    headings = ";".join(f"level_{score}" for score in levels.split(";"))
    (folder / "criteria.csv").write_text(criteria.replace("level_0;level_5;level_10", headings), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def scales(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server with both events, scoring open; and the token of a juror of each."""
    with Server(tmp_path_factory.mktemp("scales") / "instance") as running:
        tokens = {}
        for slug in SCALES:
            folder = another_scale(tmp_path_factory.mktemp(slug) / "tables", slug)
            loaded = flask(running.folder, "event", "load", str(folder), "--slug", slug)
            assert loaded.returncode == 0, loaded.stderr
            links = json.loads(flask(running.folder, "links", slug, "--json").stdout)
            token = {link["role"]: link["token"] for link in reversed(links)}
            Person(running.url, slug).enter(token["organiser"]).send("POST", "scoring", {"state": "open"})
            tokens[slug] = token["juror"]
        yield running, tokens


def give(page: Page, score: int) -> None:
    """The same score for every criterion, one tap each."""
    for cell in page.locator(f'.ruler__cell input[value="{score}"]').all():
        cell.locator("xpath=..").click()


@pytest.mark.parametrize("slug", SCALES)
def test_each_score_is_a_finger_wide_and_the_rows_end_with_the_frame(
    browser: Browser, scales: tuple[Server, dict[str, str]], slug: str
) -> None:
    server, tokens = scales
    low, high, levels, _ = SCALES[slug]
    with opened(browser, PHONE) as page:
        admitted(page, server.url, {"token": tokens[slug]})
        page.goto(f"{server.url}/{slug}/jury/{TEAM}")
        assert page.locator(".ruler__cell").count() == 3 * (high - low + 1)
        for name, size in SIZES.items():
            page.set_viewport_size(size)
            assert page.evaluate(SMALLEST) >= FINGER, name
            assert page.evaluate(LEFT_EMPTY) < 1, name
            assert page.evaluate(OVERFLOW) == 0, name
        middle = int(levels.split(";")[1])
        give(page, middle + 1)
        assert page.locator("[data-near]").evaluate_all("(all) => all.map((one) => Number(one.dataset.level))") == [
            *(middle, high),
            *(middle, high),
            *(middle, high),
        ]


def test_a_score_at_an_end_waits_for_its_comment_then_counts(
    browser: Browser, scales: tuple[Server, dict[str, str]]
) -> None:
    server, tokens = scales
    with opened(browser, TABLET) as page:
        admitted(page, server.url, {"token": tokens["out-of-twenty"]})
        page.goto(f"{server.url}/out-of-twenty/jury/{TEAM + 1}")
        give(page, 20)
        page.locator("[data-validate]").click()
        beside = page.locator('[data-error="comment"]')
        expect(beside).to_contain_text("demande ici un commentaire")
        page.locator("#comment").fill("Rien de tel ailleurs")
        page.locator("[data-validate]").click()
        expect(page.locator("#verdict")).to_contain_text("elle compte")
        expect(beside).to_be_hidden()
