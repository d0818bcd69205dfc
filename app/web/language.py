"""The reader's language, and the words that scripts need, from the same catalogues as the pages."""

import re
from functools import lru_cache
from gettext import NullTranslations
from itertools import chain
from pathlib import Path

from flask import Flask, Response, g, has_request_context, request
from flask_babel import force_locale, get_locale, get_translations, refresh
from markupsafe import Markup

from app.web import static

LANGUAGES = ("fr", "en")
COOKIE = "palmares_language"
SCRIPTS = static.ROOT / "js"
# What every page with a script runs beside its own.
EVERYWHERE = ("widgets/theme_switch.js", "widgets/announced.js")

# t('one sentence') and tn('one', 'many', n): the two ways a script asks for words.
LITERAL = r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*"""
ONE = re.compile(r"\bt\(" + LITERAL)
# A widget that chooses among sentences lists them: WORDS = { … } or [ … ].
LISTED = re.compile(r"\bWORDS = [{\[](.*?)[}\]];", re.DOTALL)
TEXT = re.compile(LITERAL + r"(?!:)")  # a quoted key is no sentence
MANY = re.compile(r"\btn\(" + LITERAL + "," + LITERAL)


def chosen() -> str:
    """The language of this request: asked for now, kept from before, the browser's, the event's, French.

    Commands, which nobody's browser asks for, speak English.
    """
    if not has_request_context():
        return "en"
    for wanted in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    # By its first part: somebody who asks for fr-CA before English reads French.
    spoken = (tag.lower().partition("-")[0] for tag, quality in request.accept_languages if quality > 0)
    accepted = next((language for language in spoken if language in LANGUAGES), None)
    return accepted or getattr(g, "event_language", None) or "fr"


def of_event(language: str) -> None:
    """What follows concerns an event: readers who speak none of our languages read its own."""
    g.event_language = language
    refresh()


def marked(own: str | None) -> Markup:
    """The attribute of what an event says itself, where its reader reads another language; empty otherwise."""
    return Markup(' lang="{}"').format(own) if own and own != str(get_locale()) else Markup("")


@lru_cache
def script_words(module: str = "") -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The sentences that scripts use, all or those of one page's: single ones, and pairs of one and many."""
    paths = _of_page(module) if module else sorted(SCRIPTS.rglob("*.js"))
    sources = [path.read_text(encoding="utf-8") for path in paths]
    single = {_plain(*found) for source in sources for found in ONE.findall(source)}
    listed = [block for source in sources for block in LISTED.findall(source)]
    single |= {_plain(*found) for block in listed for found in TEXT.findall(block)}
    pairs = {(_plain(*found[:2]), _plain(*found[2:])) for source in sources for found in MANY.findall(source)}
    return tuple(sorted(single - {""})), tuple(sorted(pairs))


def _of_page(module: str) -> list[Path]:
    entries = [f"js/{name}" for name in (f"pages/{module}", *EVERYWHERE)]
    return [static.ROOT / path for path in dict.fromkeys([*entries, *chain(*map(static.modules, entries))])]


def _plain(single_quoted: str, double_quoted: str) -> str:
    """The text of a JavaScript literal as we write them: only quotes and backslashes are escaped."""
    return re.sub(r"\\(.)", r"\1", single_quoted or double_quoted)


@lru_cache
def words(language: str, module: str | None) -> dict[str, str]:
    """What a page's scripts say, in a language, their places (%(name)s) still to be filled; nothing without any."""
    if module is None:
        return {}
    single, pairs = script_words(module)
    with force_locale(language):
        catalogue = get_translations()
        found = {text: str(catalogue.gettext(text)) for text in single}
        for one, many in pairs:
            found[one] = str(catalogue.ngettext(one, many, 1))
            found[many] = str(catalogue.ngettext(one, many, 2))
    return found


def register(app: Flask) -> None:
    """Say in each answer which language it is in, and keep the one that was asked for."""
    app.jinja_env.filters["marked"] = marked
    catalogues: dict[str, NullTranslations] = {}

    def catalogue() -> NullTranslations:
        # Found by its name rather than anew: a page says hundreds of sentences.
        name = get_locale().language
        if name not in catalogues:
            catalogues[name] = get_translations()
        return catalogues[name]

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension that flask_babel adds
        gettext=lambda sentence: catalogue().gettext(sentence),
        ngettext=lambda one, many, count: catalogue().ngettext(one, many, count),
        newstyle=True,
    )

    @app.after_request
    def say(response: Response) -> Response:
        if response.mimetype in ("text/html", "application/problem+json"):
            response.headers["Content-Language"] = str(get_locale())
            response.vary.update(("Accept-Language", "Cookie"))
        wanted = request.args.get("lang")
        if wanted in LANGUAGES:
            response.set_cookie(COOKIE, wanted, max_age=31_536_000, samesite="Lax")
        return response
