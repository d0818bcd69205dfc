"""The deliberation board: its figures, who may see which, and that an answer waits for what it holds."""

import json
from fractions import Fraction
from typing import Any

import pytest

from app import computing
from tests.conftest import Doors
from tests.visiting import Visitor

# Jurors by rank among the links: three of the Nord and the Oise, two of the Pas-de-Calais.
LINES = {0: (9, 4, 6), 1: (8, 5, 7), 2: (7, 6, 8), 3: (9, 3, 5), 4: (6, 7, 9)}
TEAMS = (10, 11, 12)


def board(visitor: Visitor) -> dict[str, Any]:
    """The board as somebody sees it, without when it was sent."""
    answer = visitor.topic("board")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def row(found: dict[str, Any], team: int) -> dict[str, Any]:
    """One team of a board."""
    return next(line for line in found["teams"] if line["number"] == team)


def figures(visitor: Visitor) -> str:
    """All of a board but when it was told."""
    clocks = ("epoch", "revision", "sent_at_ms", "as_of_ms", "ballots_as_of_ms")
    return json.dumps({name: value for name, value in board(visitor).items() if name not in clocks})


@pytest.fixture
def voted(doors: Doors) -> Doors:
    """Five jurors scored three teams; the first three are not yet everything that is expected."""
    for number, scores in LINES.items():
        juror = doors.enter("juror", number)
        for team, score in zip(TEAMS, scores, strict=True):
            juror.ballot(team, (score, score, score))
    return doors


def test_every_figure_is_there_at_the_first_asking(voted: Doors) -> None:
    computing.child._known.clear()
    found = board(voted.enter("organiser"))
    assert found["figures"] == "ready"
    # Three teams are scored and there are eight places: no cut.
    assert found["cut"] is None
    first = found["teams"][0]
    given = voted.stranger().topic("results").get_json()["teams"][0]
    assert (first["number"], first["rank"], first["score"]) == (given["number"], 1, given["score"])
    assert first["views"] == dict.fromkeys(("plain", "adjusted", "trimmed", "rank_sum"), "in")
    assert (first["status"], first["status_reason"], first["chance"]) == (None, "no_cut", None)
    exact = Fraction(first["exact"])
    assert first["exact"] == f"{exact.numerator}/{exact.denominator}"
    assert abs(Fraction(first["adjusted"]) - exact - Fraction(first["absence_effect"])) <= Fraction(1, 10**6)
    assert found["jury"]["panels"] == 1
    last = found["teams"][-1]
    assert (last["rank"], last["score"], last["score_reason"], last["ballots"]) == (None, None, "not_scored", 0)


def test_severity_is_the_chair_s_alone(voted: Doors) -> None:
    chair, organiser = board(voted.enter("chair")), board(voted.enter("organiser"))
    assert "jurors" not in organiser["jury"]
    jurors = {line["juror"]: line for line in chair["jury"]["jurors"]}
    assert len(jurors) == 12
    assert jurors["j08"]["severity_reason"] == "no_ballot"
    assert {name for line in jurors.values() for name in line} >= {"severity", "flags", "ballots"}


def test_jurors_see_the_board_once_it_is_open_and_only_then(voted: Doors) -> None:
    juror, chair = voted.enter("juror"), voted.enter("chair")
    assert juror.topic("board").status_code == juror.topic("nonesuch").status_code == 404
    assert juror.send("POST", "deliberation", {"state": "open"}).status_code == 404
    assert chair.send("POST", "deliberation", {"state": "ajar"}).status_code == 422
    assert chair.send("POST", "deliberation", {"state": "open"}).get_json()["state"] == "open"
    assert "jurors" not in board(juror)["jury"]
    assert voted.stranger().topic("board").status_code == voted.enter("team").topic("board").status_code == 404
    voted.enter("organiser").send("POST", "deliberation", {"state": "closed"})
    assert juror.topic("board").status_code == 404


def test_who_stepped_aside_sees_no_figure_of_the_team_nor_any_that_depends_on_it(voted: Doors) -> None:
    chair, aside = voted.enter("chair"), voted.enter("juror", 4)
    chair.send("POST", "deliberation", {"state": "open"})
    voted.enter("organiser").send("POST", "visibility", {"visibility": "hidden"})
    aside.send("POST", "recusals", {"team": 12, "reason": ""})
    found = board(aside)
    mine = row(found, 12)
    assert mine.pop("recused_me") is True
    assert mine.pop("number") == 12
    assert set(mine.values()) == {None}
    assert row(board(chair), 12)["score"] is not None
    before = figures(aside)
    # The same order of teams, other figures of that one: nothing that this juror is told changes.
    juror = voted.enter("juror", 0)
    assert juror.ballot(12, (7, 5, 6), base=1).status_code == 200
    assert row(board(chair), 12)["exact"] != row(board(voted.enter("juror", 1)), 11)["exact"]
    assert figures(aside) == before
    # The control: somebody who did not step aside is told.
    other = figures(voted.enter("juror", 1))
    juror.ballot(12, (6, 6, 7), base=2)
    assert figures(voted.enter("juror", 1)) != other


def test_a_figure_that_could_not_be_computed_says_so(voted: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computing.child, "known", lambda _asked: (True, None))
    found = board(voted.enter("organiser"))
    assert found["figures"] == "failed"
    first = found["teams"][0]
    assert (first["score"] is None, first["adjusted"], first["adjusted_reason"]) == (False, None, "failed")
    assert (found["jury"]["margin"], found["jury"]["margin_reason"]) == (None, "failed")


def test_an_event_without_a_ballot_has_a_board(doors: Doors) -> None:
    found = board(doors.enter("chair"))
    assert [line["number"] for line in found["teams"]] == list(range(1, 16))
    assert {line["score_reason"] for line in found["teams"]} == {"not_scored"}
    assert (found["jury"]["panels"], found["jury"]["margin_reason"]) == (0, "no_ballot")
