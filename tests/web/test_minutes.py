"""The minutes are read back for their facts in three forms; everybody's hold no figure that is not everybody's."""

import io
import re
import zipfile
from html import unescape

import pytest

from tests.listing import Jury, divided
from tests.visiting import Visitor
from tests.web.test_list_page import post

__all__ = ["divided"]

REASON = "plus facile à reprendre ailleurs"
OWN_LINK = "j’ai suivi ce projet"
# The marks of the teams, as they are shown: each of them is somebody's score.
SCORES = [f"{score},00" for score in range(11)]


def page(who: Visitor, kind: str, language: str = "fr") -> str:
    """The words of the minutes on their page."""
    answer = who.client.get(f"/{who.slug}/desk/list/minutes/1?kind={kind}&lang={language}")
    assert answer.status_code == 200
    sheet = answer.get_data(as_text=True).partition("<article")[2].partition("</article>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", sheet)).split())


def text(who: Visitor, kind: str) -> str:
    """The words of the same minutes as an ODT."""
    answer = who.client.get(f"/{who.slug}/desk/list/minutes/1/odt?kind={kind}&lang=fr")
    assert answer.mimetype == "application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        content = archive.read("content.xml").decode()
    content = re.sub(r"<text:s[^>]*/>", " ", content)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).split())


@pytest.fixture
def closed(divided: Jury) -> Jury:
    """A jury that voted on its last place by name, the substitute ending the draw, and closed its list."""
    sent = {"team": 12, "reason": OWN_LINK}
    assert divided.doors.enter("juror", 3).send("POST", "recusals", sent).status_code == 200
    post(divided.organiser, "desk/list/names", confirmer="", casting="j01")
    post(divided.organiser, "desk/list/vote", stake=[8, 10], mode="named")
    for place, team in ((0, 10), (1, 8)):
        assert post(divided.doors.enter("juror", place), "jury/vote", vote=1, team=team)[0] == 303
    assert post(divided.organiser, "desk/list/vote", vote=1, reason=REASON)[0] == 303
    assert divided.decide(divided.organiser, "close", absences=divided.absences())[0] == 200
    assert divided.decide(divided.chair, "confirm")[0] == 200
    return divided


def test_the_jurys_minutes_hold_every_fact_in_each_form(closed: Jury) -> None:
    packet = closed.organiser.topic("packets/1").get_json()
    facts = [
        "Amiens",
        "Élue, Somme, présidence du jury",
        "DGS, Oise, déport pour l’équipe 12",
        OWN_LINK,
        "absent l’après-midi",
        "Innovation",
        "6,00",
        "Équipes retenues : 10 ; non retenues : 8.",
        "Ont voté : Élu, Nord (10) ; Agente, Nord (8).",
        "tranché par la voix prépondérante : Élu, Nord",
        REASON,
        packet["digest"],
        packet["journal"]["head"],
        "Secrétariat de séance",
    ]
    for words in (page(closed.organiser, "full"), text(closed.organiser, "full")):
        plain = words.replace("\u202f", " ").replace("\u00a0", " ")
        assert [fact for fact in facts if fact not in plain] == []
        assert all(team["short_title"] in plain for team in packet["teams"])
    english = page(closed.organiser, "full", "en")
    assert "Minutes of the jury’s deliberation" in english
    assert "6.00" in english
    assert re.search(r"On [A-Z][a-z]+day \d+ [A-Z][a-z]+ \d{4} at ", english)  # no comma, as everywhere else
    assert re.search(r"votes: team \d+ \(1\) and team \d+ \(1\)", english)
    sheet = closed.organiser.client.get(f"/{closed.organiser.slug}/desk/list/minutes/1/pdf?lang=fr")
    assert (sheet.mimetype, sheet.get_data()[:5]) == ("application/pdf", b"%PDF-")


def test_everybodys_minutes_hold_the_list_the_method_the_acts_and_no_figure(closed: Jury) -> None:
    for words in (page(closed.organiser, "public"), text(closed.organiser, "public")):
        plain = words.replace("\u202f", " ").replace("\u00a0", " ")
        assert "10 · Un album de vie" in plain
        assert "8 · Projet 8" not in plain
        assert REASON in plain
        assert "équipe 10 (1)" in plain
        forbidden = [*SCORES, OWN_LINK, "absent", "Nord (8)", "Ont voté", "déport pour"]
        assert [each for each in forbidden if each in plain] == []


def test_a_team_has_its_own_figures_and_the_acts_that_were_about_it(closed: Jury) -> None:
    mine = page(closed.organiser, "team-10").replace("\u202f", " ").replace("\u00a0", " ")
    assert "Cette équipe est lauréate." in mine
    assert "Sa note est 6,00, moyenne de ses 2 fiches." in mine
    assert REASON in mine
    other = page(closed.organiser, "team-15").replace("\u202f", " ").replace("\u00a0", " ")
    assert "n’est pas parmi les lauréats" in other
    assert REASON not in other
    assert "6,00" not in other


def test_what_are_no_minutes_is_not_there(closed: Jury) -> None:
    for address in ("2", "1?kind=secret", "1?kind=team-99", "1/odt?kind=team-", "1/doc"):
        assert closed.organiser.client.get(f"/{closed.organiser.slug}/desk/list/minutes/{address}").status_code == 404
