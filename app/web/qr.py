"""The QR codes of our own addresses."""

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=1024)
def drawn(address: str) -> Markup:
    """The code of an address as SVG, with the quiet border that readers need; drawn once for each."""
    # Drawn from our own address: nothing in it was typed by anybody.
    return Markup(segno.make(address, error="m").svg_inline(border=2, omitsize=True))
