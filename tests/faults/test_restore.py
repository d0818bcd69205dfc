"""An older copy restored under the tablets of the jury: every validated ballot comes back, and verify says so."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import TABLET, enter, opened
from tests.cli.test_event_commands import flask
from tests.serving import ROOT, SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.fault, pytest.mark.timeout(300)]
BACK_S = 60
# Jurors of Nord and of Pas-de-Calais score teams of Oise.
SCORES = {4: (7, 8, 9), 5: (1, 2, 3)}


def validate(page: Page, team: int, scores: tuple[int, int, int]) -> None:
    """Validate a ballot, tap by tap, until it is recorded."""
    if not page.url.endswith(f"/jury/{team}"):
        page.goto(f"{page.url.split(f'/{SLUG}')[0]}/{SLUG}/jury/{team}")
    for criterion, given in zip(("innovation", "transferability", "cost_use"), scores, strict=True):
        page.locator(f'[name="score-{criterion}"][value="{given}"]').locator("xpath=..").click()
    page.locator("[data-validate]").click()
    expect(page.locator("#verdict")).to_contain_text("elle compte", timeout=30_000)


def step_aside(page: Page, team: int) -> None:
    """Step aside for a team, in two taps."""
    page.goto(f"{page.url.split(f'/{SLUG}')[0]}/{SLUG}/jury/{team}")
    page.locator("#recusal summary").click()
    page.locator("#recusal button[name=reason]").first.click()
    expect(page.locator("#jury")).to_have_attribute("data-standing", "recused")


def move(page: Page, to: int) -> None:
    """Move the ballot that is open to another team."""
    page.locator("#wrong-team summary").click()
    page.locator("#wrong-team-to").select_option(str(to))
    page.locator("#wrong-team button").click()
    page.wait_for_url(f"**/jury/{to}")


def counting(folder: Path) -> dict[tuple[str, int], str]:
    """What counts, by juror and team."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        rows = database.execute(
            "SELECT juror.key, team.number, version.scores FROM ballot"
            " JOIN ballot_version AS version ON version.ballot_id = ballot.id"
            " AND version.revision = ballot.counting_revision"
            " JOIN juror ON juror.id = ballot.juror_id JOIN team ON team.id = ballot.team_id"
        )
        return {(juror, team): scores for juror, team, scores in rows}


def recused(folder: Path) -> list[tuple[str, int]]:
    """Who stepped aside for whom."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        rows = "SELECT juror.key, team.number FROM recusal JOIN juror ON juror.id = recusal.juror_id"
        return database.execute(f"{rows} JOIN team ON team.id = recusal.team_id WHERE in_force").fetchall()


def bring_back(server: Server, copy: Path) -> dict[tuple[str, int], str]:
    """Kill the server, restore the copy, start again; what counted before any tablet was heard."""
    server.kill()
    said = flask(server.folder, "restore", str(copy))
    assert said.returncode == 0, said.stderr
    restored = counting(server.folder)
    server.start()
    return restored


def awaited(server: Server, wanted: dict[tuple[str, int], str]) -> bool:
    """Whether all that counted counts again in time."""
    until = time.monotonic() + BACK_S
    while counting(server.folder) != wanted:
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


@contextmanager
def tablet(browser: Browser, server: Server, juror: int) -> Iterator[Page]:
    """A juror's tablet, entered."""
    with opened(browser, TABLET) as page:
        enter(page, server.url, server.link("juror", juror))
        yield page


def test_every_validated_ballot_comes_back_from_the_tablets(browser: Browser, server: Server, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    with tablet(browser, server, 0) as first, tablet(browser, server, 1) as second, tablet(browser, server, 4) as third:
        for team in (4, 5, 7):
            validate(first, team, (5, 5, 5))
        assert flask(server.folder, "backup", str(copy)).returncode == 0
        before = counting(server.folder)
        for page in (first, second, third):
            for team in (4, 5):
                validate(page, team, SCORES[team])
        move(first, to=6)
        step_aside(first, 7)
        asides = recused(server.folder)
        # The list of ballots; a ballot with a draft begun on what was validated; a tab that is closed.
        first.goto(f"{server.url}/{SLUG}/jury")
        second.locator('[name="score-cost_use"][value="9"]').locator("xpath=..").click()
        third.goto("about:blank")
        wanted = counting(server.folder)
        assert len(wanted) == 7 and ("j01", 5) not in wanted
        assert bring_back(server, copy) == before != wanted
        third.goto(f"{server.url}/{SLUG}/jury")
        assert awaited(server, wanted), (wanted, counting(server.folder))
        assert recused(server.folder) == asides
        expect(second.locator("#saving")).to_contain_text("Brouillon gardé", timeout=30_000)
    said = flask(server.folder, "event", "verify", SLUG)
    assert said.returncode == 0, said.stderr
    assert "validated ballots sent again from tablets since: 6, by 3 jurors" in said.stdout


@pytest.mark.nightly
def test_control_a_tablet_that_owes_nothing_leaves_ballots_missing(
    browser: Browser, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.faults.test_restore.BACK_S", 8)
    source = (ROOT / "static" / "js" / "lib" / "joined.js").read_text(encoding="utf-8")
    weakened = source.replace("const owed = lost ? ballot.counted : null;", "const owed = null;")
    assert weakened != source

    def weaken(route: Route) -> None:
        route.fulfill(body=weakened, content_type="text/javascript")

    copy = tmp_path / "copy.zip"
    assert flask(server.folder, "backup", str(copy)).returncode == 0
    with tablet(browser, server, 0) as page:
        page.route("**/lib/joined.js", weaken)
        validate(page, 4, SCORES[4])
        wanted = counting(server.folder)
        bring_back(server, copy)
        assert not awaited(server, wanted)
