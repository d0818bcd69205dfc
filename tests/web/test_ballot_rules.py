"""Rules that an event may have or not: a comment with a score at either end of the scale."""

import pytest
from flask import Flask

from app.extensions import db
from app.models import Event
from app.queries import export, verification
from tests import preparing
from tests.conftest import Doors
from tests.visiting import Visitor

TEAM = 4


@pytest.fixture
def juror(app: Flask) -> Visitor:
    """A juror of an event whose rules ask why for a score at either end."""
    event = preparing.load_example(app, comment_at_extremes=True)
    return Doors(app, event).enter("juror")


def test_without_its_comment_it_stays_a_draft(juror: Visitor) -> None:
    answer = juror.ballot(TEAM, (10, 8, 9))
    body = answer.get_json()
    assert answer.status_code == 422
    assert list(body["fields"]) == ["comment"]
    assert body["draft_revision"] == 1
    kept = next(b for b in juror.client.get(f"/api/events/{juror.slug}/ballots").get_json() if b["team"] == TEAM)
    assert (kept["state"], kept["counts"], kept["scores"]["innovation"]) == ("draft", False, 10)
    assert juror.ballot(TEAM, (10, 8, 9), base=1, comment="unheard of").get_json()["counts"] is True


def test_a_draft_and_a_score_within_the_scale_need_none(juror: Visitor) -> None:
    assert juror.ballot(TEAM, (0, 8, 9), final=False).status_code == 200
    assert juror.ballot(TEAM, (1, 8, 9), base=1).get_json()["counts"] is True


def test_the_page_without_script_says_it_at_the_field(juror: Visitor) -> None:
    page = juror.client.get(f"/{juror.slug}/jury/{TEAM}").get_data(as_text=True)
    assert "demandé avec un 0 ou un 10" in page
    form = {f"score-{key}": "10" for key in ("innovation", "transferability", "cost_use")}
    sent = {"csrf_token": juror.csrf, "base": "0", "comment": "", **form}
    refused = juror.client.post(f"/{juror.slug}/jury/{TEAM}", data=sent)
    assert refused.status_code == 422
    assert 'href="#comment"' in refused.get_data(as_text=True)


def test_it_is_in_the_rules_in_the_tables_and_in_what_is_verified(app: Flask, juror: Visitor) -> None:
    assert "Une note de 0 ou de 10" in juror.client.get(f"/{juror.slug}/rules").get_data(as_text=True)
    with app.app_context():
        event = db.session.query(Event).one()
        assert export.tables(db.session(), event).event.comment_at_extremes is True
        assert verification.verify(db.session(), event).differences == []
        event.comment_at_extremes = False
        assert "rules" in verification.verify(db.session(), event).differences[0]
        db.session.rollback()
