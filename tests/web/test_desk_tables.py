"""The tables at the desk: looked at before they are put in, each fault at its cell, rows edited, files taken away."""

import io
import json
import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.documents import exports
from app.documents.read_upload import read
from app.extensions import db
from app.models import Event, Juror, Slot, Team
from tests.conftest import Doors
from tests.documents.test_uploads import workbook
from tests.serving import SLUG
from tests.visiting import Visitor, new_op

TABLES = f"/{SLUG}/desk/tables"


class Desk:
    """An organiser's browser at the tables."""

    def __init__(self, app: Flask, visitor: Visitor) -> None:
        self.app = app
        self.client = visitor.client
        self.csrf = visitor.csrf

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"{TABLES}{path}")

    def post(self, path: str, **fields: object) -> TestResponse:
        return self.client.post(f"{TABLES}{path}", data={"csrf_token": self.csrf, "op": new_op()} | fields)

    def form(self, page: str) -> dict[str, str]:
        """What the page's form would send: hidden fields and chosen columns."""
        fields = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
        chosen = re.findall(r'name="(column-\d+)">.*?</select>', page, re.DOTALL)
        sent = {name: unescape(value) for name, value in fields if name not in ("csrf_token", "op")}
        for name in chosen:
            select_ = re.search(rf'name="{name}">(.*?)</select>', page, re.DOTALL)
            picked = re.search(r'value="([\w-]*)" selected', select_[1]) if select_ else None
            sent[name] = picked[1] if picked else ""
        return sent

    def titles(self) -> dict[int, str]:
        """The teams as they are."""
        with self.app.app_context():
            return {row.number: row.title for row in db.session.scalars(select(Team))}


@pytest.fixture
def desk(app: Flask, doors: Doors) -> Desk:
    return Desk(app, doors.enter("organiser"))


def test_a_file_is_looked_at_then_put_in_then_taken_back(desk: Desk) -> None:
    before = desk.titles()
    content = workbook(
        [["N°", "Intitulé du projet", "Collectivité"], [1, "Un autre titre", "Nord"], [16, "Neuf", "Aisne"]]
    )
    looked = desk.post("/teams/import", file=(io.BytesIO(content), "projets.xlsx"), act="look")
    assert (looked.status_code, desk.titles()) == (200, before)
    assert 'value="make"' in looked.text and "Aisne" in looked.text
    made = desk.post("/teams/import", **desk.form(looked.text), act="make")
    assert made.headers["Location"] == f"{TABLES}#teams"
    assert desk.titles() == before | {1: "Un autre titre", 16: "Neuf"}
    assert desk.post("/undo").status_code == 303
    assert desk.titles() == before


def test_each_fault_stands_at_its_cell_and_is_corrected_there(desk: Desk) -> None:
    before = desk.titles()
    looked = desk.post("/teams/import", text="N°;Titre;Collectivité\nseize;Neuf;Aisne\n17;Dix;Aisne", act="make")
    assert (looked.status_code, desk.titles()) == (422, before)
    assert 'id="cell-2-0-error"' in looked.text and 'value="make"' not in looked.text
    sent = desk.form(looked.text) | {"cell-2-0": "16"}
    again = desk.post("/teams/import", **sent, act="look")
    assert (again.status_code, "cell-2-0-error" in again.text) == (200, False)
    assert desk.post("/teams/import", **desk.form(again.text), act="make").status_code == 303
    assert desk.titles()[16] == "Neuf"


def test_a_column_taken_for_another_is_said_again(desk: Desk) -> None:
    looked = desk.post("/teams/import", text="N°;Titre;Remarque\n1;Un titre;Le texte", act="look")
    sent = desk.form(looked.text)
    assert (sent["column-1"], sent["column-2"]) == ("title", "")
    sent |= {"column-1": "", "column-2": "title"}
    again = desk.post("/teams/import", **sent, act="look")
    assert desk.post("/teams/import", **desk.form(again.text), act="make").status_code == 303
    assert desk.titles()[1] == "Le texte"


