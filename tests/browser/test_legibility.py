"""The last row reads everything: each text of the wall measured in a real browser, from rooms of four depths.

A room's depth is q: the distance of the last row over the height of the image. The rule is the design language's; the
figures below are counted from it here, not asked of `lib/legibility.js`.
"""

import math
import re
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.announcing import evening
from tests.browser.measuring import ROUNDING_PX, Wall, measure
from tests.browser.sight import ask, settled
from tests.browsing import PHONE, PROJECTOR, TABLET, opened
from tests.revealing import move
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

Size = dict[str, int]
SIZES: tuple[Size, ...] = (PROJECTOR, {"width": 1280, "height": 720})
Read = tuple[tuple[int, str, tuple[Size, ...]], ...]
# By day the nearest room in French, for which the walls were drawn, and the farthest in English, whose words have other
# lengths, each at a size; at night those between too, at both.
READ: Read = ((4, "fr-FR", SIZES[:1]), (10, "en-GB", SIZES[1:]))
ROOMS = ((4, "fr-FR"), (10, "en-GB"), (6, "fr-FR"), (8, "fr-FR"), (8, "en-GB"), (10, "fr-FR"))
EVERY_READ: Read = tuple((q, language, SIZES) for q, language in ROOMS)
ON_STAGE = {"fr-FR": "En scène", "en-GB": "On stage"}
TEAMS = 15
LAST_MS = 29_000

# Each moment of the stage, in order: its field, and something that the wall shows then and did not before.
STAGE = {
    "waiting": ("waiting", "14:30"),
    "called": ("waiting", "3:00"),
    "pitch": ("running", "2:"),
    "paused": ("paused", "2:"),
    "last 30 s": ("last", "0:"),
    "overtime": ("over", "+0:"),
    "overtime of ten minutes": ("over", "+10:"),
    "questions": ("running", "4:"),
    "overtime of questions": ("over", "+0:"),
    "questions, long title": ("running", "14"),
    "thanks": ("done", "14"),
}
RESULTS = ("empty", "few", "full, with a tie", "frozen", "counts", "hidden, team on stage", "hidden")
MOMENTS = [("stage", moment) for moment in STAGE] + [("results", moment) for moment in RESULTS]

MARKS = """() => {
  const size = (selector) => {
    const found = document.querySelector(selector);
    return found?.checkVisibility() ? parseFloat(getComputedStyle(found).fontSize) : null;
  };
  const rows = [...document.querySelectorAll('#rows tr')].filter((row) => row.checkVisibility());
  return { word: size('.wall__word'), digits: size('.wall__digits'), team: size('.wall__team'),
    parts: size('.parts__word'),
    signs: document.querySelector('.wall__digits')?.textContent.trim().length,
    foot: document.querySelector('#pages [data-slot="pages"]')?.textContent, rows: rows.length,
    columns: new Set(rows.map((row) => Math.round(row.getBoundingClientRect().left))).size };
}"""
# Beside what a title shows, what it would need whole at its narrowest, and what it has.
TITLES = """() => [...document.querySelectorAll('[data-fitted]')].filter((it) => it.checkVisibility()).map((title) => {
  const [whole, short] = title.dataset.fitted.split('\\n');
  const style = getComputedStyle(title);
  const row = Boolean(title.closest('#rows'));
  const shown = { row, whole, short, text: title.textContent, px: style.fontSize, stretch: style.fontStretch };
  const narrow = title.classList.contains('is-narrow');
  title.classList.add('is-narrow');
  title.textContent = whole;
  const measured = { ...shown, narrow, needs: title.offsetWidth, has: title.parentElement.clientWidth };
  title.textContent = shown.text;
  title.classList.toggle('is-narrow', narrow);
  return measured;
})"""


@dataclass
class Seen:
    """One screen at one moment, in one room, at one size: its texts, and what the rule counts."""

    q: int
    language: str
    wall: Wall
    marks: dict[str, Any]
    titles: list[dict[str, Any]]

    def __str__(self) -> str:
        return f"q {self.q}, {self.wall.height} lines, {self.language}"


def look(page: Page, q: int, language: str) -> Seen:
    """Measure what a page shows."""
    return Seen(q, language, measure(page), page.evaluate(MARKS), page.evaluate(TITLES))


