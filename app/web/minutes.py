"""The minutes of a closed list: a page, which is the accessible one, a PDF to sign, a text to work on."""

from flask import Blueprint, Response, request

from app.access import Identity
from app.domain import minutes as facts
from app.domain.errors import Nothing
from app.extensions import db
from app.models import Event
from app.queries import laureates, packets
from app.web import pages, visitor
from app.web.minutes_words import composed
from app.web.sheet_file import TYPES, sheet_file

minutes = Blueprint("minutes", __name__, url_prefix="/<slug>/desk/list/minutes")


@minutes.get("/<int:number>")
def read(slug: str, number: int) -> str:
    """The minutes as a page: `?kind=` full, public, or team-7."""
    event, identity = here(slug)
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