def test_what_is_put_in_was_shown(desk: Desk) -> None:
    before = desk.titles()
    looked = desk.post("/teams/import", text="N°;Titre;Remarque\n1;Un titre;Le texte", act="look")
    sent = desk.form(looked.text) | {"column-1": "", "column-2": "title"}
    unseen = desk.post("/teams/import", **sent, act="make")
    assert (unseen.status_code, 'role="alert"' in unseen.text, desk.titles()) == (200, True, before)
    assert desk.post("/teams/import", **desk.form(unseen.text), act="make").status_code == 303
    assert desk.titles()[1] == "Le texte"


def test_pressed_twice_it_is_done_once_and_who_was_slower_loses_nothing(desk: Desk) -> None:
    first = desk.form(desk.post("/teams/import", text="N°;Titre\n1;Un titre", act="look").text)
    slower = desk.form(desk.post("/teams/import", text="N°;Titre\n2;Un autre", act="look").text)
    op = new_op()
    for _ in range(2):
        assert desk.post("/teams/import", **first, op=op, act="make").status_code == 303
    stale = desk.post("/teams/import", **slower, act="make")
    assert (stale.status_code, "Un autre" in stale.text) == (409, True)
    assert desk.post("/teams/import", **desk.form(stale.text), act="make").status_code == 303
    assert (desk.titles()[1], desk.titles()[2]) == ("Un titre", "Un autre")


def test_a_slot_that_moved_meanwhile_is_the_one_that_is_changed(desk: Desk) -> None:
    asked = desk.form(desk.get("/agenda?row=2").text)
    first = desk.form(desk.get("/agenda?row=1").text)
    assert desk.post("/agenda", **first, act="remove").status_code == 303
    slot = {"start": "09:00", "minutes": "25", "kind": "talk", "title": "Ouverture corrigée"}
    stale = desk.post("/agenda", **asked, **slot, act="save")
    assert (stale.status_code, desk.form(stale.text)["row"]) == (409, "1")
    assert desk.post("/agenda", **desk.form(stale.text), **slot, act="anyway").status_code in (200, 303)


def test_a_cell_that_a_short_line_does_not_have_is_filled_in(desk: Desk) -> None:
    looked = desk.post("/teams/import", text="N°;Collectivité;Titre\n16;Aisne\n1;Oise;Un titre", act="look")
    assert 'id="cell-2-2-error"' in looked.text
    again = desk.post("/teams/import", **(desk.form(looked.text) | {"cell-2-2": "Neuf"}), act="look")
    assert desk.post("/teams/import", **desk.form(again.text), act="make").status_code == 303
    assert desk.titles()[16] == "Neuf"


def test_a_column_without_a_heading_keeps_its_place(desk: Desk) -> None:
    looked = desk.post("/teams/import", text="\tN°\tTitre\nx\t16\tNeuf\ny\t17\tDix\n", act="look")
    sent = desk.form(looked.text)
    assert (sent["column-0"], sent["column-1"], sent["column-2"]) == ("", "number", "title")


def test_who_sits_is_decided_elsewhere_and_no_file_brings_it_in(desk: Desk) -> None:
    own = desk.get("/jurors/file/csv").data.decode("utf-8-sig").splitlines()
    sits = own[0].split(";").index("sits")
    cells = own[-1].split(";")
    own[-1] = ";".join([*cells[:sits], "yes", *cells[sits + 1 :]])
    looked = desk.post("/jurors/import", text="\n".join(own), act="look")
    assert (looked.status_code, 'value="make"' in looked.text, "sits" in desk.form(looked.text).values()) == (
        422,
        False,
        False,
    )


def test_a_page_of_faults_can_be_sent_back(desk: Desk) -> None:
    header = "N°;Titre;Titre court;Collectivité;Table;Territoire;Référence"
    wrong = "\n".join(f"m{n};t{n};{'x' * 30};Oise;a{n};{'x' * 201};{'y' * 201}" for n in range(200))
    looked = desk.post("/teams/import", text=f"{header}\n{wrong}", act="look")
    cells = dict.fromkeys(re.findall(r'name="(cell-[\d-]+)"', looked.text), "")
    assert (looked.status_code, len(cells), looked.text.count('class="field__error"')) == (422, 500, 800)
    assert desk.post("/teams/import", **desk.form(looked.text), **cells, act="look").status_code == 422


