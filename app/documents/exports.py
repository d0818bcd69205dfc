"""Files to take away: a table or a whole event as ODS, XLSX, CSV or JSON, drawn apart where that takes long."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from app.documents.complete_export import export_of
from app.documents.csv_folder import content_of, decoded, read_text
from app.documents.sheets import EXAMPLE
from app.domain.event_columns import EVENT_KEYS, TABLES
from app.domain.event_rows import EventTables
from app.domain.event_writing import raw_tables
from app.domain.raw_tables import RawTable

PROGRAM = Path(__file__).with_name("write_workbook.py")
SECONDS = 30
FORMS = ("ods", "xlsx", "csv")
SUFFIXES = {"csv-folder": "zip"}
TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "csv-folder": "application/zip",
}
EXAMPLE_LINES = 2


def whole(tables: EventTables, form: str) -> bytes | None:
    """A whole event in a form: `json`, `ods`, `xlsx`, or `csv-folder`, a .zip; None where there is no such form."""
    raw = raw_tables(tables)
    if form == "json":
        found = export_of(raw, tables)
        return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
    if form == "csv-folder":
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name, table in raw.items():
                file.writestr(f"{name}.csv", _as_csv(table))
        return made.getvalue()
    return workbook(raw, form) if form in ("ods", "xlsx") else None


def one(name: str, table: RawTable, form: str) -> bytes | None:
    """One table in a form of `FORMS`; None where there is no such form."""
    if form == "csv":
        return _as_csv(table)
    return workbook({name: table}, form) if form in FORMS else None


def template(name: str) -> RawTable:
    """A table's headings, every one of them, over two lines of the example."""
    text = decoded((EXAMPLE / f"{name}.csv").read_bytes()) if (EXAMPLE / f"{name}.csv").is_file() else ""
    raw, _ = read_text(name, text)
    header = list(dict.fromkeys([*(column.name for column in TABLES[name]), *raw.header]))
    lines = raw.rows if name == "event" else raw.rows[:EXAMPLE_LINES]
    if name == "event" and not lines:
        lines = [(line, [column.name, ""]) for line, column in enumerate(EVENT_KEYS, 2)]
    rows = [
        (line, [dict(zip(raw.header, cells, strict=False)).get(heading, "") for heading in header])
        for line, cells in lines
    ]
    return RawTable(header, rows)


def _as_csv(table: RawTable) -> bytes:
    return content_of(table.header, [cells for _, cells in table.rows])


def workbook(raw: Mapping[str, RawTable], form: str) -> bytes:
    """A sheet per table, every cell a text or a whole number and none a formula; CalledProcessError if it cannot be."""
    asked = {name: [table.header, *(cells for _, cells in table.rows)] for name, table in raw.items()}
    done = subprocess.run(
        [sys.executable, "-P", PROGRAM, form],  # -P: its neighbours here are no modules for it to import
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout
