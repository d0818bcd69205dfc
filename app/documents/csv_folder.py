"""A folder of CSV files named after the tables: `;` `,` or tab, UTF-8 or Windows-1252, quotes as usual."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from app.documents.cells import escaped, unescaped
from app.domain.raw_tables import Fault, RawTable

MOST_BYTES = 2_000_000
MOST_BALLOT_BYTES = 20_000_000
MOST_BROKEN_LINES = 20
SEPARATORS = ";,\t"

UNREADABLE = RawTable([], [], whole=False)


def read_folder(folder: Path) -> tuple[dict[str, RawTable], list[Fault]]:
    """Every CSV file of a folder; other files are left alone."""
    raw: dict[str, RawTable] = {}
    faults: list[Fault] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv" or path.name.startswith("."):
            continue
        table = path.stem.lower()
        if table in raw:
            faults.append(Fault(table, None, None, "Two files have the name of this table."))
            continue
        raw[table], found = _read_file(table, path)
        faults += found
    if not raw:
        faults.append(Fault(folder.name, None, None, "There is no CSV file in this folder."))
    return raw, faults


def write_folder(raw: Mapping[str, RawTable], folder: Path) -> None:
    """One file per table, as French spreadsheets open it: `;`, CRLF, UTF-8 with a mark, formulas escaped."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, (header, rows, _) in raw.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            write_rows(file, header, [cells for _, cells in rows])


def write_rows(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as French spreadsheets open it, in a file that keeps line ends as they are written."""
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([escaped(cell) for cell in cells] for cells in rows)


def content_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same as the content of a file: UTF-8 with a mark."""
    made = io.StringIO(newline="")
    write_rows(made, header, rows)
    return made.getvalue().encode("utf-8-sig")


def _read_file(table: str, path: Path) -> tuple[RawTable, list[Fault]]:
    most = MOST_BALLOT_BYTES if table == "ballots" else MOST_BYTES
    try:
        if path.stat().st_size > most:
            text = "This file is too large: %(most)s MB is the most."
            return UNREADABLE, [Fault(table, None, None, text, {"most": most // 1_000_000})]
        text = decoded(path.read_bytes())
    except OSError:
        return UNREADABLE, [Fault(table, None, None, "This file cannot be opened.")]
    except UnicodeDecodeError:
        return UNREADABLE, [Fault(table, None, None, "This file is not text in UTF-8 or Windows-1252.")]
    return read_text(table, text)


def decoded(content: bytes) -> str:
    """UTF-8, else Windows-1252; UnicodeDecodeError where it is neither, or not text at all."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    if "\0" in text:
        raise UnicodeDecodeError("utf-8", content[:1], 0, 1, "a text holds no NUL")
    return text


def read_text(table: str, text: str) -> tuple[RawTable, list[Fault]]:
    """The table that a text holds; a line whose quotes do not close is a fault and hides none below it."""
    lines = list(io.StringIO(text, newline=""))
    separator = _separator(next((line for line in lines if line.strip()), ""))
    rows: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    at = 0
    while at < len(lines) and len(faults) < MOST_BROKEN_LINES:
        reader = csv.reader(islice(lines, at, None), delimiter=separator, strict=True)
        done = 0
        try:
            for cells in reader:
                rows.append((at + done + 1, [unescaped(cell.strip()) for cell in cells]))
                done = reader.line_num
            at = len(lines)
        except csv.Error:
            at += done + 1
            faults.append(Fault(table, at, None, "The quotes of this line are not closed as they should be."))
    rows = [(line, cells) for line, cells in rows if any(cells)]
    if not rows:
        return RawTable([], [], whole=not faults), faults
    return RawTable(rows[0][1], rows[1:], whole=not faults), faults


def text_of(raw: RawTable) -> str:
    """A table as text that reads back the same, for a person to see and correct."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\n")
    writer.writerows([raw.header] if raw.header else [])
    writer.writerows([escaped(cell) for cell in cells] for _, cells in raw.rows)
    return made.getvalue()


def _separator(heading: str) -> str:
    """The separator that parts the heading line into most cells; `;` if none does."""
    return max(SEPARATORS, key=heading.count)