def test_what_is_larger_than_any_table_is_refused_before_it_is_read(desk: Desk) -> None:
    many = "\n".join(f"Projet {n};Collectivité {n}" for n in range(10_001))
    wide = "N°;Titre" + ";" * 5_000
    for text in (many, wide, f"N°;Titre\n1;a{';' * 5_000}"):
        refused = desk.post("/teams/import", text=text, act="look")
        assert (refused.status_code, "import__lines" in refused.text, 'id="file-error"' in refused.text) == (
            422,
            False,
            True,
        )
    lines = {"header": ["N°", "Titre"], "rows": [[n, [str(n), "x"]] for n in range(300)], "width": 2}
    assert desk.post("/teams/import", lines=json.dumps(lines), act="make").status_code == 422


JUNK = (
    {"text": ""},
    {"text": "N°;Titre\n"},
    {"lines": "{"},
    {"lines": "[]"},
    {"lines": '{"rows": 1}'},
    {"lines": "[[["},
    {"lines": "[" * 100_000},
    {"lines": '{"header": [], "rows": [[Infinity, []]], "width": 1}'},
    {"lines": '{"header": [], "rows": [[1, ["a"]]], "width": Infinity}'},
    {"lines": '{"header": ["N°"], "rows": [[2, ["\\ud800"]]], "width": 1}'},
)


def test_junk_is_refused_and_never_breaks(desk: Desk) -> None:
    for sent in JUNK:
        assert desk.post("/teams/import", **sent, act="make").status_code in (404, 422), sent
    assert desk.post("/teams/import", file=(io.BytesIO(b"PK\x03\x04x"), "a.xlsx"), act="look").status_code == 422
    for path in ("/ballots", "/ballots/import", "/nonesuch", "/file/exe", "/teams/file/json", "/awards/file/csv"):
        assert desk.get(path).status_code == 404, path
    for row in ("²", "9" * 5_000, "-1", "0"):
        assert desk.get(f"/agenda?row={row}").status_code == 200, row
        assert desk.post("/agenda", row=row, act="remove").status_code == 409, row
    nothing = desk.post("/coaches", **desk.form(desk.get("/coaches").text), act="save")
    assert (nothing.status_code, 'id="name-error"' in nothing.text) == (422, True)


def test_a_row_is_edited_and_its_faults_are_at_the_field(desk: Desk) -> None:
    page = desk.get("/teams?row=1")
    base = desk.form(page.text)["base"]
    fields = {"title": "Corrigé", "organisation": "Nord", "short_title": "x" * 30}
    wrong = desk.post("/teams", row="1", base=base, act="save", **fields)
    assert (wrong.status_code, 'id="short_title-error"' in wrong.text, "Corrigé" in wrong.text) == (422, True, True)
    right = desk.post("/teams", row="1", base=base, act="save", **(fields | {"short_title": "Court"}))
    assert right.headers["Location"] == f"{TABLES}#teams"
    assert desk.titles()[1] == "Corrigé"
    stale = desk.post("/teams", row="1", base=base, act="save", **(fields | {"short_title": "", "solution": "Un bus"}))
    assert (stale.status_code, "Un bus" in stale.text, "Court" in stale.text) == (409, True, True)
    again = desk.post("/teams", **(desk.form(stale.text) | fields | {"short_title": "Bref"}), act="save")
    assert again.status_code == 303


