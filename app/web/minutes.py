"""The minutes of a closed list: a page, which is the accessible one, a PDF to sign, a text to work on."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import signed as signing
from app.changes import Answer
from app.domain import minutes as facts
from app.domain.errors import Nothing, Refusal
from app.extensions import db
from app.models import Event
from app.queries import laureates, packets, signed
from app.web import errors, pages, visitor
from app.web.command import form_op
from app.web.minutes_words import composed
from app.web.sheet_file import TYPES, sheet_file

minutes = Blueprint("minutes", __name__, url_prefix="/<slug>/desk/list/minutes")

SCANNED = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


@minutes.get("/<int:number>")
def read(slug: str, number: int) -> str:
    """The minutes as a page: `?kind=` full, public, or team-7."""
    event, identity = here(slug)
    return _page(event, identity, number)


def _page(event: Event, identity: Identity, number: int, problem: str = "") -> str:
    packet, which = _asked(event, number)
    kind = request.args.get("kind", facts.FULL)
    return pages.render(
        "desk/minutes.html",
        event,
        identity,
        packet=packet,
        which=which,
        kind=kind,
        number=number,
        sheet=composed(packet, which),
        forms=tuple(TYPES),
        scans=signed.of_packet(db.session(), event, number),
        problem=problem,
    )


@minutes.get("/<int:number>/<form>")
def file(slug: str, number: int, form: str) -> Response:
    """The same as a file."""
    event, _identity = here(slug)
    if form not in TYPES:
        raise Nothing
    packet, which = _asked(event, number)
    name = f"{slug}-{number}-{request.args.get('kind', facts.FULL)}"
    return sheet_file(composed(packet, which), form, name)


@minutes.post("/<int:number>/signed")
def attach(slug: str, number: int) -> ResponseReturnValue:
    """Attach a scan of the signed minutes."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    sent = request.files.get("scan")
    given = signing.attach(event.id, identity, form_op(), number, sent.read() if sent else b"")
    if given.status == 422:
        db.session.rollback()  # read again what the refusal left
        text = errors.translated(given.body["fields"]["scan"], {})
        return _page(event, identity, number, text), 422
    return _answered(given, event, number)


@minutes.post("/<int:number>/signed/<int:scan>/take-out")
def take_out(slug: str, number: int, scan: int) -> ResponseReturnValue:
    """Take a scan out."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    return _answered(signing.take_out(event.id, identity, form_op(), number, scan), event, number)


@minutes.get("/<int:number>/signed/<int:scan>")
def scanned(slug: str, number: int, scan: int) -> Response:
    """A scan of the signed minutes, as it was sent."""
    event, _identity = here(slug)
    found = signed.scan(db.session(), event, number, scan)
    if found is None:
        raise Nothing
    if found.content is None:
        raise Refusal(410, "This scan was taken out.")
    name = f"{event.slug}-{number}-signed-{scan}.{found.form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(found.content, mimetype=SCANNED[found.form], headers=headers)


def _answered(given: Answer, event: Event, number: int) -> ResponseReturnValue:
    if given.status != 200:
        return errors.refused(given.status, given.body)
    return redirect(f"/{event.slug}/desk/list/minutes/{number}#signed", 303)


def here(slug: str) -> tuple[Event, Identity]:
    """The event, and who may read of its closed list."""
    event = visitor.event_or_404(slug)
    return event, visitor.at_home("desk/list", event)


def _asked(event: Event, number: int) -> tuple[dict[str, object], facts.Asked]:
    found = laureates.packet(db.session(), event, number)
    if found is None:
        raise Nothing
    packet = packets.read(found)
    which = facts.asked(request.args.get("kind", facts.FULL), packet)
    if which is None:
        raise Nothing
    return packet, which
