"""The organiser's desk, the timekeeper's phone, and the links to print."""

from typing import Any

import segno
from flask import Blueprint, current_app, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import select

from app import access, clock
from app.access import ORGANISER, Identity
from app.actions import links as linking
from app.extensions import db
from app.models import Event, Juror, Link
from app.queries import agenda, ballots
from app.queries import desk as drawing
from app.web import errors, pages, visitor
from app.web.visitor import keys

desk = Blueprint("desk", __name__, url_prefix="/<slug>/desk")

# No `results`: the desk shows counts, and no score before deliberation.
TOPICS = ("day", "stage", "agenda", "progress")


@desk.get("/")
@desk.get("")
def run(slug: str) -> str:
    """The whole day on one page: timer, run-down, ballots, what the room sees."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, ORGANISER)
    drawn = _stage(event)
    return pages.render(
        "desk/desk.html",
        event,
        identity,
        TOPICS,
        "desk.js",
        _jury(event) | _phases(event),
        marks=drawing.marks(db.session(), event, drawn["lines"]),
        overrun=drawing.overrun(drawn["lines"]),
        **drawn,
    )


@desk.get("/timer")
def timer(slug: str) -> str:
    """The timer alone, for a phone in the hand of who keeps the time."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, access.ACTS["timer"])
    topics = ("day", "stage", "agenda")
    return pages.render("desk/timer.html", event, identity, topics, "timer.js", _phases(event), **_stage(event))


def _stage(event: Event) -> dict[str, Any]:
    """What the first page is drawn from, as of now: the run-down and the timer's face."""
    now = clock.now_ms()
    lines = drawing.run_down(db.session(), event, now)
    return {"lines": lines, "face": drawing.face(agenda.timer_of(db.session(), event), lines, now)}


def _phases(event: Event) -> dict[str, object]:
    """The phases of each slot, which the timer alone does not tell before they begin."""
    return {"phases": {slot.key: slot.phases for slot in agenda.slots(db.session(), event)}}


def _jury(event: Event) -> dict[str, object]:
    """Who sits on the jury, and whom they do not score: what the grid of ballots is drawn from."""
    rows = list(db.session.scalars(select(Juror).filter_by(event_id=event.id).order_by(Juror.position)))
    known = ballots.grid(db.session(), event)
    return {
        "jurors": [{"key": row.key, "name": row.name, "chair": row.chair} for row in rows],
        "out_of_scope": sorted(known.out_of_scope),
    }


@desk.get("/links")
def links(slug: str) -> str:
    """Every access link with its code, to print or to show."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, ORGANISER)
    return _links(event, identity)


@desk.post("/links/<int:link>/revoke")
def revoke(slug: str, link: int) -> ResponseReturnValue:
    """Kill one link and print another for the same holder."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("links", event)
    given = linking.revoke(event.id, identity, keys(), link)
    if given.status >= 400:
        return errors.refused(given.status, given.body)
    return redirect(f"/{event.slug}/desk/links#link-{given.body['link']}", 303)


def _links(event: Event, identity: Identity) -> str:
    alive = select(Link).filter_by(event_id=event.id, revoked_at_ms=None).order_by(Link.id)
    rows = [link for link in db.session.scalars(alive) if link.role != "organiser"]
    cards = []
    for link in rows:
        address = f"{base_url()}/enter#{keys().token(link.name)}"
        cards.append(
            {
                "id": link.id,
                "role": link.role,
                "subject": link.subject,
                "label": access.label_of(db.session(), link),
                "address": address,
                "code": keys().code(link.name),
                "qr": Markup(segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True)),  # drawn by segno from our own address
            }
        )
    return pages.render("desk/links.html", event, identity, cards=cards, base_url=base_url())


def base_url() -> str:
    """The address that tablets use to reach this server."""
    known: str = current_app.config["BASE_URL"]
    return known or request.host_url.rstrip("/")
