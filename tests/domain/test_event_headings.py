"""Headings of the tables: French or English, accents and case ignored, and what is told of those amiss."""

import pytest

from app.domain.event_tables import read_tables
from tests.domain.small_event import add, put, read_well, small_event, table, told


def test_headings_missing_double_and_unknown() -> None:
    raw = small_event()
    put(raw, "jurors", 1, "role", "rank")
    put(raw, "teams", 1, "short_title", "Titre")
    put(raw, "ballots", 1, "cost", "price")
    put(raw, "criteria", 1, "level_10", "level_11")
    _, faults = read_tables(raw)
    assert [(fault.table, fault.line, fault.column, fault.text) for fault in faults] == [
        ("criteria", 1, "level_11", "This level is off the scale, which goes from %(low)s to %(high)s."),
        ("teams", 1, "Titre", "This column is there twice."),
        ("jurors", 1, "rank", "There is no column of this name."),
        ("jurors", 1, "role", "This column is missing."),
        ("ballots", 1, "price", "There is no column of this name."),
        ("ballots", 1, "cost", "This column is missing."),
    ]


def test_headings_in_french_with_accents_and_case() -> None:
    raw = small_event()
    raw["event"] = table("Clé;Valeur\nIdentifiant;petit-forum\nNOM;Petit forum\nDate;28/11/2019\nnote max;10")
    raw["criteria"] = table("Clé;Libellé;Poids;Niveau 0\ninnovation;Innovation;2;Rien\ncost;Coût;1;")
    raw["teams"] = table(
        "NUMÉRO;Titre;Titre court;Collectivité;Mise en œuvre;Coût\n"
        "1;Contact;;59;Un essai;Rien\n2;Médiation;;59;;\n3;Cantines;;80;;"
    )
    raw["jurors"] = table("clé;nom;fonction;collectivite;RÔLE;Présidence\nj2;A;;80;agent;\nj3;D;;62;director;oui")
    raw["ballots"] = table("Juré;Équipe;Innovation;COST;Commentaire\nj2;1;8;7;Bien")
    raw["agenda"] = table("Début;Durée;Type;Titre;Équipe\n14:00;8;pitch;;1")
    tables = read_well(raw)
    assert tables.teams[0].implementation == "Un essai"
    assert tables.jurors[1].chair
    assert tables.ballots[0].scores == {"innovation": 8, "cost": 7}


def test_a_fault_names_the_heading_as_the_file_has_it() -> None:
    raw = small_event()
    put(raw, "teams", 1, "short_title", "Titre Court")
    put(raw, "teams", 2, "Titre Court", "x" * 21)
    _, faults = read_tables(raw)
    assert faults[0].sentence() == "teams, line 2, column “Titre Court”: This text has 21 characters; 20 is the most."


def test_cells_under_no_heading() -> None:
    raw = small_event()
    add(raw, "coaches", "c2;Coach B;;dix tables")
    _, faults = read_tables(raw)
    assert [fault.sentence() for fault in faults] == ["coaches, line 3: “dix tables” stands under no heading."]


@pytest.mark.parametrize("key", ["juror", "Équipe", "comment", "final"])
def test_a_criterion_cannot_take_a_word_of_the_ballots(key: str) -> None:
    raw = small_event()
    del raw["ballots"]
    put(raw, "criteria", 3, "key", key)
    _, faults = read_tables(raw)
    assert told(faults) == [("criteria", 3, "key")]


def test_criteria_differ_by_more_than_case() -> None:
    raw = small_event()
    del raw["ballots"]
    put(raw, "criteria", 3, "key", "Innovation")
    assert told(read_tables(raw)[1]) == [("criteria", 3, "key")]
