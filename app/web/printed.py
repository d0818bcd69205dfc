"""What is printed at the desk: one page that lists every sheet, each sheet as a page and as a PDF."""

import math
import subprocess

import segno
from flask import Blueprint, Response, request
from markupsafe import Markup

from app import clock
from app.access import Identity
from app.documents import drawing
from app.domain import badges
from app.domain.errors import Nothing, Refusal
from app.extensions import db
from app.models import Event
from app.queries import printed as reading
from app.queries import programme, reveal
from app.web import pages, printed_words, visitor
from app.web.command import whole
from app.web.desk import GROUPS, base_url

printed = Blueprint("printed", __name__, url_prefix="/<slug>/desk/print")

TABLES, POSTER, AGENDA, BADGES, SIGN_IN = SHEETS = ("table-cards", "poster", "agenda", "badges", "sign-in")


@printed.get("/")
@printed.get("")
def overview(slug: str) -> str:
    """Every sheet there is, with how many there are of it."""
    event, identity = _here(slug)
    worn = reading.worn(db.session(), event, None)
    return pages.render(
        "desk/print.html",
        event,
        identity,
        sheets=SHEETS,
        groups=list(GROUPS),
        counts={
            "teams": len(reading.teams(db.session(), event)),
            "badges": {group: len(found) for group, found in worn.items()},
        },
        badge_sheets=math.ceil(sum(map(len, worn.values())) / badges.PER_SHEET),
        closed=reveal.packet(db.session(), event) is not None,
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
        printed_teams=reading.teams(session, event),
        code_of=_code,
        address=base_url(),
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
    try:
        content = _drawn(event, what)
    except (subprocess.SubprocessError, OSError) as error:
        raise Refusal(503, "The sheets could not be drawn: try again, or print the page.") from error
    name = f"{event.slug}-{what}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype="application/pdf", headers=headers)


def _drawn(event: Event, what: str) -> bytes:
    session, where = db.session(), base_url()
    if what == AGENDA:
        return drawing.drawn(printed_words.agenda(event, programme.day(session, event, clock.now_ms()).parts), "pdf")
    if what == SIGN_IN:
        return drawing.drawn(printed_words.sign_in(session, event), "pdf")
    if what == TABLES:
        return drawing.cut(printed_words.table_cards(event, reading.teams(session, event), where))
    if what == POSTER:
        return drawing.cut(printed_words.poster(event, where))
    return drawing.cut(printed_words.badges(event, _worn(event, *_badges_asked())))


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
