"""What is printed at the desk: every QR code leads to its address, no sheet opens anything, everybody has a line."""

import re
import subprocess
from html import unescape

import pytest
from flask import Flask

from app import changes
from app.documents import drawing
from app.models import Event, Organisation, Team
from tests import qr, reading_pdf
from tests.conftest import Doors
from tests.visiting import Visitor

SHEETS = ("table-cards", "poster", "agenda", "badges", "sign-in")
EVENT = "http://localhost/amiens-2019"
PUBLIC = "https://www.departement.example/forum"


def page(who: Visitor, path: str) -> str:
    """A page of the desk."""
    answer = who.client.get(f"/{who.slug}/desk/{path}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def pdf(who: Visitor, path: str) -> bytes:
    """A sheet as a file."""
    answer = who.client.get(f"/{who.slug}/desk/print/{path}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    content = answer.get_data()
    assert content.startswith(b"%PDF-")
    return content


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", content))


def test_every_code_of_every_sheet_leads_to_its_address(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    teams = [f"{EVENT}/teams/{number}" for number in range(1, 16)]
    assert qr.drawn(page(organiser, "print/table-cards")) == teams
    assert list(qr.of_pdf(pdf(organiser, "table-cards/pdf"))) == teams
    assert qr.drawn(page(organiser, "print/poster")) == [f"{EVENT}/"]
    assert list(qr.of_pdf(pdf(organiser, "poster/pdf"))) == [f"{EVENT}/"]
    ballots = qr.drawn(page(organiser, "paper/print?juror=j01&team=7"))
    assert ballots == [f"{EVENT}/desk/paper/j01/7"]
    # An access card's opens its page; its address in clear is beside it.
    cards = page(organiser, "links?show=jury")
    said = qr.drawn(cards)
    assert said == [unescape(each) for each in re.findall(r'class="access__address">([^<]+)<', cards)]
    tokens = {str(link["token"]) for link in doors.links if link["role"] in ("juror", "chair")}
    assert {each.partition("#")[2] for each in said} == tokens
    for address in (teams[0], f"{EVENT}/"):
        assert doors.stranger().client.get(address).status_code == 200


def test_no_sheet_holds_what_opens_anything(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    secrets = [str(link[name]) for link in doors.links for name in ("token", "code")]
    for what in SHEETS:
        shown = page(organiser, f"print/{what}")
        assert not [secret for secret in secrets if secret in shown]
    # Control: the access cards do.
    cards = page(organiser, "links?show=coaches")
    assert [secret for secret in secrets if secret in cards]


def test_everybody_has_a_badge_and_a_line_to_sign_on(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    badges, signed = page(organiser, "print/badges"), page(organiser, "print/sign-in")
    for name in ("Élu, Nord", "DGS, Oise", "Coach A, beta.gouv.fr", "Le bon contact"):
        assert name in unescape(badges)
    for name in ("Élu, Nord", "DGS, Oise", "Coach A, beta.gouv.fr", "Trouver le bon contact au Département"):
        assert name in unescape(signed)
    assert (
        badges.count('class="badge badge--jury"') == page(organiser, "print/badges?show=jury").count("badge--jury") > 9
    )
    assert page(organiser, "print/badges?show=guests&guests=23").count("badge--guests") == 23
    assert pages_of(pdf(organiser, "badges/pdf?show=guests&guests=23")) == 3
    assert pages_of(pdf(organiser, "sign-in/pdf")) >= 4


def test_a_team_that_names_its_members_has_their_badges(app: Flask, doors: Doors) -> None:
    with app.app_context(), changes.transaction() as session:
        session.query(Team).filter_by(number=7).one().members = "Cheffe de projet; <b>Agent</b>, Oise"
    shown = page(doors.enter("organiser"), "print/badges?show=teams")
    assert "Cheffe de projet</p>" in shown
    assert "&lt;b&gt;Agent&lt;/b&gt;, Oise</p>" in shown
    assert shown.count("badge--teams") == 14 * 3 + 2


def test_long_titles_and_unheard_of_signs_are_drawn_all_the_same(app: Flask, doors: Doors) -> None:
    with app.app_context(), changes.transaction() as session:
        for team in session.query(Team):
            team.short_title = "Anticonstitutionnelle"[:20]
            team.table = "Salle des fêtes, table 12"
            team.organisation = "59+60+62"
        for carried in session.query(Organisation):
            carried.name = "Syndicat mixte d’aménagement numérique " * 3
            team.members = "Ștefan 试 " * 12
        session.query(Event).one().name = "Forum interdépartemental de l’innovation publique " * 4
    organiser = doors.enter("organiser")
    for what in ("table-cards", "badges", "agenda"):
        made = pdf(organiser, f"{what}/pdf")
        assert pages_of(made) >= 1
        # What has no room beside a date, a code, a token is left out, and seen to be.
        said = reading_pdf.words(made)
        if what == "table-cards":  # two lines of it, and not one that runs over the code
            assert said.count("Syndicat mixte") == 15
        assert "…" in said


def test_what_is_no_sheet_is_not_there_and_a_drawing_that_fails_is_said(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    organiser = doors.enter("organiser")
    for path in ("print/nothing", "print/nothing/pdf"):
        assert organiser.client.get(f"/{organiser.slug}/desk/{path}").status_code == 404

    def failing(_asked: object) -> bytes:
        raise subprocess.TimeoutExpired("draw", 30)

    monkeypatch.setattr(drawing, "cut", failing)
    assert organiser.client.get(f"/{organiser.slug}/desk/print/poster/pdf").status_code == 503


def test_what_lasts_carries_the_public_address_and_cards_that_of_the_room(app: Flask, doors: Doors) -> None:
    organiser = doors.enter("organiser")
    with app.app_context(), changes.transaction() as session:
        session.query(Event).one().public_address = PUBLIC
    assert qr.drawn(page(organiser, "print/poster")) == [PUBLIC]
    assert f'<p class="hung__address">{PUBLIC}</p>' in page(organiser, "print/poster")
    assert list(qr.of_pdf(pdf(organiser, "poster/pdf"))) == [PUBLIC]
    assert qr.drawn(page(organiser, "print/table-cards"))[0] == f"{EVENT}/teams/1"
    assert {code.partition("#")[0] for code in qr.drawn(page(organiser, "links?show=jury"))} == {
        "http://localhost/enter"
    }
    said = page(organiser, "print?lang=en")
    assert f"The poster leads to {PUBLIC}" in said and "lead to http://localhost, the address of the room" in said
    assert f"have the public address lead to {EVENT}/; afterwards" in said


def test_an_address_that_ends_with_the_day_is_said_before_anything_is_printed(app: Flask, doors: Doors) -> None:
    organiser = doors.enter("organiser")
    for address, warned in (("http://192.168.1.10:5000", True), ("https://forum.departement.example", False)):
        app.config["BASE_URL"] = address
        for path in ("print?lang=en", "links?lang=en"):
            said = page(organiser, path)
            assert f"Printed codes lead to {address}." in said
            assert ("what was printed leads nowhere" in said) is warned
            assert ("desk/tables/event#public_address" in said) is (warned and path.startswith("print"))
    with app.app_context(), changes.transaction() as session:
        session.query(Event).one().public_address = "http://10.0.0.7/forum"
    assert "it ends with them. Give the event one that lasts" in page(organiser, "print?lang=en")
