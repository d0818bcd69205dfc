"""Pictures, by `python -m scripts.screens [FOLDER [NAME…]]`: every screen at its sizes, languages and themes.

Without a name it also draws the room and the house, writes the index, and removes the pictures of screens that are no
more; with names, only those are taken.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.screens import drawings, index
from scripts.screens.camera import Camera
from scripts.screens.day import Day, instant_ms
from scripts.screens.moments import THE_DAY
from tests.browsing import launch
from tests.serving import ROOT, Server

FOLDER = ROOT / "docs" / "screens"
LAUNCHER = Path(__file__).parent / "still_server.py"
# What the cards of the pictures carry, whatever machine takes them.
ADDRESS = "http://192.168.1.20:5000"


@contextmanager
def still_server(place: Path) -> Iterator[tuple[Server, Path]]:
    """The demonstration on a clock that stands still, and the file that holds its instant."""
    clock = place / "clock"
    clock.write_text(str(instant_ms("14:00:00")), encoding="ascii")
    os.environ |= {"STILL_CLOCK": str(clock), "PALMARES_BASE_URL": ADDRESS}
    with Server(place / "instance", launcher=LAUNCHER) as server:
        yield server, clock


def photograph(camera: Camera, day: Day, names: Iterable[str]) -> int:
    """Live the day and take the pictures of these screens, or of all; how many."""
    wanted, taken = set(names), 0
    for moment in THE_DAY:
        day.at(moment.hour)
        moment.happens(day)
        day.at(moment.hour)
        for screen in moment.screens:
            if not wanted or screen.name in wanted:
                taken += camera.take(screen, instant_ms(moment.hour))
    return taken


def main() -> int:
    """Take the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    names = sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        still_server(Path(place)) as (server, clock),
        sync_playwright() as driver,
    ):
        browser = launch(driver)
        taken = photograph(Camera(browser, server, folder), Day(server, clock), names)
        if not names:
            drawings.draw(browser, folder, folder.parent)
            index.write(folder)
        browser.close()
    weight = sum(path.stat().st_size for path in folder.glob("*.webp")) / 1e6
    print(f"{taken} pictures in {folder}/, {weight:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
