"""Controls: one page with nothing wrong, and the same page with one thing wrong at a time, each of which must fail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Route

from tests import axe
from tests.browsing import DESK, opened
from tests.inspecting import THEMES, Inspector, Theme, inspected

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

# Nobody listens there: the browser is given every answer below.
HOST = "http://127.0.0.1:9"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
GOOD = """<!doctype html>
<html lang="fr">
<head>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Contrôle</title>
  <link rel="icon" href="data:,"><link rel="stylesheet" href="/control.css">
</head>
<body>
  <a href="#content">Aller au contenu</a>
  <header class="page__head"><p>Palmarès</p></header>
  <main id="content" tabindex="-1"><h1>Contrôle</h1><p>Rien à redire.</p></main>
  <footer><p>Fin</p></footer>
</body>
</html>"""
CSS = """:root { color-scheme: light; background: #fff; color: #111; }
.faint { color: #bbb; }
.faint-by-night { color: #444; background: #fff; }
.tiny { width: 12px; height: 12px; padding: 0; border: 0; font-size: 8px; }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; background: #111; color: #eee; }
  .faint { color: #444; }
  .faint-by-night { background: #111; }
}"""


@dataclass(frozen=True)
class Wrong:
    """One thing wrong: what the good page says there, what this one says, and the words that must come of it."""

    name: str
    said: str
    here: str
    words: str
    policy: str = POLICY


def added(name: str, here: str, words: str, policy: str = POLICY) -> Wrong:
    """Something wrong added to the page's content."""
    return Wrong(name, "</main>", f"{here}</main>", words, policy)


FOR_AXE = (
    added("contrast", '<p class="faint">Trop pâle</p>', "light: color-contrast at .faint"),
    added(
        "contrast by night", '<p class="faint-by-night">Trop pâle</p>', "fr, dark: color-contrast at .faint-by-night"
    ),
    added("no alt", f'<img src="{PIXEL}" width="40" height="40">', "image-alt at img"),
    added("tiny target", '<button class="tiny">a</button><button class="tiny">b</button>', "target-size at button"),
    added("no label", '<input type="text" name="code">', "label at input"),
    added("a level skipped", "<h4>Titre</h4>", "heading-order at h4"),
    added("outside landmarks", "</main><p>Perdu</p><main hidden>", "region at "),
)
FOR_THE_LOOK = (
    added("style attribute", '<p style="color: red">Rouge</p>', "style on <p>"),
    added("style attribute refused", '<p style="color: red">Rouge</p>', "Content Security Policy"),
    added("style element", "<style>p { color: red }</style>", "an inline <style>"),
    added("inline script", "<script>window.here = 1</script>", "an inline <script>"),
    added("inline handler", '<button onclick="go()">Continuer</button>', "onclick on <button>"),
    added("script in an address", '<a href=" JavaScript:go()">Continuer</a>', "a script in href of <a>"),
    added("another host", '<img src="http://elsewhere.test/x" alt="">', "asks another host: http://elsewhere", ""),
    added("socket elsewhere", '<script src="/socket.js"></script>', "asks another host: ws://elsewhere", ""),
    added("console error", '<script src="/error.js"></script>', "Une plainte"),
    added("uncaught error", '<script src="/throw.js"></script>', "Une panne"),
    added("refused by the policy", '<script src="/style.js"></script>', "Content Security Policy"),
    Wrong("another language", 'lang="fr"', 'lang="en"', "says it is in 'en'"),
    added("two h1", "<h1>Encore</h1>", "has 2 visible h1"),
    Wrong("no h1", "<h1>Contrôle</h1>", "", "has 0 visible h1"),
    Wrong("no title", "<title>Contrôle</title>", "<title> </title>", "has the title ''"),
    Wrong("somebody's title", "<title>Contrôle</title>", "<title>Accueil</title>", "has the title 'Accueil' of home"),
    Wrong("no skip link", '<a href="#content">Aller au contenu</a>', "", "has no skip link"),
    Wrong("skip link not first", "<body>", "<body><button>Avant</button>", "has no skip link"),
    Wrong("skip link to nowhere", 'href="#content"', 'href="#contents"', "has no skip link"),
    Wrong("main takes no focus", ' tabindex="-1"', "", "has no skip link"),
    Wrong("no footer", "<footer><p>Fin</p></footer>", "", "landmarks 1 main, 1 header, 0 footer"),
    Wrong("no header", "<header", "<div", "landmarks 1 main, 0 header"),
    Wrong("no night", 'href="/control.css"', 'href="/day.css"', "stays light where the system is dark"),
)
SCRIPTS = {
    "/error.js": "console.error('Une plainte')",
    "/throw.js": "throw new Error('Une panne')",
    "/socket.js": "new WebSocket('ws://elsewhere.test/')",
    "/style.js": "document.querySelector('h1').setAttribute('style', 'color: red')",
    "/day.css": CSS.partition("@media")[0],
    "/control.css": CSS,
    "/turned.css": CSS + "@media (orientation: landscape) { body { transform: rotate(90deg); } }",
}


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Controls count for nothing at the end of the run, and take nobody's title."""
    monkeypatch.setattr(axe, "TALLY", axe.Tally())
    monkeypatch.setattr(Inspector, "titles", {("fr", "Accueil"): "home"})


def answers(html: str, policy: str) -> Callable[[Route], None]:
    """Answers every request: the page itself, its scripts and sheets; nobody answers for another host."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if path.startswith("http"):
            route.abort()
        elif path in SCRIPTS:
            kind = "text/css" if path.endswith(".css") else "text/javascript"
            route.fulfill(body=SCRIPTS[path], content_type=kind)
        else:
            route.fulfill(
                body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy}
            )

    return answer


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Inspector]:
    """One reader of every page made here."""
    with inspected(browser, HOST, DESK, "control") as there:
        yield there
        there.faults.clear()


def look(reader: Inspector, html: str, policy: str = POLICY, themes: tuple[Theme, ...] = THEMES) -> str:
    """What is found wrong with a page made here."""
    reader.faults.clear()
    reader.page.unroute_all()
    reader.page.route("**/*", answers(html, policy))
    reader.goto("/control", "fr")
    reader.look("control", "as it is", "fr", themes)
    return "\n".join(reader.faults)


def test_a_page_with_nothing_wrong_passes(reader: Inspector) -> None:
    assert look(reader, GOOD) == ""
    assert axe.TALLY.sentence() == "axe: 2 pages × states, 0 violations"


# By day one in three of what axe finds by itself, and all that the look adds to it.
BY_NIGHT = [wrong for at, wrong in enumerate(FOR_AXE) if at % 3]
WRONGS = [
    pytest.param(wrong, id=wrong.name, marks=pytest.mark.nightly if wrong in BY_NIGHT else ())
    for wrong in (*FOR_AXE, *FOR_THE_LOOK)
]


@pytest.mark.parametrize("wrong", WRONGS)
def test_one_thing_wrong_is_found(reader: Inspector, wrong: Wrong) -> None:
    assert GOOD.count(wrong.said) >= 1
    # By night too only what shows by night: each look costs.
    themes = THEMES if "night" in wrong.name else ("light",)
    assert wrong.words in look(reader, GOOD.replace(wrong.said, wrong.here, 1), wrong.policy, themes)
    assert (axe.TALLY.violations > 0) or wrong not in FOR_AXE


def test_what_was_found_fails_at_the_end(browser: Browser) -> None:
    with pytest.raises(AssertionError, match="Une plainte"), inspected(browser, HOST, DESK, "control") as there:
        look(there, GOOD.replace("</main>", '<script src="/error.js"></script></main>'))


def test_a_page_locked_in_one_orientation_fails(browser: Browser) -> None:
    with opened(browser, DESK, bypass_csp=True) as page:
        page.route("**/*", answers(GOOD.replace("control.css", "turned.css"), POLICY))
        page.goto(f"{HOST}/control")
        assert axe.ORIENTATION in str(axe.judge(page, axe.ORIENTATION).violations)
