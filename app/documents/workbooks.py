"""A spreadsheet file, .xlsx, .ods or .xls: one sheet per table."""

import io
import zipfile
import zlib
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from app.documents.cells import text_of_cell
from app.documents.extent import too_large
from app.domain.event_columns import TABLES
from app.domain.raw_tables import Fault, RawTable

MOST_BYTES = 16_000_000
OLD = b"\xd0\xcf\x11\xe0"  # how an .xls begins
TOO_LARGE = "This spreadsheet is too large for an event."
UNREADABLE = "This file cannot be read as a spreadsheet."


def read_workbook(path: Path) -> tuple[dict[str, RawTable], list[Fault]]:
    """Every sheet that has a cell or the name of a table; a file that cannot be read is one fault."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return {}, [Fault(path.name, None, None, TOO_LARGE)]
        content = path.read_bytes()
    except OSError:
        return {}, [Fault(path.name, None, None, UNREADABLE)]
    return read_sheets(content, path.name)


def read_sheets(content: bytes, where: str) -> tuple[dict[str, RawTable], list[Fault]]:
    """The same from a file's content; .xls too, whose extent nothing tells beforehand."""
    raw: dict[str, RawTable] = {}
    faults: list[Fault] = []
    try:
        if content[:4] != OLD:
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                if too_large(file):
                    return {}, [Fault(where, None, None, TOO_LARGE)]
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for name in workbook.sheet_names:
                sheet, table = _sheet(workbook, name), name.strip().lower()
                if table in raw:
                    faults.append(Fault(table, None, None, "Two sheets have the name of this table."))
                elif table in TABLES or sheet.header:
                    raw[table] = sheet
    except (CalamineError, OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return {}, [Fault(where, None, None, UNREADABLE)]
    return raw, faults


def _sheet(workbook: CalamineWorkbook, name: str) -> RawTable:
    """The first line that is not empty holds the headings; lines count as the spreadsheet numbers them."""
    sheet = workbook.get_sheet_by_name(name)
    first = sheet.start[0] + 1 if sheet.start else 1
    lines = enumerate(sheet.to_python(), first)
    rows = [(line, cells) for line, row in lines if any(cells := [text_of_cell(value).strip() for value in row])]
    return RawTable(rows[0][1], rows[1:]) if rows else RawTable([], [])
