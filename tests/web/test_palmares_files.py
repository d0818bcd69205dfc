"""The open data say what the page says, and open in a spreadsheet as what they are: text."""

import csv
import io
import json
import re
import zipfile

import pytest
from flask import Flask
from sqlalchemy import update

from app import changes
from app.documents.cells import unescaped
from app.models import Team
from tests.announcing import CHOSEN, CONTACTS
from tests.conftest import Doors
from tests.web.test_palmares import doors

__all__ = ["doors"]

COLUMNS = [
    *("number", "title", "short_title", "organisations", "organisation_names", "category", "tier", "place", "citation"),
    *("territory", "problem", "solution", "implementation", "cost", "contact"),
]


def rows(who_doors: Doors) -> list[dict[str, str]]:
    """The CSV as a spreadsheet reads it."""
    answer = who_doors.stranger().client.get("/amiens-2019/palmares.csv")
    assert answer.mimetype == "text/csv"
    text = answer.get_data().decode("utf-8-sig")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_csv_has_a_row_for_each_laureate_and_the_documented_columns(doors: Doors) -> None:
    found = rows(doors)
    assert list(found[0]) == COLUMNS
    assert sorted(int(row["number"]) for row in found) == list(CHOSEN)
    known = {int(row["number"]): row for row in found}
    assert (known[10]["title"], known[10]["organisations"]) == ("Un album de vie pour chaque enfant confié", "80")
    assert {number: row["contact"] for number, row in known.items() if row["contact"]} == CONTACTS
    assert {row["place"] for row in found} == {""}


def test_the_json_says_the_same_with_the_day_and_the_licence(doors: Doors) -> None:
    said = json.loads(doors.stranger().client.get("/amiens-2019/palmares.json").get_data())
    told = [{name: str(value or "") for name, value in row.items()} for row in said["laureates"]]
    assert told == rows(doors)
    assert said["licence"]["spdx"] == "etalab-2.0"
    assert (said["event"]["date"], said["counts"]["teams"], said["event"]["demonstration"]) == ("2019-11-28", 15, True)
    assert said["packet"]["digest"] == doors.enter("organiser").topic("packets/1").get_json()["digest"]


@pytest.mark.parametrize("title", ["=1+1", "@import", "-2", "+33", "＝A1"])
def test_no_cell_is_a_formula(app: Flask, doors: Doors, title: str) -> None:
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Team).values(problem=title))
    assert {row["problem"] for row in rows(doors)} == {f"'{title}"}
    assert unescaped(f"'{title}") == title


def test_no_person_and_no_score_is_in_them(app: Flask, doors: Doors) -> None:
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Team).values(members="Quelqu’un de l’équipe", external_id="D-17"))
    text = doors.stranger().client.get("/amiens-2019/palmares.json").get_data(as_text=True)
    jurors = [juror["name"] for juror in doors.enter("organiser").topic("packets/1").get_json()["jury"]]
    assert not [word for word in (*jurors, "Quelqu’un", "D-17", "ranking", '"rank"', "exact") if word in text]


def test_the_public_minutes_are_there_in_both_forms_without_a_score(doors: Doors) -> None:
    anybody = doors.stranger().client
    for form in ("pdf", "odt"):
        assert f'href="/amiens-2019/palmares.{form}"' in anybody.get("/amiens-2019/palmares").get_data(as_text=True)
    assert anybody.get("/amiens-2019/palmares.pdf").get_data()[:5] == b"%PDF-"
    with zipfile.ZipFile(io.BytesIO(anybody.get("/amiens-2019/palmares.odt?lang=fr").get_data())) as archive:
        text = archive.read("content.xml").decode()
    titles = {
        each["number"]: each["title"] for each in anybody.get("/amiens-2019/palmares.json").get_json()["laureates"]
    }
    assert set(titles) == set(CHOSEN)
    assert [title for title in titles.values() if title not in text.replace("&apos;", "'")] == []
    assert not re.search(r"\d,\d\d\b", text)


def test_there_is_no_other_form(doors: Doors) -> None:
    assert doors.stranger().client.get("/amiens-2019/palmares.xml").status_code == 404
