"""The projected screens as the server draws them, before any script."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain import timer
from app.web import faces
from tests.conftest import Doors

CLOCK = timer.Timer(3, "running", "s07", (timer.Phase("pitch", 180_000),), anchor_at_ms=1_000_000)


COMING = json.loads((Path(__file__).parents[1] / "cases" / "coming.json").read_text(encoding="utf-8"))["cases"]
FACES = json.loads((Path(__file__).parents[1] / "cases" / "results.json").read_text(encoding="utf-8"))["faces"]


def page(doors: Doors, name: str) -> str:
    """A page as a stranger reads it."""
    answer = doors.stranger().client.get(f"/amiens-2019/{name}?lang=en")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_face_says_the_part_under_way_and_how_much_of_it_has_gone() -> None:
    assert faces.face(CLOCK, 1_000_000) == {"field": "running", "digits": "3:00", "part": 0, "drained": 0}
    assert faces.face(CLOCK, 1_090_000) == {"field": "running", "digits": "1:30", "part": 1, "drained": 0.5}
    assert faces.face(CLOCK, 1_192_000) == {"field": "over", "digits": "+0:12", "part": 2, "drained": 1}


@pytest.mark.parametrize("case", FACES, ids=lambda case: case["says"])
def test_the_results_have_the_face_of_what_is_let_out(case: dict[str, Any]) -> None:
    teams = [{"rank": rank, "ballots": ballots} for rank, ballots in case["teams"]]
    assert faces.results_face(case | {"teams": teams}) == case["face"]


@pytest.mark.parametrize("case", COMING, ids=lambda case: case["says"])
def test_walls_name_who_is_on_or_comes_next(case: dict[str, Any]) -> None:
    team, following = ({"number": number} if number else None for number in (case["team"], case["next"]))
    stage = {"team": team, "timer": {"mode": case["mode"]}, "next": following and {"slot": "next", "team": following}}
    found = faces.coming_of(stage, [{"id": "next", "planned_at_ms": 1_000}], case["phase"])
    named = found["team"] and found["team"]["number"]
    assert (found["on"], named, found["at_ms"]) == (case["on"], case["coming"], 1_000 if case["at"] else None)


def test_the_stage_is_settled_once_no_team_comes_and_none_is_on() -> None:
    there = {mode: {"timer": {"mode": mode}} for mode in ("idle", "armed", "running", "paused", "done")}
    assert {mode for mode, stage in there.items() if faces.settled(stage, "deliberation")} == {"idle", "done"}
    assert faces.settled(there["done"], "announced") == "announced"
    assert faces.settled(there["done"], "pitches") is None


def test_squares_are_ballots_while_they_can_be_counted() -> None:
    assert faces.squares(11, 12) == [1] * 11 + [0]
    assert faces.squares(36, 144) == [1, 1, 1] + [0] * 9
    assert faces.squares(143, 144)[-1] < 1
    assert faces.squares(0, 0) == [0] * 12


def test_the_stage_waits_for_the_first_team_at_its_hour(doors: Doors) -> None:
    stage = page(doors, "stage")
    assert 'data-field="waiting"' in stage and "Team 1<" in stage and "14:30" in stage


def test_the_stage_runs_with_its_parts(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    slots = organiser.topic("agenda").get_json()["slots"]
    organiser.timer("call", slot=next(slot["id"] for slot in slots if slot["team"] == 8))
    organiser.timer("start")
    stage = page(doors, "stage")
    assert 'data-field="running"' in stage and "Team 8<" in stage and "parts__part--now" in stage


def test_results_show_the_ranking_as_far_as_the_organiser_does(doors: Doors) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    assert "No ballot yet" in page(doors, "results")
    assert juror.ballot(10).status_code == 200
    assert "8.00" in page(doors, "results")
    organiser.send("POST", "visibility", {"visibility": "progress"})
    progress = page(doors, "results")
    assert "8.00" not in progress and "1/144" in progress


def test_a_hidden_page_is_the_same_whatever_was_scored(doors: Doors) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    organiser.send("POST", "visibility", {"visibility": "hidden"})
    before = drawn(page(doors, "results"))
    assert juror.ballot(10).status_code == 200
    assert drawn(page(doors, "results")) == before


def drawn(html: str) -> tuple[str, object]:
    """What a page shows, and the results its script starts from; not its clock nor its token."""
    body, _, rest = html.partition('<script type="application/json" id="page">')
    island = json.loads(rest.partition("</script>")[0])
    shown = {key: value for key, value in island["snapshots"]["results"].items() if key != "sent_at_ms"}
    return body, shown
