"""Cards, posters and badges as PDF: a program of its own, started by its path, from JSON to the file.

It knows shapes and no rule: what stands on a card, and in which words, was decided before.
`python draw_cards.py < cards.json`
"""

import json
import sys
import types
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

if "app" not in sys.modules:
    alone = types.ModuleType("app")
    alone.__path__ = [str(Path(__file__).parent.parent)]
    sys.modules["app"] = alone

from fpdf import FPDF

from app import limits
from app.documents.draw_minutes import FONTS, INK, MOST_BYTES_OF_MEMORY, SECOND, printable

# Badges in millimetres: two across and five down a sheet of A4, with the marks to cut along around them.
WIDE, HIGH, ACROSS, DOWN, MARK = 90, 55, 2, 5, 5
LEFT, TOP = (210 - ACROSS * WIDE) / 2, (297 - DOWN * HIGH) / 2
POINT_MM = 25.4 / 72
Card = dict[str, Any]


def pdf(asked: dict[str, Any]) -> bytes:
    """The cards on A4: one to a sheet, or ten badges."""
    sheet: Any = FPDF(format="A4")
    sheet.set_auto_page_break(False)
    sheet.set_margins(17, 16, 17)
    sheet.add_font("text", "", FONTS / "atkinson-hyperlegible-next-latin-400.woff")
    sheet.add_font("text", "B", FONTS / "atkinson-hyperlegible-next-latin-700.woff")
    sheet.add_font("title", "", FONTS / "bricolage-grotesque-latin-800.woff")
    sheet.set_title(printable(asked["title"]))
    sheet.set_lang(asked["language"])
    sheet.set_creation_date(datetime.fromtimestamp(asked["at_ms"] / 1000, UTC))
    sheet.set_text_color(*INK)
    if asked["kind"] == "badges":
        _badges(sheet, asked)
    else:
        for card in asked["cards"]:
            sheet.add_page()
            _top(sheet, asked)
            {"table-cards": _table_card, "poster": _poster}[asked["kind"]](sheet, card)
    return bytes(sheet.output())


def _top(sheet: Any, asked: dict[str, Any]) -> None:
    _line(sheet, asked["event"], 17, 14, 110, 12, bold=True)
    _line(sheet, asked["where"], 120, 14, 73, 12, align="R")
    _line(sheet, asked["warning"], 17, 287, 176, 9)
    _rules(sheet, 24)


def _rules(sheet: Any, y: float) -> None:
    sheet.set_fill_color(0)
    sheet.rect(17, y, 176, 1.6, style="F")
    sheet.rect(17, y + 2.4, 176, 0.4, style="F")


def _table_card(sheet: Any, card: Card) -> None:
    _line(sheet, card["over"], 17, 34, 80, 22)
    _title(sheet, card["number"], 17, 48, 84, (180, 40), lines=1)
    _tokens(sheet, card["tokens"], 193, 36, 24)
    _title(sheet, card["title"], 97, 65, 96, (38, 16), lines=3, align="R")
    _text(sheet, card["under"], 97, 106, 96, 15, align="R")
    _code(sheet, card["code"], 55, 124, 100)
    _title(sheet, card["call"], 17, 231, 176, (26, 14), lines=2, align="C")
    _text(sheet, card["address"], 17, 256, 176, 15, align="C")


def _poster(sheet: Any, card: Card) -> None:
    _title(sheet, card["title"], 17, 33, 176, (46, 20), lines=3)
    _code(sheet, card["code"], 45, 92, 120)
    _title(sheet, card["call"], 17, 221, 176, (34, 16), lines=2, align="C")
    _text(sheet, card["more"], 17, 250, 176, 15, align="C")
    _title(sheet, card["address"], 17, 262, 176, (30, 12), lines=2, align="C")