class Afternoon:
    """The day brought to each of its moments by commands, and the screens of four rooms that follow it."""

    def __init__(self, server: Server) -> None:
        self.organiser = server.person("organiser")
        self.jury = server.jury()
        agenda = self.organiser.get("agenda")["slots"]
        self.slots = {slot["team"]: slot["id"] for slot in agenda if slot["team"]}

    def go_to(self, moment: str) -> None:
        """Go on to a moment from the one before it."""
        give, show, score = self.organiser.timer, self.show, self.score
        acts: dict[str, list[Any]] = {
            "called": [lambda: give("call", slot=self.slots[2])],
            "pitch": [lambda: give("start")],
            "paused": [lambda: give("pause")],
            "last 30 s": [lambda: give("resume"), self.hold_the_last_seconds],
            "overtime": [lambda: give("back_date", seconds=40)],
            "overtime of ten minutes": [lambda: give("back_date", seconds=600)],
            "questions": [lambda: give("next")],
            "overtime of questions": [lambda: give("back_date", seconds=310)],
            "questions, long title": [
                lambda: give("stop"),
                lambda: give("call", slot=self.slots[14]),
                lambda: give("start"),
                lambda: give("next"),
            ],
            "thanks": [lambda: give("stop")],
            "few": [lambda: score({4, 5, 6})],
            "full, with a tie": [lambda: score(set(self.slots))],
            "frozen": [lambda: show("frozen")],
            "counts": [lambda: show("progress")],
            "hidden, team on stage": [lambda: show("hidden"), lambda: give("call", slot=self.slots[4])],
            "hidden": [lambda: give("stop")],
        }
        for act in acts.get(moment, []):
            act()

    def hold_the_last_seconds(self) -> None:
        """Give or take time so that the last thirty seconds have just begun, however long it takes to look."""
        timer = self.organiser.get("stage")
        clock = timer["timer"]
        left = clock["duration_ms"] + clock["added_ms"] - clock["elapsed_ms"]
        left -= timer["sent_at_ms"] - clock["anchor_at_ms"]
        if seconds := (LAST_MS - left) // 1000:
            self.organiser.timer("add", seconds=seconds)

    def show(self, visibility: str) -> None:
        """Let the room see that."""
        answer = self.organiser.send("POST", "visibility", {"visibility": visibility})
        assert answer.status_code == 200, answer.text

    def score(self, teams: set[int]) -> None:
        """Four of the jury validate for some teams: 1 and 2 tie with ten everywhere, which takes the most room."""
        for rank, juror in enumerate(self.jury[:4]):
            for ballot in juror.get("ballots"):
                if (team := ballot["team"]) in teams and not ballot["counts"]:
                    scores = (10, 10, 10) if team < 3 else (5 + (rank + team) % 5, 6 + team % 3, 7 + rank * team % 3)
                    juror.validate(team, scores, base=ballot["revision"])

    def reached(self, page: Page, screen: str, moment: str, language: str) -> None:
        """Wait until a page shows the moment."""
        if screen == "stage":
            mode, sign = STAGE[moment]
            if moment == "last 30 s":
                self.hold_the_last_seconds()
            expect(page.locator("#face")).to_have_attribute("data-field", mode, timeout=30_000)
            expect(page.locator("#face")).to_contain_text(sign, timeout=30_000)
            return
        known, stage = self.organiser.get("results"), self.organiser.get("stage")
        board = page.locator("#board")
        expect(board).to_have_attribute("data-visibility", known["visibility"], timeout=30_000)
        if known["ballots"]:
            count = f"{known['ballots']['in']}/{known['ballots']['expected']}"
            expect(board.locator('[data-slot="count"]')).to_have_text(count, timeout=30_000)
        elif stage["timer"]["mode"] == "armed":
            expect(board.locator('[data-slot="now"]')).to_have_text(ON_STAGE[language], timeout=30_000)


@pytest.fixture(
    scope="module",
    params=[pytest.param(READ, id="day"), pytest.param(EVERY_READ, id="night", marks=pytest.mark.nightly)],
)
def read(request: pytest.FixtureRequest) -> Read:
    """From which rooms the walls are read."""
    found: Read = request.param
    return found


