"""Every page in French, whose words are the longest: on the narrowest window and a tablet, in the dark.

The only visit of each page by day; on one of each kind also the light theme, the walk by keys, forced colours, text
twice as large, the reader's own spacing.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import UPRIGHT
from tests.browser.sight import LASTING, every_sight
from tests.browser.test_focus import ZOOMED
from tests.browser.test_reflow import NARROW, SPACING, WALLS, WRITE, hidden, looked_at, twice_as_large
from tests.browser.visits import STATE, Visits, found_by, in_forced_colours, rings, sizes_of, visiting
from tests.browsing import DESK, PHONE
from tests.inspecting import THEMES
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


# One page of each kind, on which both themes, the keys, the reader's own colours, letters and spacing are tried by day.
MAIN = (
    *("entry.door", "entry.login", "audience.home", "audience.programme", "audience.stage", "audience.results"),
    *("audience.team", "audience.events", "favourite.ask", "statement.help", "jury.mine", "jury.one"),
    *("jury_scores.scores", "team.turn", "coach.tables", "desk.run", "desk.timer", "desk_list.overview"),
    *("deliberation.table", "desk_tables.row", "desk.links"),
)


@pytest.fixture(scope="module")
def in_french(browser: Browser, held_day: Server) -> Iterator[Visits]:
    """Everybody, in French."""
    with visiting(browser, held_day, "fr") as there:
        yield there


def tried_further(page: Page, spaced: tuple[dict[str, int], ...]) -> list[str]:
    """What is wrong with a page for who has keys, colours, letters or, at those sizes, spacing of their own."""
    wrong = rings(page, ZOOMED)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    wrong += in_forced_colours(page)
    with twice_as_large(page):
        wrong += looked_at(page, (PHONE,))
    page.evaluate(WRITE, SPACING)
    return wrong + looked_at(page, spaced)


@every_sight
def test_in_french_on_narrow_windows(in_french: Visits, name: str, seat: str, path: str) -> None:
    reader = in_french.visit(seat, path, sizes_of(name)[0])
    page = reader.page
    reader.look(name, STATE, "fr", THEMES if name in MAIN else ("dark",))
    wrong = looked_at(page, (UPRIGHT, NARROW[0])) + hidden(page)
    if name in MAIN:
        wrong += tried_further(page, WALLS.get(path, (PHONE, DESK)))
    assert found_by(reader) + wrong == []


def test_every_page_that_is_tried_further_is_there() -> None:
    assert {*MAIN} <= {name for name, _, _ in LASTING}
