"""Reading a file that somebody sent: a program of its own, started by its path, with limits on time and memory.

It runs apart because a file may be made to exhaust whoever opens it. It knows shapes and decides nothing: tables as
text in cells come out as JSON, or a fault in words. `python read_upload.py < file`
"""

import io
import json
import lzma
import sys
import types
import zipfile
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

if "app" not in sys.modules:
    alone = types.ModuleType("app")
    alone.__path__ = [str(Path(__file__).parent.parent)]
    sys.modules["app"] = alone

from app import limits
from app.documents.complete_export import beside_of, parsed
from app.documents.csv_folder import decoded, read_text
from app.documents.workbooks import OLD, read_sheets
from app.domain.event_columns import MOST_COLUMNS, MOST_LEVELS, MOST_ROWS
from app.domain.headings import table_of
from app.domain.raw_tables import Fault, RawTable

MOST_BYTES = 2_000_000
MOST_INFLATED, MOST_MEMBERS = 20_000_000, 200
MOST_MEMORY, MOST_CPU_S = 512 << 20, 10
ZIP = b"PK\x03\x04"
TOO_LARGE = "This file holds more than any table of an event: 2 MB, 2,000 lines and 30 columns are the most."


@dataclass
class Read:
    """What a file holds: its tables by the names that it gives them, or why it cannot be read."""

    tables: dict[str, RawTable] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # What a complete export holds beside its tables.
    beside: dict[str, Any] = field(default_factory=dict)


def read(content: bytes, name: str = "") -> Read:
    """The tables of a file, known by its content and not by its name; an unknown table keeps the name it has."""
    where = name[-60:]
    if len(content) > MOST_BYTES:
        return Read(faults=[Fault(where, None, None, TOO_LARGE)])
    if content[:4] == ZIP:
        found = _zipped(content, where)
    elif content[:4] == OLD:
        found = _named(*read_sheets(content, where))
    elif content.lstrip()[:1] == b"{":
        found = _export(content, where)
    else:
        found = _text(content, where, table_of(Path(name).stem) or Path(name).stem or "csv")
    return _within(found, where)


def _zipped(content: bytes, where: str) -> Read:
    """A workbook, or CSV files brought together."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            members = [member for member in file.infolist() if not member.filename.endswith("/")]
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_INFLATED:
                return Read(faults=[Fault(where, None, None, TOO_LARGE)])
            if any(member.filename in ("content.xml", "xl/workbook.xml") for member in members):
                return _named(*read_sheets(content, where))
            return _folder(file, members, where)
    except (
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
    ):
        return Read(faults=[Fault(where, None, None, "This archive is damaged.")])


def _folder(file: zipfile.ZipFile, members: list[zipfile.ZipInfo], where: str) -> Read:
    found = Read()
    for member in members:
        path = Path(member.filename)
        if path.suffix.lower() != ".csv" or path.name.startswith(".") or path.parts[0] == "__MACOSX":
            continue
        table = table_of(path.stem) or path.stem
        one = _text(file.read(member), path.name, table)
        if table in found.tables:
            found.faults.append(Fault(table, None, None, "Two files have the name of this table."))
        found.tables.update(one.tables)
        found.faults += one.faults
    if not found.tables and not found.faults:
        found.faults.append(Fault(where, None, None, "There is no CSV file in this archive."))
    return found


def _named(raw: dict[str, RawTable], faults: list[Fault]) -> Read:
    """Sheets by the names of our tables, where their own say which one they are."""
    tables: dict[str, RawTable] = {}
    for name, sheet in raw.items():
        table = table_of(name)
        tables[table if table and table not in tables else name] = sheet
    return Read(tables, faults)


def _export(content: bytes, where: str) -> Read:
    found, raw, faults = parsed(content, where)
    if faults:
        return Read(faults=faults)
    beside, altered = beside_of(found, where)
    return Read(raw, altered, beside)


def _text(content: bytes, where: str, table: str) -> Read:
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        return Read(faults=[Fault(where, None, None, "This file is not text in UTF-8 or Windows-1252.")])
    raw, faults = read_text(table, text)
    return Read({table: raw}, faults)


def _within(found: Read, where: str) -> Read:
    """The same, or its refusal where a table is larger than any of an event."""
    for table, raw in found.tables.items():
        most = MOST_ROWS if table not in ("ballots", "recusals") else MOST_ROWS * 10
        if len(raw.rows) > most or raw.width > MOST_COLUMNS + MOST_LEVELS * (table == "criteria"):
            return Read(faults=[Fault(where, None, None, TOO_LARGE)])
    return found


def as_json(found: Read) -> dict[str, Any]:
    """What was read, as `uploads` takes it up again."""
    return {
        "tables": {name: [raw.header, raw.rows, raw.whole] for name, raw in found.tables.items()},
        "faults": [asdict(fault) for fault in found.faults],
        "beside": found.beside,
    }


if __name__ == "__main__":
    limits.politely()
    limits.memory(MOST_MEMORY)
    limits.processor(MOST_CPU_S)
    sys.stdout.buffer.write(json.dumps(as_json(read(sys.stdin.buffer.read(), sys.argv[1]))).encode())
