"""What remains once every team has been on stage: the jury's list, its announcement, what is kept of the day."""

from app.domain.laureates import CLOSED, OPEN

DELIBERATION, LIST, REVEAL = "deliberation", "list", "reveal"
# The phases of the day in which no team comes any more: what is left of the programme is the jury's, then everybody's.
AFTER = ("deliberation", "announced")
KEPT = ("minutes", "press", "feedback", "export")


def remaining(listing: str, announced: bool) -> tuple[str, ...]:
    """The acts that remain, the next one first."""
    if announced and listing == CLOSED:
        return KEPT
    if listing == CLOSED:
        return (REVEAL, *KEPT[:-1])
    return (DELIBERATION, LIST) if listing == OPEN else (LIST,)
