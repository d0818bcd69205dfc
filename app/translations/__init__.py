"""The words in both languages, English and French, both real: the catalogues, and the statements we come with.

Catalogues are compiled when they are newer than what was compiled.
"""

import os
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent


def compile_catalogues() -> None:
    """Compile each `messages.po` whose `messages.mo` is missing or older; safe when two processes do it at once."""
    for source in ROOT.glob("*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        unfinished = compiled.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(compiled)


@lru_cache
def statement(page: str, language: str) -> str:
    """What a page states, in a language, until the authority says otherwise."""
    return (ROOT / language / "statements" / f"{page}.txt").read_text(encoding="utf-8").strip()
