"""Every page in French, whose words are the longest, by light: on the narrowest window, with its text twice as large.

What a visit tries: `visits.py`.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import UPRIGHT
from tests.browser.sight import every_sight
from tests.browser.test_focus import ZOOMED
from tests.browser.test_reflow import NARROW, hidden, looked_at, twice_as_large
from tests.browser.visits import STATE, Visits, found_by, in_forced_colours, rings, sizes_of
from tests.browsing import DESK, PHONE
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def in_french(browser: Browser, held_day: Server) -> Iterator[Visits]:
    """Everybody, in French."""
    with ExitStack() as stack:
        yield Visits(stack, browser, held_day, "fr")


@every_sight
def test_in_french_by_light_narrow_and_large(in_french: Visits, name: str, seat: str, path: str) -> None:
    reader = in_french.visit(seat, path, sizes_of(name)[0])
    page = reader.page
    page.emulate_media(color_scheme="light")
    reader.look(name, STATE, "fr", ("light",))
    wrong = looked_at(page, (UPRIGHT, DESK, NARROW[0])) + hidden(page) + rings(page, ZOOMED)
    page.set_viewport_size(PHONE)
    wrong += in_forced_colours(page)
    with twice_as_large(page):
        wrong += looked_at(page, (PHONE,))
    assert found_by(reader) + wrong == []
