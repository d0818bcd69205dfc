"""An event whose jurors each saw only part of the teams: two panels that share two teams, the second one harsher.

By the plain mean the laureates are teams 1, 2 and 3; at equal severity team 5, which only the harsh panel saw, comes in
and team 2 goes.
"""

from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.cli.event import load
from app.documents.sheets import write_csv_folder
from app.domain.event_tables import EventTables
from app.domain.raw_tables import RawTable
from app.extensions import db
from app.models import Event
from tests.conftest import Doors
from tests.domain.small_event import read_well, table
from tests.listing import Jury

TABLES = {
    "event": """key;value
        slug;deux-groupes
        name;Forum des deux groupes
        date;2019-11-28
        place;Amiens
        laureates;3
        own_organisation;score
        visibility;live
        method;adjusted""",
    "criteria": """key;label;weight
        innovation;Innovation;3
        cost;Coût;2""",
    "organisations": """key;name
        59;Nord
        80;Somme""",
    "teams": """number;title;organisation
        1;Boussole;59
        2;Passerelle;80
        3;Le fil;59
        4;Relais;80
        5;Atelier;59
        6;Guichet;80""",
    "jurors": """key;name;role;chair
        a1;Élue, Nord;elected;yes
        a2;Agent, Somme;agent;
        a3;DGS, Nord;director;
        b1;Élu, Somme;elected;
        b2;Agente, Nord;agent;
        b3;DGA, Somme;director;""",
    "agenda": """start;minutes;kind;title
        14:00;60;deliberation;Délibération""",
}
PANELS = {"a": (1, 2, 3, 4), "b": (3, 4, 5, 6)}
SPLIT = {"a": (1, 2, 3), "b": (4, 5, 6)}
# What each panel gives, and how its jurors differ from it on each criterion.
GIVEN = {"a": {1: 7, 2: 6, 3: 8, 4: 5}, "b": {3: 6, 4: 3, 5: 6, 6: 4}}
APART = {"1": (0, 0), "2": (1, -1), "3": (-1, 1)}
ELSEWHERE = "pas dans ce groupe"


def tables(panels: dict[str, tuple[int, ...]] = PANELS, **rules: str) -> EventTables:
    """The event as it is loaded: each panel scores its teams, and is recused from the others; `rules` are others."""
    raw = {name: table(text) for name, text in TABLES.items()}
    header, rows, _ = raw["event"]
    kept = [(line, cells) for line, cells in rows if cells[0] not in rules]
    raw["event"] = RawTable(header, [*kept, *((20 + n, [key, said]) for n, (key, said) in enumerate(rules.items()))])
    jurors = [cells[0] for _, cells in raw["jurors"].rows]
    aside = [(key, team) for key in jurors for team in range(1, 7) if team not in panels[key[0]]]
    raw["recusals"] = _table(["juror", "team", "reason"], [[key, str(team), ELSEWHERE] for key, team in aside])
    scored = [(key, team) for key in jurors for team in panels[key[0]]]
    raw["ballots"] = _table(["juror", "team", "innovation", "cost"], [_ballot(key, team) for key, team in scored])
    return read_well(raw)


def _ballot(key: str, team: int) -> list[str]:
    usual = GIVEN[key[0]].get(team, 5)
    # Nobody is wholly regular: a point more here and there.
    more = (key, team) in (("a2", 2), ("b2", 3))
    return [key, str(team), *(str(usual + each + more) for each in APART[key[1]])]


def _table(header: list[str], rows: list[list[str]]) -> RawTable:
    return RawTable(header, list(enumerate(rows, 2)))


def loaded(app: Flask, folder: Path, given: EventTables) -> Jury:
    """The event from a folder of CSV files, by the command; its organiser and its chair at their doors."""
    slug = given.event.slug
    write_csv_folder(given, folder / slug)
    said = app.test_cli_runner().invoke(load, [str(folder / slug)])
    assert said.output == f"{slug} is loaded.\n"
    with app.app_context():
        event = db.session.scalars(select(Event).filter_by(slug=slug)).one()
    return Jury(app, Doors(app, event))
