"""What a drawn sheet is set with: the fonts, lines and titles that fit their place, tokens, rules.

Millimetres from the top left corner, as fpdf2 counts. It knows shapes and no rule.
"""

import bisect
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent.parent.parent / "static" / "fonts"
MOST_BYTES_OF_MEMORY = 1 << 30
INK, SECOND, LINE = (20, 32, 28), (72, 83, 77), (150, 150, 140)
POINT_MM = 25.4 / 72
LEFT_OUT = " …"
# Where a plain space was typed before or after a sign that French sets apart.
BEFORE_A_SIGN = re.compile(" (?=[:;?!»])|(?<=«) ")
Card = dict[str, Any]


def dress(sheet: Any, asked: dict[str, Any]) -> None:
    """Give a document its fonts, its title, its language and its moment."""
    sheet.add_font("text", "", FONTS / "atkinson-hyperlegible-next-latin-400.woff")
    sheet.add_font("text", "B", FONTS / "atkinson-hyperlegible-next-latin-700.woff")
    sheet.add_font("title", "", FONTS / "bricolage-grotesque-latin-800.woff")
    sheet.set_title(printable(asked["title"]))
    sheet.set_lang(asked["language"])
    sheet.set_creation_date(datetime.fromtimestamp(asked["at_ms"] / 1000, UTC))
    sheet.set_text_color(*INK)


def printable(text: str) -> str:
    """A text in the signs that the fonts have, and no French sign alone on a line: the narrow space is not of them."""
    return BEFORE_A_SIGN.sub("\u00a0", text.replace("\u202f", "\u00a0").replace("\u2011", "-"))


def top(sheet: Any, asked: dict[str, Any]) -> None:
    """The head of a sheet of A4, and its warning at the foot."""
    line(sheet, asked["event"], 17, 14, 100, 12, bold=True)
    line(sheet, asked["where"], 120, 14, 73, 12, align="R")
    line(sheet, asked["warning"], 17, 287, 176, 9)
    rules(sheet, 24)


def rules(sheet: Any, y: float, wide: float = 176) -> None:
    """The double rule under a head."""
    sheet.set_fill_color(0)
    sheet.rect(17, y, wide, 1.6, style="F")
    sheet.rect(17, y + 2.4, wide, 0.4, style="F")


def line(
    sheet: Any, said: str, x: float, y: float, wide: float, size: float, align: str = "L", bold: bool = False
) -> None:
    """One line, smaller where it is too long; what has no room even so is seen to be left out."""
    shown = printable(said)
    sheet.set_font("text", "B" if bold else "", size)

    def fits() -> bool:
        return bool(sheet.get_string_width(shown) <= wide - 2 * sheet.c_margin)

    while not fits() and size > 6:
        size -= 0.5
        sheet.set_font_size(size)
    while not fits() and len(shown) > len(LEFT_OUT):
        shown = (shown.removesuffix(LEFT_OUT).rpartition(" ")[0] or shown.removesuffix(LEFT_OUT)[:-1]) + LEFT_OUT
    sheet.set_xy(x, y)
    sheet.cell(wide, 7, shown, align=align)


def title(
    sheet: Any, said: str, x: float, y: float, wide: float, sizes: tuple[int, int], lines: int, align: str = "L"
) -> float:
    """A title as large as it may be on so many lines, and where it ends; the smallest size takes what it needs."""
    size = largest(sizes, lambda each: len(_parted(sheet, said, wide, each)) <= lines)
    sheet.set_font("title", "", size)
    sheet.set_xy(x, y)
    sheet.multi_cell(wide, size * POINT_MM * 1.05, printable(said), align=align, new_x="LMARGIN", new_y="NEXT")
    return float(sheet.get_y())


def _parted(sheet: Any, said: str, wide: float, size: float) -> list[str]:
    sheet.set_font("title", "", size)
    words = printable(said).split()
    # A word is not cut to be larger.
    if any(sheet.get_string_width(word) > wide - 2 * sheet.c_margin for word in words):
        return [*words, "", "", ""]
    found: list[str] = sheet.multi_cell(wide, 1, printable(said), dry_run=True, output="LINES")
    return found


def text(
    sheet: Any, said: str, x: float, y: float, wide: float, size: float, align: str = "L", lines: int | None = None
) -> float:
    """A text, no more of it than so many lines, and where it ends; what has no room is seen to be left out."""
    shown = printable(said)
    sheet.set_font("text", "", size)
    if lines is not None:
        parted: list[str] = sheet.multi_cell(wide, 1, shown, dry_run=True, output="LINES")
        shown = "\n".join(_kept(parted, lines))
    sheet.set_text_color(*SECOND)
    sheet.set_xy(x, y)
    sheet.multi_cell(wide, size * POINT_MM * 1.25, shown, align=align, new_x="LMARGIN", new_y="NEXT")
    sheet.set_text_color(*INK)
    return float(sheet.get_y())


def within(sheet: Any, said: str, x: float, y: float, wide: float, high: float, sizes: tuple[int, int]) -> float:
    """A text as large as it may be in its place, and where it ends; what has no room is seen to be left out."""

    def room(size: int) -> int:
        return max(1, int(high / (size * POINT_MM * 1.3)))

    size = largest(sizes, lambda each: likely_lines(sheet, said, wide, each) <= room(each))
    sheet.set_font("text", "", size)
    # Twice what there is room for is more than enough to be parted: parting is what takes time.
    most = int(2 * room(size) * wide / sheet.get_string_width("e"))
    lines: list[str] = sheet.multi_cell(wide, 1, printable(said)[:most], dry_run=True, output="LINES")
    lines = _kept(lines, room(size))
    sheet.set_xy(x, y)
    step = size * POINT_MM * 1.3
    sheet.multi_cell(wide, step, "\n".join(lines), align="L", new_x="LMARGIN", new_y="NEXT")
    return float(sheet.get_y())


def _kept(lines: list[str], most: int) -> list[str]:
    """No more than so many lines; the last one says that there was more."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rpartition(" ")[0] + LEFT_OUT]


def likely_lines(sheet: Any, said: str, wide: float, size: int) -> int:
    """How many lines a text likely takes, rather more than fewer, without parting it."""
    sheet.set_font("text", "", size)
    across = (wide - 2 * sheet.c_margin) * 0.94
    return sum(max(1, math.ceil(sheet.get_string_width(each) / across)) for each in printable(said).split("\n"))


def largest(sizes: tuple[int, int], fits: Callable[[int], bool]) -> int:
    """The largest size, from the first down to the last, at which something fits; the last where it never does."""
    high, low = sizes
    return bisect.bisect_left(range(low + 1, high + 1), x=True, key=lambda size: not fits(size)) + low


def tokens(sheet: Any, carried: list[Card], right: float, y: float, size: float) -> None:
    """The tokens of authorities, the last one at the right."""
    for place, each in enumerate(reversed(carried)):
        _token(sheet, each, right - (place + 1) * size - place * 2, y, size)


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
