"""The palmarès: for everybody once the laureates are announced; before, there is nothing at its address."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _

from app.domain.contact import mail_address
from app.domain.errors import Nothing
from app.domain.minutes import PUBLIC, Asked
from app.domain.palmares import Award
from app.extensions import db
from app.models import Event
from app.queries import palmares as reading
from app.web import formats, minutes_words, pages, palmares_copy, palmares_files, visitor
from app.web.sheet_file import TYPES as MINUTES
from app.web.sheet_file import sheet_file

palmares = Blueprint("palmares", __name__)

COPY = "zip"
TYPES = {**palmares_files.TYPES, COPY: "application/zip"}


@palmares.get("/<slug>/palmares")
def page(slug: str) -> str:
    """Who is honoured, what each project is, and how to take it up."""
    event, found = _announced(slug)
    return pages.render("audience/palmares.html", event, visitor.role_here(event), **drawn(found))


@palmares.get("/<slug>/palmares.<form>")
def file(slug: str, form: str) -> Response:
    """The same as open data, for a spreadsheet (`csv`) or a program (`json`), and as a static copy (`zip`).

    `pdf` and `odt` are the public minutes: the list, the method and the decisions, no score.
    """
    event, found = _announced(slug)
    if form in MINUTES:
        sheet = minutes_words.composed(found.packet, Asked(PUBLIC))
        return sheet_file(sheet, form, f"{event.slug}-{found.packet['number']}-{PUBLIC}")
    if form not in TYPES:
        raise Nothing
    said = palmares_copy.archive(event, found, drawn) if form == COPY else palmares_files.written(found, form)
    headers = {
        "Content-Disposition": f'attachment; filename="palmares-{event.slug}.{form}"',
        "Cache-Control": "no-cache",
    }
    return Response(said, mimetype=TYPES[form], headers=headers)


def drawn(found: reading.Reading) -> dict[str, Any]:
    """What the palmarès is drawn from, beside the event."""
    return {
        "found": found,
        "packet": found.packet,
        "criteria": formats.listed([criterion["label"] for criterion in found.packet["rules"]["criteria"]]),
        "tiers": tier_words(),
        "award_word": award_word,
        "mail_address": mail_address,
    }


def tier_words() -> dict[str, str]:
    """How each tier is called."""
    return {
        "gold": _("Gold"),
        "silver": _("Silver"),
        "bronze": _("Bronze"),
        "laureate": _("Laureate"),
        "excellence": _("Excellence"),
        "favourite": _("Favourite"),
    }


def award_word(award: Award) -> str:
    """How a distinction beside the list is called; a service's favourite by who gave it."""
    if award.service:
        return str(_("Favourite of %(service)s", service=award.service))
    return tier_words()[award.tier]


def _announced(slug: str) -> tuple[Event, reading.Reading]:
    event = visitor.event_or_404(slug)
    packet = reading.announced(db.session(), event)
    if packet is None:
        raise Nothing
    return event, reading.of(db.session(), event, packet)
