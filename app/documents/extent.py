"""How far the sheets of a spreadsheet file reach, read from its text before any reader lays them out.

One character typed by mistake in the last cell of a sheet makes a reader reserve seventeen thousand million
cells, which ends the whole program, a running server included.
"""

import re
import zipfile
from collections.abc import Iterator

MOST_CELLS = 2_000_000
MOST_INFLATED = 80_000_000
MOST_MEMBERS = 500

_XLSX_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ODS_PART = re.compile(rb"<table:(table|table-row|covered-table-cell|table-cell)(?=[\s/>])([^>]*)>")
_ODS_ROWS = re.compile(rb"""number-rows-repeated=["']([0-9]{1,9})["']""")
_ODS_COLUMNS = re.compile(rb"""number-columns-repeated=["']([0-9]{1,9})["']""")


def too_large(file: zipfile.ZipFile) -> bool:
    """Whether opening this file would take more room than any event needs."""
    members = file.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_INFLATED:
        return True
    for member in members:
        if member.filename.startswith("xl/worksheets/"):
            cells = _xlsx_cells(file.read(member))
        elif member.filename == "content.xml":
            cells = _ods_cells(file.read(member))
        else:
            continue
        if _area(cells) > MOST_CELLS:
            return True
    return False


def _area(cells: Iterator[tuple[int, int]]) -> int:
    """The cells from the first one to the farthest row and the farthest column."""
    rows = columns = 0
    for row, column in cells:
        rows, columns = max(rows, row), max(columns, column)
    return rows * columns


def _xlsx_cells(content: bytes) -> Iterator[tuple[int, int]]:
    for found in _XLSX_CELL.finditer(content):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - ord("A") + 1
        yield int(found[2]), column


def _ods_cells(content: bytes) -> Iterator[tuple[int, int]]:
    """The last place that each cell with a value takes: rows and cells say how often they are repeated."""
    row = column = 0
    for part, attributes in _ODS_PART.findall(content):
        if part == b"table":
            row = 0
        elif part == b"table-row":
            row, column = row + _repeats(_ODS_ROWS, attributes), 0
        else:
            column += _repeats(_ODS_COLUMNS, attributes)
            if b"office:value-type" in attributes:
                yield row, column


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
