"""The second example: the TERRITORIA prize of 2017, with the counts that its release gives."""

from collections import Counter

import pytest

from app.documents.sheets import EXAMPLES, read_event, write_json
from app.domain.event_tables import EventTables


@pytest.fixture(scope="module")
def territoria() -> EventTables:
    tables, faults = read_event(EXAMPLES["territoria-2017"])
    assert [fault.sentence() for fault in faults] == []
    assert tables is not None
    return tables


def test_it_has_the_counts_of_the_release(territoria: EventTables) -> None:
    assert len(territoria.teams) == 38 == territoria.event.laureates
    tiers = [sum(getattr(row, tier) or 0 for row in territoria.categories) for tier in ("gold", "silver", "bronze")]
    assert tiers == [22, 6, 10]
    # One region, three départements, five groupings, 22 communes: the 9th arrondissement is of Paris.
    assert len(territoria.organisations) == 31 == 1 + 3 + 5 + 22
    assert {key for team in territoria.teams for key in team.organisations} == {
        row.key for row in territoria.organisations
    }
    ninth = [team for team in territoria.teams if "9e" in (team.territory or "")]
    assert [team.organisations for team in ninth] == [("paris",)] * 2


def test_each_category_gives_as_many_tiers_as_it_has_projects(territoria: EventTables) -> None:
    given = {row.key: (row.gold or 0) + (row.silver or 0) + (row.bronze or 0) for row in territoria.categories}
    assert given == Counter(team.category for team in territoria.teams)
    assert [row.key for row in territoria.categories if not row.sponsor] == ["ecomaires", "unicef"]


def test_one_project_is_of_two_authorities_which_share_the_distinction(territoria: EventTables) -> None:
    assert [team.organisations for team in territoria.teams if len(team.organisations) > 1] == [("angers", "alm")]
    assert [(award.organisation, award.tier) for award in territoria.awards] == [
        ("angers", "excellence"),
        ("alm", "excellence"),
    ]


def test_every_project_says_what_it_is_and_nobody_is_named(territoria: EventTables) -> None:
    assert [team.number for team in territoria.teams if not (team.short_title and team.solution and team.problem)] == []
    assert [team.number for team in territoria.teams if team.members] == []
    assert all(juror.name.startswith(("Présidence", "Membre")) for juror in territoria.jurors)


def test_its_french_is_typeset() -> None:
    for file in EXAMPLES["territoria-2017"].glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        assert [sign for sign in ("'", " ?", " !", " ;", " %", " €", "« ", " »") if sign in text] == [], file.name


def test_an_exported_copy_is_the_same_event(territoria: EventTables, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("copy") / "copy.json"
    write_json(territoria, file)
    assert read_event(file) == (territoria, [])
