"""An event is archived: the bag that is taken away, what no longer changes, and what destroying it leaves."""

import io
import json
import shutil
from pathlib import Path

import pytest
import requests
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from app import changes
from app.actions import organisers
from app.cli.event import archive, delete, list_destroyed, list_events
from app.documents.sheets import read_event
from app.domain.journal import Entry, first_break
from app.extensions import db
from app.models import Destruction, Event
from tests import preparing
from tests.announcing import evening
from tests.documents.test_bag import altered, unpacked
from tests.listing import Jury, jury
from tests.serving import Server
from tests.visiting import Visitor, new_op

__all__ = ["jury"]

SLUG, DESK = "amiens-2019", "desk/archive"
VISA = {"visa_by": "Archives de la Somme", "visa_reference": "2019-114", "visa_date": "2019-11-28"}


@pytest.fixture
def over(jury: Jury) -> Jury:
    """A jury of a real event whose list is closed and whose minutes are signed."""
    jury.seal()
    signed = {"scan": (io.BytesIO(b"%PDF-1.7 signed"), "signed.pdf")}
    token = jury.chair.csrf
    given = jury.chair.client.post(f"/{SLUG}/desk/list/minutes/1/signed", data={**signed, "csrf_token": token})
    assert given.status_code == 303
    with jury.app.app_context(), changes.transaction() as session:
        event = session.scalars(select(Event)).one()
        event.demonstration, event.scoring, event.phase = False, "closed", "deliberation"
    return jury


@pytest.fixture
def account(over: Jury) -> Visitor:
    """The organiser's account of the installation."""
    with over.app.app_context():
        organisers.add("organisatrice", "twelve letters", None)
    visitor = over.doors.stranger()
    form = {"name": "organisatrice", "password": "twelve letters", "csrf_token": visitor.csrf}
    assert visitor.client.post("/login", data=form).status_code == 303
    return visitor


def sent(who: Visitor, path: str, **typed: str) -> TestResponse:
    """What a form is answered."""
    form = {"op": new_op(), "csrf_token": who.csrf, **typed}
    return who.client.post(f"/{SLUG}/{path}", data=form)


def archived(jury: Jury) -> None:
    """Have the event archived by its organiser."""
    assert sent(jury.organiser, f"{DESK}/state", state="archived").status_code == 303


def test_the_archive_is_a_whole_bag_with_all_of_the_event(over: Jury, tmp_path: Path) -> None:
    answer = over.organiser.client.get(f"/{SLUG}/{DESK}/file")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    files = unpacked(answer.get_data())
    assert altered(files, SLUG) == []
    data = {name.removeprefix(f"{SLUG}/data/") for name in files if "/data/" in name}
    drawn = [f"minutes/1-{kind}.{form}" for kind in ("full", "public") for form in ("pdf", "odt")]
    assert data >= {"event.json", "journal.jsonl", "packets/1.json", "tables/teams.csv", "press/press-kit.pdf", *drawn}
    assert files[f"{SLUG}/data/minutes/1-signed-1.pdf"] == b"%PDF-1.7 signed"
    assert files[f"{SLUG}/data/minutes/1-full.pdf"][:5] == b"%PDF-"
    assert files[f"{SLUG}/data/packets/1.json"] == over.packet(1)
    # Not announced yet: no palmarès.
    assert not any(name.startswith("palmares") for name in data)

    facts = dict(line.split(": ", 1) for line in files[f"{SLUG}/bag-info.txt"].decode().splitlines())
    assert (facts["External-Identifier"], facts["Event-Date"], facts["Event-Place"]) == (SLUG, "2019-11-28", "Amiens")
    assert "Forum interdépartemental" in facts["External-Description"]

    entries = [json.loads(line) for line in files[f"{SLUG}/data/journal.jsonl"].decode().splitlines()]
    assert len(entries) > 10 and first_break(SLUG, [Entry(**entry) for entry in entries]) is None
    (tmp_path / "event.json").write_bytes(files[f"{SLUG}/data/event.json"])
    tables, faults = read_event(tmp_path / "event.json")
    assert tables is not None and faults == [] and len(tables.packets) == 1


def test_an_archived_event_changes_no_more_and_leaves_the_list(over: Jury, account: Visitor) -> None:
    stranger, organiser = over.doors.stranger(), over.organiser
    assert f'href="/{SLUG}/"' in stranger.client.get("/").text
    archived(over)
    assert f'href="/{SLUG}/"' not in stranger.client.get("/").text
    assert f'href="/{SLUG}/{DESK}"' in account.client.get("/").text
    # What no longer changes is not offered to be changed.
    assert "desk/tables/event" not in account.client.get(f"/{SLUG}/desk/personal").text
    for path, body in (
        ("scoring", {"state": "open", "reason": ""}),
        ("phase", {"phase": "morning"}),
        ("list", {"action": "reopen", "reason": "trop tôt"}),
    ):
        answer = organiser.send("POST", path, body)
        assert answer.status_code == 403, path
    assert over.doors.enter("juror").ballot(10).status_code == 403
    assert stranger.client.get(f"/{SLUG}/agenda").status_code == 200
    # People can still be erased; the journal holds.
    assert sent(organiser, "desk/personal/coach/c2").status_code == 303
    assert over.verified() == []


