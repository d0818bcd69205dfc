"""A ballot written for the wrong team goes to the right one, counts there as it did, and leaves nothing behind."""

from typing import Any

import pytest
from flask import Flask

from app.extensions import db
from app.models import Event
from app.queries import verification
from tests.conftest import Doors
from tests.visiting import Visitor


def mine(juror: Visitor, team: int) -> dict[str, Any]:
    """A juror's own ballot."""
    ballots = juror.client.get(f"/api/events/{juror.slug}/ballots").get_json()
    found: dict[str, Any] = next(ballot for ballot in ballots if ballot["team"] == team)
    return found


def move(juror: Visitor, team: int, to: object, base: int) -> Any:
    """Move one's own ballot."""
    return juror.send("POST", f"ballots/{team}/move", {"to": to, "base": base})


@pytest.fixture
def juror(doors: Doors) -> Visitor:
    """A juror who validated 7, 8, 9 for team 4."""
    visitor = doors.enter("juror")
    visitor.ballot(4, (7, 8, 9), comment="clear")
    return visitor


def test_it_counts_for_the_other_team_as_it_did(app: Flask, event: Event, doors: Doors, juror: Visitor) -> None:
    answer = move(juror, 4, 5, base=1)
    assert answer.status_code == 200
    assert [ballot["team"] for ballot in answer.get_json()["ballots"]] == [4, 5]
    left, arrived = mine(juror, 4), mine(juror, 5)
    assert (left["state"], left["counts"], left["comment"]) == ("empty", False, "")
    assert (arrived["state"], arrived["counts"], arrived["comment"]) == ("validated", True, "clear")
    assert list(arrived["scores"].values()) == [7, 8, 9]
    shown = {team["number"]: team["score"] for team in doors.stranger().topic("results").get_json()["teams"]}
    assert (shown[4], shown[5]) == (None, "8.00")
    progress = doors.enter("organiser").topic("progress").get_json()
    assert ["j01", 4] in progress["missing"]
    assert progress["drafting"] == []
    with app.app_context():
        assert verification.verify(db.session(), db.session.get_one(Event, event.id)).differences == []


def test_what_counts_and_the_draft_after_it_both_go(juror: Visitor) -> None:
    juror.ballot(4, (1, 1, None), base=1, final=False)
    assert move(juror, 4, 5, base=2).status_code == 200
    arrived = mine(juror, 5)
    assert (arrived["state"], arrived["counts"], arrived["revision"]) == ("draft", True, 2)


def test_the_team_it_left_can_be_scored_anew(juror: Visitor) -> None:
    move(juror, 4, 5, base=1)
    assert juror.ballot(4, (2, 2, 2), base=mine(juror, 4)["revision"]).status_code == 200
    assert mine(juror, 4)["counts"]


@pytest.mark.parametrize(
    ("team", "to", "base", "status"),
    [
        (4, 5, 0, 409),
        (4, 4, 1, 422),
        (4, "5", 1, 422),
        (4, 99, 1, 422),
        (4, 1, 1, 403),
        (6, 7, 0, 422),
        (4, True, 1, 422),
    ],
)
def test_what_cannot_be_moved_stays(juror: Visitor, team: int, to: object, base: int, status: int) -> None:
    assert move(juror, team, to, base).status_code == status
    assert mine(juror, 4)["counts"]


def test_a_begun_ballot_is_never_written_over(juror: Visitor) -> None:
    juror.ballot(5, (1, None, None), final=False)
    answer = move(juror, 4, 5, base=1)
    assert answer.status_code == 409
    assert answer.get_json()["current"]["team"] == 5
    assert mine(juror, 4)["counts"]


def test_the_same_op_moves_once(juror: Visitor) -> None:
    first = juror.send("POST", "ballots/4/move", {"to": 5, "base": 1}, op="A" * 22)
    again = juror.send("POST", "ballots/4/move", {"to": 5, "base": 1}, op="A" * 22)
    assert first.get_json() == again.get_json()
    assert mine(juror, 5)["revision"] == 1


def test_once_closed_it_is_the_chairs_act_with_a_reason(doors: Doors, juror: Visitor) -> None:
    chair, organiser = doors.enter("chair"), doors.enter("organiser")
    organiser.send("POST", "scoring", {"state": "closed"})
    assert move(juror, 4, 5, base=1).status_code == 410
    form = {"juror": "j01", "team": "4", "to": "5"}

    def post(visitor: Visitor, **fields: str) -> int:
        body = {"csrf_token": visitor.csrf, **form, **fields}
        return visitor.client.post(f"/{visitor.slug}/desk/jury/move", data=body).status_code

    assert post(organiser, reason="wrong row") == 404
    assert post(juror, reason="wrong row") == 404
    assert post(chair) == 422
    assert post(chair, reason="wrong row") == 303
    assert mine(juror, 5)["counts"]
    assert not mine(juror, 4)["counts"]


def test_a_page_without_script_moves_it_too(juror: Visitor) -> None:
    form = {"csrf_token": juror.csrf, "to": "5", "base": "1"}
    answer = juror.client.post(f"/{juror.slug}/jury/4/move", data=form)
    assert (answer.status_code, answer.location) == (303, f"/{juror.slug}/jury/5")
