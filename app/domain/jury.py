"""What a juror's tablet may say of itself."""

from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid

# What a juror may signal with one tap; the desk has the words.
PROBLEMS = ("cannot_score", "wrong_screen", "come_here")
MOST_WAITING = 200


@dataclass(frozen=True)
class Said:
    """What a tablet says: how many ballots wait on it, and what is wrong, if anything."""

    waiting: int
    problem: str | None


def heard(waiting: Any, problem: Any) -> Said:
    """What a tablet says, or Invalid naming each field at fault."""
    faults: dict[str, str] = {}
    if type(waiting) is not int or not 0 <= waiting <= MOST_WAITING:
        faults["waiting"] = "A whole number is expected."
    if problem is not None and (not isinstance(problem, str) or problem not in PROBLEMS):
        faults["problem"] = "One of these is expected: %(known)s."
    if faults:
        raise Invalid("This cannot be recorded as it is.", faults, params={"known": ", ".join(PROBLEMS)})
    return Said(waiting, problem)
