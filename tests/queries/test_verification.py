"""`event verify` trusts the journal alone: every alteration of the tables behind its back is named."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask

from app.actions import events
from app.extensions import db
from app.models import Event
from app.queries import verification
from tests.conftest import Doors


def verified(app: Flask, event: Event) -> list[str]:
    """The differences found."""
    with app.app_context():
        return verification.verify(db.session(), db.session.get_one(Event, event.id)).differences


def altered(app: Flask, statement: str) -> None:
    """Alter the file as somebody who owns it can: without the triggers."""
    with closing(sqlite3.connect(app.config["SETTINGS"].instance / "palmares.db")) as database, database:
        for table in ("journal_entry", "ballot_version"):
            for never in ("changed", "deleted"):
                database.execute(f"DROP TRIGGER {table}_is_never_{never}")
        database.execute(statement)


@pytest.fixture
def played(doors: Doors) -> None:
    """A few ballots: with a comment, revised, moved, admitted after closing; a recusal, the rules acknowledged."""
    juror, chair, organiser = doors.enter("juror"), doors.enter("chair"), doors.enter("organiser")
    juror.ballot(4, (3, 4, 5), comment="clear and cheap")
    juror.ballot(4, (6, 7, 8), base=1, comment="better than I thought")
    juror.ballot(5, (1, 2, 3))
    juror.ballot(6, (1, 2, None), final=False)
    chair.ballot(4, (9, 9, 9))
    chair.send("POST", "recusals", {"team": 7, "reason": "a neighbour"})
    juror.ballot(8, (2, 2, 2))
    juror.send("POST", "ballots/8/move", {"to": 9, "base": 1})
    form = {"csrf_token": juror.csrf}
    assert juror.client.post(f"/{juror.slug}/jury/rules", data=form).status_code == 303
    chair.send("POST", "scoring", {"state": "closed"})
    chair.ballot(5, (4, 4, 4))
    form = {"csrf_token": organiser.csrf, "reason": "no network until 16:05"}
    assert organiser.client.post(f"/{organiser.slug}/desk/jury/set-aside/1", data=form).status_code == 303


def test_an_event_that_nobody_touched_verifies(app: Flask, event: Event, played: None) -> None:
    assert verified(app, event) == []


def test_it_says_what_tablets_sent_again_since_a_restoration(app: Flask, event: Event, doors: Doors) -> None:
    juror, chair = doors.enter("juror"), doors.enter("chair")
    juror.ballot(4, (3, 4, 5), again="K4-812")
    with app.app_context():
        events.restored()
    assert juror.ballot(5, (3, 4, 5), again="not a receipt").status_code == 422
    juror.ballot(5, (3, 4, 5), again="K4-813")
    juror.ballot(5, (3, 4, 5), base=1, again="K4-813")
    juror.ballot(6, (3, 4, 5))
    chair.ballot(5, (3, 4, 5), again="K4-814")
    with app.app_context():
        report = verification.verify(db.session(), db.session.get_one(Event, event.id))
    assert report.differences == []
    [line] = [line for line in report.lines if line.startswith("restored")]
    assert "from a copy that ended with entry 3;" in line
    assert line.endswith("sent again from tablets since: 2, by 2 jurors")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE ballot_version SET scores = replace(scores, '7', '10') WHERE revision = 2", "what counts"),
        ("UPDATE ballot SET counting_revision = 1 WHERE revision = 2", "what counts"),
        ("UPDATE ballot SET counting_revision = NULL WHERE revision = 2", "what counts"),
        ("UPDATE ballot_version SET receipt = 'A0-000' WHERE revision = 2", "not what its entry says"),
        ("UPDATE ballot_version SET scores = replace(scores, '3', '4') WHERE revision = 1", "revision 1"),
        ("UPDATE ballot_version SET saved_at_ms = saved_at_ms + 1 WHERE revision = 2", "revision 2"),
        ("DELETE FROM ballot_version WHERE revision = 1 AND ballot_id = 1", "revision 1"),
        ("DELETE FROM set_aside", "set aside"),
        ("UPDATE set_aside SET admitted_revision = NULL", "ballots admitted"),
        ("UPDATE set_aside SET admitted_revision = 2", "ballots admitted"),
        ("UPDATE journal_entry SET kind = 'noted' WHERE kind = 'ballot.admitted'", "ballots admitted"),
        ("UPDATE ballot SET counting_revision = 1 WHERE counting_revision IS NULL", "for team 8: what counts"),
        ("UPDATE ballot SET counting_revision = 1 WHERE counting_revision IS NULL", "counts that lacks a score"),
        ("DELETE FROM journal_entry WHERE kind = 'ballot.moved'", "for team 8: what counts"),
        ("UPDATE juror SET acknowledged_at_ms = NULL", "acknowledged by j01"),
        ("UPDATE juror SET acknowledged_at_ms = 1 WHERE key = 'j02'", "acknowledged by j02"),
        ("DELETE FROM journal_entry WHERE kind = 'rules.acknowledged'", "acknowledged by j01"),
        ("DELETE FROM recusal", "recusal"),
        ("UPDATE recusal SET in_force = 0", "recusal"),
        ("UPDATE personal_text SET text = 'dear and vague' WHERE id = 1", "personal text 1"),
        ("UPDATE personal_text SET text = 'x', salt = 'y', commitment = 'z' WHERE id = 1", "no such text"),
        ("UPDATE journal_entry SET payload = replace(payload, '3', '4') WHERE seq = 2", "entry 2"),
        ("DELETE FROM journal_entry WHERE seq = 3", "entry 3 is missing"),
        ("UPDATE journal_entry SET at_ms = at_ms + 1 WHERE seq = 3", "entry 3"),
        ("UPDATE criterion SET weight = 50 WHERE position = 0", "rules"),
        ("UPDATE juror SET organisation = '60' WHERE position = 0", "rules"),
        ("UPDATE event SET own_organisation = 'score'", "rules"),
        ("UPDATE team SET organisation = '59' WHERE number = 4", "rules"),
    ],
)
def test_an_alteration_is_named(app: Flask, event: Event, played: None, statement: str, named: str) -> None:
    altered(app, statement)
    assert any(named in difference for difference in verified(app, event)), verified(app, event)
