"""`make demo PLAY=1`: the whole afternoon plays by itself, on every screen; killed on the way, it goes on."""

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import DESK, TABLET, admitted, enter, opened
from tests.serving import SLUG, Server

# By day the same afternoon plays without a browser: `tests/stories/test_the_play.py`.
pytestmark = [pytest.mark.browser, pytest.mark.nightly, pytest.mark.timeout(400)]

# The shorter the day, the less there is between the acts; what they cost stays.
SPEED, END_S = 600, 300


def asked(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What the tables say."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        return database.execute(query).fetchall()


def awaited(folder: Path, query: str) -> None:
    """Wait until a count is no longer zero."""
    until = time.monotonic() + END_S
    while not asked(folder, query)[0][0]:
        assert time.monotonic() < until, query
        time.sleep(0.2)


def test_the_afternoon_is_watched_to_the_closed_list_through_a_kill(browser: Browser, tmp_path: Path) -> None:
    with (
        Server(tmp_path / "instance", more=("--play", str(SPEED))) as server,
        opened(browser, TABLET) as stage,
        opened(browser, TABLET) as results,
        opened(browser, TABLET) as tablet,
        opened(browser, DESK) as remote,
    ):
        began = time.monotonic()
        stage.goto(f"{server.url}/{SLUG}/stage")
        results.goto(f"{server.url}/{SLUG}/results")
        enter(tablet, server.url, server.link("juror"))
        admitted(remote, server.url, server.link("organiser"))
        remote.goto(f"{server.url}/{SLUG}/desk/reveal")
        waits = remote.locator("[data-part=off]")
        expect(waits).to_be_visible()
        for page in (stage, results, tablet, remote):
            expect(page.locator("body")).to_contain_text("Démonstration")
        awaited(server.folder, "SELECT COUNT(*) > 20 FROM ballot")
        server.kill()
        server.start()
        # What the room saw before the kill goes on to be moved, by no click.
        expect(stage.locator("[data-slot=team]")).to_contain_text("Équipe 9", timeout=END_S * 1000)
        # Whoever presents the reveal waited for the list to be closed and confirmed: no more.
        expect(waits).to_be_hidden(timeout=END_S * 1000)
        assert time.monotonic() - began < END_S
        awaited(server.folder, "SELECT COUNT(*) FROM laureate_list WHERE state = 'closed'")
        known = server.person("organiser").get("results")["ballots"]
        assert known["in"] == known["expected"] > 100
        expect(results.locator("#board [data-slot=count]")).to_have_text(f"{known['in']}/{known['expected']}")
        # The juror's page, which nobody touched, has heard of every ballot that was validated elsewhere.
        mine = tablet.locator("#mine [data-slot=count]")
        expect(mine).to_have_text(re.compile(r"(\d+)/\1$"), timeout=30_000)
    twice = "SELECT ballot_id FROM ballot_version WHERE final GROUP BY ballot_id HAVING COUNT(*) > 1"
    assert asked(server.folder, twice) == []
    assert asked(server.folder, "SELECT COUNT(*) FROM packet") == [(1,)]
    # The jury's own act, then one who closed the list and another who confirmed it.
    led = "SELECT kind, actor FROM journal_entry WHERE kind LIKE 'list.%' ORDER BY seq"
    acts = dict(asked(server.folder, led))
    assert list(acts) == ["list.chosen", "list.closing", "list.closed"]
    assert acts["list.closing"] != acts["list.closed"]
