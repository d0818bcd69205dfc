"""Reasons: short texts that people give for an act."""

from typing import Any

from app.domain.errors import Invalid

LONGEST_REASON = 2_000


def judged(reason: Any, required: bool = False) -> str:
    """The reason as text, empty where none was given; Invalid at `reason` where it is none, too long, or missing."""
    text = "" if reason is None else reason
    if not isinstance(text, str) or len(text) > LONGEST_REASON:
        raise _at_fault("A reason is a text of at most 2,000 characters.")
    if required and not text.strip():
        raise _at_fault("Say why: the reason is kept with the act.")
    return text


def _at_fault(sentence: str) -> Invalid:
    return Invalid.at("reason", sentence)
