"""What is drawn has its room: nothing runs over what stands beside it, no line is left alone on a page."""

from typing import Any

from app.documents import drawing
from app.documents.typesetting import printable
from tests import reading_pdf
from tests.web.test_printed import pages_of

LONG = "Forum interdépartemental de l’innovation publique et de la transformation des services rendus " * 2
NUMBER = "PV n° 1"


def minutes(*blocks: dict[str, Any], event: str = "Forum") -> dict[str, Any]:
    """Minutes of such blocks."""
    heads = {"title": "Titre", "event": event, "reference": NUMBER, "foot": "Empreinte"}
    return {**heads, "page": "%(page)s sur %(pages)s", "language": "fr", "at_ms": 0, "blocks": list(blocks)}


def drawn(**asked: dict[str, Any]) -> dict[str, bytes]:
    """The PDF of each of several minutes."""
    files = drawing.both(asked)
    return {name: files[f"{name}.pdf"] for name in asked}


def test_a_long_event_stays_off_the_number_and_is_seen_to_be_cut() -> None:
    made = drawn(long=minutes(event=LONG), short=minutes())
    said = {name: reading_pdf.words(each) for name, each in made.items()}
    assert ("…" in said["long"], "…" in said["short"]) == (True, False)
    assert NUMBER in said["long"]


def test_a_sign_that_french_sets_apart_begins_no_line() -> None:
    assert printable("« Aider » : qui ? Nous\u202f!") == "«\u00a0Aider\u00a0»\u00a0: qui\u00a0? Nous\u00a0!"


def test_an_item_that_is_parted_leaves_no_line_alone() -> None:
    # Each word takes a line, and each list begins the item one line lower than the one before.
    words = [f"{place}{'m' * 40}" for place in range(1, 5)]
    asked = {
        f"after{above}": minutes({"kind": "items", "items": ["x"] * above + [" ".join(words)]})
        for above in range(36, 50)
    }
    parted = set()
    for made in drawn(**asked).values():
        pages = reading_pdf.words(made).split(NUMBER)[1:]
        parted.add(tuple(count for page in pages if (count := sum(word in page for word in words))))
    assert parted == {(4,), (2, 2)}


def test_an_empty_cell_is_as_high_as_a_line_to_write_in() -> None:
    def table(text: str) -> dict[str, Any]:
        rows = [{"cells": [text, text], "strong": False}] * 120
        return {"kind": "table", "head": ["Nom", "Heure"], "rows": rows, "widths": [1, 1], "figures": []}

    made = drawn(empty=minutes(table("")), written=minutes(table("x")))
    assert pages_of(made["empty"]) == pages_of(made["written"]) > 1
