"""The reader of QR codes reads what others draw, and says so where there is nothing to read."""

import pytest
import segno

from tests import qr


@pytest.mark.parametrize("level", ["l", "m", "q", "h"])
@pytest.mark.parametrize("length", [18, 30, 50])
@pytest.mark.parametrize("mask", [0, 1, 2, 3, 4, 5, 6, 7])
def test_what_is_written_is_read(level: str, length: int, mask: int) -> None:
    said = ("http://192.0.2.2:5000/é/" * 3)[:length]
    code = segno.make(
        said, error=level, mask=mask, boost_error=False, mode="byte", encoding="utf-8", eci=False, micro=False
    )
    assert qr.drawn(code.svg_inline(border=2)) == [said]


def test_a_damaged_format_is_noticed() -> None:
    code = [[bool(module) for module in line] for line in segno.make("http://localhost/x", error="m").matrix]
    assert qr.read(code) == "http://localhost/x"
    code[8][0] = not code[8][0]
    with pytest.raises(AssertionError, match="format"):
        qr.read(code)
