"""When an event is archived, and what it takes to destroy one: the visa of the archives, recorded.

Documents of a public body are destroyed with the written visa of whoever has the charge of its archives alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import Invalid
from app.domain.event_values import cleaned

LONGEST = 300


@dataclass(frozen=True)
class Visa:
    """Who gave it, in which capacity; under which reference; on which day."""

    by: str
    reference: str
    on: date


def keeps_going(phase: str, scoring: str, closing: bool) -> str | None:
    """Why an event cannot be archived yet, in words; None where it can."""
    if scoring == "open":
        return "Close scoring first: ballots still come in."
    if phase == "pitches":
        return "The pitches are under way: pass to another phase first."
    return "The list is being closed: have it confirmed, or open it again, first." if closing else None


def needs_visa(demonstration: bool, judged: bool) -> bool:
    """Whether destroying an event destroys archives: not of an example, nor of tables that nobody was judged by."""
    return judged and not demonstration


def visa(given: Mapping[str, str], today: date) -> Visa:
    """The visa that somebody typed; Invalid names each field that is missing or cannot be."""
    kept = {name: cleaned(given.get(name) or "") for name in ("visa_by", "visa_reference", "visa_date")}
    faults = {name: "This is needed." for name, text in kept.items() if not text}
    faults |= {name: "At most 300 characters." for name, text in kept.items() if len(text) > LONGEST}
    day = None
    if "visa_date" not in faults:
        try:
            day = date.fromisoformat(kept["visa_date"])
        except ValueError:
            faults["visa_date"] = "A date is expected, as 2026-11-28."
        if day is not None and day > today:
            faults["visa_date"] = "A visa is of a day that has come."
    if faults or day is None:
        raise Invalid("An event that was judged is destroyed with the visa of the archives alone.", faults)
    return Visa(kept["visa_by"], kept["visa_reference"], day)
