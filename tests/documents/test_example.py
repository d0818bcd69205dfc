"""The example: Amiens, 28 November 2019, as it was published, and what a spoilt copy of it is told."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.documents.sheets import read_event, write_csv_folder
from app.domain.event_tables import EventTables

EXAMPLE = Path(__file__).parents[2] / "examples" / "amiens-2019"
LAUREATES = {1, 4, 7, 9, 10, 12, 13, 14}
SILENT = {3, 5, 6, 8, 11, 15}


@pytest.fixture(scope="module")
def amiens() -> EventTables:
    tables, faults = read_event(EXAMPLE)
    assert [fault.sentence() for fault in faults] == []
    assert tables is not None
    return tables


def test_the_day_and_its_rules(amiens: EventTables) -> None:
    event = amiens.event
    assert (event.slug, event.date.isoformat(), event.place) == ("amiens-2019", "2019-11-28", "Amiens")
    assert (event.timezone, event.language) == ("Europe/Paris", "fr")
    assert (event.pitch_minutes, event.questions_minutes, event.laureates) == (3, 5, 8)
    assert (event.scale_min, event.scale_max, event.own_organisation) == (0, 10, "abstain")
    assert [criterion.key for criterion in amiens.criteria] == ["innovation", "transferability", "cost_use"]
    assert all(set(criterion.levels) == {0, 5, 10} for criterion in amiens.criteria)


def test_the_programme_has_its_published_times(amiens: EventTables) -> None:
    at = [datetime.fromtimestamp(slot.planned_at_ms / 1000, UTC) for slot in amiens.agenda]
    hours = [f"{instant.astimezone(ZoneInfo('Europe/Paris')):%H:%M}" for instant in at]
    programme = list(zip(hours, amiens.agenda, strict=True))
    assert [(hour, slot.kind) for hour, slot in programme if slot.kind != "pitch"] == [
        ("09:00", "welcome"),
        ("09:15", "talk"),
        ("09:45", "coaching"),
        ("12:30", "break"),
        ("14:00", "briefing"),
        ("14:15", "talk"),
        ("16:00", "deliberation"),
        ("17:00", "announcement"),
    ]
    pitches = [(hour, slot) for hour, slot in programme if slot.kind == "pitch"]
    assert [slot.team for _, slot in pitches] == list(range(1, 16))
    assert [hour for hour, _ in pitches][:3] == ["14:30", "14:38", "14:46"]
    assert pitches[-1][0] == "16:22"  # it ends at 16:30, half an hour after the deliberation was due


def test_five_departements_with_three_teams_each(amiens: EventTables) -> None:
    assert [(row.key, row.code, row.name) for row in amiens.organisations] == [
        ("59", "59", "Nord"),
        ("60", "60", "Oise"),
        ("62", "62", "Pas-de-Calais"),
        ("80", "80", "Somme"),
        ("95", "95", "Val-d’Oise"),
    ]
    assert [row.organisations for row in amiens.teams] == [(row.key,) for row in amiens.organisations for _ in "123"]
    assert [(row.number, row.table) for row in amiens.teams] == [(n, str(n)) for n in range(1, 16)]


def test_nothing_is_told_of_the_projects_that_no_source_describes(amiens: EventTables) -> None:
    for team in amiens.teams:
        told = [team.problem, team.solution, team.implementation]
        if team.number in SILENT:
            assert (team.title, team.short_title, told) == (f"Projet {team.number}", team.title, [None] * 3)
        else:
            assert team.number in LAUREATES | {2}
            assert team.short_title and team.solution
        assert team.cost is None and team.members is None


def test_the_jury_is_of_the_five_authorities_and_made_of_functions(amiens: EventTables) -> None:
    assert len(amiens.jurors) == 12
    assert {juror.organisation for juror in amiens.jurors} == {row.key for row in amiens.organisations}
    assert {juror.role for juror in amiens.jurors} == {"elected", "agent", "director"}
    assert [juror.name for juror in amiens.jurors if juror.chair] == ["Élue, Somme"]
    places = {row.key: row.name for row in amiens.organisations}
    for juror in amiens.jurors:
        function, _, place = juror.name.partition(", ")
        assert function in ("Élu", "Élue", "Agent", "Agente", "DGS")
        assert place == places[juror.organisation or ""]
    assert [coach.name for coach in amiens.coaches] == ["Coach A, beta.gouv.fr", "Coach B, beta.gouv.fr"]


def test_it_is_the_state_before_the_first_pitch(amiens: EventTables) -> None:
    assert not amiens.ballots and not amiens.awards and not amiens.recusals


def test_its_french_is_typeset(amiens: EventTables) -> None:
    for file in EXAMPLE.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        assert "'" not in text, f"{file.name}: the apostrophe is ’"
        for sign in "?!":
            assert f" {sign}" not in text and f"\u00a0{sign}" not in text, f"{file.name}: U+202F before {sign}"


def test_an_exported_copy_is_the_same_event(amiens: EventTables, tmp_path: Path) -> None:
    write_csv_folder(amiens, tmp_path)
    assert read_event(tmp_path) == (amiens, [])


# file, the text found there, the text put in its place, where the fault is
TWELVE = [
    ("event", "2019-11-28", "28 novembre 2019", ("event", 4, "value")),
    ("event", "Europe/Paris", "Europe/Amiens", ("event", 6, "value")),
    ("event", "abstain", "abstein", ("event", 13, "value")),
    ("criteria", "innovation;Innovation;", "innovation;;", ("criteria", 2, "label")),
    ("criteria", "reprendre\u202f?;1;", "reprendre\u202f?;1001;", ("criteria", 3, "weight")),
    ("coaches", "c2;Coach B", "c1;Coach B", ("coaches", 3, "key")),
    ("teams", "Le bon contact;", "Le bon contact, à temps;", ("teams", 2, "short_title")),
    ("teams", ";95;15;", ";96;15;", ("teams", 16, "organisation")),
    ("jurors", ";59;agent;", ";59;mayor;", ("jurors", 3, "role")),
    ("agenda", "09:45;165", "9h45;165", ("agenda", 4, "start")),
    ("agenda", "pitch;;15", "pitch;;16", ("agenda", 22, "team")),
    ("agenda", "17:00;30;announcement", "17:00;;announcement", ("agenda", 24, "minutes")),
]


def test_a_copy_with_twelve_faults_is_told_all_twelve(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(EXAMPLE, tmp_path / "copy"))
    for name, found, typed, _ in TWELVE:
        file = copy / f"{name}.csv"
        text = file.read_text(encoding="utf-8-sig")
        assert text.count(found) == 1, f"{name}: {found}"
        file.write_text(text.replace(found, typed), encoding="utf-8")
    tables, faults = read_event(copy)
    assert tables is None
    assert sorted((fault.table, fault.line or 0, fault.column) for fault in faults) == sorted(
        place for *_, place in TWELVE
    )
