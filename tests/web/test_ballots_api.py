"""PUT …/ballots/<team>: every answer the interface promises."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, select

from app.models import BallotVersion, Event, Link, SetAside
from tests.conftest import Doors
from tests.visiting import new_op

# Juror 0 of the example is of the Nord (teams 1 to 3 are out of scope); team 4 is the Oise's.
IN_SCOPE = 4
OWN = 1


Read = Callable[[Select[Any]], list[Any]]
VERSIONS = select(BallotVersion)


def test_a_validated_ballot_counts_and_gets_a_receipt(doors: Doors) -> None:
    answer = doors.enter("juror").ballot(IN_SCOPE)
    body = answer.get_json()
    assert answer.status_code == 200
    assert (body["revision"], body["counts"]) == (1, True)
    assert len(body["receipt"]) == 6


def test_a_draft_does_not_count_and_a_later_draft_withdraws_nothing(doors: Doors) -> None:
    juror = doors.enter("juror")
    assert juror.ballot(IN_SCOPE, final=False).get_json()["counts"] is False
    assert juror.ballot(IN_SCOPE, base=1).get_json()["counts"] is True
    later = juror.ballot(IN_SCOPE, (1, 1, None), base=2, final=False).get_json()
    assert (later["revision"], later["counts"]) == (3, True)
    team = next(t for t in juror.topic("results").get_json()["teams"] if t["number"] == IN_SCOPE)
    assert (team["ballots"], team["score"]) == (1, "8.00")


def test_the_same_op_gets_the_same_answer_and_stores_nothing_twice(doors: Doors, stored: Read) -> None:
    juror, op = doors.enter("juror"), new_op()
    first = juror.ballot(IN_SCOPE, op=op).get_json()
    assert juror.ballot(IN_SCOPE, op=op).get_json() == first
    assert len(stored(VERSIONS)) == 1


def test_the_same_op_with_another_body_is_refused(doors: Doors) -> None:
    juror, op = doors.enter("juror"), new_op()
    juror.ballot(IN_SCOPE, op=op)
    other = juror.ballot(IN_SCOPE, (1, 1, 1), op=op)
    assert other.status_code == 422
    assert "op" in other.get_json()["fields"]


def test_a_refusal_is_remembered_too(doors: Doors) -> None:
    juror, op = doors.enter("juror"), new_op()
    assert juror.ballot(IN_SCOPE, base=7, op=op).status_code == 409
    juror.ballot(IN_SCOPE)
    again = juror.ballot(IN_SCOPE, base=7, op=op)
    assert again.status_code == 409
    assert again.get_json()["current"]["revision"] == 0


def test_an_older_base_gets_the_current_ballot(doors: Doors) -> None:
    juror = doors.enter("juror")
    juror.ballot(IN_SCOPE, (5, 6, 7), comment="clear")
    stale = juror.ballot(IN_SCOPE, (1, 1, 1), base=0)
    current = stale.get_json()["current"]
    assert stale.status_code == 409
    assert stale.mimetype == "application/problem+json"
    assert (current["revision"], current["scores"]["innovation"], current["comment"]) == (1, 5, "clear")


@pytest.mark.parametrize("epoch", ["of an older copy", 5])
def test_a_base_read_in_other_data_is_old_whatever_its_number(doors: Doors, epoch: object) -> None:
    juror = doors.enter("juror")
    juror.ballot(IN_SCOPE, (5, 6, 7))
    ours = juror.topic("day").get_json()["epoch"]
    stale = juror.ballot(IN_SCOPE, (1, 1, 1), base=1, epoch=epoch)
    assert stale.status_code == 409
    assert (stale.get_json()["current"]["epoch"], stale.get_json()["current"]["revision"]) == (ours, 1)
    assert juror.ballot(IN_SCOPE, (1, 1, 1), base=1, epoch=ours).status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"scores": {"innovation": 11}}, "innovation"),
        ({"scores": {"innovation": -1}}, "innovation"),
        ({"scores": {"innovation": 5.0}}, "innovation"),
        ({"scores": {"innovation": True}}, "innovation"),
        ({"scores": {"innovation": "5"}}, "innovation"),
        ({"scores": {"innovation": 10**400}}, "innovation"),
        ({"scores": {"charm": 5}}, "charm"),
        ({"scores": [5]}, "scores"),
        ({"comment": "x" * 2001}, "comment"),
        ({"comment": "x" * 1_000_000}, "comment"),
        ({"comment": 5}, "comment"),
        ({"final": "yes"}, "final"),
        ({"base": "0"}, "base"),
        ({"base": None}, "base"),
        ({"base": -1}, "base"),
    ],
)
def test_bad_values_are_named_at_their_field(
    doors: Doors, stored: Read, changed: dict[str, object], field: str
) -> None:
    body = {"base": 0, "scores": {"innovation": 5}, "comment": "", "final": False, **changed}
    answer = doors.enter("juror").send("PUT", f"ballots/{IN_SCOPE}", body)
    if field == "base" and changed["base"] == -1:
        assert answer.status_code == 409
    else:
        assert answer.status_code == 422, answer.get_json()
        assert field in answer.get_json()["fields"]
    assert stored(VERSIONS) == []


def test_a_final_ballot_with_a_criterion_missing_is_kept_as_a_draft(doors: Doors) -> None:
    juror = doors.enter("juror")
    answer = juror.ballot(IN_SCOPE, (5, None, 7))
    assert answer.status_code == 422
    assert answer.get_json()["draft_revision"] == 1
    assert list(answer.get_json()["fields"]) == ["transferability"]
    mine = juror.topic("ballots").get_json()
    kept = next(ballot for ballot in mine if ballot["team"] == IN_SCOPE)
    assert (kept["state"], kept["counts"], kept["scores"]["cost_use"]) == ("draft", False, 7)


@pytest.mark.parametrize(
    "text", ["{", "", "NaN", '{"op": NaN}', '"\\ud800"', "[" * 100_000, '{"a": 1' + "0" * 5000 + "}"]
)
def test_malformed_json_is_400(doors: Doors, text: str) -> None:
    juror = doors.enter("juror")
    headers = {"X-CSRFToken": juror.csrf, "Content-Type": "application/json"}
    answer = juror.client.put(f"/api/events/{juror.slug}/ballots/{IN_SCOPE}", data=text, headers=headers)
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


def test_a_command_without_op_is_refused_at_op(doors: Doors) -> None:
    answer = doors.enter("juror").ballot(IN_SCOPE, op="short")
    assert answer.status_code == 422
    assert "op" in answer.get_json()["fields"]


def test_a_team_of_ones_own_organisation_is_out_of_scope(doors: Doors) -> None:
    assert doors.enter("juror").ballot(OWN).status_code == 403
    assert OWN not in [b["team"] for b in doors.enter("juror").topic("ballots").get_json()]


def test_strangers_get_401_other_roles_and_unknown_teams_404(doors: Doors) -> None:
    assert doors.stranger().ballot(IN_SCOPE).status_code == 401
    for role in ("team", "coach", "screen", "timekeeper", "organiser"):
        assert doors.enter(role).ballot(IN_SCOPE).status_code == 404, role
    assert doors.enter("juror").ballot(99).status_code == 404
    assert doors.enter("juror").ballot(10**30).status_code == 404


def test_after_closing_a_ballot_is_kept_aside_and_does_not_count(doors: Doors, stored: Read) -> None:
    juror, organiser = doors.enter("juror"), doors.enter("organiser")
    assert organiser.send("POST", "scoring", {"state": "closed"}).status_code == 200
    assert juror.ballot(IN_SCOPE).status_code == 410
    assert juror.topic("results").get_json()["ballots"]["in"] == 0
    [kept] = stored(select(SetAside))
    assert (kept.why, kept.scores["innovation"]) == ("closed", 7)


def test_a_request_without_csrf_token_is_refused(doors: Doors) -> None:
    juror = doors.enter("juror")
    answer = juror.client.put(f"/api/events/{juror.slug}/ballots/{IN_SCOPE}", json={"op": new_op()})
    assert answer.status_code == 400
    assert answer.get_json()["code"] == "csrf"


def test_a_revoked_tablet_is_refused_and_what_it_sends_is_kept_aside(event: Event, doors: Doors, stored: Read) -> None:
    juror, organiser = doors.enter("juror"), doors.enter("organiser")
    link = stored(select(Link).filter_by(role="juror").order_by(Link.id))[0]
    form = {"csrf_token": organiser.csrf}
    assert organiser.client.post(f"/{event.slug}/desk/links/{link.id}/revoke", data=form).status_code == 303
    assert juror.ballot(IN_SCOPE).status_code == 401
    assert [kept.why for kept in stored(select(SetAside))] == ["revoked"]
    assert juror.session()["role"] is None
