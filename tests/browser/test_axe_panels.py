"""What says that the official score is at equal severity and that panels do not compare, as a reader sees it.

What a look holds: see `test_axe.py`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.starting import MARK
from tests import preparing
from tests.browser.pages import DESK, EVENT, PHONE, seated
from tests.browsing import PROJECTOR
from tests.serving import SLUG, Server
from tests.two_panels import SPLIT, tables

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
# By day the results, at night every page.
LOOKS = (
    ("audience.results", "results", (PROJECTOR, PHONE)),
    ("audience.event_rules", "rules", (PHONE,)),
    ("deliberation.table", "deliberation?view=received&first=1&second=5", (DESK, PHONE)),
    ("desk_list.overview", "desk/list", (DESK, PHONE)),
    ("desk.run", "desk", (DESK,)),
)


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on an event at equal severity whose jury fell into two panels."""
    folder: Path = shutil.copytree(preparing.migrated(), tmp_path_factory.mktemp("split") / "instance")
    with preparing.opened(folder) as app:
        preparing.load_tables(app, tables(SPLIT, slug=SLUG))
    (folder / MARK).write_text("", encoding="utf-8")  # a server of the demonstration takes it for its own
    with Server(folder) as running:
        yield running


@pytest.mark.parametrize(
    ("name", "path", "sizes"),
    [pytest.param(*look, marks=() if look[1] == "results" else pytest.mark.nightly) for look in LOOKS],
)
def test_every_page_that_says_so(
    browser: Browser, split: Server, language: str, name: str, path: str, sizes: tuple[dict[str, int], ...]
) -> None:
    with seated(browser, split, "organiser", DESK) as reader:
        for size in sizes:
            reader.page.set_viewport_size(size)
            reader.goto(f"{EVENT}/{path}", language)
            assert reader.page.evaluate("document.documentElement.scrollWidth") <= size["width"], (path, size)
            reader.look(name, "at equal severity, in two panels", language)
