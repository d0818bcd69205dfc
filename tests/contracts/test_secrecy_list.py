"""Between the closing of the list and its announcement the room learns neither who is on it, nor what teams are told.

Two worlds close their lists at the same instants, with as many laureates; which ones, and the words to them, differ.
"""

from typing import Any

import pytest

from app import topics
from app.queries import day, laureates
from tests.contracts.conftest import Lived
from tests.contracts.room_day import MORNING, SHOWN, ballot, scoring_closes
from tests.visiting import new_op
from tests.worlds import Act, Programme, World, told_apart

DAY: Programme = (*MORNING, *SHOWN["hidden"], (3_000, scoring_closes))
END_MS = 7_000
PATHS = ("", "results", "palmares", "teams/1", "teams/10", "api")


def closes(world: World) -> None:
    """The organiser closes the list, each missing ballot with its reason; the chair confirms."""
    organiser, chair = world.person("organiser", "organiser"), world.person("chair", "chair")
    missing = organiser.topic("progress").get_json()["missing"]
    sent = {"action": "close", "absences": {f"{juror}/{team}": "absent" for juror, team in missing}}
    assert organiser.send("POST", "list", sent).status_code == 200
    assert chair.send("POST", "list", {"action": "confirm"}).status_code == 200


def chooses(*teams: int) -> Act:
    """The chair chooses the list, with a reason."""

    def act(world: World) -> None:
        sent = {"action": "choose", "teams": list(teams), "reason": f"Pour {teams}"}
        assert world.person("chair", "chair").send("POST", "list", sent).status_code == 200

    return act


def tells(team: int) -> Act:
    """The organiser words what a team is told."""

    def act(world: World) -> None:
        organiser = world.person("organiser", "organiser")
        form = {"op": new_op(), "csrf_token": organiser.csrf, "team": team, "base": 0, "advice": "oser"}
        assert organiser.client.post(f"/{world.slug}/desk/restitution/word", data=form).status_code == 303

    return act


def jury_at_work(first: int, second: int) -> Programme:
    """Two teams are scored, chosen and sealed; one of them is told something."""
    return (
        (1_000, ballot(6, first, (9, 8, 7))),
        (1_500, ballot(6, second, (5, 5, 5))),
        (4_000, chooses(first, second)),
        (4_500, closes),
        (5_000, tells(first)),
    )


def asks(world: World) -> None:
    """A visitor reads everything that is everybody's."""
    for path in PATHS:
        world.ask("visitor", f"/{world.slug}/{path}")
    for topic in (*topics.BUILDERS, "packets/1"):
        world.ask("visitor", f"/api/events/{world.slug}/{topic}")


def test_nothing_tells_the_room_who_is_on_a_closed_list(lived: Lived) -> None:
    worlds = [lived(DAY, jury_at_work(*teams), asks=asks, until_ms=END_MS) for teams in ((1, 2), (4, 10))]
    assert told_apart(*worlds) == []


def test_control_a_topic_that_counts_on_the_list_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    def snapshot(session: Any, event: Any, view: str) -> dict[str, Any]:
        return {**day.snapshot(session, event, view), "first": [*laureates.deliberation(session, event).chosen][:1]}

    monkeypatch.setitem(topics.BUILDERS, "day", snapshot)
    worlds = [lived(DAY, jury_at_work(*teams), asks=asks, until_ms=END_MS) for teams in ((1, 2), (4, 10))]
    assert "visitor: frames" in told_apart(*worlds)
