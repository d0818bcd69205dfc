"""At each step of a reveal the room holds the step reached: whatever comes later changes no byte of it.

Worlds whose ceremonies are the same so far and differ in what is to come (who is last, the favourite, the citations,
whether there is suspense), compared over all that the room is answered and sent, step after step.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest

from app import access
from app.actions import reveal as acting
from app.domain import reveal as rules
from tests.contracts.conftest import Lived
from tests.contracts.room_day import HEARD, a_visitor_arrives
from tests.visiting import new_op
from tests.worlds import Act, Seen, World, events_of, told_apart

# Seven that every world calls first, in this order; who is last, who is the favourite and what is said differ.
FIRST = (7, 3, 12, 5, 10, 1, 14)
CITED = "une parole pour la fin"
Ending = tuple[int, int, str]
ENDINGS: Sequence[Ending] = ((8, 2, CITED), (9, 4, ""), (2, 8, "x" * 90), (15, 15, CITED), (4, 9, f"{CITED}, encore"))
PAGES = ("", "results", "teams/8")
STEP_MS, BEGUN_MS = 1_000, 3_000
Telling = Callable[[Ending], Seen]


def closed(ending: Ending) -> Act:
    """The jury has scored every team alike; the list is chosen, closed, confirmed, and its steps are planned."""

    def act(world: World) -> None:
        organiser, chair = world.person("organiser", "organiser"), world.person("chair", "chair")
        listed = [*FIRST, ending[0]]
        chosen = chair.send("POST", "list", {"action": "choose", "teams": listed, "reason": f"{ending}"})
        assert chosen.status_code == 200, chosen.get_json()
        missing = organiser.topic("progress").get_json()["missing"]
        absences = {f"{juror}/{team}": "parti" for juror, team in missing}
        assert organiser.send("POST", "list", {"action": "close", "absences": absences}).status_code == 200
        assert chair.send("POST", "list", {"action": "confirm"}).status_code == 200
        wish = acting.Wish(
            "unranked", "by_hand", listed, suspense=False, citations={ending[0]: ending[2]}, favourite=ending[1]
        )
        with world.app.app_context():
            assert acting.plan(world.id, access.system(world.id), new_op(), wish).status == 200

    return act


def moves(action: str, **sent: Any) -> Act:
    """The presenter moves it; the room reads all that is its own, and a latecomer listens."""

    def act(world: World) -> None:
        organiser = world.person("organiser", "organiser")
        at = organiser.topic("reveal").get_json()["step"]
        answer = organiser.send("POST", "reveal", {"base": at, "action": action, **sent})
        assert answer.status_code == 200, answer.get_json()
        after = answer.get_json()["step"]
        world.listen(f"late at {after} {action}")
        for page in PAGES:
            world.ask("visitor", f"/{world.slug}/{page}?at={after}-{action}")
        for topic in (*HEARD, "packets/1", "board", "progress"):
            world.ask("visitor", f"/api/events/{world.slug}/{topic}?at={after}-{action}")

    return act


def ceremony(ending: Ending) -> tuple[tuple[int, Act], ...]:
    """The reveal up to the seventh name, with a way back, a jump and black: the eighth is never reached."""
    acts = [moves("start"), *(moves("next") for _ in FIRST), moves("back"), moves("jump", step=7), moves("black")]
    led = tuple((BEGUN_MS + STEP_MS * place, act) for place, act in enumerate(acts))
    return ((2_000, closed(ending)), *led)


@pytest.fixture(scope="session")
def telling(lived: Lived) -> Telling:
    """All that the room was told, by how it would have ended."""

    @cache
    def tell(ending: Ending) -> Seen:
        programme = ((50, a_visitor_arrives), *scored(), *ceremony(ending))
        return lived(programme, asks=lambda world: None, until_ms=BEGUN_MS + 14 * STEP_MS)

    return tell


def scored() -> tuple[tuple[int, Act], ...]:
    """Each team has one ballot, from somebody who may score it."""

    def act(world: World) -> None:
        left = set(range(1, 16))
        for rank in range(12):
            juror = world.person(f"juror {rank}", "juror", rank) if left else None
            if juror is None:
                return
            for known in juror.topic("ballots").get_json():
                if known["team"] in left:
                    assert juror.ballot(known["team"], (6, 7, 8)).status_code == 200
                    left.remove(known["team"])

    return ((1_000, act),)


EVERY_ENDING = [ENDINGS[1], *(pytest.param(ending, marks=pytest.mark.nightly) for ending in ENDINGS[2:])]


@pytest.mark.parametrize("ending", EVERY_ENDING, ids=lambda ending: f"team {ending[0]}")
def test_what_is_to_come_changes_nothing_that_the_room_is_told(telling: Telling, ending: Ending) -> None:
    assert told_apart(telling(ENDINGS[0]), telling(ending)) == []


def test_the_room_was_told_of_every_step_and_of_no_later_one(telling: Telling) -> None:
    told = [content for _, topic, content in events_of(telling(ENDINGS[0])["visitor: frames"]) if topic == "reveal"]
    assert [each["step"] for each in told if each["state"] == "running"] == [*range(8), 6, 7, 7]
    named = [each["shown"]["team"]["number"] for each in told if each["shown"] and "team" in each["shown"]]
    assert named == [*FIRST, FIRST[5], FIRST[6]]
    assert not [each for each in told if CITED in json.dumps(each, ensure_ascii=False)]


@pytest.mark.nightly
def test_control_a_projection_that_carries_the_next_step_is_noticed(
    lived: Lived, telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = rules.shown
    monkeypatch.setattr(rules, "shown", lambda at, steps: (known := honest(at, steps)) and {**known, "then": steps[-1]})
    one, other = (telling.__wrapped__(ending) for ending in ENDINGS[:2])  # type: ignore[attr-defined]
    assert "visitor: frames" in told_apart(one, other)
