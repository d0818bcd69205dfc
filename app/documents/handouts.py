"""What is handed out, drawn: the announcer's cards, two on A4; what each team is told; diplomas, A4 landscape."""

from pathlib import Path
from typing import Any

from app.documents.typesetting import (
    LINE,
    POINT_MM,
    Card,
    largest,
    likely_lines,
    line,
    printable,
    rules,
    text,
    title,
    tokens,
    top,
    within,
)

PALM = Path(__file__).parent.parent.parent / "static" / "palm.svg"
HALF = 148.5
# Room at the foot of a sheet, what a heading takes, how far apart two lines to write on are.
FOOT, HEADING, TO_WRITE = 16, 17, 10


def cards(sheet: Any, asked: dict[str, Any]) -> None:
    """The announcer's: the turn, the title to be said, who carries it, one sentence."""
    for place, card in enumerate(asked["cards"]):
        if place % 2 == 0:
            sheet.add_page()
            sheet.set_dash_pattern(2, 2)
            sheet.line(0, HALF, 210, HALF)
            sheet.set_dash_pattern()
        _card(sheet, asked, card, place % 2 * HALF)


def _card(sheet: Any, asked: dict[str, Any], card: Card, y: float) -> None:
    line(sheet, asked["event"], 17, y + 8, 100, 12, bold=True)
    line(sheet, asked["warning"], 120, y + 8, 73, 10, align="R")
    rules(sheet, y + 17)
    title(sheet, card["turn"], 16, y + 24, 40, (110, 60), lines=1)
    line(sheet, card["of"], 17, y + 62, 38, 20)
    below = _named(sheet, card, 60, y + 25, 133, ((38, 18), 20, 11)) + 4
    within(sheet, card["why"], 60, below, 133, y + 127 - below, (17, 8))
    sheet.line(17, y + 131, 193, y + 131)
    line(sheet, card["foot"], 17, y + 132, 88, 11)
    line(sheet, card["then"], 105, y + 132, 88, 11, align="R")


def sheets(sheet: Any, asked: dict[str, Any]) -> None:
    """What each team is told, in words; what is not worded has lines to write on."""
    for card in asked["cards"]:
        sheet.set_auto_page_break(False)
        sheet.add_page()
        top(sheet, asked)
        line(sheet, card["over"], 17, 32, 176, 13)
        below = _named(sheet, card, 17, 41, 176, ((28, 16), 15, 12)) + 5
        rules(sheet, below)
        below = title(sheet, card["call"], 17, below + 6, 176, (22, 14), lines=1) + 2
        sheet.set_auto_page_break(True, margin=FOOT)
        size = _size(sheet, card["parts"], 297 - FOOT - below)
        sheet.set_y(below)
        for part in card["parts"]:
            _part(sheet, part, size)


def _part(sheet: Any, part: Card, size: int) -> None:
    """A heading and its texts."""
    sheet.ln(6)
    sheet.line(17, sheet.get_y(), 193, sheet.get_y())
    sheet.ln(3)
    sheet.set_font("title", "", size + 1)
    sheet.multi_cell(176, 7, printable(part["heading"]), new_x="LMARGIN", new_y="NEXT")
    for said in part["texts"]:
        if said:
            sheet.ln(1)
            sheet.set_font("text", "", size)
            sheet.multi_cell(176, size * POINT_MM * 1.35, printable(said), align="L", new_x="LMARGIN", new_y="NEXT")
        else:
            sheet.set_draw_color(*LINE)
            for _line in range(2):
                sheet.ln(TO_WRITE)
                sheet.line(18, sheet.get_y(), 192, sheet.get_y())
            sheet.set_draw_color(0)


def _size(sheet: Any, parts: list[Card], room: float) -> int:
    """The size at which all parts have room on one sheet; what is longer still goes on overleaf."""
    texts = [said for part in parts for said in part["texts"]]

    def fits(size: int) -> bool:
        step = size * POINT_MM * 1.35
        taken = (1 + step * likely_lines(sheet, said, 176, size) if said else 2 * TO_WRITE for said in texts)
        return sum(taken) + len(parts) * HEADING < room

    return largest((16, 9), fits)


def diplomas(sheet: Any, asked: dict[str, Any]) -> None:
    """One for each laureate, with lines to sign on."""
    for card in asked["cards"]:
        sheet.add_page(orientation="landscape")
        line(sheet, asked["event"], 17, 14, 150, 14, bold=True)
        line(sheet, asked["where"], 170, 14, 110, 13, align="R")
        rules(sheet, 25, 263)
        sheet.image(PALM, x=22, y=56, w=62)
        below = title(sheet, card["what"], 100, 60, 177, (30, 16), lines=1) + 4
        below = _named(sheet, card, 100, below, 177, ((54, 18), 20, 12), lines=2)
        below = within(sheet, card["members"], 100, below + 2, 177, 14, (12, 8)) if card["members"] else below
        within(sheet, card["why"], 100, below + 3, 177, 166 - below, (15, 8))
        for place, signed in enumerate(card["signed"]):
            sheet.line(17 + place * 141.5, 184, 138.5 + place * 141.5, 184)
            line(sheet, signed, 16 + place * 141.5, 185, 121, 11)
        line(sheet, asked["warning"], 17, 197, 263, 9)


def _named(
    sheet: Any, card: Card, x: float, y: float, wide: float, sizes: tuple[tuple[int, int], int, float], lines: int = 3
) -> float:
    """A project by its title and those who carry it, and where this ends."""
    titled, carried, token = sizes
    below = title(sheet, card["title"], x, y, wide, titled, lines) + 3
    across = len(card["tokens"]) * (token + 2)
    tokens(sheet, card["tokens"], x + 1 + across - 2, below, token)
    step = carried * POINT_MM * 1.25
    ends = text(sheet, card["carried"], x + across + 2, below + (token - step) / 2, wide - across - 2, carried)
    return max(ends, below + token)
