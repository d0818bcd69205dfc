"""Files of an event: four skins of the same tables, in every form that spreadsheets give them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from app.documents.cells import text_of_cell
from app.documents.csv_folder import decoded, read_text
from app.documents.sheets import read_event, read_path
from app.domain.event_tables import read_tables
from tests.documents.four_kinds import KINDS, written_event
from tests.domain.small_event import small_event


@pytest.mark.parametrize("kind", KINDS)
def test_four_skins_hold_the_same_event(tmp_path: Path, kind: str) -> None:
    tables, faults = read_event(written_event(tmp_path, kind))
    assert [fault.sentence() for fault in faults] == []
    assert tables == read_tables(small_event())[0]


@pytest.mark.parametrize("kind", KINDS)
def test_lines_are_those_of_the_file(tmp_path: Path, kind: str) -> None:
    tables, _ = read_event(written_event(tmp_path, kind))
    assert tables is not None
    assert [row.line for row in tables.agenda] == [2, 3, 4, 5]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_csv_in_every_usual_form(separator: str, encoding: str, line_end: str) -> None:
    lines = [["Clé", "Libellé"], ["coût", 'L’"€"'], [], ["usage", "à deux\nlignes"]]
    text = line_end.join(separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    table, faults = read_text("criteria", decoded(text.encode(encoding)))
    assert faults == []
    assert table.header == lines[0]
    assert table.rows == [(2, lines[1]), (4, lines[3])]


def test_a_line_with_open_quotes_does_not_hide_those_below() -> None:
    table, faults = read_text("coaches", 'key;name\nc1;"Coach "A\nc2;Coach B\nc3;"Coach C\nc4;Coach D\n')
    assert [(fault.table, fault.line) for fault in faults] == [("coaches", 2), ("coaches", 4)]
    assert [line for line, _ in table.rows] == [3, 5]
    assert not table.whole


def test_a_line_after_a_cell_of_two_lines_keeps_its_number() -> None:
    table, _ = read_text("coaches", 'key;name\nc1;"Coach\nA"\nc2;Coach B\n')
    assert [line for line, _ in table.rows] == [2, 4]


def test_a_spreadsheet_with_empty_lines_above_keeps_its_numbers(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "event.xlsx")) as book:
        sheet = book.add_worksheet("coaches")
        sheet.write_row(2, 1, ["key", "name"])
        sheet.write_row(4, 1, ["c1", "Coach A"])
    raw, faults = read_path(tmp_path / "event.xlsx")
    assert faults == []
    assert raw["coaches"] == (["key", "name"], [(5, ["c1", "Coach A"])], True)


def test_other_files_of_a_folder_are_left_alone_but_not_other_tables(tmp_path: Path) -> None:
    folder = written_event(tmp_path, "folder")
    (folder / "README.md").write_text("Read me")
    (folder / ".teams.csv").write_bytes(b"\0")
    assert read_event(folder)[1] == []
    (folder / "equipes.csv").write_text("numero;titre")
    assert [fault.sentence() for fault in read_event(folder)[1]] == ["equipes: There is no table of this name."]


def test_a_score_of_five_point_zero_is_refused_in_json(tmp_path: Path) -> None:
    file = written_event(tmp_path, "json")
    file.write_text(file.read_text().replace('"innovation": 8', '"innovation": 8.0'))
    assert [fault.sentence() for fault in read_event(file)[1]] == [
        "ballots, line 2, column “innovation”: “8.0” is not a whole number."
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (False, ""),
        (True, "yes"),
        (12.0, "12"),
        (1.5, "1.5"),
        (date(2019, 11, 28), "2019-11-28"),
        (datetime(2019, 11, 28), "2019-11-28"),
        (datetime(2019, 11, 28, 9, 45), "2019-11-28 09:45"),
        (time(9, 45), "09:45"),
        (timedelta(hours=9, minutes=45), "09:45"),
        ("'=1+1", "=1+1"),
    ],
)
def test_the_words_of_a_spreadsheets_cells(cell: object, text: str) -> None:
    assert text_of_cell(cell) == text
