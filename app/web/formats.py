"""Figures as they are written, before any script: template filters, twins of static/js/lib/format.js.

Both run tests/cases/formats.json.
"""

import math
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.lists import format_list
from flask import Flask
from flask_babel import format_date, get_locale
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup

from app.domain.agenda import MINUTE_MS
from app.domain.drafting import hour_of
from app.domain.event_values import local_time

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"


def _french() -> bool:
    return str(get_locale()) == "fr"


def hour(at_ms: int, zone: str) -> str:
    """An hour for columns and clocks: "15:05"."""
    local = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone))
    return f"{local.hour}:{local.minute:02d}"


def hour_with_seconds(at_ms: int, zone: str) -> str:
    """An instant that is read out to somebody: "14:49:53"."""
    local = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone))
    return f"{local.hour}:{local:%M:%S}"


def hour_in_sentence(at_ms: int, zone: str) -> str:
    """An hour inside a sentence: "15 h 05" in French, "15:05" in English."""
    written = hour(at_ms, zone)
    return written.replace(":", f"{NARROW}h{NARROW}") if _french() else written


def hour_in_parts(at_ms: int, zone: str) -> tuple[str, str, str]:
    """The same hour where its sign is drawn smaller: hours, sign, minutes."""
    hours, _, minutes = hour(at_ms, zone).partition(":")
    return hours, "h" if _french() else ":", minutes


def day_in_words(written: str) -> str:
    """A date of the tables, "2019-11-28", as people say it: "28 novembre 2019", "1er décembre 2019"."""
    known = date.fromisoformat(written)
    said = str(format_date(known, "d MMMM y"))
    return Markup("1<sup>er</sup>{}").format(said[1:]) if known.day == 1 and _french() else said


def full_day_in_words(written: str) -> Markup:
    """The same with the day of the week: "jeudi 28 novembre 2019"."""
    weekday = format_date(date.fromisoformat(written), "EEEE")
    return Markup("{} {}").format(weekday, day_in_words(written))


def other_day(at_ms: int, zone: str, day: str) -> Markup | str:
    """The day of an instant as people say it, where it is another one than `day`; empty where it is that one."""
    local = local_time(at_ms, zone).date().isoformat()
    return "" if local == day else full_day_in_words(local)


def plain(day: str) -> str:
    """A day in words without its marks: a file and a script have no superscript."""
    return str(Markup(day).striptags())


def decimal(figure: str | None) -> str:
    """A decimal the server wrote with a point, as the reader writes it; a fraction passes through."""
    written = (figure or "").replace("-", MINUS)
    return written.replace(".", ",") if _french() else written


def signed_minutes(minutes: int, unit: bool = False) -> str:
    """A lag of whole minutes with its sign: "+3", "0", "−2"; `unit` adds " min"."""
    sign = "+" if minutes > 0 else MINUS if minutes < 0 else ""
    return f"{sign}{abs(minutes)}{NO_BREAK + 'min' if unit else ''}"


def band(ms: int) -> str:
    """How far an hour may still move: "± 4 min", one at the least."""
    return f"±{NO_BREAK}{max(1, math.floor(ms / MINUTE_MS + 0.5))}{NO_BREAK}min"


def listed(things: Iterable[object]) -> str:
    """Things one after the other inside a sentence: "1, 2 et 3", "1, 2 and 3"."""
    return format_list([str(thing) for thing in things], locale=get_locale())


def parted(things: Iterable[str]) -> str:
    """Things that hold commas themselves, one after the other."""
    return (f"{NARROW}; " if _french() else "; ").join(things)


def register(app: Flask) -> None:
    """Give the filters to the templates."""
    filters = (
        hour,
        hour_with_seconds,
        hour_in_sentence,
        hour_in_parts,
        day_in_words,
        full_day_in_words,
        other_day,
        decimal,
        signed_minutes,
        band,
        listed,
        hour_of,
    )
    # A template is compiled once for each of its versions, not at each start by its first reader.
    compiled = Path(app.instance_path) / "templates"
    compiled.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    app.jinja_env.filters.update({each.__name__: each for each in filters})
