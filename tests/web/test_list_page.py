"""The list of laureates at the desk, by its forms alone: discussed, voted on tablets, closed, confirmed, reopened."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.models import VoteCast
from tests.listing import FIRST, Jury, divided, jury
from tests.visiting import Visitor, new_op

__all__ = ["divided", "jury"]

BOARD_SAYS = "A vote of the jury is open on the tablets"


def post(who: Visitor, path: str, **sent: Any) -> tuple[int, str]:
    """Send a form; its status, and the page that it leads to."""
    form = {"op": new_op(), "csrf_token": who.csrf, **sent}
    answer = who.client.post(f"/{who.slug}/{path}", data=form)
    if answer.status_code == 303:
        return 303, page(who, path.split("/")[0] + "/" + path.split("/")[1])
    return answer.status_code, answer.get_data(as_text=True)


def page(who: Visitor, path: str) -> str:
    """A page as somebody sees it."""
    return who.client.get(f"/{who.slug}/{path}?lang=en").get_data(as_text=True)


def ticked(html: str) -> list[int]:
    """The teams that are ticked."""
    return [int(number) for number in re.findall(r'name="team" value="(\d+)" checked', html)]


def test_the_ranking_proposes_and_a_hand_moves_it_with_a_reason(jury: Jury) -> None:
    assert ticked(page(jury.organiser, "desk/list")) == FIRST[:7]
    moved = [*FIRST[:7], 15]
    status, html = post(jury.organiser, "desk/list/choose", team=moved, reason="")
    assert status == 422
    assert ticked(html) == moved
    assert 'aria-describedby="choice-error"' in html
    status, html = post(jury.organiser, "desk/list/choose", team=moved, reason="un par département")
    assert (status, ticked(html)) == (303, moved)
    status, html = post(jury.chair, "desk/list/take-back")
    assert (status, ticked(html)) == (303, FIRST[:7])
    assert post(jury.chair, "desk/list/take-back")[0] == 409


def test_the_discussion_decides_a_tie_with_its_reason(jury: Jury) -> None:
    assert post(jury.chair, "desk/list/choose", stake=[8, 9], team=[9], reason="")[0] == 303
    refused = jury.decide(jury.organiser, "close", absences=jury.absences())[1]
    assert refused["blockers"] == ["tie_at_cut"]
    status, html = post(jury.chair, "desk/list/choose", stake=[8, 9], team=[9], reason="mieux reprise ailleurs")
    assert (status, ticked(html)) == (303, [*FIRST[:7], 9])
    assert "mieux reprise ailleurs" in html
    assert jury.decide(jury.organiser, "close", absences=jury.absences())[0] == 200


def test_a_vote_that_touches_the_chairs_own_team_ends_by_the_substitute_named_beforehand(
    divided: Jury, stored: Any
) -> None:
    opening = {"stake": [8, 10], "mode": "named"}
    status, html = post(divided.organiser, "desk/list/vote", **opening)
    assert status == 422
    assert "team is at stake" in html or "en jeu" in html
    assert post(divided.organiser, "desk/list/names", confirmer="juror:j08", casting="j01")[0] == 303
    assert BOARD_SAYS not in page(divided.chair, "deliberation")
    assert post(divided.organiser, "desk/list/vote", **opening)[0] == 303
    assert BOARD_SAYS in page(divided.chair, "deliberation")
    assert post(divided.organiser, "desk/list/vote", **opening)[0] == 422
    jurors = {key: divided.doors.enter("juror", place) for place, key in enumerate(("j01", "j02", "j03", "j04"))}
    assert "In a draw, yours decides." in page(jurors["j01"], "jury/vote")
    for key, team in (("j01", 10), ("j02", 8), ("j03", 8), ("j04", 10)):
        assert post(jurors[key], "jury/vote", vote=1, team=team)[0] == 303
    assert post(jurors["j04"], "jury/vote", vote=1, team=8)[0] == 409
    assert post(divided.chair, "jury/vote", vote=1, team=10)[0] == 403
    assert post(divided.doors.enter("juror", 4), "jury/vote", vote=1, team=8)[0] == 403
    assert post(jurors["j02"], "jury/vote", vote=2, team=8)[0] == 409
    status, html = post(divided.organiser, "desk/list/vote", vote=1, reason="vote nominal")
    assert (status, ticked(html)) == (303, [*FIRST[:7], 10])
    assert BOARD_SAYS not in page(divided.chair, "deliberation")
    assert "by the casting vote of Élu, Nord" in html
    assert divided.decide(divided.organiser, "close", absences=divided.absences())[0] == 200
    assert divided.decide(divided.chair, "confirm")[1] == {"state": "closed", "packet": 1}
    [act] = divided.organiser.topic("packets/1").get_json()["acts"]
    assert act["vote"]["choices"] == {"j01": [10], "j02": [8], "j03": [8], "j04": [10]}
    assert (act["vote"]["casting"], act["vote"]["by_casting"], act["vote"]["retained"]) == ("j01", True, [10])
    assert divided.verified() == []
    assert len(stored(select(VoteCast))) == 4


def test_a_secret_vote_keeps_nobodys_choice_and_a_draw_decides_nothing(jury: Jury, stored: Any) -> None:
    assert post(jury.organiser, "desk/list/vote", stake=[8, 9], mode="secret")[0] == 303
    for place, team in ((0, 8), (1, 9)):
        assert post(jury.doors.enter("juror", place), "jury/vote", vote=1, team=team)[0] == 303
    assert post(jury.doors.enter("juror", 2), "jury/vote", vote=1)[0] == 303
    assert {cast.choice for cast in stored(select(VoteCast))} == {None}
    status, html = post(jury.organiser, "desk/list/vote", vote=1, reason="")
    assert (status, ticked(html)) == (303, FIRST[:7])
    assert jury.decide(jury.organiser, "close", absences=jury.absences())[1]["blockers"] == ["tie_at_cut"]
    assert jury.verified() == []


@pytest.mark.parametrize("sent", [{}, {"stake": [8]}, {"stake": [1, 2]}, {"stake": [8, 99]}, {"mode": "loud"}])
def test_what_is_no_vote_is_refused(jury: Jury, sent: dict[str, Any]) -> None:
    assert post(jury.organiser, "desk/list/vote", **{"stake": [8, 9], "mode": "named"} | sent)[0] in (303, 422)
    assert post(jury.organiser, "desk/list/vote", **{"mode": "named"} | sent)[0] == 422


def test_missing_ballots_are_justified_one_by_one_and_nothing_typed_is_lost(jury: Jury) -> None:
    jury.decide(jury.chair, "choose", teams=FIRST, reason="débattu")
    fields = {f"absent-{pair}": reason for pair, reason in jury.absences().items()}
    one = next(iter(fields))
    status, html = post(jury.organiser, "desk/list/close", **{**fields, one: ""})
    assert status == 422
    assert html.count('value="absent l’après-midi"') == len(fields) - 1
    assert html.count('aria-invalid="true"') == 1
    status, html = post(jury.organiser, "desk/list/close", **fields)
    assert status == 303
    assert "Confirm the list" not in html
    assert "Confirm the list" in page(jury.chair, "desk/list")
    assert post(jury.organiser, "desk/list/confirm")[0] == 403
    # A page that was drawn before the list was opened again and closed anew confirms nothing.
    status, html = post(jury.chair, "desk/list/confirm", closed_at_ms=1)
    assert (status, "packets/1" in html) == (409, False)
    assert "opened again and closed anew meanwhile" in html
    drawn = re.search(r'name="closed_at_ms" value="(\d+)"', html)
    assert drawn
    status, html = post(jury.chair, "desk/list/confirm", closed_at_ms=drawn[1])
    assert status == 303
    assert "packets/1" in html
    assert post(jury.chair, "desk/list/reopen", reason="")[0] == 422
    status, html = post(jury.chair, "desk/list/reopen", reason="une note mal lue")
    assert (status, ticked(html)) == (303, FIRST)


def test_only_the_person_named_beforehand_confirms(jury: Jury, app: Flask) -> None:
    assert post(jury.organiser, "desk/list/names", confirmer="organiser:nobody", casting="")[0] == 422
    assert post(jury.organiser, "desk/list/names", confirmer="organiser:link-1", casting="")[0] == 303
    jury.decide(jury.chair, "choose", teams=FIRST, reason="débattu")
    assert jury.decide(jury.organiser, "close", absences=jury.absences())[0] == 200
    assert jury.decide(jury.chair, "confirm")[0] == 403
