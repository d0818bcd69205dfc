"""The afternoon of 28 November 2019, Amiens: three teams pitch, the jury scores, the room sees the ranking move."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.test_event_commands import flask
from tests.listening import Listener
from tests.serving import SLUG, Server
from tests.stories.afternoon import (
    Scores,
    Screens,
    as_shown,
    expected_teams,
    others_of_the_jury,
    recount,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def screens(browser: Browser, server: Server) -> Iterator[Screens]:
    """The desk, one tablet, the stage, the results and a team's phone."""
    with ExitStack() as stack:
        yield Screens(stack, browser, server)


def test_the_afternoon_of_amiens(server: Server, screens: Screens) -> None:
    jury = others_of_the_jury(server)
    assert len(jury) == 11
    ballots: dict[int, list[Scores]] = defaultdict(list)

    with Listener(server.url) as room, Listener(server.url, server.person("organiser")) as backstage:
        # 14:30. Nobody has pitched: the room waits, team 3 has two teams before it.
        expect(screens.stage.locator("#face")).to_have_attribute("data-field", "waiting")
        expect(screens.phone.locator("[data-slot=rank]")).to_contain_text("2 équipes avant vous")

        for team in (1, 2, 3):
            # The organiser calls the team, starts its three minutes; the stage counts them down.
            screens.organiser.calls_team(team)
            expect(screens.stage.locator("[data-slot=team]")).to_have_text(f"Équipe {team}")
            screens.organiser.starts_the_pitch()
            expect(screens.stage.locator("#face")).to_have_attribute("data-field", "running")
            expect(screens.stage.locator("[data-part=digits]")).to_have_text(re.compile(r"2:5\d"))

            # Questions. The jury scores: one on a tablet, the others too.
            screens.organiser.passes_to_questions()
            screens.juror.sees_team(team)
            mine: Scores = (4 + team, 6, 5 + team)
            screens.juror.scores(mine)
            screens.juror.validates()
            ballots[team].append(mine)
            for number, juror in enumerate(jury.values()):
                if team in expected_teams(juror):
                    scores: Scores = ((number + team) % 11, (2 * number + 3 * team) % 11, (number * team) % 11)
                    juror.validate(team, scores)
                    ballots[team].append(scores)
            screens.organiser.ends_the_turn()

        # Every expected ballot of the three teams is there; the desk knows it, and no score of any.
        progress = server.person("organiser").get("progress")
        assert [pair for pair in progress["missing"] if pair[1] in (1, 2, 3)] == []
        assert [team["in"] for team in progress["teams"][:3]] == [len(ballots[team]) for team in (1, 2, 3)]

        # The ranking is the one counted by hand: in the answer, on the wire and on the screen of the room.
        by_hand = recount(ballots)
        backstage.until(lambda: backstage.latest("results")["ballots"]["in"] == sum(map(len, ballots.values())))
        room.until(lambda: room.latest("results")["revision"] == backstage.latest("results")["revision"])
        told = [team for team in room.latest("results")["teams"] if team["rank"] is not None]
        assert [(team["number"], team["score"].replace(".", ",")) for team in told] == [
            (number, as_shown(mean)) for number, mean in by_hand
        ]
        for place, (number, mean) in enumerate(by_hand, start=1):
            row = screens.results.locator(f'#rows [data-key="{number}"]')
            expect(row.locator("[data-slot=rank]")).to_have_text(str(place))
            expect(row.locator("[data-slot=score]")).to_have_text(as_shown(mean))

        # Team 3 has had its turn; the journal, re-read and recounted, agrees with everything.
        expect(screens.phone.locator("#turn")).to_have_attribute("data-state", "done")
        verified = flask(server.folder, "event", "verify", SLUG)
        assert (verified.returncode, verified.stdout.splitlines()[-1]) == (0, "ok")


@pytest.mark.nightly
def test_three_scores_left_without_validating_are_called_a_draft_on_tablet_and_desk(
    server: Server, screens: Screens
) -> None:
    screens.organiser.calls_team(1)
    screens.juror.sees_team(1)
    screens.juror.scores((8, 7, 6))
    screens.juror.reads("Brouillon, ne compte pas encore")
    desk = screens.organiser.page
    expect(desk.locator("#ballots")).to_contain_text(screens.juror.name)
    expect(desk.locator("#ballots")).to_contain_text(
        re.compile("brouillon.*ne compte pas encore", re.IGNORECASE | re.DOTALL)
    )
    # Leaving and coming back changes nothing: it is still a draft, and still does not count.
    screens.juror.page.goto("about:blank")
    screens.juror.page.goto(f"{server.url}/{SLUG}/jury/1")
    screens.juror.reads("Brouillon, ne compte pas encore")
    assert server.person("organiser").get("results")["ballots"]["in"] == 0
