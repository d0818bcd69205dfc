"""What minutes are made of: blocks that a page, a PDF and a text show alike, and how people and teams are named."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

Packet = dict[str, Any]
Block = dict[str, Any]


def paragraph(text: str) -> Block | None:
    """A paragraph; nothing of an empty text."""
    return {"kind": "text", "text": text} if text else None


def heading(text: str) -> Block:
    """A heading of the second level."""
    return {"kind": "heading", "text": text}


def items(items: list[str]) -> Block:
    """A list."""
    return {"kind": "items", "items": items}


def table(head: list[str], rows: list[Block], widths: list[int], figures: Sequence[int] = ()) -> Block:
    """A table of texts; columns that hold figures are named by their place."""
    return {"kind": "table", "head": head, "rows": rows, "widths": widths, "figures": list(figures)}


def told(fact: str, reason: str | None) -> str:
    """A fact with its reason, where it has one."""
    said: str = _("%(fact)s. Reason: %(reason)s", fact=fact, reason=reason) if reason else _("%(fact)s.", fact=fact)
    return said


def juror_named(packet: Packet, key: str | None) -> str:
    """A juror’s name by key."""
    return next((juror["name"] for juror in packet["jury"] if juror["juror"] == key), key or "")


def organisation_named(packet: Packet, key: str) -> str:
    """An authority’s name by key."""
    return next((each["name"] for each in packet["organisations"] if each["key"] == key), key)


def codes_of(packet: Packet, team: dict[str, Any]) -> str:
    """The codes of the authorities that carry a team."""
    codes = {each["key"]: each["code"] for each in packet["organisations"]}
    return "+".join(codes.get(key, key) for key in team["organisations"])


def team_named(packet: Packet, number: int) -> str:
    """A team as the minutes name it: number, title, authorities."""
    team = next(each for each in packet["teams"] if each["number"] == number)
    where = " + ".join(organisation_named(packet, key) for key in team["organisations"])
    return f"{number} · {team['title']} ({where})"
