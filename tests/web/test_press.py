"""The press kit is read back: every laureate in each form, under embargo until it is announced, and no score ever."""

import io
import re
import shutil
import zipfile
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import access, changes, instance
from app.extensions import db
from app.models import Event
from app.queries import packets
from tests import preparing
from tests.announcing import CHOSEN, CONTACTS, evening
from tests.conftest import Doors
from tests.contracts.access_table import ONCE_CLOSED, disagreements
from tests.visiting import Visitor


@pytest.fixture
def doors(app: Flask) -> Doors:
    """The doors of an evening before the announcement."""
    with app.app_context():
        db.engine.dispose()
        shutil.copy(evening(announced=False) / instance.DATABASE, app.instance_path)
        return Doors(app, db.session.scalars(select(Event)).one(), preparing.links())


def words(who: Visitor, form: str = "", language: str = "fr") -> str:
    """The words of the kit: of its page, or of its text."""
    answer = who.client.get(f"/{who.slug}/desk/list/press{form}?lang={language}")
    assert answer.status_code == 200
    if form:
        with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
            text = re.sub(r"<text:s[^>]*/>", " ", archive.read("content.xml").decode())
    else:
        text = answer.get_data(as_text=True).partition("<article")[2].partition("</article>")[0]
    plain = unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u202f", " ").replace("\u00a0", " ")
    return " ".join(plain.split())


def test_every_laureate_and_every_fact_is_in_each_form(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    packet = organiser.topic("packets/1").get_json()
    titles = {team["number"]: team["title"] for team in packet["teams"]}
    facts = ["Amiens, jeudi 28 novembre 2019", "15 équipes étaient en lice", "Nord, Oise, Pas-de-Calais", CONTACTS[10]]
    for said in (words(organiser), words(organiser, "/odt")):
        assert [fact for fact in facts if fact not in said] == []
        assert {number for number, title in titles.items() if title in said} == set(CHOSEN)
        assert not re.search(r"\d,\d\d\b", said)
    assert "Le jury a distingué 8 projets : " in words(organiser)
    assert "The jury honoured 8 projects:" in words(organiser, language="en")
    sheet = organiser.client.get(f"/{organiser.slug}/desk/list/press/pdf?lang=fr")
    assert (sheet.mimetype, sheet.get_data()[:5]) == ("application/pdf", b"%PDF-")


def test_an_event_without_a_place_is_nowhere_and_a_file_has_no_marks(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = packets.read
    elsewhere = {"place": "", "date": "2026-12-01"}
    monkeypatch.setattr(packets, "read", lambda row: {**(found := read(row)), "event": found["event"] | elsewhere})
    said = words(doors.enter("organiser"), "/odt")
    assert "Le mardi 1er décembre 2026 : " in said


def test_it_says_embargo_until_the_laureates_are_announced(app: Flask, doors: Doors) -> None:
    chair = doors.enter("chair")
    assert "Sous embargo" in words(chair)
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Event).values(phase="announced"))
    assert "mbargo" not in words(chair)


def test_there_is_none_while_the_list_is_open_nor_of_another_form(app: Flask, doors: Doors) -> None:
    organiser = doors.enter("organiser")
    assert organiser.client.get(f"/{organiser.slug}/desk/list/press/doc").status_code == 404
    with app.app_context(), changes.transaction() as session:
        session.connection().exec_driver_sql("UPDATE laureate_list SET state = 'open'")
    for form in ("", "/pdf"):
        assert organiser.client.get(f"/{organiser.slug}/desk/list/press{form}").status_code == 404


@pytest.mark.parametrize("role", [None, *access.ROLES])
def test_it_is_of_the_desk_and_the_chair_alone(doors: Doors, role: str | None) -> None:
    who = doors.enter(role) if role else doors.stranger()
    assert disagreements(who, role, ONCE_CLOSED) == []


def test_it_names_the_public_address_where_the_event_has_one(app: Flask, doors: Doors) -> None:
    organiser, address = doors.enter("organiser"), "https://www.departement.example/forum"
    assert "relire" not in words(organiser)
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Event).values(public_address=address))
    assert address in words(organiser) and address in words(organiser, "/odt")
