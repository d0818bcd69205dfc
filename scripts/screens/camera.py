"""A browser whose clock stands still, and the pictures it takes."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, StorageState

from app.starting import ORGANISER
from tests.browsing import enter
from tests.serving import Server

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
# The width says which device: heights are what that device has.
HEIGHTS = {390: 844, 768: 1024, 1024: 768, 1440: 900, 1920: 1080}
QUALITY = 45
# Two screens of a phone: longer pages go on in the same way. What is read to its end, not on a phone, is longer.
TALLEST, TO_THE_END = 1688, 4000
# What is held in the hand is touched: pages leave out what only a keyboard or a pointer needs.
HELD = 1024
# What is large is reduced, so that all the pictures together stay light to clone.
REDUCED = {1440: 3 / 4, 1920: 3 / 5}

# A seat is a role, entered by its link, and a rank among its links; this one logs in.
ACCOUNT = "account"

# Every clock that a page can read shows the same instant; timers go on, so that a page still finishes what it began.
# A tablet that waits before it tries again always waits as long.
STILL = """
  Object.defineProperty(performance, 'timeOrigin', { value: %(now)d });
  Object.defineProperty(performance, 'now', { value: () => 0 });
  Date.now = () => %(now)d;
  Math.random = () => 0.5;
"""
# A caret that blinks would be in one picture and not in the next.
CARETLESS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { caret-color: transparent !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
DRAWN = (
    "document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))"
)
# A page that hears the server has begun to once its badge of freshness shows; others have no badge.
MET = "() => !document.querySelector('[data-freshness][hidden]')"


@dataclass(frozen=True)
class Screen:
    """One screen in one state: who looks, where, on which devices. `acts` is what they do before the picture;
    `whole` makes the screen as tall as its page, within reason; `to_the_end`, but on a phone, however long it is.
    """

    name: str
    says: str
    path: str
    widths: tuple[int, ...]
    who: tuple[str, int] | None = None
    acts: Callable[[Page, Server], object] | None = None
    whole: bool = False
    to_the_end: bool = False
    themes: tuple[Theme, ...] = THEMES

    def file(self, width: int, language: str, theme: Theme) -> str:
        """The name of one picture."""
        return f"{self.name}-{width}-{language}-{theme}.webp"

    def files(self) -> list[str]:
        """The names of all its pictures."""
        return [self.file(*each) for each in product(self.widths, LANGUAGES, self.themes)]


@dataclass
class Camera:
    """Takes pictures of a server's screens, each in a session of its own."""

    browser: Browser
    server: Server
    folder: Path
    seats: dict[tuple[str, int], StorageState] = field(default_factory=dict)

    def take(self, screen: Screen, now_ms: int) -> int:
        """Every picture of a screen; how many."""
        taken = 0
        for width, language in product(screen.widths, LANGUAGES):
            with self._page(screen, width, now_ms, LANGUAGES[language]) as page:
                for theme in screen.themes:
                    page.emulate_media(color_scheme=theme)
                    page.evaluate(DRAWN)
                    (self.folder / screen.file(width, language, theme)).write_bytes(
                        picture(page, REDUCED.get(width, 1))
                    )
                    taken += 1
        return taken

    @contextmanager
    def _page(self, screen: Screen, width: int, now_ms: int, locale: str) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            locale=locale,
            reduced_motion="reduce",
            has_touch=width <= HELD,
            storage_state=self._seat(screen.who) if screen.who else None,
        )
        context.add_init_script(STILL % {"now": now_ms})
        page = context.new_page()
        page.goto(self.server.url + screen.path)
        page.wait_for_load_state("networkidle")
        page.wait_for_function(MET)
        page.evaluate(CARETLESS)
        if screen.acts:
            screen.acts(page, self.server)
        if screen.whole:
            tallest = TO_THE_END if screen.to_the_end and width > min(HEIGHTS) else TALLEST
            height = min(page.evaluate("document.documentElement.scrollHeight"), tallest)
            page.set_viewport_size({"width": width, "height": height})
        yield page
        context.close()

    def _seat(self, who: tuple[str, int]) -> StorageState:
        """The session of somebody who entered once."""
        if who not in self.seats:
            page = self.browser.new_page()
            if who[0] == ACCOUNT:
                self._log_in(page)
            else:
                enter(page, self.server.url, self.server.link(*who))
            self.seats[who] = page.context.storage_state()
            page.context.close()
        return self.seats[who]

    def _log_in(self, page: Page) -> None:
        """The demonstration's organiser, by name and password."""
        page.goto(f"{self.server.url}/login")
        page.locator("[name=name]").fill(ORGANISER)
        page.locator("[name=password]").fill(
            (self.server.folder / "organiser-password").read_text(encoding="utf-8").strip()
        )
        page.locator("main form button").click()
        page.wait_for_url(lambda address: "/login" not in address)


def picture(page: Page, scale: float = 1) -> bytes:
    """What the page shows, as WebP."""
    left, top, width, height = page.evaluate("[scrollX, scrollY, innerWidth, innerHeight]")
    clip = {"x": left, "y": top, "width": width, "height": height, "scale": scale}
    asked = {"format": "webp", "quality": QUALITY, "clip": clip}
    found = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    return base64.b64decode(found["data"])
