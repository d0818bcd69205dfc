"""Every page in English by dark: on wide windows, and with spacing of the reader's own. Every night.

What a visit tries: `visits.py`.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.sight import every_sight
from tests.browser.test_focus import WIDE
from tests.browser.test_reflow import NARROW, SPACING, WALLS, WRITE, looked_at
from tests.browser.visits import STATE, Visits, found_by, rings, sizes_of, visiting
from tests.browsing import DESK, PHONE, TABLET
from tests.serving import Server

pytestmark = [pytest.mark.nightly, pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def in_english(browser: Browser, held_day: Server) -> Iterator[Visits]:
    """Everybody, in English."""
    with visiting(browser, held_day, "en") as there:
        yield there


@every_sight
def test_in_english_by_dark_wide_and_spaced_out(in_english: Visits, name: str, seat: str, path: str) -> None:
    reader = in_english.visit(seat, path, sizes_of(name)[-1])
    page = reader.page
    page.emulate_media(color_scheme="dark")
    reader.look(name, STATE, "en", ("dark",), judged=True)  # every rule: in French
    wrong = looked_at(page, (NARROW[1], TABLET)) + rings(page, WIDE)
    page.evaluate(WRITE, SPACING)
    wrong += looked_at(page, WALLS.get(path, (PHONE, DESK)))
    assert found_by(reader) + wrong == []
