"""Pictures, by `python -m scripts.screens [FOLDER]`: every screen at its sizes, languages and themes.

The day is at its fourth pitch: three teams have been scored by the whole jury, the fourth one is speaking.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import DESK, PHONE, PROJECTOR, TABLET, enter, launch
from tests.serving import SLUG, Server

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
UPRIGHT = {"width": TABLET["height"], "height": TABLET["width"]}
EVENT = f"/{SLUG}"
# Name, who looks (nobody in particular: None), address, sizes.
SCREENS: tuple[tuple[str, str | None, str, tuple[dict[str, int], ...]], ...] = (
    ("stage", None, f"{EVENT}/stage", (PROJECTOR,)),
    ("results", None, f"{EVENT}/results", (PROJECTOR, PHONE)),
    ("events", None, "/", (DESK, PHONE)),
    ("home", None, f"{EVENT}/", (DESK, PHONE)),
    ("agenda", None, f"{EVENT}/agenda", (DESK, PHONE)),
    ("team-sheet", None, f"{EVENT}/teams/1", (DESK, PHONE)),
    ("enter", None, "/enter", (DESK, PHONE)),
    ("login", None, "/login", (DESK, PHONE)),
    ("ballots", "juror", f"{EVENT}/jury", (TABLET, UPRIGHT)),
    ("ballot", "juror", f"{EVENT}/jury/4", (TABLET, UPRIGHT)),
    ("team", "team", f"{EVENT}/team", (PHONE,)),
    ("coach", "coach", f"{EVENT}/coach", (PHONE,)),
    ("desk", "organiser", f"{EVENT}/desk", (DESK,)),
    ("links", "organiser", f"{EVENT}/desk/links", (DESK,)),
    ("timer", "timekeeper", f"{EVENT}/desk/timer", (PHONE,)),
)


def play(server: Server) -> None:
    """Bring the day to its fourth pitch, of another authority than the juror whose tablet is shown."""
    organiser, jury = server.person("organiser"), server.jury()
    pitches = [slot for slot in organiser.get("agenda")["slots"] if slot["kind"] == "pitch"]
    for done in pitches[:3]:
        organiser.timer("call", slot=done["id"])
        organiser.timer("start")
        for rank, juror in enumerate(jury):
            mine = {ballot["team"] for ballot in juror.get("ballots")}
            if done["team"] in mine:
                juror.validate(done["team"], (5 + rank % 5, 6 + done["team"] % 3, 7 + rank % 3))
        organiser.timer("stop")
    organiser.timer("call", slot=pitches[3]["id"])
    organiser.timer("start")


@contextmanager
def seated(browser: Browser, server: Server, role: str | None, theme: Theme) -> Iterator[Page]:
    """A page in a session of that role."""
    page = browser.new_page(color_scheme=theme)
    if role:
        enter(page, server.url, server.link(role))
    yield page
    page.context.close()


def photograph(browser: Browser, server: Server, folder: Path) -> int:
    """Write every picture; how many there are."""
    taken = 0
    for (name, role, path, sizes), theme in product(SCREENS, THEMES):
        with seated(browser, server, role, theme) as page:
            for size, language in product(sizes, ("fr", "en")):
                page.set_viewport_size({"width": size["width"], "height": size["height"]})
                page.goto(f"{server.url}{path}?lang={language}")
                page.evaluate("document.fonts.ready")
                file = f"{name}-{size['width']}x{size['height']}-{language}-{theme}.png"
                page.screenshot(path=folder / file, animations="disabled")
                taken += 1
    return taken


def main() -> int:
    """Take the pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screens")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        Server(Path(place) / "instance") as server,
        sync_playwright() as driver,
    ):
        play(server)
        browser = launch(driver)
        print(f"{photograph(browser, server, folder)} pictures in {folder}/")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
