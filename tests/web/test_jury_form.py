"""The ballot as a plain form: what a tablet without script sends, and what it reads back."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.conftest import Doors
from tests.visiting import Visitor, new_op

# Juror 0 of the example is of the Nord (teams 1 to 3 are out of scope); team 4 is the Oise's.
IN_SCOPE = 4
OWN = 1
FULL = {"score-innovation": "8", "score-transferability": "9", "score-cost_use": "7"}


def submit(juror: Visitor, form: dict[str, Any], path: str = "") -> TestResponse:
    """Post the ballot's form, or another one of its page."""
    sent = {"csrf_token": juror.csrf, "op": new_op(), "base": "0", "comment": "", **form}
    return juror.client.post(f"/{juror.slug}/jury/{IN_SCOPE}{path}", data=sent)


def acknowledge(juror: Visitor) -> None:
    """Acknowledge the rules, so that no page asks for it any more."""
    form = {"csrf_token": juror.csrf}
    assert juror.client.post(f"/{juror.slug}/jury/rules", data=form).status_code == 303


def mine(juror: Visitor, team: int = IN_SCOPE) -> dict[str, Any]:
    """The juror's ballot for a team."""
    found: list[dict[str, Any]] = juror.client.get(f"/api/events/{juror.slug}/ballots").get_json()
    return next(ballot for ballot in found if ballot["team"] == team)


def test_a_validated_form_counts_and_comes_back_to_the_ballot(doors: Doors) -> None:
    juror = doors.enter("juror")
    answer = submit(juror, FULL | {"act": "validate", "comment": "Deux\r\nlignes"})
    assert (answer.status_code, answer.location) == (303, f"/{juror.slug}/jury/{IN_SCOPE}")
    saved = mine(juror)
    assert (saved["state"], saved["counts"], saved["comment"]) == ("validated", True, "Deux\nlignes")
    assert saved["receipt"] in juror.client.get(answer.location).get_data(as_text=True)


def test_an_incomplete_form_is_a_draft_and_everything_typed_is_shown_again(doors: Doors) -> None:
    juror = doors.enter("juror")
    answer = submit(juror, {"score-innovation": "8", "act": "validate", "comment": "to go on"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#score-transferability"' in page and 'href="#score-innovation"' not in page
    assert "to go on</textarea>" in page and 'name="base" value="1"' in page
    assert (mine(juror)["state"], mine(juror)["counts"]) == ("draft", False)


def test_a_score_off_the_scale_is_refused_with_what_was_typed(doors: Doors) -> None:
    juror = doors.enter("juror")
    answer = submit(juror, FULL | {"score-cost_use": "11", "act": "draft", "comment": "kept"})
    assert answer.status_code == 422
    assert "kept</textarea>" in answer.get_data(as_text=True)
    assert mine(juror)["state"] == "empty"


def test_an_old_base_does_not_overwrite(doors: Doors) -> None:
    juror = doors.enter("juror")
    submit(juror, FULL | {"act": "validate"})
    answer = submit(juror, FULL | {"score-cost_use": "1", "act": "validate"})
    assert answer.status_code == 409
    assert mine(juror)["scores"]["cost_use"] == 7


def test_stepping_aside_and_coming_back(doors: Doors) -> None:
    juror = doors.enter("juror")
    assert submit(juror, {"reason": "I worked on it"}, "/recusal").status_code == 303
    page = juror.client.get(f"/{juror.slug}/jury/{IN_SCOPE}").get_data(as_text=True)
    assert 'data-standing="recused"' in page
    assert submit(juror, FULL | {"act": "validate"}).status_code == 403
    assert submit(juror, {"undo": "yes"}, "/recusal").status_code == 303
    assert submit(juror, FULL | {"act": "validate"}).status_code == 303


def test_a_team_of_my_own_has_its_sheet_and_nothing_to_score(doors: Doors) -> None:
    juror = doors.enter("juror")
    page = juror.client.get(f"/{juror.slug}/jury/{OWN}").get_data(as_text=True)
    assert 'data-standing="own"' in page
    assert f'data-team="{OWN}"' not in page, "nothing to tap"


def test_a_ballot_says_where_its_team_is_of_its_turn(doors: Doors) -> None:
    juror, desk = doors.enter("juror"), doors.enter("organiser")
    slot = next(slot for slot in desk.topic("agenda").get_json()["slots"] if slot["team"] == IN_SCOPE)["id"]

    def said() -> str | None:
        page = juror.client.get(f"/{juror.slug}/jury/{IN_SCOPE}").get_data(as_text=True)
        hidden, words = re.findall(r'<b data-turn( hidden)?>, <span data-slot="turn">([^<]*)', page)[0]
        return None if hidden else words

    assert said() == "pas encore appelée"
    desk.timer("call", slot=slot)
    assert said() == "appelée"
    desk.timer("start")
    assert said() == "en scène maintenant"
    desk.timer("stop")
    assert said() is None


def test_the_rules_are_asked_for_while_something_may_be_scored(doors: Doors) -> None:
    juror, desk = doors.enter("juror"), doors.enter("organiser")
    hidden = re.compile(r'id="rules-first" hidden')
    address = f"/{juror.slug}/jury/{IN_SCOPE}"
    assert not hidden.search(juror.client.get(address).get_data(as_text=True))
    assert desk.send("POST", "scoring", {"state": "closed"}).status_code == 200
    assert hidden.search(juror.client.get(address).get_data(as_text=True))


def test_the_page_knows_of_no_ranking(doors: Doors) -> None:
    juror = doors.enter("juror")
    doors.enter("juror", 1).ballot(IN_SCOPE)
    for path in ("", f"/{IN_SCOPE}"):
        page = juror.client.get(f"/{juror.slug}/jury{path}").get_data(as_text=True)
        assert '"results"' not in page and '"rank"' not in page and "8.00" not in page


@pytest.mark.parametrize("left_open", [str(IN_SCOPE), "scores"])
def test_a_page_left_open_by_one_juror_writes_nothing_as_the_next_one(doors: Doors, left_open: str) -> None:
    tablet = doors.enter("juror", 0)
    acknowledge(tablet)
    page = tablet.client.get(f"/{tablet.slug}/jury/{left_open}").get_data(as_text=True)
    seat = page.split('name="seat" value="', 1)[1].split('"', 1)[0]
    tablet.enter(str(doors.link("juror", 1)["token"]), replace=True)
    assert submit(tablet, FULL | {"act": "validate", "seat": seat}).status_code == 401
    body = {"base": 0, "scores": {"innovation": 8}, "comment": "", "final": False}
    asked = tablet.client.get(f"/api/events/{tablet.slug}/standing?as=juror&seat={seat}")
    assert asked.status_code == 401
    refused = tablet.send("PUT", f"ballots/{IN_SCOPE}?as=juror&seat={seat}", body)
    assert (refused.status_code, "appareil" in refused.get_json()["detail"]) == (401, True)
    assert (mine(tablet)["revision"], mine(doors.enter("juror", 0))["revision"]) == (0, 0)
