"""What every page must be, whoever looks at it and in whatever state: one look, and a list of what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Response

from tests import axe
from tests.browsing import opened

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
LOCALES = {"fr": "fr-FR", "en": "en-GB"}

FACTS = """() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const first = document.querySelector('a[href], button, input:not([type=hidden]), select, textarea, summary');
  const target = first?.matches('a[href^="#"]') ? document.getElementById(first.hash.slice(1)) : null;
  const was = document.activeElement;
  target?.focus({ preventScroll: true });
  // Under an open dialog the page waits, and takes no focus.
  const waits = document.querySelector('dialog:modal') !== null;
  const reached = waits || document.activeElement === target;
  if (was instanceof HTMLElement) was.focus({ preventScroll: true });
  return {
    lang: document.documentElement.lang,
    title: document.title,
    h1: shown('h1').length,
    skips: reached && Boolean(target?.matches('main')),
    mains: document.querySelectorAll('main').length,
    wall: document.body.classList.contains('layout--screen'),
    header: document.querySelectorAll('header.page__head').length,
    footer: document.querySelectorAll('footer').length,
  };
}"""
GROUND = "document.documentElement.dataset.ground"
SCHEME = "getComputedStyle(document.documentElement).colorScheme"


class Inline(HTMLParser):
    """Reads HTML as it was sent, and notes what a strict policy forbids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an inline style or script, in whichever of its forms."""
        given = dict(attrs)
        island = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not island):
            self.found.append(f"an inline <{tag}>")
        self.found += [f"{name} on <{tag}>" for name in given if name == "style" or name.startswith("on")]
        scripted = [name for name, value in attrs if (value or "").strip().lower().startswith("javascript:")]
        self.found += [f"a script in {name} of <{tag}>" for name in scripted]


class Inspector:
    """Looks at a page of one seat; everything found wrong is kept in `faults`, so that one run tells it all."""

    # Per language, whose title it is: two pages of one name cannot be told apart among a reader's tabs.
    titles: ClassVar[dict[tuple[str, str], str]] = {}
    # Those in which a state is looked at: `tests/conftest.py` leaves one of them to the night.
    themes: ClassVar[tuple[Theme, ...]] = THEMES

    def __init__(self, page: Page, url: str, seat: str, faults: list[str]) -> None:
        self.page = page
        self.url = url
        self.seat = seat
        self.faults = faults
        self._document: Response | None = None
        # The language in which each page was first judged, by its state, theme and size.
        self._judged: dict[tuple[object, ...], str] = {}
        # Sent once, not after each address.
        page.add_init_script(axe.SOURCE)
        page.on("request", self._requested)
        page.on("websocket", lambda socket: self._reached(socket.url))
        page.on("response", self._answered)

    def _requested(self, request: Request) -> None:
        self._reached(request.url)

    def _reached(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(self.url).netloc:
            self.faults.append(f"{self.page.url} asks another host: {address}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self._document = response

    def goto(self, path: str, language: str) -> None:
        """Open an address in a language, asked for as the switch in the foot does."""
        address, hash, place = path.partition("#")
        self.page.goto(f"{self.url}{address}{'&' if '?' in address else '?'}lang={language}{hash}{place}")

    def scheme(self) -> str:
        """The theme the page is in."""
        found: str = self.page.evaluate(SCHEME)
        return found

    def look(
        self,
        name: str,
        state: str,
        language: str,
        themes: tuple[Theme | None, ...] | None = None,
        judged: bool = False,
    ) -> None:
        """Look at the page as it stands now, in each theme of the system (None: as it is): markup, structure, axe.

        Without themes: in those of this run.

        In the first theme axe runs every rule, in another one those that its colours may break, as on a page that is
        `judged` elsewhere; what was judged in another language has the same colours, and those are judged again in its
        last theme alone.
        """
        here = f"{name}, {self.seat}, {state}, {language}"
        self.faults += [f"{here}: {fault}" for fault in (*self._sent(), *self._structure(name, language))]
        themes = self.themes if themes is None else themes
        for place, theme in enumerate(themes):
            if theme:
                self.page.emulate_media(color_scheme=theme)
                # A wall has its ground whatever the theme.
                if self.scheme() != theme and not self.page.evaluate(GROUND):
                    self.faults.append(f"{here}: stays {self.scheme()} where the system is {theme}")
            size = self.page.viewport_size or {}
            seen = (name, state, str(theme), size.get("width"), size.get("height"))
            known = self._judged.setdefault(seen, language) != language and theme != themes[-1]
            verdict = axe.judge(
                self.page,
                *(axe.COLOUR if place or judged else ()),
                without=axe.COLOUR if known and not place and not judged else (),
            )
            axe.TALLY.count((here, str(theme), str(size.get("width"))), verdict)
            self.faults += [f"{here}, {theme}: {wrong}" for wrong in verdict.violations]

    def _sent(self) -> list[str]:
        """What the policy forbids in the HTML of the page that is open, as the server wrote it."""
        document, self._document = self._document, None
        return Inline(document.text()).found if document is not None else []

    def _structure(self, name: str, language: str) -> Iterator[str]:
        facts: dict[str, Any] = self.page.evaluate(FACTS)
        if facts["lang"] != language:
            yield f"says it is in {facts['lang']!r}"
        if facts["h1"] != 1:
            yield f"has {facts['h1']} visible h1"
        if not facts["skips"]:
            yield "has no skip link that comes first and leads to main"
        if facts["mains"] != 1 or facts["header"] != 1 or facts["footer"] != (0 if facts["wall"] else 1):
            yield f"has landmarks {facts['mains']} main, {facts['header']} header, {facts['footer']} footer"
        title = facts["title"].strip()
        owner = self.titles.setdefault((language, title), name)
        if not title or owner != name:
            yield f"has the title {title!r} of {owner}"


@contextmanager
def inspected(
    browser: Browser, url: str, size: dict[str, int], seat: str, language: str = "fr", **options: Any
) -> Iterator[Inspector]:
    """A page of its own session, looked at; fails at the end with everything that was found wrong."""
    # Reduced motion: a colour is measured where it ends, not half-way through its transition.
    faults: list[str] = []
    with opened(browser, size, faults, locale=LOCALES[language], reduced_motion="reduce", **options) as page:
        yield Inspector(page, url, seat, faults)
