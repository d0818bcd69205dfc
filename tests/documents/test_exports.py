"""What is taken away is the event, in every form; and nothing in it is alive, whatever people typed."""

import csv
import io
import random
import zipfile

import pytest

from app.documents import exports, write_workbook
from app.documents.csv_folder import content_of
from app.documents.read_upload import read
from app.documents.sheets import EXAMPLES, read_event
from app.domain.event_columns import TABLES
from app.domain.event_rows import EventTables
from app.domain.event_tables import read_tables
from app.domain.headings import IMPORTED
from app.domain.raw_tables import RawTable

SIGNS = ["=", "+", "-", "@", "\t", "'", "＝", "＋", "－", "＠", "|", ";", '"', "é", "1", " ", "\n", "HYPERLINK(", "cmd"]


@pytest.fixture(scope="module", params=EXAMPLES)
def tables(request: pytest.FixtureRequest) -> EventTables:
    """Each example."""
    found, faults = read_event(EXAMPLES[request.param])
    assert found is not None, faults
    return found


@pytest.mark.parametrize("form", ["json", "ods", "xlsx", "csv-folder"])
def test_a_whole_event_comes_back_the_same(tables: EventTables, form: str) -> None:
    content = exports.whole(tables, form)
    assert content is not None
    found = read(content, f"event.{form}")
    assert found.faults == []
    assert read_tables(found.tables) == (tables, [])


def test_there_is_no_other_form(tables: EventTables) -> None:
    assert exports.whole(tables, "exe") is None
    assert exports.one("teams", RawTable(["number"], []), "json") is None


@pytest.mark.parametrize("name", IMPORTED)
def test_a_template_has_every_heading(name: str) -> None:
    assert {column.name for column in TABLES[name]} <= set(exports.template(name).header)


def hostile(chance: random.Random) -> str:
    """A text that a spreadsheet might run."""
    return chance.choice(SIGNS) + "".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 12)))


def live(form: str, content: bytes) -> list[str]:
    """What a spreadsheet would take for a formula, read from the file's own text by no reader of ours."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        if form == "xlsx":
            sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/")]
            return [name for name in sheets if b"<f" in file.read(name) or b"hyperlink" in file.read(name)]
        return ["content.xml"] if b"table:formula" in file.read("content.xml") else []


def comes_out_dead(chance: random.Random, lines: int) -> None:
    """Hostile cells, written in each form, hold no formula and come back as they were typed."""
    cells = [[hostile(chance).strip() or "a", "end"] for _ in range(lines)]
    asked = {"teams": [["title", "cost"], *cells]}
    for form, write in (("xlsx", write_workbook.xlsx), ("ods", write_workbook.ods)):
        content = write(asked)
        assert live(form, content) == []
        back = read(content, "file").tables["teams"].rows
        assert [row[0].replace("\n", " ").split() for _, row in back] == [
            text.replace("\n", " ").split() for text, _ in cells
        ]
    written = content_of(["title", "cost"], cells).decode("utf-8-sig")
    read_elsewhere = csv.reader(io.StringIO(written, newline=""), delimiter=";")
    assert [cell for row in read_elsewhere for cell in row if cell[:1] in tuple("=+-@\t＝＋－＠")] == []


def test_hostile_cells_come_out_dead() -> None:
    comes_out_dead(random.Random(8), 200)


@pytest.mark.nightly
def test_five_thousand_hostile_cells_come_out_dead() -> None:
    chance = random.Random(9)
    for _ in range(5):
        comes_out_dead(chance, 1_000)


def test_control_a_formula_is_noticed() -> None:
    made = io.BytesIO()
    with write_workbook.xlsxwriter.Workbook(made) as book:
        book.add_worksheet("teams").write(0, 0, "=1+1")
    assert live("xlsx", made.getvalue()) != []
