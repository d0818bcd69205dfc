"""Printed ballots: of the pairs that a score is expected of and of no other, on the event's scale, without a secret."""

import re

import pytest
import segno
from flask import Flask
from sqlalchemy import update

from app.extensions import db
from app.models import Event
from app.web import paper_print
from tests.conftest import Doors
from tests.visiting import Visitor

SUBJECT = re.compile(r'<article class="a4[^"]*" aria-label="([^"]+)"')


def printed(visitor: Visitor, asked: str) -> str:
    """The page of the sheets that are asked for."""
    answer = visitor.client.get(f"/{visitor.slug}/desk/paper/print?{asked}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_set_leaves_out_ones_own_organisation_and_the_teams_one_stepped_aside_for(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    assert doors.enter("juror").send("POST", "recusals", {"team": 10, "reason": "a neighbour"}).status_code == 200
    sheets = SUBJECT.findall(printed(organiser, "juror=j01"))
    assert sheets == [f"Élu, Nord, {team}" for team in range(4, 16) if team != 10]
    assert SUBJECT.findall(printed(organiser, "juror=j01&team=1")) == []
    assert SUBJECT.findall(printed(organiser, "juror=j01&team=10")) == []
    assert SUBJECT.findall(printed(organiser, "juror=nobody&team=sept")) == []


def test_one_team_has_a_sheet_of_each_juror_and_blank_ones_have_no_name(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    assert len(SUBJECT.findall(printed(organiser, "juror=all&team=7"))) == 9
    assert len(SUBJECT.findall(printed(organiser, "juror=blank"))) == 15
    blank = printed(organiser, "juror=blank&team=blank")
    assert len(SUBJECT.findall(blank)) == 1
    assert "a4__code" not in blank


def test_the_code_is_the_desks_address_of_the_pair_and_opens_nothing_else(doors: Doors) -> None:
    page = printed(doors.enter("organiser"), "juror=j01&team=7")
    address = f"http://localhost/{doors.enter('organiser').slug}/desk/paper/j01/7"
    code = segno.make(address, error="m", boost_error=False, mask=3).svg_inline(border=0, omitsize=True)
    assert code in page
    assert not any(str(link["token"]) in page or str(link["code"]) in page for link in doors.links)
    assert doors.stranger().client.get(address).status_code == 401
    assert doors.enter("juror").client.get(address).status_code == 404


@pytest.mark.parametrize(("low", "high", "marks"), [(0, 10, 11), (1, 5, 5), (0, 20, 21), (0, 100, 0)])
def test_the_scale_is_the_events(app: Flask, doors: Doors, low: int, high: int, marks: int) -> None:
    with app.app_context():
        db.session.execute(update(Event).values(scale_min=low, scale_max=high))
        db.session.commit()
    page = printed(doors.enter("organiser"), "juror=j01&team=7")
    scale = re.findall(r'<ul class="a4__scale[^"]*">(.*?)</ul>', page, re.S)
    assert [each.count("<li>") for each in scale] == [marks] * 3 if marks else scale == []
    assert page.count('class="a4__write"') == (0 if marks else 3)


def test_more_than_a_ream_is_asked_for_juror_by_juror(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_print, "MOST_SHEETS", 20)
    organiser = doors.enter("organiser")
    assert SUBJECT.findall(printed(organiser, "juror=all")) == []
    assert len(SUBJECT.findall(printed(organiser, "juror=j01"))) == 12
