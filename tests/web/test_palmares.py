"""Once the laureates are announced everybody reads who they are, from the packet alone; before, nothing."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import changes, instance
from app.documents import sheets
from app.domain.reveal_steps import Plan, passage
from app.extensions import db
from app.models import Event, PersonalText, Team
from app.queries import export, verification
from tests import preparing
from tests.announcing import CHOSEN, CONTACTS, evening
from tests.conftest import Doors
from tests.visiting import Visitor, new_op


@pytest.fixture
def doors(app: Flask) -> Doors:
    """The doors of the evening."""
    with app.app_context():
        db.engine.dispose()
        shutil.copy(evening() / instance.DATABASE, app.instance_path)
        return Doors(app, db.session.scalars(select(Event)).one(), preparing.links())


def read(who: Visitor, page: str = "palmares") -> str:
    """The words of the content of a page, and its addresses."""
    answer = who.client.get(f"/{who.slug}/{page}")
    assert answer.status_code == 200
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<(?!a )[^>]+>", " ", main)).split())


def save(who: Visitor, text: str) -> tuple[int, str]:
    """A team sends its form."""
    form = {"csrf_token": who.csrf, "op": new_op(), "contact": text}
    answer = who.client.post(f"/{who.slug}/team/contact?lang=fr", data=form)
    return answer.status_code, answer.get_data(as_text=True)


def test_every_laureate_is_there_in_the_drawn_order_and_nobody_else(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    packet = organiser.topic("packets/1").get_json()
    page = read(doors.stranger())
    assert [int(number) for number in re.findall(r'href="#project-(\d+)"', page)] == passage(packet, Plan())
    titles = {team["number"]: team["title"] for team in packet["teams"]}
    assert {number for number, title in titles.items() if title in page} == set(CHOSEN)


def test_no_score_and_no_rank_is_there(doors: Doors) -> None:
    page = read(doors.stranger(), "palmares?lang=fr")
    assert not re.search(r"\d,\d\d|\b(?:rang|1er|2e|note)\b", page)


def test_a_contact_is_there_only_where_the_team_published_one(doors: Doors) -> None:
    page = read(doors.stranger(), "palmares?lang=fr")
    assert f'href="mailto:{CONTACTS[10]}"' in page
    assert CONTACTS[12] in page
    assert page.count("Aucun contact n’est publié") == len(CHOSEN) - len(CONTACTS)


def test_home_and_the_sheets_of_laureates_lead_there(doors: Doors) -> None:
    stranger = doors.stranger()
    assert f'href="/{stranger.slug}/palmares"' in stranger.client.get(f"/{stranger.slug}/").get_data(as_text=True)
    told = [number for number in range(1, 16) if f"/{stranger.slug}/palmares" in read(stranger, f"teams/{number}")]
    assert told == list(CHOSEN)


def test_it_is_not_there_once_the_phase_is_another_nor_while_the_list_is_open(app: Flask, doors: Doors) -> None:
    stranger = doors.stranger()
    for change in (update(Event).values(phase="deliberation"), None):
        with app.app_context(), changes.transaction() as session:
            if change is not None:
                session.execute(change)
            else:
                session.execute(update(Event).values(phase="announced"))
                session.connection().exec_driver_sql("UPDATE laureate_list SET state = 'open'")
        assert stranger.client.get(f"/{stranger.slug}/palmares").status_code == 404


def test_a_team_publishes_a_contact_changes_it_and_takes_it_back(app: Flask, doors: Doors) -> None:
    team = doors.enter("team", 4)
    for text in ("  Pôle   innovation ", "cantines@oise.example", ""):
        assert save(team, text)[0] == 303
        page = read(doors.stranger())
        assert ("Pôle innovation" in page, "cantines@oise.example" in page) == ("P" in text, "@" in text)
    with app.app_context():
        kept = [row.text for row in db.session.scalars(select(PersonalText)) if row.text]
        assert {
            text for text in kept if "Pôle" in text or "cantines" in text
        } == set()  # what is taken back is forgotten
        event = db.session.scalars(select(Event)).one()
        assert not [line for line in verification.verify(db.session(), event).differences if "personal text" in line]


@pytest.mark.parametrize("text", ["x" * 201, "un\x00deux"])
def test_what_cannot_be_published_is_refused_and_stays_typed(doors: Doors, text: str) -> None:
    status, page = save(doors.enter("team", 4), text)
    assert status == 422
    assert 'id="contact-error"' in page
    assert text.strip("\x00")[:3] in page


def test_only_a_team_publishes_and_only_its_own(doors: Doors) -> None:
    assert [save(doors.enter(role), "x")[0] for role in ("organiser", "juror", "coach")] == [404] * 3
    assert save(doors.stranger(), "x")[0] == 401


def test_the_complete_export_carries_the_contacts_and_no_other_does(app: Flask, doors: Doors, tmp_path: Path) -> None:
    with app.app_context():
        tables = export.tables(db.session(), db.session.scalars(select(Event)).one())
    assert tables.contacts == CONTACTS
    sheets.write_json(tables, tmp_path / "event.json")
    assert sheets.read_event(tmp_path / "event.json") == (tables, [])
    sheets.write_csv_folder(tables, tmp_path / "tables")
    assert not any(CONTACTS[10] in file.read_text(encoding="utf-8") for file in (tmp_path / "tables").iterdir())
    spoilt = (tmp_path / "event.json").read_text(encoding="utf-8").replace('"10": "innovation', '"ten": "innovation')
    (tmp_path / "event.json").write_text(spoilt, encoding="utf-8")
    assert sheets.read_event(tmp_path / "event.json")[1] != []


def test_a_loaded_event_has_its_contacts(app: Flask, doors: Doors, tmp_path: Path) -> None:
    with app.app_context():
        tables = export.tables(db.session(), db.session.scalars(select(Event)).one())
    event = preparing.load_tables(app, tables, "again")
    with app.app_context():
        assert export.tables(db.session(), db.session.get_one(Event, event.id)).contacts == CONTACTS
        assert db.session.scalar(select(Team.contact_id).filter_by(event_id=event.id, number=1)) is None
