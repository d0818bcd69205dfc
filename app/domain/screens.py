"""The named screens of the room: what each may be sent to show, and what it says of itself."""

from typing import Any

from app.domain.errors import Invalid
from app.domain.words import judged

# The addresses below an event that a screen may be sent to.
PAGES = ("stage", "results", "waiting", "code")
LONGEST_NAME = 24
MOST = 20
# What a screen said is not written again before this, unless it shows something else.
BEAT_MS = 8_000
MOST_ERROR_MS = 3_600_000
# The first screen of an event, in its language.
FIRST_NAMES = {"fr": "Grand écran", "en": "Big screen"}


def named(name: Any) -> str:
    """The name of a screen, on one line; Invalid at `name` where there is none or too much of it."""
    said = judged(name, LONGEST_NAME, at="name")
    if said is None:
        raise Invalid.at("name", "Give the screen a name.")
    return said


def page(wanted: Any) -> str:
    """A page that screens show; Invalid at `page`."""
    if wanted not in PAGES:
        raise Invalid.at("page", "There is no such page for a screen.")
    return str(wanted)


def heard(said: Any) -> tuple[str | None, int | None, bool | None]:
    """What a screen says beside `clock`: its page, its clock's error in ms, whether it stays lit; else None of each."""
    told = said if isinstance(said, dict) else {}
    shows, error, lit = told.get("page"), told.get("error_ms"), told.get("lit")
    known = isinstance(error, int | float) and type(error) is not bool and 0 <= error <= MOST_ERROR_MS
    error_ms = round(error) if known and error is not None else None
    return shows if shows in PAGES else None, error_ms, lit if type(lit) is bool else None
