"""Tables as a workbook: a program of its own, started by its path, that reads lines of cells as JSON.

It runs apart because writing takes longer than a ballot may wait. What begins like a formula is written as a text with
the escape that loading takes away. `python write_workbook.py ods|xlsx < tables.json`
"""

import io
import json
import re
import sys

import xlsxwriter
from odfdo import Cell, Document, Row, Table

WHOLE = re.compile(r"-?[1-9][0-9]{0,8}|0")
# The same signs as `cells.escaped`, which this program does not import: it knows shapes alone.
FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
Tables = dict[str, list[list[str]]]


def xlsx(tables: Tables) -> bytes:
    """An .xlsx without a formula or a link."""
    made = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, lines in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, cells in enumerate(lines):
                for place, cell in enumerate(cells):
                    value = cell_of(cell) if number else cell
                    if isinstance(value, int):
                        sheet.write_number(number, place, value)
                    elif value:
                        sheet.write_string(number, place, value, bold if number == 0 else None)
            for place in range(len(lines[0])):
                longest = max(len(cells[place]) for cells in lines if place < len(cells))
                sheet.set_column(place, place, min(60, max(8, longest + 2)))
    return made.getvalue()


def ods(tables: Tables) -> bytes:
    """An .ods without a formula."""
    document = Document("spreadsheet")
    document.body.clear()
    for name, lines in tables.items():
        table = Table(name)
        for number, cells in enumerate(lines):
            row = Row()
            for cell in cells:
                value = cell_of(cell) if number else cell
                row.append_cell(Cell(value) if value != "" else Cell())
            table.append_row(row)
        document.body.append(table)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def cell_of(text: str) -> str | int:
    """A number where the text is one, else a text that no spreadsheet takes for a formula."""
    if WHOLE.fullmatch(text):
        return int(text)
    return "'" + text if FORMULA.match(text) else text


if __name__ == "__main__":
    sys.stdout.buffer.write({"xlsx": xlsx, "ods": ods}[sys.argv[1]](json.load(sys.stdin)))