def _badges(sheet: Any, asked: dict[str, Any]) -> None:
    for place, card in enumerate(asked["cards"]):
        at = place % (ACROSS * DOWN)
        if at == 0:
            sheet.add_page()
            _cutting_marks(sheet)
        _badge(sheet, asked, card, LEFT + at % ACROSS * WIDE, TOP + at // ACROSS * HIGH)
    if not asked["cards"]:
        sheet.add_page()


def _badge(sheet: Any, asked: dict[str, Any], card: Card, x: float, y: float) -> None:
    _line(sheet, asked["event"], x + 5, y + 3.5, 60 if card["tokens"] else 80, 8)
    _tokens(sheet, card["tokens"], x + 85, y + 4, 11)
    if card["name"]:
        _title(sheet, card["name"], x + 5, y + 16, 80, (22, 11), lines=2)
    else:
        sheet.line(x + 5, y + 27, x + 85, y + 27)
    under = " · ".join(part for part in (card["under"], card["carried"]) if part)
    _text(sheet, under, x + 5, y + 33, 80, 9, lines=2)
    sheet.set_fill_color(0)
    sheet.rect(x, y + HIGH - 11, WIDE, 11, style="F")
    sheet.set_text_color(255)
    _line(sheet, card["role"], x + 5, y + HIGH - 9.5, 60, 15, bold=True)
    _line(sheet, asked["warning"].partition(":")[0], x + 45, y + HIGH - 9.5, 40, 8, align="R")
    sheet.set_text_color(*INK)


def _cutting_marks(sheet: Any) -> None:
    sheet.set_line_width(0.15)
    for column in range(ACROSS + 1):
        for y in (TOP - MARK, TOP + DOWN * HIGH):
            sheet.line(LEFT + column * WIDE, y, LEFT + column * WIDE, y + MARK)
    for row in range(DOWN + 1):
        for x in (LEFT - MARK, LEFT + ACROSS * WIDE):
            sheet.line(x, TOP + row * HIGH, x + MARK, TOP + row * HIGH)
    sheet.set_line_width(0.3)


def _code(sheet: Any, lines: list[str], x: float, y: float, size: float) -> None:
    """A QR code, each run of dark modules a rectangle."""
    module = size / len(lines)
    sheet.set_fill_color(0)
    for row, line in enumerate(lines):
        column = 0
        for dark, run in groupby(line):
            count = len(list(run))
            if dark == "1":
                sheet.rect(x + column * module, y + row * module, count * module, module, style="F")
            column += count


def _tokens(sheet: Any, tokens: list[Card], right: float, y: float, size: float) -> None:
    for place, token in enumerate(reversed(tokens)):
        _token(sheet, token, right - (place + 1) * size - place * 2, y, size)


def _token(sheet: Any, token: Card, x: float, y: float, size: float) -> None:
    style = "D" if token["outlined"] else "F"
    sheet.set_fill_color(0)
    sheet.set_line_width(0.6)
    round_at = size * 0.42
    if token["shape"] == "disc":
        sheet.ellipse(x, y, size, size, style=style)
    elif token["shape"] == "hexagon":
        sides = ((0.26, 0.04), (0.74, 0.04), (1, 0.5), (0.74, 0.96), (0.26, 0.96), (0, 0.5))
        sheet.polygon([(x + size * across, y + size * down) for across, down in sides], style=style)
    elif token["shape"] == "arch":
        corners = ("TOP_LEFT", "TOP_RIGHT")
        sheet.rect(x, y, size, size, style=style, round_corners=corners, corner_radius=round_at)
    elif token["shape"] == "leaf":
        corners = ("TOP_LEFT", "BOTTOM_RIGHT")
        sheet.rect(x, y, size, size, style=style, round_corners=corners, corner_radius=round_at)
    else:
        sheet.rect(x, y, size, size, style=style)
    sheet.set_line_width(0.3)
    sheet.set_text_color(0 if token["outlined"] else 255)
    points = size / POINT_MM * (0.5 if len(token["code"]) < 3 else 0.9 / len(token["code"]))
    sheet.set_font("title", "", points)
    sheet.set_xy(x, y)
    sheet.cell(size, size, printable(token["code"]), align="C")
    sheet.set_text_color(*INK)


def _title(
    sheet: Any, text: str, x: float, y: float, wide: float, sizes: tuple[int, int], lines: int, align: str = "L"
) -> None:
    """A title as large as it may be on so many lines; the smallest size takes what lines it needs."""
    largest, smallest = sizes
    size = next(
        (each for each in range(largest, smallest, -1) if len(_parted(sheet, "title", text, wide, each)) <= lines),
        smallest,
    )
    sheet.set_font("title", "", size)
    sheet.set_xy(x, y)
    sheet.multi_cell(wide, size * POINT_MM * 1.05, printable(text), align=align)


def _parted(sheet: Any, font: str, text: str, wide: float, size: float) -> list[str]:
    sheet.set_font(font, "", size)
    words = printable(text).split()
    # A word is not cut to be larger.
    if any(sheet.get_string_width(word) > wide - 2 * sheet.c_margin for word in words):
        return [*words, "", "", ""]
    found: list[str] = sheet.multi_cell(wide, 1, printable(text), dry_run=True, output="LINES")
    return found


def _text(
    sheet: Any, text: str, x: float, y: float, wide: float, size: float, align: str = "L", lines: int | None = None
) -> None:
    shown = printable(text)
    sheet.set_font("text", "", size)
    if lines is not None:
        parted: list[str] = sheet.multi_cell(wide, 1, shown, dry_run=True, output="LINES")
        shown = "\n".join(parted[:lines])
    sheet.set_text_color(*SECOND)
    sheet.set_xy(x, y)
    sheet.multi_cell(wide, size * POINT_MM * 1.25, shown, align=align)
    sheet.set_text_color(*INK)


def _line(
    sheet: Any, text: str, x: float, y: float, wide: float, size: float, align: str = "L", bold: bool = False
) -> None:
    """One line, smaller where it is too long."""
    shown = printable(text)
    sheet.set_font("text", "B" if bold else "", size)
    while sheet.get_string_width(shown) > wide - 2 * sheet.c_margin and size > 6:
        size -= 0.5
        sheet.set_font_size(size)
    sheet.set_xy(x, y)
    sheet.cell(wide, 7, shown, align=align)


if __name__ == "__main__":
    limits.memory(MOST_BYTES_OF_MEMORY)
    sys.stdout.buffer.write(pdf(json.load(sys.stdin)))
