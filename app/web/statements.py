"""What a public body owes its readers: accessibility, personal data, legal notice, help; and the form of each."""

from collections.abc import Iterable

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app import translations
from app.actions import statements as stating
from app.domain import markup
from app.domain import statements as rules
from app.domain.errors import Invalid, Stale
from app.domain.event_values import local_time
from app.domain.statements import FACTS, LANGUAGES, PAGES
from app.extensions import db
from app.models import Event, Statement
from app.queries import statements as reading
from app.web import errors, formats, pages, visitor
from app.web.command import whole

statement = Blueprint("statement", __name__)


def read(page: str) -> str:
    """One page in the reader's language, the facts in their places."""
    language = str(get_locale())
    stated = reading.standing(db.session())
    texts = reading.texts(stated)
    text = texts.get(f"{page}.{language}") or translations.statement(page, language)
    return pages.render(
        "audience/statement.html",
        name=page,
        sections=markup.sections(text, rules.WORDS, texts | {"compliance": _compliance(texts)}),
        editable=any(identity.may("statements") for identity in visitor.held()),
        last=_last(stated, page),
    )


def edit(page: str) -> str:
    """The form: the facts, and the page's text in both languages side by side."""
    visitor.somebody_beyond_events("statements")
    stated = reading.standing(db.session())
    return _form(page, reading.newest(stated), reading.texts(stated), {})


def save(page: str) -> ResponseReturnValue:
    """Keep what the form changed; where it cannot be, the form again with everything that was typed."""
    actor = visitor.somebody_beyond_events("statements")
    given = {name: request.form[name] for name in _names(page) if name in request.form}
    base = whole(request.form.get("base", "")) or 0
    db.session.rollback()  # the action reads for itself
    try:
        stating.replace(actor, base, given)
    except Invalid as refusal:
        faults = {name: errors.translated(text, {}) for name, text in refusal.fields.items()}
        return Response(_form(page, base, given, faults), 422)
    except Stale as refusal:
        left = refusal.current or {}
        faults = dict.fromkeys(left["contested"], _("Somebody else changed this while you were writing."))
        return Response(_form(page, left["base"], left["texts"], faults, left["contested"]), 409)
    return redirect(f"/{page}", 303)


def _form(page: str, base: int, texts: dict[str, str], faults: dict[str, str], contested: Iterable[str] = ()) -> str:
    """The form drawn from a version; an empty text shows the one that comes with the software."""
    stated = reading.standing(db.session())
    own = {f"{page}.{language}": translations.statement(page, language) for language in LANGUAGES}
    return pages.render(
        "audience/statement_edit.html",
        name=page,
        base=base,
        facts={fact: texts.get(fact, "") for fact in FACTS},
        places={fact: words[LANGUAGES.index(str(get_locale()))] for fact, words in FACTS.items()},
        texts={name: texts.get(name) or text for name, text in own.items()},
        errors=faults,
        theirs={name: _signed(stated[name]) | {"text": stated[name].text or own.get(name)} for name in contested},
        last=_last(stated, page),
        earlier=[_signed(row) for row in _earlier(stated, page)],
    )


def _compliance(texts: dict[str, str]) -> str:
    words: dict[str, str] = {
        "": _("not compliant"),
        "partial": _("partially compliant"),
        "full": _("fully compliant"),
    }
    return words[texts.get("compliance", "")]


def _names(page: str) -> tuple[str, ...]:
    """What the form of a page holds: the facts, which all pages share, and its own texts."""
    return (*FACTS, *rules.texts_of(page))


def _last(stated: dict[str, Statement], page: str) -> dict[str, str]:
    """The last change of what a form holds."""
    mine = [stated[name] for name in _names(page) if name in stated]
    return _signed(max(mine, key=lambda row: row.id)) if mine else {}


def _earlier(stated: dict[str, Statement], page: str) -> list[Statement]:
    """The versions that stand no longer."""
    standing = {row.id for row in stated.values()}
    return [row for row in reading.history(db.session(), _names(page)) if row.id not in standing]


def _signed(row: Statement) -> dict[str, str]:
    """A version with who saved it, and when by the clocks of the last event's zone."""
    zone = db.session.scalar(select(Event.timezone).order_by(Event.id.desc()).limit(1)) or "Europe/Paris"
    day = formats.day_in_words(local_time(row.saved_at_ms, zone).date().isoformat())
    hour = formats.hour_in_sentence(row.saved_at_ms, zone)
    when = _("%(day)s at %(hour)s", day=day, hour=hour)
    return {"name": row.name, "text": row.text, "author": row.author, "when": when}


for name in PAGES:
    # Whole addresses, not a place for a word: these words are the server's, and no event may be called so.
    statement.add_url_rule(f"/{name}", name, read, defaults={"page": name})
    statement.add_url_rule(f"/{name}/edit", "edit", edit, defaults={"page": name})
    statement.add_url_rule(f"/{name}/edit", "save", save, defaults={"page": name}, methods=["POST"])
