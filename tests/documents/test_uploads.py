"""What people send is read apart and within limits: by its content, in many forms, at nobody's expense."""

import io
import random
import zipfile

import pytest
import xlsxwriter

from app.documents import uploads
from app.documents.read_upload import TOO_LARGE, read
from app.documents.sheets import EXAMPLE
from app.documents.uploads import GIVEN_UP
from app.domain.event_columns import MOST_COLUMNS, MOST_ROWS
from app.domain.event_tables import read_tables
from app.domain.fitting import fit
from app.domain.headings import IMPORTED, headed
from app.domain.putting_in import put_in
from tests.documents.four_kinds import written_event
from tests.domain.small_event import small_event

SEED = 8


def workbook(rows: list[list[object]], sheet: str = "Équipes") -> bytes:
    """An .xlsx of one sheet."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    return made.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A .zip of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


TEAMS = workbook([["N°", "Intitulé du projet"], [1, "Le bus"], [2, "Le vélo"]])


def test_a_workbook_is_read_by_the_child_with_its_lines() -> None:
    found = uploads.taken(TEAMS, "équipes.csv")
    assert found.faults == []
    assert found.tables["teams"].header == ["N°", "Intitulé du projet"]
    assert found.tables["teams"].rows == [(2, ["1", "Le bus"]), (3, ["2", "Le vélo"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_is_read_whatever_its_signs(encoding: str, separator: str) -> None:
    found = read(f"numéro{separator}titre\r\n1{separator}Le vélo\r\n".encode(encoding), "Projets.csv")
    assert found.tables["teams"].rows == [(2, ["1", "Le vélo"])]


def test_a_zip_of_csv_files_is_a_folder() -> None:
    found = read(zipped({f"forum/{path.name}": path.read_bytes() for path in EXAMPLE.glob("*.csv")}), "forum.zip")
    assert found.faults == []
    assert len(found.tables["teams"].rows) == 15


BOMBS = {
    "zeros that inflate": zipped({"xl/workbook.xml": b"\0" * 60_000_000}),
    "csv that inflates": zipped({"teams.csv": b"\n" * 60_000_000}),
    "too many members": zipped({f"{number}.csv": b"a" for number in range(300)}),
    "too many lines": ("titre\n" + "a\n" * (MOST_ROWS + 1)).encode(),
    "too many columns": (";".join("abc" for _ in range(MOST_COLUMNS + 1)) + "\n").encode(),
    "too many bytes": b"a" * 2_000_001,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_words(name: str) -> None:
    assert [fault.text for fault in read(BOMBS[name], "file").faults] == [TOO_LARGE]


def test_a_child_that_takes_too_long_or_dies_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SECONDS", 0.001)
    assert [fault.text for fault in uploads.taken(TEAMS, "a.xlsx").faults] == [GIVEN_UP]


@pytest.mark.parametrize(
    "junk", [b"", b"\xd0\xcf\x11\xe0junk", b"PK\x03\x04junk", b"{", b"{}", b"\xff\xfe\x00a", b"\0"]
)
def test_junk_is_answered(junk: bytes) -> None:
    found = read(junk, "junk")
    assert found.faults or not any(raw.rows for raw in found.tables.values())


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A file with a few bytes changed, taken out or doubled; or cut short."""
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(spoilt)), chance.randint(1, 40)
        how = chance.randrange(4)
        if how == 0:
            spoilt[at] = chance.randrange(256)
        elif how == 1:
            del spoilt[at : at + length]
        elif how == 2:
            spoilt[at:at] = spoilt[at : at + length]
        else:
            spoilt[at : at + length] = chance.randbytes(length)
        spoilt = spoilt or bytearray(b"a")
    return bytes(spoilt[: chance.randrange(1, len(spoilt) + 1)] if chance.random() < 0.1 else spoilt)


def whatever_happens(content: bytes, chance: random.Random) -> None:
    """A spoilt file is read, fitted and judged: tables or faults, never anything else."""
    found = read(mutated(content, chance), "file")
    read_tables(found.tables)
    for name, raw in found.tables.items():
        table = name if name in IMPORTED else "teams"
        raw, columns = headed(table, raw)
        read_tables(put_in(table, fit(table, raw, columns, small_event()), small_event()))


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """A whole event in each form that can be sent, and a table alone."""
    files = []
    for kind in ("xlsx", "ods", "json"):
        file = written_event(tmp_path_factory.mktemp(kind), kind)
        files.append(file.read_bytes())
    return [*files, TEAMS, (EXAMPLE / "teams.csv").read_bytes(), zipped({"teams.csv": b"titre;n\na;1\n"})]


def test_two_hundred_spoilt_files_are_answered(originals: list[bytes]) -> None:
    chance = random.Random(SEED)
    for number in range(200):
        whatever_happens(originals[number % len(originals)], chance)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_five_thousand_spoilt_files_are_answered(originals: list[bytes]) -> None:
    chance = random.Random(SEED + 1)
    for number in range(5_000):
        whatever_happens(originals[number % len(originals)], chance)
