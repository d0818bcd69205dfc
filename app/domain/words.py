"""Words on one line that people read: an announcement, a message to whoever is on stage, a name, a contact."""

import unicodedata
from typing import Any

from app.domain.errors import Invalid

# What a tablet shows on two lines beside its ballot and a wall under its figures; what fits under the timer.
LONGEST = {"announcement": 120, "message": 48, "citation": 120}
# Control characters, halves of characters, and those that only turn or join others: nothing to read in them.
UNSEEN = ("Cc", "Cf", "Cs")


def judged(text: Any, longest: int, at: str = "text") -> str | None:
    """The words on one line, None where they are taken down; Invalid at a field where they are none or too many."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise Invalid.at(at, "A text is expected.")
    said = " ".join(text.split())
    if any(unicodedata.category(letter) in UNSEEN for letter in said):
        raise Invalid.at(at, "This text holds a character that cannot be shown.")
    if len(said) > longest:
        raise Invalid.at(at, "Keep it to %(longest)s characters.", longest=longest)
    return said or None
