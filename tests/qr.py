"""Reads QR codes back by the standard (ISO/IEC 18004), not by the library that drew them: bytes alone, no repair."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from html import unescape

Matrix = list[list[bool]]

MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
# By version and level (the two bits that say it): how many bytes of data each block has.
LAYOUT = {
    **{(version, 1): [length] for version, length in enumerate((19, 34, 55, 80, 108), 1)},
    (6, 1): [68, 68],
    (7, 1): [78, 78],
    (8, 1): [97, 97],
    (9, 1): [116, 116],
    **{(version, 0): [length] for version, length in enumerate((16, 28, 44), 1)},
    (4, 0): [32] * 2,
    (5, 0): [43] * 2,
    (6, 0): [27] * 4,
    (7, 0): [31] * 4,
    (8, 0): [38] * 2 + [39] * 2,
    (9, 0): [36] * 3 + [37] * 2,
    **{(version, 3): [length] for version, length in enumerate((13, 22), 1)},
    (3, 3): [17] * 2,
    (4, 3): [24] * 2,
    (5, 3): [15] * 2 + [16] * 2,
    (6, 3): [19] * 4,
    (7, 3): [14] * 2 + [15] * 4,
    (8, 3): [18] * 4 + [19] * 2,
    **{(version, 2): [length] for version, length in enumerate((9, 16), 1)},
    (3, 2): [13] * 2,
    (4, 2): [9] * 4,
    (5, 2): [11] * 2 + [12] * 2,
    (6, 2): [15] * 4,
}
ALIGNED: dict[int, list[int]] = {
    1: [],
    **{version: [6, 4 * version + 10] for version in range(2, 7)},
    **{version: [6, 2 * version + 8, 4 * version + 10] for version in range(7, 10)},
}


def drawn(page: str) -> list[str]:
    """What every QR code of a page says, in the order of the page."""
    return [read(of_path(path)) for path in re.findall(r'<path[^>]*class="qrline"[^>]*\sd="([^"]+)"', unescape(page))]


def of_path(path: str) -> Matrix:
    """The modules of a path of horizontal lines, as segno draws them."""
    dark, row, column = set(), 0.0, 0
    for command, arguments in re.findall(r"([Mmh])([^Mmh]*)", path):
        figures = [float(figure) for figure in re.findall(r"-?[\d.]+", arguments)]
        if command == "h":
            dark |= {(int(row), column + step) for step in range(int(figures[0]))}
            column += int(figures[0])
        elif command == "M":
            column, row = int(figures[0]), figures[1]
        else:
            column, row = column + int(figures[0]), row + figures[1]
    return _square(dark)


def of_pdf(content: bytes) -> Iterator[str]:
    """What the QR code on each page of a PDF says, its modules drawn as filled rectangles."""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            words = zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue
        found = [tuple(map(float, one)) for one in re.findall(r"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re f", words)]
        # Whatever else is drawn, most rectangles are as high as a module.
        heights = Counter(each[3] for each in found).most_common(1)
        modules = [each for each in found if each[3] == heights[0][0]]
        if len(modules) > 50:
            yield read(_of_rectangles(modules))


def _of_rectangles(modules: list[tuple[float, ...]]) -> Matrix:
    left, top, side = min(each[0] for each in modules), max(each[1] for each in modules), abs(modules[0][3])
    dark = set()
    for x, y, wide, _high in modules:
        row, column = round((top - y) / side), round((x - left) / side)
        dark |= {(row, column + step) for step in range(round(wide / side))}
    return _square(dark)


def _square(dark: set[tuple[int, int]]) -> Matrix:
    top, left = min(row for row, _ in dark), min(column for _, column in dark)
    size = max(column for _, column in dark) - left + 1
    return [[(row + top, column + left) in dark for column in range(size)] for row in range(size)]


def read(code: Matrix) -> str:
    """The text of a code in bytes; an AssertionError where it is none."""
    size = len(code)
    version = (size - 17) // 4
    assert size == version * 4 + 17, "this is no square of a QR code"
    places = [*((8, column) for column in (0, 1, 2, 3, 4, 5, 7)), *((row, 8) for row in (8, 7, 5, 4, 3, 2, 1, 0))]
    told = int("".join("01"[code[row][column]] for row, column in places), 2) ^ 0b101010000010010
    assert _remainder(told) == 0, "the format is damaged"
    level, mask = told >> 13, MASKS[told >> 10 & 7]
    bits = [code[row][column] ^ (mask(row, column) == 0) for row, column in _order(version, size)]
    words = [int("".join("01"[bit] for bit in bits[at : at + 8]), 2) for at in range(0, len(bits) - 7, 8)]
    data = _joined(words, LAYOUT[version, level])
    assert data[0] >> 4 == 4, "these are no bytes"
    stream = "".join(f"{byte:08b}" for byte in data)
    count = int(stream[4:12], 2)
    return bytes(int(stream[at : at + 8], 2) for at in range(12, 12 + 8 * count, 8)).decode()


def _remainder(told: int) -> int:
    for shift in range(4, -1, -1):
        if told >> (shift + 10) & 1:
            told ^= 0b10100110111 << shift
    return told


def _order(version: int, size: int) -> Iterator[tuple[int, int]]:
    """The places of the data, in the order they are written: two columns at a time, up and down."""
    upward = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        rows = range(size - 1, -1, -1) if upward else range(size)
        for row in rows:
            for column in (right, right - 1):
                if not _fixed(version, size, row, column):
                    yield row, column
        upward = not upward


def _fixed(version: int, size: int, row: int, column: int) -> bool:
    """Whether a place belongs to a pattern, not to the data."""
    if row == 6 or column == 6 or (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9):
        return True
    if version > 6 and ((row < 6 and column >= size - 11) or (column < 6 and row >= size - 11)):
        return True
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    known = ALIGNED[version]
    aligned = ((down, across) for down in known for across in known if (down, across) not in corners)
    return any(abs(row - down) < 3 and abs(column - across) < 3 for down, across in aligned)


def _joined(words: list[int], lengths: list[int]) -> list[int]:
    """The data of every block one after the other; it is written a byte of each in turn."""
    blocks: list[list[int]] = [[] for _ in lengths]
    taken = iter(words)
    for place in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if place < length:
                block.append(next(taken))
    return [word for block in blocks for word in block]
