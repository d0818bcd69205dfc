"""How long named scores are kept after an event, and from which day on they are due to lose their names."""

from calendar import monthrange
from datetime import date

# Where neither the event nor the authority says how many.
USUAL_MONTHS = 12


def months(chosen: int | None, stated: str) -> int:
    """For how many months: as the event says, else as the authority states on its pages, else a year."""
    return chosen or (int(stated) if stated.isascii() and stated.isdigit() else 0) or USUAL_MONTHS


def until(day: date, kept: int) -> date:
    """The day so many months later; where its month is shorter, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + kept, 12)
    year = min(year, date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
