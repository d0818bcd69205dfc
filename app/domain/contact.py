"""The contact that a team chooses to publish with its project: one line, or nothing."""

import re
from typing import Any

from app.domain.errors import Invalid
from app.domain.event_values import unshowable

LONGEST_CONTACT = 200
MAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"()]+")


def judged(text: Any) -> str:
    """The contact on one line, empty where none is published; Invalid at `contact` where it cannot be shown."""
    if not isinstance(text, str):
        raise _at_fault("A text is expected.")
    said = " ".join(text.split())
    if unshowable(said):
        raise _at_fault("This text holds a character that cannot be shown.")
    if len(said) > LONGEST_CONTACT:
        raise _at_fault("This is too long: 200 characters are the most.")
    return said


def mail_address(contact: str) -> str | None:
    """The contact as an address to write to, where it is one and nothing else."""
    return contact if MAIL.fullmatch(contact) else None


def _at_fault(sentence: str) -> Invalid:
    return Invalid(sentence, {"contact": sentence})
