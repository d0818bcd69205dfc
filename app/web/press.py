"""The press kit of a closed list: under embargo until the laureates are announced, then as it is given out."""

import subprocess

from flask import Blueprint, Response

from app.access import Identity
from app.documents.drawing import drawn
from app.domain.errors import Nothing, Refusal
from app.extensions import db
from app.models import Event
from app.queries import palmares, statements
from app.web import pages, visitor
from app.web.minutes import TYPES
from app.web.press_words import composed

press = Blueprint("press", __name__, url_prefix="/<slug>/desk/list/press")


@press.get("/")
@press.get("")
def read(slug: str) -> str:
    """The press kit as a page, which is the accessible one."""
    event, identity = _here(slug)
    return pages.render("desk/press.html", event, identity, minutes=_kit(event), forms=tuple(TYPES))


@press.get("/<form>")
def file(slug: str, form: str) -> Response:
    """The same as a file."""
    event, _identity = _here(slug)
    if form not in TYPES:
        raise Nothing
    try:
        content = drawn(_kit(event), form)
    except (subprocess.SubprocessError, OSError) as error:
        raise Refusal(503, "The press kit could not be drawn: try again, or print the page.") from error
    headers = {
        "Content-Disposition": f'attachment; filename="{event.slug}-press.{form}"',
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype=TYPES[form], headers=headers)


def _here(slug: str) -> tuple[Event, Identity]:
    event = visitor.event_or_404(slug)
    return event, visitor.at_home("desk/list", event)


def _kit(event: Event) -> dict[str, object]:
    """The kit of the list as it is closed; there is none while it is open."""
    session = db.session()
    packet = palmares.last_packet(session, event)
    if packet is None:
        raise Nothing
    stated = statements.texts(statements.standing(session))
    announced = palmares.announced(session, event) is not None
    return composed(palmares.of(session, event, packet), stated, announced)
