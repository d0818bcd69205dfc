"""One cell at a time: the value that a column's text stands for, or why it stands for none."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.domain.addresses import is_page
from app.domain.event_columns import SERVER_WORDS, Column


@dataclass(frozen=True)
class Moment:
    """A local time, of the event's day unless it has its own."""

    day: date | None
    hour: time


Value = None | bool | int | str | date | Moment | tuple[str, ...]

KEY = re.compile(r"[\w.-]{1,40}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
DATES = (
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), (0, 1, 2)),
    (re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"), (2, 1, 0)),  # as spreadsheets of France write them
)
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)
YEARS = range(1970, 2101)
LIMITS = {
    "whole": "%(value)s is out of limits: from %(low)s to %(high)s.",
    "score": "%(value)s is off the scale, which goes from %(low)s to %(high)s.",
}


class Unreadable(Exception):
    """Why a cell has no value: an English msgid and what fills it."""

    def __init__(self, text: str, **params: object) -> None:
        super().__init__(text)
        self.text = text
        self.params = params


def cleaned(text: str) -> str:
    """The text of a cell as it is kept: composed accents, plain line ends, no space around."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def unshowable(text: str) -> bool:
    """Whether a text holds a control character other than a line end or a tabulation, or half of a character."""
    return any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text)


def value_of(column: Column, text: str) -> Value:
    """The value of a cleaned text that is not empty; Unreadable where it has none."""
    return READERS[column.holds](column, text)


def _text(column: Column, text: str) -> str:
    if unshowable(text):
        raise Unreadable("This text holds a character that cannot be shown.")
    if len(text) > column.longest:
        raise Unreadable(
            "This text has %(length)s characters; %(longest)s is the most.",
            length=len(text),
            longest=column.longest,
        )
    return text


def _key(_: Column, text: str) -> str:
    if not KEY.fullmatch(text):
        raise Unreadable(
            "“%(value)s” cannot be a key: letters, digits, point, hyphen and underscore, 40 at the most.",
            value=shortened(text),
        )
    return text


def _keys(column: Column, text: str) -> tuple[str, ...]:
    return tuple(_key(column, part.strip()) for part in text.split("+"))


def _whole(column: Column, text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise Unreadable("“%(value)s” is not a whole number.", value=shortened(text))
    if not column.low <= int(text) <= column.high:
        raise Unreadable(LIMITS[column.holds], value=int(text), low=column.low, high=column.high)
    return int(text)


def _word(column: Column, text: str) -> str:
    if text.lower() not in column.words:
        raise Unreadable("“%(value)s” is not one of: %(words)s.", value=shortened(text), words=", ".join(column.words))
    return text.lower()


def _yes(_: Column, text: str) -> bool:
    if text.lower() not in ("yes", "oui"):
        raise Unreadable("“%(value)s” is neither yes nor empty.", value=shortened(text))
    return True


def _slug(_: Column, text: str) -> str:
    return slug(text)


def slug(text: str) -> str:
    """A name that can be an event's address; Unreadable says why it cannot."""
    if not SLUG.fullmatch(text) or len(text) > 60:
        raise Unreadable(
            "“%(value)s” cannot be an address: lower-case letters, digits, single hyphens, 60 at the most.",
            value=shortened(text),
        )
    if text in SERVER_WORDS:
        raise Unreadable("“%(value)s” is an address of the server itself: choose another.", value=text)
    return text


def _date(_: Column, text: str) -> date:
    for form, order in DATES:
        if found := form.fullmatch(text):
            year, month, day = (int(found.groups()[place]) for place in order)
            try:
                found_date = date(year, month, day)
            except ValueError:
                break
            if year in YEARS:
                return found_date
    raise Unreadable("“%(value)s” is not a date such as 2019-11-28.", value=shortened(text))


def _moment(column: Column, text: str) -> Moment:
    day, _, hour = text.replace("T", " ").rpartition(" ")
    found = TIME.fullmatch(hour)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unreadable("“%(value)s” is not a time such as 14:30.", value=shortened(text))
    return Moment(_date(column, day.strip()) if day else None, time(int(found[1]), int(found[2])))


def _zone(_: Column, text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise Unreadable("“%(value)s” is not a time zone such as Europe/Paris.", value=shortened(text)) from None
    return text


def _colour(_: Column, text: str) -> str:
    if not COLOUR.fullmatch(text):
        raise Unreadable("“%(value)s” is not a colour such as #0C5A4A.", value=shortened(text))
    return text


def _address(column: Column, text: str) -> str:
    if not is_page(text):
        raise Unreadable(
            "“%(value)s” is not an address such as https://www.departement.example/forum.", value=shortened(text)
        )
    return _text(column, text)


def shortened(text: str) -> str:
    """A text as a fault quotes it."""
    return text if len(text) <= 40 else text[:39] + "…"


def instant_ms(day: date, hour: time, zone: str) -> int:
    """The instant of a local time; Unreadable where clocks jump over it. Of two equal hours, the first."""
    local = datetime.combine(day, hour, ZoneInfo(zone))
    instant = int(local.timestamp()) * 1_000
    if local_time(instant, zone) != datetime.combine(day, hour):
        raise Unreadable("The clocks jump over %(value)s on that day.", value=f"{hour:%H:%M}")
    return instant


def local_time(at_ms: int, zone: str) -> datetime:
    """What the clocks of a time zone show at an instant."""
    return datetime.fromtimestamp(at_ms // 1_000, ZoneInfo(zone)).replace(tzinfo=None, fold=0)


READERS: dict[str, Callable[[Column, str], Value]] = {
    "text": _text,
    "key": _key,
    "keys": _keys,
    "whole": _whole,
    "score": _whole,
    "word": _word,
    "yes": _yes,
    "slug": _slug,
    "date": _date,
    "moment": _moment,
    "zone": _zone,
    "colour": _colour,
    "address": _address,
}
