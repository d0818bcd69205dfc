"""The words of a PDF that fpdf2 wrote, read back as any reader would copy them: by each font's table of signs."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
ESCAPES = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words(content: bytes) -> str:
    """Everything that is written, page after page, each run of spaces as one."""
    objects = {int(match[1]): match[2] for match in OBJECT.finditer(content)}
    fonts = {
        name.decode(): _signs(objects, objects[int(number)])
        for body in objects.values()
        if b"/Font <<" in body
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)
    }
    pages = [int(found[1]) for body in objects.values() if (found := re.search(rb"/Contents (\d+) 0 R", body))]
    return " ".join(" ".join(_runs(_stream(objects[page]), fonts)) for page in pages).replace("\u00a0", " ")


def _runs(drawn: bytes, fonts: dict[str, dict[int, str]]) -> list[str]:
    """Each piece of text, by the font that was chosen last."""
    font, found = "", []
    for match in SHOWN.finditer(drawn):
        if match[1]:
            font = match[1].decode()
            continue
        raw = re.sub(rb"\\(.)", lambda escaped: ESCAPES.get(escaped[1], escaped[1]), match[2], flags=re.DOTALL)
        codes = [int.from_bytes(raw[place : place + 2]) for place in range(0, len(raw), 2)]
        found.append("".join(fonts[font][code] for code in codes))
    return found


def _signs(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    """Which sign each code of a font is."""
    number = re.search(rb"/ToUnicode (\d+) 0 R", font)
    table = _stream(objects[int(number[1])]) if number else b""
    rows = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table.partition(b"endcodespacerange")[2])
    return {int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in rows}


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    raw = found[1] if found else b""
    return zlib.decompress(raw) if b"/FlateDecode" in body.partition(b"stream")[0] else raw
