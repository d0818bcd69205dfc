"""Whatever a person may drop there: faults, never an exception, and one never hides another."""

import random
from pathlib import Path

import pytest
import xlsxwriter
from odfdo import Document, Table

from app.documents.sheets import read_event, read_path
from tests.documents.four_kinds import written_event


def test_an_unreadable_table_does_not_hide_the_faults_of_others(tmp_path: Path) -> None:
    folder = written_event(tmp_path, "folder")
    (folder / "teams.csv").write_bytes(b"number;title\n1;\x81\x00")
    (folder / "coaches.csv").write_text("key;name\n;Coach A")
    tables, faults = read_event(folder)
    assert tables is None
    assert [fault.sentence() for fault in faults] == [
        "teams: This file is not text in UTF-8 or Windows-1252.",
        "coaches, line 2, column “key”: A value is missing.",
    ]


def test_files_too_large_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written_event(tmp_path, "folder")
    monkeypatch.setattr("app.documents.csv_folder.MOST_BYTES", 100)
    assert "too large" in read_event(folder)[1][0].text
    monkeypatch.setattr("app.documents.workbooks.MOST_BYTES", 100)
    assert "too large" in read_event(written_event(tmp_path, "xlsx"))[1][0].text
    monkeypatch.setattr("app.documents.complete_export.MOST_BYTES", 100)
    assert "too large" in read_event(written_event(tmp_path, "json"))[1][0].text


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_stray_cell_in_the_last_corner_is_refused_before_it_is_laid_out(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"event.{kind}"
    if kind == "xlsx":
        with xlsxwriter.Workbook(str(file)) as book:
            sheet = book.add_worksheet("teams")
            sheet.write(0, 0, "number")
            sheet.write(1_048_575, 16_383, "x")
    else:
        document = Document("spreadsheet")
        document.body.clear()
        table = Table("teams")
        table.set_value((0, 0), "number")
        table.set_value((16_383, 1_048_575), "x")
        document.body.append(table)
        document.save(file)
    assert [fault.text for fault in read_event(file)[1]] == ["This spreadsheet is too large for an event."]


@pytest.mark.parametrize("name", ["event.xlsx", "event.ods", "event.json", "event.pdf", "teams.csv"])
def test_junk_is_one_fault(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    for seed in range(20):
        file.write_bytes(random.Random(seed).randbytes(400))
        raw, faults = read_path(file)
        assert raw == {} and len(faults) == 1
        assert faults[0].table == name


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_damaged_spreadsheet_never_raises(tmp_path: Path, kind: str) -> None:
    file = written_event(tmp_path, kind)
    sound = file.read_bytes()
    for seed in range(60):
        chance = random.Random(seed)
        damaged = bytearray(sound[: chance.randrange(len(sound))] if seed % 3 == 0 else sound)
        for _ in range(10):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        file.write_bytes(damaged)
        read_event(file)


def test_nothing_at_the_path(tmp_path: Path) -> None:
    assert [fault.text for fault in read_event(tmp_path / "nowhere")[1]] == ["There is no such file or folder."]
    assert [fault.text for fault in read_event(tmp_path)[1]] == ["There is no CSV file in this folder."]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("[]", "not the export of an event"),
        ('{"format": "palmares-event", "version": 2, "tables": {}}', "version that is not known"),
        (
            '{"format": "palmares-event", "version": 1, "version": 1, "tables": {}}',
            "“version” is there twice",
        ),
        ('{"format": "palmares-event", "version": NaN, "tables": {}}', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"format": "palmares-event", "version": 1, "tables": {"teams": 1}}', "teams: A list of rows"),
        ('{"format": "palmares-event", "version": 1, "tables": {"teams": [1]}}', "teams, line 2: A row is"),
        (
            '{"format": "palmares-event", "version": 1, "tables": {"teams": [{"title": []}]}}',
            "teams, line 2, column “title”: Text, a whole number",
        ),
    ],
)
def test_json_that_is_no_event(tmp_path: Path, text: str, answer: str) -> None:
    file = tmp_path / "event.json"
    file.write_text(text)
    assert answer in " / ".join(fault.sentence() for fault in read_event(file)[1])
