"""What is exported is loaded back identical, and no spreadsheet takes a text of it for a formula."""

from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.documents.cells import escaped, unescaped
from app.documents.sheets import read_event, write_csv_folder, write_json
from app.domain.event_tables import BallotRow, CriterionRow, EventTables, TeamRow
from tests.domain.small_event import read_well, small_event


@given(st.text(alphabet="'=+-@\t\r\n ab＝"))
@settings(max_examples=200)
def test_no_text_is_written_as_a_formula_and_each_comes_back(text: str) -> None:
    assert escaped(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
    assert unescaped(escaped(text)) == text


# Letters of every kind, and what files trip over: separators, quotes, apostrophes, signs of a formula.
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"), codec="utf-8") | st.sampled_from(";,\t\n\"'=+-@é’")
SOME_TEXT = st.text(LETTERS, max_size=20).map(lambda text: normalize("NFC", text).strip()).filter(bool)
TEXTS = st.none() | SOME_TEXT


@st.composite
def events(draw: st.DrawFn) -> EventTables:
    """The small event with other texts, levels and scores."""
    tables = read_well(small_event())
    scores = st.none() | st.integers(0, 10)
    criteria = tuple(
        CriterionRow(
            key=row.key,
            label=draw(SOME_TEXT),
            weight=draw(st.integers(1, 1000)),
            levels=draw(st.dictionaries(st.integers(0, 10), SOME_TEXT, max_size=3)),
        )
        for row in tables.criteria
    )
    teams = tuple(
        TeamRow(
            number=row.number,
            title=draw(SOME_TEXT),
            organisations=row.organisations,
            problem=draw(TEXTS),
            members=draw(TEXTS),
        )
        for row in tables.teams
    )
    ballots = tuple(
        BallotRow(
            juror=row.juror,
            team=row.team,
            scores={key: draw(scores) for key in ("innovation", "cost")},
            comment=draw(TEXTS),
        )
        for row in tables.ballots
    )
    return EventTables(**{**vars(tables), "criteria": criteria, "teams": teams, "ballots": ballots})


def comes_back(folder: Path, tables: EventTables) -> None:
    """As the complete export and as a folder of tables."""
    write_json(tables, folder / "event.json")
    assert read_event(folder / "event.json") == (tables, [])
    write_csv_folder(tables, folder / "event")
    assert read_event(folder / "event") == (tables, [])


MANY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lasting() -> EventTables:
    """The small event with an address that outlives its day."""
    tables = read_well(small_event())
    return replace(tables, event=replace(tables.event, public_address="https://www.departement.example/forum"))


@given(events())
@example(read_well(small_event()))
@example(lasting())
@settings(MANY, max_examples=60)
def test_what_is_exported_is_loaded_back_the_same(tmp_path: Path, tables: EventTables) -> None:
    comes_back(tmp_path, tables)


@pytest.mark.nightly
@pytest.mark.timeout(600)
@given(events())
@settings(MANY, max_examples=500)
def test_five_hundred_events_are_loaded_back_the_same(tmp_path: Path, tables: EventTables) -> None:
    comes_back(tmp_path, tables)
