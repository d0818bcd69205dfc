"""The kinds of screens that are photographed: who looks at them, on which devices."""

from collections.abc import Callable
from dataclasses import dataclass

from scripts.screens.acts import Act
from scripts.screens.camera import THEMES, Screen, Theme
from scripts.screens.day import Day
from tests.serving import SLUG

PHONE, UPRIGHT, TABLET, DESK, WALL = 390, 768, 1024, 1440, 1920
EVENT = f"/{SLUG}"
STAGE, RESULTS, JURY, AT_DESK = f"{EVENT}/stage", f"{EVENT}/results", f"{EVENT}/jury", f"{EVENT}/desk"
ORGANISER, KEEPER, COACH, FIRST_JUROR = ("organiser", 0), ("timekeeper", 0), ("coach", 0), ("juror", 0)
ROOM = (WALL, TABLET, PHONE)
READING, TABLETS = (DESK, PHONE), (TABLET, UPRIGHT)
ALL_TABLETS = (TABLET, UPRIGHT, PHONE)


@dataclass(frozen=True)
class Moment:
    """An instant of the day: what happens just before it, and the screens that are looked at then."""

    hour: str
    happens: Callable[[Day], None]
    screens: tuple[Screen, ...]


def wall(name: str, says: str) -> Screen:
    """The stage, as the room sees it: its fields are the same in both themes."""
    return Screen(f"stage-{name}", says, STAGE, (WALL,), themes=("light",))


def ranking(name: str, says: str, widths: tuple[int, ...] = ROOM) -> Screen:
    """The results, as the room sees them, on a wall, a tablet and a phone; a phone scrolls."""
    return Screen(f"results-{name}", says, RESULTS, widths)


def ballot(name: str, says: str, juror: int, then: Act | None = None, themes: tuple[Theme, ...] = THEMES) -> Screen:
    """The ballot of team 7 on the tablet of a juror, by their place in the list of links."""
    return Screen(f"ballot-{name}", says, f"{JURY}/7", ALL_TABLETS, ("juror", juror), then, themes=themes)


def page(name: str, says: str, path: str, widths: tuple[int, ...] = READING) -> Screen:
    """A page that anybody reads, down to its foot."""
    return Screen(name, says, path, widths, whole=True)


def desk(name: str, says: str, then: Act | None = None, themes: tuple[Theme, ...] = THEMES) -> Screen:
    """The organiser's desk, down to its foot."""
    return Screen(f"desk-{name}", says, AT_DESK, (DESK,), ORGANISER, then, whole=True, themes=themes)


def phone(name: str, says: str, team: int) -> Screen:
    """A team's phone."""
    return Screen(f"team-{name}", says, f"{EVENT}/team", (PHONE,), ("team", team), whole=True)
