"""Who wears a badge, and what stands on it; ten of 90 × 55 mm to a sheet of A4."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

TEAMS, JURY, COACHES, ORGANISERS, GUESTS = GROUPS = ("teams", "jury", "coaches", "organisers", "guests")
PER_SHEET = 10
# A team that named nobody: as many come to a table.
UNNAMED = 3
MOST_GUESTS = 200


@dataclass(frozen=True)
class Badge:
    """One badge; without a name, a line to write it on. `under` is a function or a project."""

    group: str
    name: str = ""
    under: str = ""
    organisation: str = ""
    team: int | None = None
    chair: bool = False


def members(text: str | None) -> list[str]:
    """The people of a team as its sheet names them: by line or semicolon, where there is none by comma."""
    apart = r"[;\n]" if re.search(r"[;\n]", text or "") else ","
    return [" ".join(name.split()) for name in re.split(apart, text or "") if name.strip()]


def of_team(number: int, project: str, organisation: str, named: str | None) -> list[Badge]:
    """A badge for each member who is named, else a few to write on."""
    people = members(named) or [""] * UNNAMED
    return [Badge(TEAMS, name, project, organisation, team=number) for name in people]


def guests(asked: int | None) -> list[Badge]:
    """Badges to write on, as many as were asked for; a sheet of them where nothing was."""
    count = PER_SHEET if asked is None else min(max(asked, 0), MOST_GUESTS)
    return [Badge(GUESTS)] * count


def sheets(worn: Iterable[Badge]) -> list[list[Badge]]:
    """The badges, ten to a sheet."""
    every = list(worn)
    return [every[start : start + PER_SHEET] for start in range(0, len(every), PER_SHEET)]
