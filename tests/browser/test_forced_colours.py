"""Forced colours, as the contrast themes of Windows: the reader's own few, and all is told apart by its shape."""

import base64
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.days import Act, moved
from tests.browser.pages import EVENT, UPRIGHT
from tests.browser.sight import DRAWN, Readers, ask, every_page, readers
from tests.browser.test_focus import walked
from tests.browsing import DESK, PHONE, TABLET
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# The two kinds of theme there are: dark words on a light ground, which `test_every_page.py` looks at by day, and light
# words on a dark one.
SCHEMES = (pytest.param("light", marks=pytest.mark.nightly), "dark")

STYLE = """(element, properties) => {
  const style = getComputedStyle(element);
  return properties.map((property) => style.getPropertyValue(property));
}"""
TOKENS = """() => [...document.querySelectorAll('.token')]
  .filter((token) => token.checkVisibility({ visibilityProperty: true }))
  .map((token) => {
    const style = getComputedStyle(token);
    const edge = Math.min(...style.borderWidth.split(' ').map(parseFloat));
    return { code: token.textContent.trim(), edge, style: style.borderTopStyle, cut: style.clipPath };
  })"""
CHIPS = """() => [...document.querySelectorAll('.chip')]
  .filter((chip) => chip.checkVisibility())
  .map((chip) => chip.querySelector('svg, .chip__letter')?.getBoundingClientRect().width ?? 0)"""
# How much of a picture is neither its ground nor nearly so.
INKED = """async (address) => {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const brush = canvas.getContext('2d');
  brush.drawImage(picture, 0, 0);
  const { data } = brush.getImageData(0, 0, picture.width, picture.height);
  const far = (at) => [0, 1, 2].reduce((sum, part) => sum + Math.abs(data[at + part] - data[part]), 0);
  let inked = 0;
  for (let at = 0; at < data.length; at += 4) if (far(at) > 200) inked += 1;
  return inked / (data.length / 4);
}"""


@pytest.fixture(scope="module", params=SCHEMES)
def everybody(request: pytest.FixtureRequest, browser: Browser, played_day: Server) -> Iterator[Readers]:
    """A reader in each seat with a theme of their own, the fourth team called."""
    wishes = {"forced_colors": "active", "color_scheme": request.param, "reduced_motion": "reduce"}
    with readers(browser, played_day, **wishes) as there:
        yield there


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A page of the test's own in forced colours."""
    page = browser.new_page(viewport=DESK, forced_colors="active")
    yield page
    page.context.close()


def style(element: Locator, *properties: str) -> list[str]:
    """What the browser makes of these properties."""
    found: list[str] = element.evaluate(STYLE, list(properties))
    return found


def lost(page: Page) -> list[str]:
    """What cannot be told from what is around it on a page in forced colours."""
    found: list[str] = ask(page, "pale")
    for token in page.evaluate(TOKENS):
        if token["edge"] < 2 or token["style"] == "none" or token["cut"] != "none" or not token["code"]:
            found.append(f"a token without its shape: {token}")
    return found + [f"a chip of {width} px" for width in page.evaluate(CHIPS) if width < 8]


@every_page
def test_words_and_marks_stand_out_and_tokens_and_chips_keep_their_shape(
    everybody: Readers, seat: str, path: str
) -> None:
    assert lost(everybody.open(seat, path, PHONE)) == []


CURRENT = {
    "run-down": ("organiser", f"{EVENT}/desk", ".run-row.on-ink"),
    "programme": ("stranger", f"{EVENT}/agenda", ".agenda-row--now"),
    "turns": ("stranger", f"{EVENT}/agenda", ".turn-row--now"),
    "my ballots": ("juror", f"{EVENT}/jury/7", ".mine__row [aria-current]"),
}


@pytest.mark.parametrize(("seat", "path", "row"), CURRENT.values(), ids=CURRENT)
def test_the_current_row_has_an_outline(everybody: Readers, seat: str, path: str, row: str) -> None:
    current = everybody.open(seat, path, TABLET).locator(row)
    kind, width = style(current, "outline-style", "outline-width")
    assert kind == "solid" and float(width.removesuffix("px")) >= 2


