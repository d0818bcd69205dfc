"""“Why is one team before another?” on the board and on a closed list: in sentences, to each what is theirs to read."""

import re
from html import unescape
from typing import Any

import pytest

from tests.conftest import Doors
from tests.listing import FIRST, Jury, jury
from tests.visiting import Visitor

__all__ = ["jury"]

REASON = "mieux reprise ailleurs"
TEAMS = (10, 11, 12, 13)


def answer(who: Visitor, path: str, first: Any, second: Any) -> str:
    """The words of the answer, as somebody reads it."""
    html = who.client.get(f"/{who.slug}/{path}?first={first}&second={second}&lang=en").get_data(as_text=True)
    found = re.search(r'<section class="why".*?</section>', html, re.DOTALL)
    assert found
    words = re.sub(r"<select.*?</select>|<[^>]+>", " ", found[0], flags=re.DOTALL)
    return " ".join(unescape(words).split())


@pytest.fixture
def voted(doors: Doors) -> Doors:
    """Four jurors scored four teams, and see the board."""
    for number in range(4):
        juror = doors.enter("juror", number)
        for team in TEAMS:
            assert juror.ballot(team, (9 - team % 4, (number + team) % 7, 5)).status_code == 200
    doors.enter("organiser").send("POST", "deliberation", {"state": "open"})
    return doors


def test_the_board_answers_from_the_scores_and_says_which_way_round(voted: Doors) -> None:
    organiser = voted.enter("organiser")
    said = answer(organiser, "deliberation", 12, 13)
    assert "Jurors who scored both: 4;" in said
    assert "Innovation" in said
    turned = answer(organiser, "deliberation", 13, 12)
    assert ("It is the other way round" in said) != ("It is the other way round" in turned)
    for first, second, problem in ((12, 12, "two different teams"), (12, "x", "two teams"), (12, 99, "no such team")):
        assert problem in answer(organiser, "deliberation", first, second)
    assert "has no score" in answer(organiser, "deliberation", 1, 12)


def test_a_juror_reads_no_other_s_totals(voted: Doors) -> None:
    juror = voted.enter("juror", 1)
    names = {link["label"] for link in voted.links if link["role"] in ("juror", "chair")}
    chair, organiser = voted.enter("chair"), voted.enter("organiser")
    # While ballots come in nobody reads another's; then those who lead the deliberation do.
    for scoring, read in (("open", (1, 0, 0)), ("closed", (1, 4, 4))):
        assert organiser.send("POST", "scoring", {"state": scoring, "reason": ""}).status_code == 200
        said = [answer(who, "deliberation", 12, 13) for who in (juror, chair, organiser)]
        assert tuple(len([name for name in names if name in words]) for words in said) == read
    assert "Your own totals" in answer(juror, "deliberation", 12, 13)


def test_who_stepped_aside_is_told_nothing_of_that_team(voted: Doors) -> None:
    aside, other = voted.enter("juror", 3), voted.enter("juror", 2)
    voted.enter("organiser").send("POST", "visibility", {"visibility": "hidden"})
    assert aside.send("POST", "recusals", {"team": 13, "reason": ""}).status_code == 200
    assert "You stepped aside" in answer(aside, "deliberation", 12, 13)
    before, before_other = (answer(who, "deliberation", 10, 11) for who in (aside, other))
    about = answer(other, "deliberation", 12, 13)
    # The jury retains that team against the ranking: a word to the others, none to who stepped aside.
    chosen = {"action": "choose", "teams": [13, 11, 10], "reason": REASON}
    assert voted.enter("chair").send("POST", "list", chosen).status_code == 200
    assert voted.enter("juror", 0).ballot(13, (7, 7, 5), base=1).status_code == 200
    assert answer(aside, "deliberation", 10, 11) == before
    assert answer(other, "deliberation", 10, 11) == before_other
    assert REASON not in answer(aside, "deliberation", 11, 12)
    assert REASON in answer(other, "deliberation", 11, 12)
    assert answer(other, "deliberation", 12, 13) != about


def test_a_closed_list_answers_from_its_packet_with_the_act_that_decided(jury: Jury) -> None:
    shared = answer(jury.organiser, "deliberation", 9, 8)
    assert "exactly the same score, 6.00, and share rank 8" in shared
    assert "Neither is before the other" in shared
    moved = [*FIRST[:7], 9]
    jury.seal(moved, REASON)
    said = answer(jury.organiser, "desk/list", 8, 9)
    assert "It is the other way round: team 9 is before team 8." in said
    assert f"Reason: {REASON}" in said
    assert "Élue, Oise" in said
    assert "By scores team 9" not in said
    assert "is 1.00 points ahead: 6.00, rank 8, against 5.00, rank 10" in answer(jury.chair, "desk/list", 9, 10)
