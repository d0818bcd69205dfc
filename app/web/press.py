"""The press kit of a closed list: under embargo until the laureates are announced, then as it is given out."""

from typing import Any

from flask import Blueprint, Response

from app.domain.errors import Nothing
from app.extensions import db
from app.models import Event
from app.queries import agenda, laureates, palmares, statements
from app.web import pages
from app.web.minutes import here
from app.web.press_words import composed
from app.web.sheet_file import TYPES, sheet_file

press = Blueprint("press", __name__, url_prefix="/<slug>/desk/list/press")


@press.get("/")
@press.get("")
def read(slug: str) -> str:
    """The press kit as a page, which is the accessible one."""
    event, identity = here(slug)
    return pages.render("desk/press.html", event, identity, sheet=kit(event), forms=tuple(TYPES))


@press.get("/<form>")
def file(slug: str, form: str) -> Response:
    """The same as a file."""
    event, _identity = here(slug)
    if form not in TYPES:
        raise Nothing
    return sheet_file(kit(event), form, f"{slug}-press")


def kit(event: Event) -> dict[str, Any]:
    """The kit of the list as it is closed; there is none while it is open."""
    session = db.session()
    packet = laureates.closed_packet(session, event)
    if packet is None:
        raise Nothing
    stated = statements.texts(statements.standing(session))
    announced = palmares.announced(session, event) is not None
    found = palmares.of(session, event, packet)
    return composed(found, stated, announced, agenda.slots(session, event), event.public_address)