def test_it_comes_back_with_a_reason(over: Jury) -> None:
    archived(over)
    refused = sent(over.organiser, f"{DESK}/state", state="open", reason=" ")
    assert (refused.status_code, 'id="reason-error"' in refused.text) == (422, True)
    assert sent(over.organiser, f"{DESK}/state", state="open", reason="un recours").status_code == 303
    assert over.organiser.send("POST", "phase", {"phase": "morning"}).status_code == 200
    assert over.verified() == []


def test_an_event_under_way_is_not_archived(over: Jury) -> None:
    with over.app.app_context(), changes.transaction() as session:
        session.scalars(select(Event)).one().scoring = "open"
    refused = sent(over.organiser, f"{DESK}/state", state="archived")
    assert (refused.status_code, "errors-title" in refused.text) == (409, True)
    assert 'value="archived"' in over.organiser.client.get(f"/{SLUG}/{DESK}").text


def test_it_is_destroyed_with_a_visa_alone_which_is_kept(over: Jury, account: Visitor) -> None:
    unasked = sent(account, f"{DESK}/destroy", slug=SLUG, **VISA)
    assert unasked.status_code == 422  # not archived
    archived(over)
    assert sent(over.organiser, f"{DESK}/destroy", slug=SLUG, **VISA).status_code == 404  # of this event alone
    for typed in ({"slug": SLUG}, {"slug": "amiens", **VISA}, {"slug": SLUG, **VISA, "visa_date": "2999-01-01"}):
        refused = sent(account, f"{DESK}/destroy", **typed)
        assert (refused.status_code, "field--wrong" in refused.text) == (422, True), typed
    assert sent(account, f"{DESK}/destroy", slug=SLUG, **VISA).status_code == 303
    assert account.client.get(f"/{SLUG}/").status_code == 404
    assert "2019-114" in account.client.get("/").text
    assert "2019-114" not in over.doors.stranger().client.get("/").text


def test_what_was_destroyed_is_never_rewritten(over: Jury, account: Visitor) -> None:
    archived(over)
    assert sent(account, f"{DESK}/destroy", slug=SLUG, **VISA).status_code == 303
    with over.app.app_context():
        kept = db.session.scalars(select(Destruction)).one()
        assert (kept.slug, kept.actor, len(kept.journal_head)) == (SLUG, "organiser:organisatrice", 64)
        kept.visa_reference = "another"
        with pytest.raises(IntegrityError, match="append-only"):
            db.session.commit()
        db.session.rollback()
        db.session.delete(kept)
        with pytest.raises(IntegrityError, match="append-only"):
            db.session.commit()


def test_the_commands_do_the_same(over: Jury, tmp_path: Path) -> None:
    run, file = over.app.test_cli_runner().invoke, tmp_path / "amiens.zip"
    assert run(archive, [SLUG, str(file), "--read-only"]).exit_code == 0
    assert altered(unpacked(file.read_bytes()), SLUG) == []
    assert run(archive, [SLUG, str(file)]).exit_code == 1  # it is there already
    assert run(list_events).output.rstrip().endswith("\tarchived")
    refused = run(delete, [SLUG, "--yes"])
    assert (refused.exit_code, "visa" in refused.output) == (1, True)
    asked = [item for name, text in VISA.items() for item in (f"--{name.replace('_', '-')}", text)]
    said = run(delete, [SLUG, "--yes", *asked])
    assert (said.exit_code, run(list_events).output) == (0, ""), (said.output, said.exc_info)
    assert run(list_destroyed).output.startswith(f"{SLUG}\t2019-11-28\t")
    assert "2019-114" in run(list_destroyed).output


def test_a_demonstration_that_is_archived_is_left_alone_when_it_starts_again(tmp_path: Path) -> None:
    folder = shutil.copytree(evening(), tmp_path / "instance")
    with preparing.opened(folder) as app, app.app_context(), changes.transaction() as session:
        session.scalars(select(Event)).one().archived_at_ms = 1
    running = Server(folder, demo=False, more=("--demo",))
    with running:
        assert requests.get(f"{running.url}/{SLUG}/palmares", timeout=20).ok


def test_an_example_goes_without_a_visa_and_is_kept_on_the_list_of_what_went(app: Flask, event: Event) -> None:
    run = app.test_cli_runner().invoke
    assert run(delete, [SLUG, "--yes"]).exit_code == 0
    assert "no visa was needed" in run(list_destroyed).output
