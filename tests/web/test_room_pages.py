"""The room's pages: the ways from one to the other, the heads of the results, the walls once no team comes any more."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import update

from app import changes
from app.models import Criterion, Event
from tests.conftest import Doors

SLUG = "amiens-2019"
TABS = re.compile(r'<nav class="tabs".*?</nav>', re.DOTALL)
HEADS = re.compile(r'<abbr( lang="\w+")? title="([^"]+)">([^<]+)</abbr>')
WAYS = [f"/{SLUG}/", f"/{SLUG}/agenda", f"/{SLUG}/#teams"]


def page(doors: Doors, path: str, role: str | None = None) -> str:
    """A page, as a stranger or somebody with a link reads it."""
    who = doors.enter(role) if role else doors.stranger()
    answer = who.client.get(f"/{SLUG}/{path}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def change(app: Flask, **columns: object) -> None:
    """The event is otherwise."""
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Event).values(**columns))


@pytest.mark.parametrize("path", ["", "agenda", "teams/4", "results"])
def test_every_page_of_a_phone_leads_to_the_others(doors: Doors, path: str) -> None:
    found = TABS.findall(page(doors, path))
    assert len(found) == 1 and re.findall(r'href="([^"]+)"', found[0]) == WAYS
    assert found[0].count("aria-current") == 1


def test_a_screen_of_the_room_has_no_ways_to_go(doors: Doors) -> None:
    assert not TABS.findall(page(doors, "results", "screen"))


def test_the_heads_of_the_results_are_in_the_language_of_the_ballots(doors: Doors) -> None:
    assert [word for _, _, word in HEADS.findall(page(doors, "results?lang=fr"))] == ["Innov.", "Reprise", "Deniers"]
    english = HEADS.findall(page(doors, "results?lang=en"))
    assert [word for _, _, word in english] == ["Innov.", "Reprise", "Deniers"]
    assert {marked for marked, _, _ in english} == {' lang="fr"'}
    assert 'class="rank__part" lang="fr" data-label="Reprise"' in page(doors, "results?lang=en")


def test_a_head_is_the_label_itself_where_there_is_room_for_it(app: Flask, doors: Doors) -> None:
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Criterion).where(Criterion.key == "innovation").values(label="Audace"))
        session.execute(update(Criterion).where(Criterion.key == "cost_use").values(key="other", label="Autre mérite"))
    words = [unescape(word) for _, _, word in HEADS.findall(page(doors, "results"))]
    assert words == ["Audace", "Reprise", "Autre m."]


def test_walls_name_no_team_once_the_jury_deliberates(app: Flask, doors: Doors) -> None:
    change(app, visibility="hidden")
    for path in ("stage", "waiting", "results"):
        assert ">Équipe 1</" in page(doors, f"{path}?lang=fr"), path
    change(app, phase="deliberation")
    for path in ("stage", "waiting", "results"):
        assert ">Équipe 1</" not in page(doors, f"{path}?lang=fr"), path
    stage = page(doors, "stage?lang=fr")
    wall = " ".join(unescape(re.sub(r"<[^>]+>", " ", stage.partition('class="wall__head"')[2])).split())
    assert wall.startswith("> Le jury délibère 17:00 ") and " Annonce des lauréats " in wall
    change(app, phase="announced")
    assert "Les lauréats sont annoncés" in page(doors, "stage?lang=fr")
