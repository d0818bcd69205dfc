"""Cards, posters, badges, handouts as PDF: a program of its own, started by its path, from JSON to the file.

It knows shapes and no rule: what stands on a card, and in which words, was decided before.
`python draw_cards.py < cards.json`
"""

import json
import sys
import types
from itertools import groupby
from pathlib import Path
from typing import Any

if "app" not in sys.modules:
    alone = types.ModuleType("app")
    alone.__path__ = [str(Path(__file__).parent.parent)]
    sys.modules["app"] = alone

from fpdf import FPDF

from app import limits
from app.documents import handouts
from app.documents.typesetting import INK, MOST_BYTES_OF_MEMORY, Card, dress, line, text, title, tokens, top

# Badges in millimetres: two across and five down a sheet of A4, with the marks to cut along around them.
WIDE, HIGH, ACROSS, DOWN, MARK = 90, 55, 2, 5, 5
LEFT, TOP = (210 - ACROSS * WIDE) / 2, (297 - DOWN * HIGH) / 2


def pdf(asked: dict[str, Any]) -> bytes:
    """The cards on A4: one to a sheet, two of the announcer's, or ten badges."""
    sheet: Any = FPDF(format="A4")
    sheet.set_auto_page_break(False)
    sheet.set_margins(17, 16, 17)
    dress(sheet, asked)
    KINDS[asked["kind"]](sheet, asked)
    if not asked["cards"]:
        sheet.add_page()
    return bytes(sheet.output())


def _table_cards(sheet: Any, asked: dict[str, Any]) -> None:
    for card in asked["cards"]:
        sheet.add_page()
        top(sheet, asked)
        _table_card(sheet, card)


def _table_card(sheet: Any, card: Card) -> None:
    line(sheet, card["over"], 17, 34, 80, 22)
    title(sheet, card["number"], 17, 48, 84, (180, 40), lines=1)
    tokens(sheet, card["tokens"], 193, 36, 24)
    title(sheet, card["title"], 97, 65, 96, (38, 16), lines=3, align="R")
    text(sheet, card["under"], 97, 106, 96, 15, align="R", lines=2)
    _code(sheet, card["code"], 55, 124, 100)
    title(sheet, card["call"], 17, 231, 176, (26, 14), lines=1, align="C")
    text(sheet, card["address"], 17, 248, 176, 15, align="C")


def _poster(sheet: Any, asked: dict[str, Any]) -> None:
    (card,) = asked["cards"]
    sheet.add_page()
    top(sheet, asked)
    title(sheet, card["title"], 17, 33, 176, (46, 20), lines=3)
    _code(sheet, card["code"], 45, 92, 120)
    title(sheet, card["call"], 17, 228, 176, (34, 16), lines=1, align="C")
    text(sheet, card["more"], 17, 246, 176, 15, align="C")
    title(sheet, card["address"], 17, 262, 176, (30, 12), lines=2, align="C")


def _badges(sheet: Any, asked: dict[str, Any]) -> None:
    for place, card in enumerate(asked["cards"]):
        at = place % (ACROSS * DOWN)
        if at == 0:
            sheet.add_page()
            _cutting_marks(sheet)
        _badge(sheet, asked, card, LEFT + at % ACROSS * WIDE, TOP + at // ACROSS * HIGH)


def _badge(sheet: Any, asked: dict[str, Any], card: Card, x: float, y: float) -> None:
    line(sheet, asked["event"], x + 5, y + 3.5, 60 if card["tokens"] else 80, 8)
    tokens(sheet, card["tokens"], x + 85, y + 4, 11)
    if card["name"]:
        title(sheet, card["name"], x + 5, y + 16, 80, (22, 11), lines=2)
    else:
        sheet.line(x + 5, y + 27, x + 85, y + 27)
    under = " · ".join(part for part in (card["under"], card["carried"]) if part)
    text(sheet, under, x + 5, y + 33, 80, 9, lines=2)
    sheet.set_fill_color(0)
    sheet.rect(x, y + HIGH - 11, WIDE, 11, style="F")
    sheet.set_text_color(255)
    line(sheet, card["role"], x + 5, y + HIGH - 9.5, 60, 15, bold=True)
    line(sheet, asked["warning"].partition(":")[0], x + 45, y + HIGH - 9.5, 40, 8, align="R")
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


def _code(sheet: Any, rows: list[str], x: float, y: float, size: float) -> None:
    """A QR code, each run of dark modules a rectangle."""
    module = size / len(rows)
    sheet.set_fill_color(0)
    for place, row in enumerate(rows):
        column = 0
        for dark, run in groupby(row):
            count = len(list(run))
            if dark == "1":
                sheet.rect(x + column * module, y + place * module, count * module, module, style="F")
            column += count


KINDS = {
    "table-cards": _table_cards,
    "poster": _poster,
    "badges": _badges,
    "cards": handouts.cards,
    "sheets": handouts.sheets,
    "diplomas": handouts.diplomas,
}


if __name__ == "__main__":
    limits.memory(MOST_BYTES_OF_MEMORY)
    sys.stdout.buffer.write(pdf(json.load(sys.stdin)))
