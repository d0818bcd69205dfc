"""Figures as they are written, before any script: template filters, twins of static/js/lib/format.js."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import format_date, get_locale

NARROW = "\u202f"
MINUS = "\u2212"


def hour(at_ms: int, zone: str) -> str:
    """An hour for columns and clocks: "15:05"."""
    local = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone))
    return f"{local.hour}:{local.minute:02d}"


def hour_in_sentence(at_ms: int, zone: str) -> str:
    """An hour inside a sentence: "15 h 05" in French, "15:05" in English."""
    written = hour(at_ms, zone)
    return written.replace(":", f"{NARROW}h{NARROW}") if str(get_locale()) == "fr" else written


def day_in_words(written: str) -> str:
    """A date of the tables, "2019-11-28", as people say it: "28 novembre 2019"."""
    known = date.fromisoformat(written)
    return str(format_date(known, "d MMMM y"))


def decimal(figure: str | None) -> str:
    """A decimal the server wrote with a point, as the reader writes it; a fraction passes through."""
    written = (figure or "").replace("-", MINUS)
    return written.replace(".", ",") if str(get_locale()) == "fr" else written


def register(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(
        hour=hour, hour_in_sentence=hour_in_sentence, day_in_words=day_in_words, decimal=decimal
    )
