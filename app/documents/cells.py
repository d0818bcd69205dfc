"""One cell on its way in or out of a file that a spreadsheet may open."""

import re
from datetime import date, datetime, time, timedelta

# What spreadsheets take for the beginning of a formula, full-width twins included (ASVS 5, 1.2.10).
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def escaped(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `unescaped` gives back any text whatever."""
    return "'" + text if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """A text without the escape that `escaped` put before it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def text_of_cell(value: object) -> str:
    """What a person sees in a spreadsheet's cell: 12 for 12.0, 09:45 for a time of day, yes for true."""
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
    return unescaped(str(value))