def test_what_a_change_does_is_said_before_it_is_done(desk: Desk) -> None:
    page = desk.get("/jurors?row=j08")
    sent = {
        "row": "j08",
        "base": desk.form(page.text)["base"],
        "name": "Élue, Somme",
        "role": "elected",
        "organisation": "80",
    }
    asked = desk.post("/jurors", **sent, act="save")
    assert (asked.status_code, 'value="anyway"' in asked.text) == (200, True)
    other = desk.post("/jurors", **(sent | desk.form(asked.text) | {"organisation": "60"}), act="anyway")
    assert (other.status_code, 'value="anyway"' in other.text) == (200, True)  # this was never shown
    assert desk.post("/jurors", **(sent | desk.form(asked.text)), act="anyway").status_code == 303
    with desk.app.app_context():
        assert not db.session.scalar(select(Juror.chair).filter_by(key="j08"))


def test_a_row_comes_and_goes(desk: Desk) -> None:
    asked = desk.post("/coaches", **desk.form(desk.get("/coaches").text), act="save", name="Coach C")
    assert desk.post("/coaches", **desk.form(asked.text), act="anyway", name="Coach C").status_code == 303
    assert "Coach C" in desk.get("").text
    base = desk.form(desk.get("/teams?row=15").text)["base"]
    assert desk.post("/teams", row="15", base=base, act="remove").status_code == 303
    with desk.app.app_context():
        assert 15 not in desk.titles()
        assert db.session.scalar(select(Slot).filter_by(team=15)) is None


def test_the_event_and_its_agenda_are_edited(desk: Desk) -> None:
    page = desk.get("/event")
    facts = {
        "name": "Un autre nom",
        "date": "2019-11-29",
        "timezone": "Europe/Paris",
        "language": "fr",
        "laureates": "8",
    }
    rules = {"pitch_minutes": "3", "questions_minutes": "5", "scale_min": "0", "scale_max": "10"}
    words = {"own_organisation": "abstain", "missed_pitches": "score"}
    sent = facts | rules | words | {"base": desk.form(page.text)["base"], "act": "save"}
    wrong = desk.post("/event", **(sent | {"date": "demain"}))
    assert (wrong.status_code, 'id="date-error"' in wrong.text) == (422, True)
    for typed in ("departement.example/forum", "ftp://departement.example", "https://departement.example/?a=1"):
        wrong = desk.post("/event", **(sent | {"public_address": typed}))
        assert (wrong.status_code, 'id="public_address-error"' in wrong.text) == (422, True)
        assert f'value="{typed}"' in wrong.text and 'value="Un autre nom"' in wrong.text
    assert desk.post("/event", **sent, public_address=" https://departement.example/forum ").status_code == 303
    base = desk.form(desk.get("/agenda?row=1").text)["base"]
    slot = {"row": "1", "base": base, "start": "8h45", "minutes": "30", "kind": "welcome", "title": "Café"}
    assert desk.post("/agenda", **slot, act="save").status_code == 303
    with desk.app.app_context():
        event = db.session.scalars(select(Event)).one()
        first = db.session.scalars(select(Slot).order_by(Slot.position)).first()
        assert (event.name, event.date, event.visibility) == ("Un autre nom", "2019-11-29", "live")
        assert event.public_address == "https://departement.example/forum"
        assert first is not None and (first.title, first.duration_ms) == ("Café", 30 * 60_000)


def test_lists_and_the_whole_event_are_taken_away(desk: Desk) -> None:
    for form in ("ods", "xlsx", "csv"):
        answer = desk.get(f"/teams/file/{form}")
        assert answer.headers["Content-Disposition"] == f"attachment; filename={SLUG}-teams.{form}"
        assert answer.headers["Cache-Control"] == "no-store"
        assert len(read(answer.data, f"teams.{form}").tables["teams"].rows) == 15
    whole = read(desk.get("/file/json").data, "event.json")
    assert (whole.faults, len(whole.tables["jurors"].rows)) == ([], 12)
    assert len(read(desk.get("/teams/file/csv?lines=example").data, "teams.csv").tables["teams"].rows) == 2


def test_a_file_that_cannot_be_written_is_said_and_no_fault_of_ours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PROGRAM", "nonesuch.py")
    for path in ("/file/ods", "/teams/file/xlsx"):
        assert desk.get(path).status_code == 503, path
