"""Minutes as PDF or ODT: a program of its own, started by its path, that reads blocks as JSON and writes the file.

It runs apart because drawing takes longer than a ballot may wait. It knows shapes and no rule: what stands in the
minutes, and in which words, was decided by whoever wrote the blocks. `python draw_minutes.py pdf|odt < minutes.json`,
or `zip` where several are given by their names.
"""

import io
import json
import sys
import types
import zipfile
from pathlib import Path
from typing import Any

if "app" not in sys.modules:
    alone = types.ModuleType("app")
    alone.__path__ = [str(Path(__file__).parent.parent)]
    sys.modules["app"] = alone

from fpdf import FPDF
from fpdf.fonts import FontFace
from odfdo import Document, Header, List, ListItem, Paragraph, Row, Table

from app import limits
from app.documents.typesetting import INK, LINE, MOST_BYTES_OF_MEMORY, SECOND, dress, line, printable

Block = dict[str, Any]
# The height of a line of text; how many of them a heading is kept with.
STEP, FEWEST = 5.2, 3
# Lengths that are added up line after line are equal this nearly.
NEARLY = 0.01


def pdf(minutes: dict[str, Any]) -> bytes:
    """The minutes on A4, a heading of the event on each page, the digest and the number of pages at its foot."""

    class Sheet(FPDF):
        def header(self) -> None:
            self.set_font("text", "B", 9)
            self.set_text_color(*INK)
            reference, at = printable(minutes["reference"]), self.get_y()
            wide = self.get_string_width(reference) + 2 * self.c_margin
            line(self, minutes["event"], self.l_margin, at, self.epw - wide - 4, 9, bold=True)
            line(self, reference, self.w - self.r_margin - wide, at, wide, 9, align="R", bold=True)
            self.set_y(at + 6)
            self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
            self.ln(6)

        def footer(self) -> None:
            self.set_y(-14)
            self.set_font("text", "", 8)
            self.set_text_color(*SECOND)
            self.cell(0, 5, printable(minutes["foot"]))
            self.set_x(self.l_margin)
            # The number of pages is not known yet, and narrower than the sign that holds its place.
            wider = self.get_string_width("{nb}") - self.get_string_width(str(self.page_no()))
            numbered = printable(minutes["page"] % {"page": self.page_no(), "pages": "{nb}"})
            self.cell(self.epw + wider, 5, numbered, align="R")

    sheet = Sheet(format="A4")
    sheet.set_margins(20, 16, 20)
    sheet.set_auto_page_break(True, margin=20)
    dress(sheet, minutes)
    sheet.add_page()
    sheet.set_text_color(*INK)
    sheet.set_font("title", "", 24)
    sheet.multi_cell(0, 10, printable(minutes["title"]), align="L", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(2)
    for block in minutes["blocks"]:
        _draw(sheet, block)
    return bytes(sheet.output())


def _draw(sheet: Any, block: Block) -> None:
    sheet.set_text_color(*INK)
    kind = block["kind"]
    if kind == "heading":
        # A heading is not left alone at the foot of a page.
        if block.get("apart") or sheet.will_page_break(14 + FEWEST * STEP):
            sheet.add_page()
        sheet.ln(4)
        sheet.set_line_width(0.8)
        sheet.line(sheet.l_margin, sheet.get_y(), sheet.w - sheet.r_margin, sheet.get_y())
        sheet.set_line_width(0.2)
        sheet.ln(1.5)
        sheet.set_font("title", "", 13)
        sheet.multi_cell(0, 7, printable(block["text"]), align="L", new_x="LMARGIN", new_y="NEXT")
        sheet.ln(1)
    elif kind == "subheading":
        if sheet.will_page_break(7 + FEWEST * STEP):
            sheet.add_page()
        sheet.ln(1)
        sheet.set_font("text", "B", 11)
        sheet.multi_cell(0, 5.6, printable(block["text"]), align="L", new_x="LMARGIN", new_y="NEXT")
    elif kind == "items":
        sheet.set_font("text", "", 10)
        for text in block["items"]:
            _item(sheet, printable(text))
        sheet.ln(1)
    elif kind == "table":
        _table(sheet, block)
    elif kind == "signatures":
        _signatures(sheet, block["names"])
    else:
        sheet.set_font("text", "", 10)
        sheet.multi_cell(0, STEP, printable(block["text"]), align="L", new_x="LMARGIN", new_y="NEXT")
        sheet.ln(1)


def _item(sheet: Any, text: str) -> None:
    """An item beside its dash; where it is parted between two pages, neither has one line of it alone."""
    left, wide = sheet.l_margin + 6, sheet.epw - 6
    lines = sheet.multi_cell(wide, STEP, text, dry_run=True, output="LINES")
    room = int((sheet.page_break_trigger - sheet.get_y() - NEARLY) / STEP)
    here = len(lines) if len(lines) <= room else min(room, len(lines) - 2)
    if here < min(2, len(lines)):
        sheet.add_page()
        here = len(lines)
    sheet.set_x(sheet.l_margin + 3)
    sheet.cell(3, STEP, "–")
    _lines(sheet, lines[:here], left, wide)
    if lines[here:]:
        sheet.add_page()
        _lines(sheet, lines[here:], left, wide)


def _lines(sheet: Any, lines: list[str], left: float, wide: float) -> None:
    sheet.set_x(left)
    sheet.multi_cell(wide, STEP, "\n".join(lines), align="L", new_x="LMARGIN", new_y="NEXT")


def _table(sheet: Any, block: Block) -> None:
    points = block.get("points", 8)
    sheet.set_font("text", "", points)
    sheet.set_draw_color(*LINE)
    aligned = tuple("RIGHT" if place in block["figures"] else "LEFT" for place in range(len(block["head"])))
    with sheet.table(
        col_widths=tuple(block["widths"]),
        text_align=aligned,
        borders_layout="HORIZONTAL_LINES",
        line_height=points * 0.45,
        padding=(block.get("padding", 0) + points * 0.0875, block.get("padding", 0)),
        headings_style=FontFace(emphasis="BOLD", color=SECOND),
        first_row_as_headings=True,
    ) as table:
        table.row([printable(text) for text in block["head"]])
        for row in block["rows"]:
            style = FontFace(emphasis="BOLD") if row["strong"] else None
            # An empty cell is as high as a line, to be written in.
            table.row([printable(text) or "\u00a0" for text in row["cells"]], style=style)
    sheet.set_draw_color(0)
    sheet.ln(2)


def _signatures(sheet: Any, names: list[str]) -> None:
    if sheet.will_page_break(24):
        sheet.add_page()
    sheet.ln(13)
    width, gap, top = (sheet.epw - 8 * (len(names) - 1)) / len(names), 8, sheet.get_y()
    sheet.set_font("text", "", 9)
    for place, name in enumerate(names):
        left = sheet.l_margin + place * (width + gap)
        sheet.line(left, top, left + width, top)
        sheet.set_xy(left, top + 1)
        sheet.multi_cell(width, 4.5, printable(name), align="L")
    sheet.set_xy(sheet.l_margin, top + 8)


def odt(minutes: dict[str, Any]) -> bytes:
    """The minutes as a text to be worked on: true headings, lists and tables."""
    document = Document("text")
    body = document.body
    body.clear()
    document.meta.title = minutes["title"]
    document.meta.language = {"fr": "fr-FR", "en": "en-GB"}[minutes["language"]]
    body.append(Header(1, minutes["title"]))
    body.append(Paragraph(" · ".join(part for part in (minutes["event"], minutes["reference"]) if part)))
    for place, block in enumerate(minutes["blocks"]):
        if block["kind"] == "heading":
            body.append(Header(2, block["text"]))
        elif block["kind"] == "subheading":
            body.append(Header(3, block["text"]))
        elif block["kind"] == "items":
            body.append(List([ListItem(text) for text in block["items"]]))
        elif block["kind"] == "table":
            table = Table(f"table{place}")
            for cells in (block["head"], *(row["cells"] for row in block["rows"])):
                row = Row()
                for column, text in enumerate(cells):
                    row.set_value(column, text)
                table.append_row(row)
            body.append(table)
        elif block["kind"] == "signatures":
            for name in block["names"]:
                body.append(
                    Paragraph(f"{name} : ____________________" if minutes["language"] == "fr" else f"{name}: ____")
                )
        else:
            body.append(Paragraph(block["text"]))
    body.append(Paragraph(minutes["foot"]))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def both(sheets: dict[str, Any]) -> bytes:
    """A .zip of several sheets, each by its name in both forms."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, sheet in sheets.items():
            file.writestr(f"{name}.pdf", pdf(sheet))
            file.writestr(f"{name}.odt", odt(sheet))
    return made.getvalue()


if __name__ == "__main__":
    limits.memory(MOST_BYTES_OF_MEMORY)
    sys.stdout.buffer.write({"pdf": pdf, "odt": odt, "zip": both}[sys.argv[1]](json.load(sys.stdin)))
