"""The stage reads from the last row and without colour: every text 7:1 on its field, every field told apart in grey."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.days import Act, moved
from tests.browsing import PROJECTOR, opened
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LEAST = 7
# What two fields of a running timer differ by in grey, at the least.
APART = 1.4

MOMENTS: dict[str, tuple[Act, ...]] = {
    "running": (),
    "last": (("add", {"seconds": -152}),),
    "over": (("back_date", {"seconds": 300}),),
    "paused": ("pause",),
    "done": ("stop",),
}

# The token of an organisation is its mark, beside its team's name: its own colours are measured by axe.
CONTRASTS = """() => {
  const numbers = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const line = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ({ r, g, b }) => 0.2126 * line(r) + 0.7152 * line(g) + 0.0722 * line(b);
  const over = (top, a, under) => Object.fromEntries(['r', 'g', 'b'].map((k) => [k, a * top[k] + (1 - a) * under[k]]));
  const wall = document.querySelector('#face');
  const field = numbers(getComputedStyle(wall).backgroundColor);
  const texts = [];
  const walk = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim();
    if (!text || element.closest('.token') || !element.checkVisibility({ visibilityProperty: true })) continue;
    const ink = numbers(getComputedStyle(element).color);
    let alpha = ink.a;
    for (let at = element; at !== wall; at = at.parentElement) alpha *= Number(getComputedStyle(at).opacity);
    const [one, two] = [light(over(ink, alpha, field)), light(field)].sort((a, b) => b - a);
    texts.push([text, (one + 0.05) / (two + 0.05)]);
  }
  return { texts, light: light(field), frame: getComputedStyle(wall).borderTopStyle };
}"""


def look(page: Page, field: str, scheme: Any) -> dict[str, Any]:
    """What the wall shows of a field, by day or by night."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("#face")).to_have_attribute("data-field", field, timeout=20_000)
    found: dict[str, Any] = page.evaluate(CONTRASTS)
    return found


def test_every_text_of_every_phase_is_seven_to_one_and_every_field_differs_in_grey(
    browser: Browser, full_day: Server
) -> None:
    with opened(browser, PROJECTOR) as page:
        page.goto(f"{full_day.url}/{SLUG}/stage")
        for scheme in ("light", "dark"):
            seen = {}
            for field, acts in MOMENTS.items():
                with moved(full_day, *acts):
                    seen[field] = look(page, field, scheme)
                assert seen[field]["texts"], field
                faint = [(text, round(ratio, 2)) for text, ratio in seen[field]["texts"] if ratio < LEAST]
                assert faint == [], f"{field}, {scheme}"
            greys = sorted(seen[field]["light"] + 0.05 for field in ("running", "last", "over"))
            assert all(b / a >= APART for a, b in pairwise(greys)), scheme
            assert seen["paused"]["frame"] == "dashed" != seen["done"]["frame"]


def test_control_a_grey_word_is_noticed(browser: Browser, full_day: Server) -> None:
    with opened(browser, PROJECTOR) as page:
        page.goto(f"{full_day.url}/{SLUG}/stage")
        page.locator(".wall__word").first.evaluate("(word) => { word.style.opacity = '0.5'; }")
        assert min(ratio for _, ratio in look(page, "running", "light")["texts"]) < LEAST
