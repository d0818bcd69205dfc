"""What the jury tells each team: worded from the comments, unsigned, read by its team alone and not before release."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import changes
from app.documents import sheets
from app.domain.reveal_steps import Plan
from app.extensions import db
from app.models import Event, Team
from app.queries import export, reveal
from tests import reading_pdf
from tests.listing import Jury, jury
from tests.visiting import Visitor
from tests.web.test_list_page import page, post
from tests.web.test_printed import pages_of

__all__ = ["jury"]

SAID = "Une idée que chaque mairie comprend"
ADVICE = "Chiffrer le temps gagné par les agents"
TEXTS = {"strength_1": SAID, "strength_2": "", "advice": ADVICE, "next_step": ""}


def word(who: Visitor, team: int = 3, base: int = 0, **more: str) -> tuple[int, str]:
    """Send the form of one team."""
    return post(who, "desk/restitution/word", team=team, base=base, **(TEXTS | more))


def announce(jury: Jury) -> None:
    """Tell everybody who the laureates are."""
    with jury.app.app_context(), changes.transaction() as session:
        session.scalars(select(Event)).one().phase = "announced"


def test_a_sheet_is_worded_from_the_comments_and_nobody_reads_it_before_its_release(jury: Jury) -> None:
    mine, other = jury.doors.enter("team", 3), jury.doors.enter("team", 4)
    assert word(jury.chair)[0] == 303
    assert word(jury.organiser, base=1, take="Très clair sur scène")[0] == 303
    kept = page(jury.organiser, "desk/restitution?team=3&x=")
    assert SAID in kept
    assert "Très clair sur scène" in kept
    nowhere = [page(who, "team") for who in (mine, other)]
    assert post(jury.organiser, "desk/restitution/release", state="released")[0] == 409
    announce(jury)
    assert SAID not in page(mine, "team")
    assert post(jury.chair, "desk/restitution/release", state="released")[0] == 404
    assert post(jury.organiser, "desk/restitution/release", state="released")[0] == 303
    assert SAID in page(mine, "team")
    assert ADVICE in page(mine, "team")
    # Control: the other team, its page, everybody's page of this team and what was there before hold nothing.
    everybody = jury.doors.stranger()
    assert SAID not in page(other, "team") + page(everybody, "teams/3") + "".join(nowhere)
    assert post(jury.organiser, "desk/restitution/release", state="held")[0] == 303
    assert SAID not in page(mine, "team")
    assert jury.verified() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Élue, Oise l’a trouvé clair", "Un juré est nommé ici"),
        ("Un 8/10 mérité", "Une note est donnée ici"),
        ("x" * 401, "Un texte d’au plus 400 caractères"),
    ],
)
def test_a_juror_s_name_and_a_score_stay_out_and_what_was_typed_stays(jury: Jury, text: str, said: str) -> None:
    status, html = word(jury.chair, next_step=text)
    assert status == 422
    assert said in html
    assert text in html
    assert ADVICE in html
    assert html.count('aria-invalid="true"') == 1


def test_who_was_slower_sees_both_and_loses_nothing(jury: Jury) -> None:
    assert word(jury.organiser)[0] == 303
    status, html = word(jury.chair, advice="Tester dans une petite commune")
    assert status == 409
    assert "Tester dans une petite commune" in html
    assert ADVICE in html
    assert word(jury.chair, base=1, advice="Tester dans une petite commune")[0] == 303


def test_a_chair_who_stepped_aside_neither_reads_nor_words(jury: Jury) -> None:
    jury.organiser.send("POST", "scoring", {"state": "open", "reason": ""})
    assert jury.chair.send("POST", "recusals", {"team": 3, "reason": ""}).status_code == 200
    assert word(jury.organiser)[0] == 303
    assert word(jury.chair, base=1)[0] == 403
    for path in ("desk/restitution?team=3", "desk/restitution/print/sheets"):
        assert SAID not in page(jury.chair, f"{path}{'&' if '?' in path else '?'}x=")


def test_cards_and_diplomas_come_with_the_closed_list_and_tell_no_figure(jury: Jury) -> None:
    for what in ("cards", "diplomas", "posters"):
        assert jury.organiser.client.get(f"/{jury.organiser.slug}/desk/restitution/print/{what}").status_code == 404
    jury.seal()
    word(jury.organiser)
    with jury.app.app_context(), changes.transaction() as session:
        session.scalars(select(Event)).one().place = ""
    for what, count in (("cards", 8), ("diplomas", 8), ("sheets", 15)):
        html = page(jury.organiser, f"desk/restitution/print/{what}")
        assert ">, " not in html  # no place, no comma after it
        assert html.count("<article") == count
        assert [each for each in ("Projet 9", "6.00", "10.00") if each in html] == []


def test_a_card_says_what_a_project_does_where_no_problem_is_given(jury: Jury) -> None:
    jury.seal()
    cards = page(jury.organiser, "desk/restitution/print/cards")
    assert "Une première réponse" in cards
    assert "Un service numérique qui donne sans attendre" in cards  # team 7 tells no problem
    assert "certaines rencontres" in cards
    assert "La médiation animale, proposée" not in cards  # team 2 tells one


def pdf(who: Visitor, what: str, language: str = "fr") -> bytes:
    """What is handed out of one kind, as a file."""
    answer = who.client.get(f"/{who.slug}/desk/restitution/print/{what}/pdf?lang={language}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer.get_data()


def test_the_files_hold_what_the_pages_do_in_the_order_of_the_reveal(jury: Jury) -> None:
    for what in ("cards", "diplomas", "posters"):
        assert jury.organiser.client.get(f"/{jury.organiser.slug}/desk/restitution/print/{what}/pdf").status_code == 404
    jury.seal()
    word(jury.organiser)
    with jury.app.app_context():
        event = db.session.scalars(select(Event)).one()
        called = [step["team"]["title"] for step in reveal.steps(db.session(), event) if step["kind"] == "laureate"]
    for what, count in (("cards", 4), ("diplomas", 8), ("sheets", 15)):
        made = pdf(jury.organiser, what)
        assert pages_of(made) == count
        said = reading_pdf.words(made)
        assert "Démonstration" in said
        assert [each for each in ("Projet 9", "6,00", "10,00") if each in said and what != "sheets"] == []
        if what != "sheets":
            places = [said.index(title) for title in called]
            assert places == sorted(places)
    sheets = reading_pdf.words(pdf(jury.organiser, "sheets", "en"))
    assert (sheets.count("What is strong"), sheets.count(SAID), sheets.count(ADVICE)) == (15, 1, 1)


def test_the_longest_texts_have_their_room_and_what_is_left_out_is_seen(jury: Jury) -> None:
    jury.seal()
    long = "Accompagner " * 333
    with jury.app.app_context(), changes.transaction() as session:
        for team in session.query(Team):
            team.organisation, team.members, team.problem = "59+60+62+80+95", long, long
    word(jury.organiser, **dict.fromkeys(TEXTS, "é\n" * 200))
    cards, diplomas = (pdf(jury.organiser, what) for what in ("cards", "diplomas"))
    assert (pages_of(cards), pages_of(diplomas)) == (4, 8)
    assert reading_pdf.words(cards).count("…") == reading_pdf.words(diplomas).count("…") == 8
    # Nothing of what a team is told is left out: it goes on overleaf.
    told = pdf(jury.organiser, "sheets")
    assert pages_of(told) > 15
    assert reading_pdf.words(told).split().count("é") == 800


def test_diplomas_tell_the_tiers_of_the_ceremony_and_wait_where_nobody_knows_them(
    jury: Jury, monkeypatch: pytest.MonkeyPatch
) -> None:
    jury.seal()
    sealed = reveal.packet
    tiers = {"key": "c", "name": "Prix", "sponsor": None, "gold": 1, "silver": 1, "bronze": 1}

    def with_tiers(session: Session, event: Event) -> dict[str, Any] | None:
        found = sealed(session, event)
        teams = [{**team, "category": "c"} for team in found["teams"]] if found else []
        return found and {**found, "categories": [tiers], "teams": teams}

    monkeypatch.setattr(reveal, "packet", with_tiers)
    for what in ("cards", "diplomas"):  # teams 2 and 3 are equal, for silver and bronze
        answer = jury.organiser.client.get(f"/{jury.organiser.slug}/desk/restitution/print/{what}?lang=en")
        assert (answer.status_code, "set the order by hand" in answer.text) == (409, True)
    for plan, count in ((Plan(form="unranked"), 0), (Plan(order="by_hand"), 3)):
        monkeypatch.setattr(reveal, "plan", lambda *_, plan=plan: plan)
        html = page(jury.organiser, "desk/restitution/print/diplomas?lang=en&x=")
        assert (html.count("<article"), html.count(" award</p>")) == (8, count)


def test_the_texts_come_back_with_the_complete_export(jury: Jury, tmp_path: Path, app: Flask) -> None:
    word(jury.organiser)
    with app.app_context():
        event = db.session.scalars(select(Event)).one()
        sheets.write_json(export.tables(db.session(), event), tmp_path / "event.json")
    tables, faults = sheets.read_event(tmp_path / "event.json")
    assert faults == []
    assert tables
    assert tables.feedback == {"3": {"strength_1": SAID, "advice": ADVICE}}
    found: dict[str, Any] = json.loads((tmp_path / "event.json").read_text(encoding="utf-8"))
    for wrong in ({"one": {}}, {"3": {"advice": 4}}, {"3": {"score": "8"}}, []):
        (tmp_path / "wrong.json").write_text(json.dumps(found | {"feedback": wrong}), encoding="utf-8")
        assert sheets.read_event(tmp_path / "wrong.json")[0] is None
