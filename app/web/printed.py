"""What is printed at the desk: one page that lists every sheet, each sheet as a page and as a PDF."""

import math

import segno
from flask import Blueprint, Response, request
from markupsafe import Markup

from app import clock
from app.access import Identity
from app.domain import badges
from app.domain.addresses import passes
from app.domain.errors import Nothing
from app.extensions import db
from app.models import Event
from app.queries import printed as reading
from app.queries import programme, records, reveal
from app.web import pages, printed_words, visitor
from app.web.command import whole
from app.web.desk import GROUPS, base_url, lasting_page, printed_address
from app.web.sheet_file import cards_file, sheet_file

printed = Blueprint("printed", __name__, url_prefix="/<slug>/desk/print")

TABLES, POSTER, AGENDA, BADGES, SIGN_IN = SHEETS = ("table-cards", "poster", "agenda", "badges", "sign-in")


@printed.get("/")
@printed.get("")
def overview(slug: str) -> str:
    """Every sheet there is, with how many there are of it."""
    event, identity = _here(slug)
    worn = reading.worn(db.session(), event, None)
    sealed = reveal.packet(db.session(), event)
    return pages.render(
        "desk/print.html",
        event,
        identity,
        sheets=SHEETS,
        groups=list(GROUPS),
        counts={
            "teams": len(records.teams(db.session(), event)),
            "badges": {group: len(found) for group, found in worn.items()},
        },
        badge_sheets=math.ceil(sum(map(len, worn.values())) / badges.PER_SHEET),
        laureates=len(sealed["laureates"]) if sealed else 0,
        **printed_address(),
        lasting=lasting_page(event),
        lasting_passes=passes(lasting_page(event)),
    )


@printed.get("/<what>")
def sheet(slug: str, what: str) -> str:
    """One kind of sheet, as it comes out of the printer."""
    event, identity = _here(slug)
    if what not in SHEETS:
        raise Nothing
    session = db.session()
    group, guests = _badges_asked()
    return pages.render(
        "desk/print_sheet.html",
        event,
        identity,
        module="print.js",
        what=what,
        titles=printed_words.titles(),
        group=group,
        guests=guests,
        groups=printed_words.groups(),
        badge_sheets=badges.sheets(_worn(event, group, guests)),
        printed_teams=records.teams(session, event),
        code_of=_code,
        address=base_url(),
        lasting=lasting_page(event),
        days=printed_words.days(event, programme.day(session, event, clock.now_ms()).parts),
        lists=printed_words.to_sign(session, event),
        kept_for=printed_words.kept_for(),
        worn_as=printed_words.worn_as,
    )


@printed.get("/<what>/pdf")
def file(slug: str, what: str) -> Response:
    """The same as a file to keep or to send to a print shop."""
    event, _identity = _here(slug)
    if what not in SHEETS:
        raise Nothing
    session, where, name = db.session(), base_url(), f"{event.slug}-{what}"
    if what == AGENDA:
        parts = programme.day(session, event, clock.now_ms()).parts
        return sheet_file(printed_words.agenda(event, parts), "pdf", name)
    if what == SIGN_IN:
        return sheet_file(printed_words.sign_in(session, event), "pdf", name)
    if what == TABLES:
        return cards_file(printed_words.table_cards(event, records.teams(session, event), where), name)
    if what == POSTER:
        return cards_file(printed_words.poster(event, lasting_page(event)), name)
    return cards_file(printed_words.badges(event, _worn(event, *_badges_asked())), name)


def _badges_asked() -> tuple[str, int | None]:
    """Which badges: of one group or (empty) of all, and how many to write on."""
    group = request.args.get("show", "")
    return group if group in badges.GROUPS else "", whole(request.args.get("guests", ""))


def _worn(event: Event, group: str, guests: int | None) -> list[badges.Badge]:
    worn = reading.worn(db.session(), event, guests)
    return [badge for name, found in worn.items() if group in ("", name) for badge in found]


def _code(address: str) -> Markup:
    """An address as a QR code."""
    drawn = segno.make(address, error="m").svg_inline(border=0, omitsize=True)
    return Markup(drawn)  # drawn from our own address: nothing in it was typed by anybody


def _here(slug: str) -> tuple[Event, Identity]:
    event = visitor.event_or_404(slug)
    return event, visitor.at_home("desk/print", event)
