"""The check-in sheet: who of those expected has come, by group; guests, whom nobody lists, are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.badges import COACHES, GUESTS, JURY, TEAMS
from app.domain.errors import Invalid

LISTED = (TEAMS, JURY, COACHES)
GROUPS = (*LISTED, GUESTS)
COME, UNDO = ACTS = ("come", "undo")


@dataclass(frozen=True)
class Line:
    """Somebody who is expected: how the tables name them, and when they came (None: not yet)."""

    key: str
    name: str
    under: str = ""
    organisation: str = ""
    at_ms: int | None = None


@dataclass(frozen=True)
class Sheet:
    """Everybody who is expected, by group, and when each guest came, the last one last."""

    lines: dict[str, Sequence[Line]]
    guests: Sequence[int] = ()

    def come(self, group: str) -> int:
        """How many of a group have come."""
        return len(self.guests) if group == GUESTS else sum(line.at_ms is not None for line in self.lines[group])

    def told(self) -> dict[str, Any]:
        """Who came, as keys, and how many guests."""
        came = {group: [line.key for line in lines if line.at_ms is not None] for group, lines in self.lines.items()}
        return {**came, GUESTS: len(self.guests)}


def judged(group: Any, act: Any) -> tuple[str, str]:
    """A group of the sheet and an act on it; Invalid where it is neither."""
    for field, given, known in (("group", group, GROUPS), ("act", act, ACTS)):
        if given not in known:
            raise Invalid.at(field, "One of these is expected: %(known)s.", known=", ".join(known))
    return group, act