@pytest.fixture(scope="module")
def seen(browser: Browser, tmp_path_factory: pytest.TempPathFactory, read: Read) -> dict[tuple[str, str], list[Seen]]:
    """The whole afternoon, looked at once from every room at both sizes."""
    with Server(tmp_path_factory.mktemp("rooms") / "instance") as running:
        return look_at_all(browser, running, read)


def look_at_all(browser: Browser, server: Server, read: Read) -> dict[tuple[str, str], list[Seen]]:
    """Each moment of a day that nobody touched yet, as it is read from those rooms."""
    afternoon = Afternoon(server)
    found: dict[tuple[str, str], list[Seen]] = {}
    for screen, moments in (
        ("stage", STAGE),
        ("results", RESULTS),
    ):  # a wall that nobody measures would draw for nothing
        with ExitStack() as screens:
            walls = [
                (screens.enter_context(opened(browser, PROJECTOR, locale=language)), q, language, sizes)
                for q, language, sizes in read
            ]
            for page, q, _, _ in walls:
                page.goto(f"{server.url}/{SLUG}/{screen}?q={q}")
            for moment in moments:
                afternoon.go_to(moment)
                for page, q, language, sizes in walls:
                    for size in sizes:
                        page.set_viewport_size({"width": size["width"], "height": size["height"]})
                        afternoon.reached(page, screen, moment, language)
                        found.setdefault((screen, moment), []).append(look(page, q, language))
    return found


def rows_per_page(q: float) -> int:
    """The rule of the design language."""
    return min(9, math.floor((100 - 3.5 * q) / (1.11 * q)))


@pytest.mark.parametrize(("screen", "moment"), MOMENTS)
def test_the_last_row_reads_every_text_and_nothing_is_cut(
    seen: dict[tuple[str, str], list[Seen]], read: Read, screen: str, moment: str
) -> None:
    views = seen[screen, moment]
    assert [(view.q, view.language) for view in views] == [(q, language) for q, language, sizes in read for _ in sizes]
    assert all(len(view.wall.texts) >= 3 for view in views)
    assert [f"{view}: {fault}" for view in views for fault in view.wall.faults(view.q)] == []


@pytest.mark.parametrize("moment", STAGE)
def test_digits_are_the_largest_thing_and_the_phase_is_never_below_q(
    seen: dict[tuple[str, str], list[Seen]], moment: str
) -> None:
    for view in seen["stage", moment]:
        marks = view.marks
        assert view.wall.vh(marks["word"]) >= max(12, view.q) - 0.1, view
        # Six signs, from ten minutes over on, take the whole width before they reach that height.
        assert view.wall.vh(marks["digits"]) >= (60 if marks["signs"] < 6 else 50), view
        assert marks["digits"] == max(text.px for text in view.wall.texts), view


@pytest.mark.parametrize("moment", ["called", "pitch", "paused", "last 30 s"])
def test_from_far_away_the_stage_keeps_the_phase_and_the_digits_alone(
    seen: dict[tuple[str, str], list[Seen]], moment: str
) -> None:
    for view in seen["stage", moment]:
        near = view.q <= 8
        assert (view.marks["team"] is not None) is near, view
        assert moment == "paused" or (view.marks["parts"] is not None) is near, view
        assert near or not any(word in text.text for text in view.wall.texts for word in ("Équipe", "Team")), view


@pytest.mark.parametrize("moment", ["few", "full, with a tie", "frozen", "counts"])
def test_a_page_of_the_ranking_holds_as_many_rows_as_the_depth_of_the_room_allows(
    seen: dict[tuple[str, str], list[Seen]], moment: str
) -> None:
    for view in seen["results", moment]:
        columns = view.marks["columns"]
        assert columns in ((1, 2) if view.q <= 4 else (1,)), view
        room = rows_per_page(view.q) * columns
        number, pages = map(int, (re.findall(r"page (\d+)/(\d+)", view.marks["foot"], re.IGNORECASE) or [(1, 1)])[0])
        assert pages == math.ceil(TEAMS / room), view
        assert view.marks["rows"] == min(room, TEAMS - room * (number - 1)), view


def test_near_the_image_titles_that_fit_stand_in_two_columns(seen: dict[tuple[str, str], list[Seen]]) -> None:
    assert {view.marks["columns"] for view in seen["results", "full, with a tie"] if view.q == 4} == {2}


