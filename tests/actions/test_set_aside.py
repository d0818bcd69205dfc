"""What was set aside counts only by an act with its reason, and what is opened again is opened for one juror alone."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import BallotVersion, Event
from app.queries import verification
from tests.conftest import Doors
from tests.visiting import Visitor

REASON = "the tablet had no network until 16:05"


def post(visitor: Visitor, path: str, **fields: str) -> int:
    """Post a form of the desk's jury page; its status."""
    form = {"csrf_token": visitor.csrf, **fields}
    return visitor.client.post(f"/{visitor.slug}/desk/jury/{path}", data=form).status_code


def state_of(juror: Visitor, team: int) -> str:
    """Where a juror's ballot stands."""
    ballots = juror.client.get(f"/api/events/{juror.slug}/ballots").get_json()
    return str(next(ballot["state"] for ballot in ballots if ballot["team"] == team))


def ballots_in(visitor: Visitor) -> int:
    """How many ballots count."""
    return int(visitor.topic("results").get_json()["ballots"]["in"])


@pytest.fixture
def late(doors: Doors) -> Visitor:
    """A juror whose validated ballot for team 4 came after closing."""
    juror = doors.enter("juror")
    doors.enter("organiser").send("POST", "scoring", {"state": "closed"})
    assert juror.ballot(4, (7, 8, 9), comment="late but clear").status_code == 410
    return juror


def test_a_late_ballot_counts_once_admitted_with_a_reason(
    app: Flask, event: Event, doors: Doors, late: Visitor
) -> None:
    organiser = doors.enter("organiser")
    assert ballots_in(organiser) == 0
    assert post(organiser, "set-aside/1", reason="  ") == 422
    assert ballots_in(organiser) == 0
    assert post(organiser, "set-aside/1", reason=REASON) == 303
    assert ballots_in(organiser) == 1
    assert state_of(late, 4) == "locked"
    assert organiser.topic("progress").get_json()["set_aside"] == []
    with app.app_context():
        [version] = db.session.scalars(select(BallotVersion))
        assert version.author == "organiser:link-1"
        assert verification.verify(db.session(), db.session.get_one(Event, event.id)).differences == []


def test_it_is_admitted_once(doors: Doors, late: Visitor) -> None:
    organiser = doors.enter("organiser")
    assert post(organiser, "set-aside/1", reason=REASON) == 303
    assert post(organiser, "set-aside/1", reason=REASON) == 409
    assert post(organiser, "set-aside/2", reason=REASON) == 404


def test_it_no_longer_waits_once_its_juror_validated_again(doors: Doors, late: Visitor) -> None:
    organiser = doors.enter("organiser")
    organiser.send("POST", "scoring", {"state": "open"})
    assert late.ballot(4, (7, 8, 9)).status_code == 200
    assert organiser.topic("progress").get_json()["set_aside"] == []
    page = organiser.client.get(f"/{organiser.slug}/desk/jury").get_data(as_text=True)
    assert "desk/jury/set-aside/1" not in page
    assert post(organiser, "set-aside/1", reason=REASON) == 409


def test_the_chair_may_admit_and_a_juror_may_not(doors: Doors, late: Visitor) -> None:
    assert post(late, "set-aside/1", reason=REASON) == 404
    assert post(doors.enter("chair"), "set-aside/1", reason=REASON) == 303


def test_a_draft_or_a_recused_jurors_ballot_cannot_be_admitted(doors: Doors) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    organiser.send("POST", "scoring", {"state": "closed"})
    juror.ballot(4, (7, 8, None), final=False)
    juror.ballot(5)
    juror.send("POST", "recusals", {"team": 5, "reason": "a neighbour"})
    assert post(organiser, "set-aside/1", reason=REASON) == 422
    assert post(organiser, "set-aside/2", reason=REASON) == 422
    assert ballots_in(organiser) == 0


def test_scoring_is_opened_again_for_one_juror_alone(doors: Doors) -> None:
    organiser, one, other = doors.enter("organiser"), doors.enter("juror"), doors.enter("juror", 3)
    assert post(organiser, "scoring", juror="j01", state="open", reason=REASON) == 422  # it is open for everybody
    organiser.send("POST", "scoring", {"state": "closed"})
    assert post(organiser, "scoring", juror="j01", state="open") == 422
    assert post(organiser, "scoring", juror="nobody", state="open", reason=REASON) == 422
    assert post(organiser, "scoring", juror="j01", state="open", reason=REASON) == 303
    assert other.topic("progress").get_json()["reopened"] == ["j01"]
    assert one.ballot(4).status_code == 200
    assert state_of(one, 4) == "validated"
    assert other.ballot(1).status_code == 410
    assert post(organiser, "scoring", juror="j01", state="closed") == 303
    assert one.ballot(4, base=1).status_code == 410
    assert state_of(one, 4) == "locked"


def test_what_is_decided_for_the_whole_jury_ends_what_was_opened_for_one(doors: Doors) -> None:
    organiser, one = doors.enter("organiser"), doors.enter("juror")
    organiser.send("POST", "scoring", {"state": "closed"})
    post(organiser, "scoring", juror="j01", state="open", reason=REASON)
    organiser.send("POST", "scoring", {"state": "open"})
    organiser.send("POST", "scoring", {"state": "closed"})
    assert one.ballot(4).status_code == 410


def test_the_page_says_no_at_its_line_and_keeps_the_reason(doors: Doors, late: Visitor) -> None:
    organiser = doors.enter("organiser")
    form = {"csrf_token": organiser.csrf, "reason": "x" * 2001}
    answer = organiser.client.post(f"/{organiser.slug}/desk/jury/set-aside/1", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#admit-1"' in page
    assert "x" * 2001 in page
    assert "8.00" not in page
