"""The rehearsal: answered like a real ballot, kept nowhere, over once a team is called."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, select
from werkzeug.test import TestResponse

from app.models import Ballot, BallotVersion, JournalEntry, SetAside
from app.models.base import Base
from tests.conftest import Doors
from tests.visiting import Visitor

Read = Callable[[Select[Any]], list[Any]]
KEPT: tuple[type[Base], ...] = (Ballot, BallotVersion, SetAside, JournalEntry)
CRITERIA = ("innovation", "transferability", "cost_use")


def rehearse(juror: Visitor, scores: tuple[object, ...] = (7, 8, 9), final: object = True) -> TestResponse:
    """Send a rehearsal ballot."""
    named = dict(zip(CRITERIA, scores, strict=True))
    return juror.send("PUT", "rehearsal", {"base": 0, "scores": named, "comment": "tried", "final": final})


def test_it_is_answered_and_leaves_nothing_behind(doors: Doors, stored: Read) -> None:
    juror = doors.enter("juror")
    before = [len(stored(select(table))) for table in KEPT]
    answer = rehearse(juror).get_json()
    assert (answer["revision"], answer["counts"], answer["receipt"]) == (1, True, "00-000")
    assert rehearse(juror, final=False).get_json()["counts"] is False
    assert [len(stored(select(table))) for table in KEPT] == before
    assert doors.stranger().topic("results").get_json()["ballots"]["in"] == 0


@pytest.mark.parametrize(
    ("scores", "final", "field"),
    [((7, None, 9), True, "transferability"), ((11, 7, 7), False, "innovation"), ((7, 7, 7), "yes", "final")],
)
def test_what_a_real_one_would_be_refused_is_refused(
    doors: Doors, scores: tuple[object, ...], final: object, field: str
) -> None:
    refused = rehearse(doors.enter("juror"), scores, final)
    assert refused.status_code == 422
    assert list(refused.get_json()["fields"]) == [field]


def test_it_is_over_once_a_team_is_called(doors: Doors) -> None:
    juror, organiser = doors.enter("juror"), doors.enter("organiser")
    address = f"/{juror.slug}/jury/rehearsal"
    assert address in juror.client.get(f"/{juror.slug}/jury").get_data(as_text=True)
    slots = organiser.topic("agenda").get_json()["slots"]
    organiser.timer("call", slot=next(slot["id"] for slot in slots if slot["team"] == 4))
    assert rehearse(juror).status_code == 410
    gone = juror.client.get(address)
    assert (gone.status_code, gone.location) == (303, f"/{juror.slug}/jury")


def test_the_page_without_script_is_judged_and_forgotten(doors: Doors, stored: Read) -> None:
    juror = doors.enter("juror")
    form = {"csrf_token": juror.csrf, "comment": "", "score-innovation": "7"}
    part = juror.client.post(f"/{juror.slug}/jury/rehearsal", data=form)
    assert part.status_code == 422
    assert 'href="#score-cost_use"' in part.get_data(as_text=True)
    whole = juror.client.post(f"/{juror.slug}/jury/rehearsal", data=form | {f"score-{key}": "7" for key in CRITERIA})
    assert whole.status_code == 200
    assert "elle compterait" in whole.get_data(as_text=True)
    assert stored(select(Ballot)) == []
