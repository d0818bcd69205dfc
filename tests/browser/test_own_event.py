"""From an empty machine and a list of teams to the jury's cards, counted; then a table brought in at the desk."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import DESK, PHONE
from tests.documents.test_uploads import workbook
from tests.inspecting import Inspector, inspected
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

MOST_CLICKS = 40
PASSWORD = "une phrase assez longue"
JURY = "Élue, Oise;Conseillère départementale;Oise\nDGS, Nord;Directeur général des services;Nord\n"


class Hand:
    """Somebody at a mouse: each thing that is touched or chosen counts as one click."""

    def __init__(self, reader: Inspector) -> None:
        self.reader = reader
        self.page = reader.page
        self.clicks = 0

    def press(self, selector: str) -> None:
        """Press a button or a link."""
        self.clicks += 1
        self.page.locator(selector).click()

    def types(self, name: str, text: str) -> None:
        """Click into a field, and type."""
        self.clicks += 1
        self.page.locator(f"[name={name}]").fill(text)

    def chooses(self, name: str, file: Path) -> None:
        """Open the chooser of files, choose one, and say so."""
        self.clicks += 3
        self.page.locator(f"[name={name}]").set_input_files(file)


@pytest.fixture
def teams(tmp_path: Path) -> Path:
    """Fifteen teams as an authority keeps them."""
    rows = [[number, f"Projet {number}", ("Oise", "Nord", "Somme")[number % 3]] for number in range(1, 16)]
    file = tmp_path / "équipes.xlsx"
    file.write_bytes(workbook([["N°", "Intitulé du projet", "Collectivité"], *rows], "Feuil1"))
    return file


def test_from_an_empty_machine_and_a_spreadsheet_to_the_cards_of_the_jury(
    browser: Browser, tmp_path: Path, teams: Path
) -> None:
    with (
        Server(tmp_path / "instance", demo=False) as server,
        inspected(browser, server.url, DESK, "organiser", "fr") as reader,
    ):
        hand = Hand(reader)
        reader.goto("/", "fr")
        hand.press("a[href='/begin']")
        reader.look("beginning.ask", "nobody has an account", "fr")
        _begins(hand)
        hand.chooses("file", teams)
        hand.press("form[action='/new/file'] button")
        hand.types("name", "Forum de l’innovation")
        hand.types("date", "2026-11-28")
        hand.types("authority", "Oise")
        hand.types("jurors", JURY)
        hand.press("[value=make]")
        reader.look("new_event.ask", "the day does not fit", "fr")
        hand.types("questions_minutes", "4")
        hand.press("[value=look]")
        hand.press("[value=make]")
        hand.page.wait_for_url("**/desk/tables")
        hand.press("a[href$='/desk/links']")
        hand.press("a[href='?show=jury']")
        expect(hand.page.locator(".access")).to_have_count(2)
        assert hand.clicks <= MOST_CLICKS
        _brings_in(hand)


def _begins(hand: Hand) -> None:
    hand.types("name", "camille")
    hand.types("password", PASSWORD)
    hand.types("again", PASSWORD)
    hand.press("form .button--main")
    hand.page.wait_for_url("**/new")


def _brings_in(hand: Hand) -> None:
    """A second list at the desk, with a fault that is corrected at its cell; by a phone as by a desk."""
    reader, page = hand.reader, hand.page
    reader.goto("/forum-de-l-innovation-2026/desk/tables/teams/import", "fr")
    hand.types("text", "N°;Titre;Collectivité\nseize;Le nouveau;Aisne")
    hand.press("[value=look]")
    expect(page.locator("#wrong")).to_be_focused()
    reader.look("desk_import.ask", "a fault at its cell", "fr")
    page.set_viewport_size(PHONE)
    reader.look("desk_import.ask", "a fault at its cell, on a phone", "fr")
    hand.types("cell-2-0", "16")
    hand.press("[value=look]")
    expect(page.locator("#does")).to_be_focused()
    reader.look("desk_import.ask", "what it does", "fr")
    hand.press("[value=make]")
    page.wait_for_url("**/desk/tables#teams")
    expect(page.get_by_text("Le nouveau", exact=True)).to_be_visible()
