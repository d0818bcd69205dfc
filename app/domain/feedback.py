"""What a team is told by the jury: two strengths, one advice, a next step; moderated, unsigned and without a figure."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from app.domain.errors import Invalid

FIELDS = ("strength_1", "strength_2", "advice", "next_step")
LONGEST = 400
# Whether the teams read it: nobody does until it is released, and it is not before the laureates are announced.
HELD, RELEASED = "held", "released"
Texts = Mapping[str, str]


def judged(sent: Mapping[str, Any], names: Collection[str] = (), highest: int = 10) -> dict[str, str]:
    """The four texts as they are kept; Invalid by field where one is too long, names a juror or tells a score."""
    faults = {}
    found = {}
    for field in FIELDS:
        text = sent.get(field) or ""
        if not isinstance(text, str) or len(text.strip()) > LONGEST:
            faults[field] = "A text of at most 400 characters is expected."
            continue
        found[field] = text.strip()
        if any(_said(name, text) for name in names):
            faults[field] = "A juror is named here: what a team is told is the whole jury’s."
        elif _scored(text, highest):
            faults[field] = "A score is told here: a team is told in words."
    if faults:
        raise Invalid("This cannot be kept as it is.", faults)
    return found


def taken(texts: Texts, comment: str) -> dict[str, str]:
    """The texts with a juror's comment in the first of them that is empty, to be worded; as they are where none is."""
    empty = next((field for field in FIELDS if not texts.get(field, "").strip()), None)
    return dict(texts) if empty is None else {**texts, empty: comment[:LONGEST]}


def filled(texts: Texts) -> int:
    """How many of the four are written."""
    return sum(bool(texts.get(field)) for field in FIELDS)


def are_texts(found: Any) -> bool:
    """Whether a value is the texts of one team, as an export writes them."""
    return (
        isinstance(found, dict) and set(found) <= set(FIELDS) and all(isinstance(text, str) for text in found.values())
    )


def _said(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text.casefold()) is not None


def _scored(text: str, highest: int) -> bool:
    return re.search(rf"\d\s*(/|sur|out of)\s*{highest}\b", text.casefold()) is not None
