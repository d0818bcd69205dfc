"""The contact that a team chooses to publish with its project: one line, or nothing."""

import re
from typing import Any

from app.domain.words import judged as judged_words

LONGEST_CONTACT = 200
MAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"()]+")


def judged(text: Any) -> str | None:
    """The contact on one line, None where none is published; Invalid at `contact` where it cannot be shown."""
    return judged_words(text, LONGEST_CONTACT, at="contact")


def mail_address(contact: str) -> str | None:
    """The contact as an address to write to, where it is one and nothing else."""
    return contact if MAIL.fullmatch(contact) else None