def test_a_long_title_narrows_then_takes_its_short_form_and_is_never_shrunk(
    seen: dict[tuple[str, str], list[Seen]],
) -> None:
    forms = set()
    for (screen, _), views in seen.items():
        for view in views:
            assert screen == "stage" or len({title["px"] for title in view.titles if title["row"]}) <= 1, view
            for title in view.titles:
                fits = title["needs"] <= title["has"] + 1
                assert title["text"] == (title["whole"] if fits or not title["short"] else title["short"]), (
                    view,
                    title,
                )
                assert title["stretch"] == "75%" if title["narrow"] else title["narrow"] is False, (view, title)
                forms.add((title["narrow"], title["text"] == title["whole"]))
    assert forms >= {(False, True), (True, False)}


@pytest.mark.parametrize("spoilt", ["small", "cut", "over another"])
def test_a_wall_with_one_spoilt_text_is_caught(browser: Browser, fresh_day: Server, spoilt: str) -> None:
    """The control: the same measure on the same pages, of which one text was made unreadable."""
    spoil = {
        "small": "(text) => { text.style.fontSize = '5.4vh'; }",
        "cut": "(text) => { text.style.position = 'relative'; text.style.left = '-9vw'; }",
        "over another": "(text) => { text.style.position = 'relative'; text.style.top = '30vh'; }",
    }
    with opened(browser, PROJECTOR) as page:
        page.goto(f"{fresh_day.url}/{SLUG}/stage?q=6")
        expect(page.locator("#face [role=timer]")).not_to_be_empty()
        assert measure(page).faults(6) == []
        page.locator(".wall__word").first.evaluate(spoil[spoilt])
        assert len(measure(page).faults(6)) == 1


# On a sheet that is held in the hand, whatever it shows.
IN_THE_HAND_PX = 15


def in_the_hand(page: Page, moment: str) -> list[str]:
    """What a tablet and then a phone show badly of a page: too small, cut, spilled, one over the other, too wide."""
    found = []
    for name, size in (("tablet", TABLET), ("phone", PHONE)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        small = [f"{text}: small" for text in measure(page).texts if text.px < IN_THE_HAND_PX - ROUNDING_PX]
        found += [f"{moment}, {name}: {fault}" for fault in small + ask(page, "faults")]
    return found


def test_the_results_are_read_whole_on_a_tablet_and_a_phone_whatever_they_show(
    browser: Browser, fresh_day: Server, tmp_path: Path
) -> None:
    with (
        Server(shutil.copytree(evening(announced=False), tmp_path / "instance")) as closed,
        opened(browser, TABLET, reduced_motion="reduce") as page,
    ):
        page.goto(f"{fresh_day.url}/{SLUG}/results")
        settled(page)
        expect(page.locator("#board")).to_have_attribute("data-face", "empty")
        faults = in_the_hand(page, "empty")
        organiser = closed.person("organiser")
        page.goto(f"{closed.url}/{SLUG}/results")
        settled(page)
        for visibility in ("live", "frozen", "progress", "hidden"):
            organiser.send("POST", "visibility", {"visibility": visibility})
            expect(page.locator("#board")).to_have_attribute("data-visibility", visibility)
            faults += in_the_hand(page, visibility)
        for acts, kind in ((("start",), "title"), (("next", "next"), "laureate"), (("finish",), "recap")):
            for act in acts:
                move(organiser, act)
            expect(page.locator("#reveal")).to_have_attribute("data-kind", kind)
            faults += in_the_hand(page, kind)
    assert faults == []


def test_control_a_word_too_small_or_too_wide_for_the_hand_is_caught(browser: Browser, fresh_day: Server) -> None:
    spoil = "(text) => { text.style.cssText = 'font-size: 13px; white-space: nowrap; margin-inline-start: 80vw'; }"
    with opened(browser, TABLET) as page:
        page.goto(f"{fresh_day.url}/{SLUG}/results")
        settled(page)
        page.locator("[data-slot=first]").evaluate(spoil)
        found = in_the_hand(page, "spoilt")
        assert any("small" in fault for fault in found) and any("sideways" in fault for fault in found)