def test_the_chosen_score_is_told_from_the_others(everybody: Readers) -> None:
    page = everybody.open("juror", f"{EVENT}/jury/7", UPRIGHT)
    cells = page.locator("#score-innovation .ruler__cell")
    cells.nth(7).click()
    expect(page.locator('[name="score-innovation"][value="7"]')).to_be_checked()
    page.evaluate(DRAWN)
    chosen, other = (style(cells.nth(rank).locator("span"), "background-color", "color") for rank in (7, 3))
    assert chosen[0] != other[0] and chosen[1] != other[1]
    assert ask(page, "pale") == []


@pytest.mark.parametrize(
    "path", [pytest.param("desk", marks=pytest.mark.nightly), "jury/7", pytest.param("", marks=pytest.mark.nightly)]
)
def test_the_focus_is_seen(everybody: Readers, path: str) -> None:
    seat = {"desk": "organiser", "": "stranger"}.get(path, "juror")
    stops, faults = walked(everybody.open(seat, f"{EVENT}/{path}", DESK))
    assert stops > 0
    assert faults == []


def test_no_word_of_the_wall_hides_another(everybody: Readers, bare: Page) -> None:
    page = everybody.open("stranger", f"{EVENT}/stage", DESK)
    head = page.locator(".wall__team")
    whole = inked(head, bare)
    assert whole > 0.1
    # Control: as the browser does it by itself, each line on a plate that hides what was there.
    page.evaluate("document.documentElement.style.setProperty('forced-color-adjust', 'auto', 'important')")
    page.evaluate(DRAWN)
    assert inked(head, bare) < whole * 0.8


def inked(element: Locator, desk: Page) -> float:
    """The share of an element's picture that is drawn on, counted in a page that has no policy against it."""
    picture = base64.b64encode(element.screenshot()).decode("ascii")
    share: float = desk.evaluate(INKED, f"data:image/png;base64,{picture}")
    return share


MOMENTS: dict[str, tuple[Act, ...]] = {
    "waiting": (),
    "running": ("start",),
    "paused": ("start", "pause"),
    "last": ("start", ("add", {"seconds": -160})),
    "over": ("start", ("add", {"seconds": -179}), ("back_date", {"seconds": 10})),
}
FACES = {"stage": ("stranger", "#face"), "desk": ("organiser", "#timer .panel__face")}


@pytest.mark.parametrize("screen", ["stage", pytest.param("desk", marks=pytest.mark.nightly)])
def test_each_moment_of_the_timer_has_its_word_and_its_edge(browser: Browser, played_day: Server, screen: str) -> None:
    seat, face = FACES[screen]
    shown: dict[str, dict[str, Any]] = {}
    with readers(browser, played_day, forced_colors="active", reduced_motion="reduce") as there:
        for moment, acts in MOMENTS.items():
            with moved(played_day, *acts):
                page = there.open(seat, f"{EVENT}/{screen}", DESK)
                expect(page.locator("[data-field]").first).to_have_attribute("data-field", moment)
                shown[moment] = page.locator(face).evaluate(FACE)
    for one, other in combinations(shown, 2):
        assert shown[one]["words"] != shown[other]["words"], (one, other)
        assert shown[one]["edge"] != shown[other]["edge"], (one, other)


FACE = """(face) => {
  const style = getComputedStyle(face);
  const band = getComputedStyle(face, '::before');
  return {
    words: face.textContent.replace(/[\\d:+−]/g, '').replace(/\\s+/g, ' ').trim(),
    edge: ['borderStyle', 'borderWidth', 'backgroundColor'].map((name) => style[name]).join(' ')
      + ` ${band.content} ${band.blockSize}`,
  };
}"""


def test_control_a_pale_word_and_a_mark_on_its_own_colour_are_found(bare: Page) -> None:
    mark = '<svg class="icon" width="20" height="20" style="fill: Canvas"><circle r="9" /></svg>'
    bare.set_content(
        f'<main style="forced-color-adjust: none"><p style="color: Canvas">Rien</p>{mark}<p>Un mot</p></main>'
    )
    assert len(ask(bare, "pale")) == 2
