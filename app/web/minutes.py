"""The minutes of a closed list: a page, which is the accessible one, a PDF to sign, a text to work on."""

import subprocess

from flask import Blueprint, Response, request

from app.access import Identity
from app.documents.drawing import drawn
from app.domain import minutes as facts
from app.domain.errors import Nothing, Refusal
from app.extensions import db
from app.models import Event
from app.queries import laureates, packets
from app.web import pages, visitor
from app.web.minutes_words import composed

minutes = Blueprint("minutes", __name__, url_prefix="/<slug>/desk/list/minutes")

TYPES = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


@minutes.get("/<int:number>")
def read(slug: str, number: int) -> str:
    """The minutes as a page: `?kind=` full, public, or team-7."""
    event, identity = _here(slug)
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
        minutes=composed(packet, which),
        forms=tuple(TYPES),
    )


@minutes.get("/<int:number>/<form>")
def file(slug: str, number: int, form: str) -> Response:
    """The same as a file."""
    event, _identity = _here(slug)
    if form not in TYPES:
        raise Nothing
    packet, which = _asked(event, number)
    try:
        content = drawn(composed(packet, which), form)
    except (subprocess.SubprocessError, OSError) as error:
        raise Refusal(503, "The minutes could not be drawn: try again, or print the page.") from error
    name = f"{event.slug}-{number}-{request.args.get('kind', facts.FULL)}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=TYPES[form], headers=headers)


def _here(slug: str) -> tuple[Event, Identity]:
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
