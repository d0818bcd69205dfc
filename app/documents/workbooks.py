"""A spreadsheet file, .xlsx or .ods: one sheet per table."""

import zipfile
import zlib
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from app.documents.cells import text_of_cell
from app.documents.extent import too_large
from app.domain.event_columns import TABLES
from app.domain.event_tables import Fault, RawTable

MOST_BYTES = 16_000_000


def read_workbook(path: Path) -> tuple[dict[str, RawTable], list[Fault]]:
    """Every sheet that has a cell or the name of a table; a file that cannot be read is one fault."""
    raw: dict[str, RawTable] = {}
    faults: list[Fault] = []
    try:
        with zipfile.ZipFile(path) as file:
            if path.stat().st_size > MOST_BYTES or too_large(file):
                return {}, [Fault(path.name, None, None, "This spreadsheet is too large for an event.")]
        with CalamineWorkbook.from_path(str(path)) as workbook:
            for name in workbook.sheet_names:
                sheet, table = _sheet(workbook, name), name.strip().lower()
                if table in raw:
                    faults.append(Fault(table, None, None, "Two sheets have the name of this table."))
                elif table in TABLES or sheet.header:
                    raw[table] = sheet
    except (CalamineError, OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return {}, [Fault(path.name, None, None, "This file cannot be read as a spreadsheet.")]
    return raw, faults


def _sheet(workbook: CalamineWorkbook, name: str) -> RawTable:
    """The first line that is not empty holds the headings; lines count as the spreadsheet numbers them."""
    sheet = workbook.get_sheet_by_name(name)
    first = sheet.start[0] + 1 if sheet.start else 1
    lines = enumerate(sheet.to_python(), first)
    rows = [(line, cells) for line, row in lines if any(cells := [text_of_cell(value).strip() for value in row])]
    return RawTable(rows[0][1], rows[1:]) if rows else RawTable([], [])
