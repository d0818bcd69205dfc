"""The signed minutes: attached, given back byte for byte, taken out; the journal holds them to what they were."""

import io

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain import signed as rules
from app.domain.errors import Invalid
from app.extensions import db
from app.models import Event, JournalEntry, SignedScan
from app.queries import verification
from tests.conftest import Doors
from tests.listing import add_packet_as_it_stands
from tests.visiting import Visitor, new_op

PDF, PNG = b"%PDF-1.7 signed by everybody", b"\x89PNG\r\n\x1a\n a page"
PAGE = "/amiens-2019/desk/list/minutes/1"


@pytest.fixture
def chair(app: Flask, event: Event, doors: Doors) -> Visitor:
    """The chair, once there is a packet."""
    with app.app_context():
        add_packet_as_it_stands(db.session(), db.session.get_one(Event, event.id))
        db.session.commit()
    return doors.enter("chair")


def attach(visitor: Visitor, content: bytes | None, op: str | None = None) -> tuple[int, str]:
    """Send a scan; the status, and the page or where it leads."""
    form: dict[str, object] = {"csrf_token": visitor.csrf, "op": op or new_op()}
    if content is not None:
        form["scan"] = (io.BytesIO(content), "../procès-verbal.exe")
    answer = visitor.client.post(f"{PAGE}/signed", data=form, headers={"Accept-Language": "en"})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def shown(visitor: Visitor) -> str:
    """The page of the minutes."""
    return visitor.client.get(PAGE, headers={"Accept-Language": "en"}).get_data(as_text=True)


def differences(app: Flask, event: Event) -> list[str]:
    """What `event verify` finds."""
    with app.app_context():
        found = verification.verify(db.session(), db.session.get_one(Event, event.id)).differences
    return [each for each in found if each.startswith("signed")]


def test_a_scan_is_given_back_as_it_was_sent_and_taken_out(app: Flask, event: Event, chair: Visitor) -> None:
    assert attach(chair, PDF) == (303, f"{PAGE}#signed")
    assert attach(chair, PNG)[0] == 303
    assert attach(chair, PDF)[0] == 303, "the same page twice is one"
    page = shown(chair)
    assert "Scan 1, PDF" in page and "Scan 2, PNG" in page and "Scan 3" not in page
    back = chair.client.get(f"{PAGE}/signed/1")
    assert (back.get_data(), back.mimetype, back.headers["X-Content-Type-Options"]) == (
        PDF,
        "application/pdf",
        "nosniff",
    )
    assert back.headers["Content-Disposition"] == 'attachment; filename="amiens-2019-1-signed-1.pdf"'
    assert differences(app, event) == []
    form = {"csrf_token": chair.csrf, "op": new_op()}
    for _ in range(2):
        assert chair.client.post(f"{PAGE}/signed/1/take-out", data=form).status_code == 303
    assert chair.client.get(f"{PAGE}/signed/1").status_code == 410
    assert "Scan 1" not in shown(chair)
    with app.app_context():
        assert PDF not in [scan.content for scan in db.session.scalars(select(SignedScan))]
        kinds = [e.kind for e in db.session.scalars(select(JournalEntry)) if e.kind.startswith("minutes.")]
    assert kinds == ["minutes.signed", "minutes.signed", "minutes.unsigned"]
    assert differences(app, event) == []


def test_what_is_no_scan_is_said_at_its_field(chair: Visitor) -> None:
    for content in (None, b"", b"<html>", b"MZ\x90", b"x" + PDF):
        status, page = attach(chair, content)
        assert status == 422
        assert 'id="scan-error"' in page
    assert attach(chair, PDF + bytes(400_000))[0] == 303
    too_large = {"data": bytes(rules.MOST_BYTES * 2), "content_type": "multipart/form-data; boundary=x"}
    assert chair.client.post(f"{PAGE}/signed", **too_large).status_code == 413
    assert "Scan 2" not in shown(chair)


def test_a_scan_that_was_changed_is_found(app: Flask, event: Event, chair: Visitor) -> None:
    attach(chair, PDF)
    with app.app_context():
        db.session.scalars(select(SignedScan)).one().content = PDF.replace(b"everybody", b"nobody")
        db.session.commit()
    assert differences(app, event) == ["signed minutes, scan 1: not what the journal says"]


def test_twenty_scans_of_ten_megabytes_are_the_most() -> None:
    assert rules.judged(PDF, rules.MOST_SCANS - 1).form == "pdf"
    for content, kept in ((PDF, rules.MOST_SCANS), (PDF + bytes(rules.MOST_BYTES), 0)):
        with pytest.raises(Invalid):
            rules.judged(content, kept)


def test_nobody_else_has_the_signed_minutes(doors: Doors, chair: Visitor) -> None:
    attach(chair, PDF)
    assert doors.enter("juror").client.get(f"{PAGE}/signed/1").status_code == 404
    assert doors.stranger().client.get(f"{PAGE}/signed/1").status_code == 401
    assert chair.client.get(f"{PAGE}/signed/99").status_code == 404
    assert attach(doors.enter("juror"), PDF)[0] == 404
