"""The organiser's desk, the timekeeper's phone, and the links to print."""

from typing import Any

from flask import Blueprint, current_app, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app import access, clock
from app.access import Identity
from app.actions import links as linking
from app.domain import evening, run_down
from app.domain.addresses import passes
from app.extensions import db
from app.models import Event, Link
from app.queries import agenda, laureates, records
from app.queries import desk as drawing
from app.web import errors, pages, qr, visitor
from app.web.command import whole
from app.web.visitor import keys

desk = Blueprint("desk", __name__, url_prefix="/<slug>/desk")

# No `results`: the desk shows counts, and no score before deliberation.
TOPICS = ("day", "stage", "agenda", "progress", "screens")

# The access cards, by what they are printed for. Organisers have accounts: no card opens the desk.
GROUPS = {
    "jury": ("juror", "chair"),
    "teams": ("team",),
    "coaches": ("coach",),
    "room": ("timekeeper", "screen"),
}


@desk.get("/")
@desk.get("")
def run(slug: str) -> str:
    """The whole day on one page: timer, run-down, ballots, what the room sees."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk", event)
    drawn = _stage(event, identity)
    return pages.render(
        "desk/desk.html",
        event,
        identity,
        TOPICS,
        "desk.js",
        _jury(event) | _phases(event),
        marks=drawing.marks(db.session(), event, drawn["lines"]),
        planned_panels=drawing.planned_panels(db.session(), event),
        overrun=run_down.overrun(drawn["lines"]),
        remedies=drawing.remedies(db.session(), event, clock.now_ms()),
        remains=evening.remaining(laureates.of(db.session(), event).state, event.announced),
        **drawn,
    )


@desk.get("/timer")
def timer(slug: str) -> str:
    """The timer alone, for a phone in the hand of who keeps the time."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/timer", event)
    drawn = _stage(event, identity)
    return pages.render("desk/timer.html", event, identity, TOPICS[:3], "timer.js", _phases(event), **drawn)


def _stage(event: Event, identity: Identity) -> dict[str, Any]:
    """What the first page is drawn from, as of now: the run-down, who may change it, and the timer's face."""
    now = clock.now_ms()
    lines = drawing.run_down(db.session(), event, now)
    face = run_down.face(agenda.timer_of(db.session(), event), lines, now)
    return {
        "lines": lines,
        "face": face,
        "late": run_down.lateness(lines),
        "ordering": identity.may("agenda"),
        "last_act": drawing.last_act(db.session(), event, lines),
    }


def _phases(event: Event) -> dict[str, object]:
    """The phases of each slot, which the timer alone does not tell before they begin."""
    return {"phases": {slot.key: slot.phases for slot in agenda.slots(db.session(), event)}}


def _jury(event: Event) -> dict[str, object]:
    """Who is of the jury: the names in the grid of ballots."""
    rows = records.jurors(db.session(), event)
    return {
        "jurors": [{"key": row.key, "name": row.name, "chair": row.chair} for row in rows],
    }


@desk.get("/links")
def links(slug: str) -> str:
    """Every access card, those of one group (`?show=jury`), or one alone (`?card=41`), to print or to show."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/links", event)
    shown = request.args.get("show")
    groups = {name: roles for name, roles in GROUPS.items() if shown not in GROUPS or name == shown}
    alone = whole(request.args.get("card", ""))
    return pages.render(
        "desk/links.html",
        event,
        identity,
        module="links.js",
        cards={name: cards(event, roles, alone) for name, roles in groups.items()},
        alone=alone,
        groups=list(GROUPS),
        shown=shown,
        entrance=f"{base_url()}/enter",
        **printed_address(),
    )


@desk.post("/links/<int:link>/revoke")
def revoke(slug: str, link: int) -> ResponseReturnValue:
    """Kill one link and print another for the same holder."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("links", event)
    given = linking.revoke(event.id, identity, keys(), link)
    if given.status >= 400:
        return errors.refused(given.status, given.body)
    return redirect(f"/{event.slug}/desk/links#link-{given.body['link']}", 303)


def cards(event: Event, roles: tuple[str, ...], alone: int | None = None) -> list[dict[str, object]]:
    """The live links of some roles, each with what it takes to enter and nothing else about its holder."""
    alive = select(Link).filter_by(event_id=event.id, revoked_at_ms=None).where(Link.role.in_(roles))
    alive = alive if alone is None else alive.where(Link.id == alone)
    labels = {role: access.labels(db.session(), event.id, role) for role in roles}
    found = db.session.scalars(alive.order_by(Link.id))
    return [_card(link, labels[link.role].get(link.subject, link.subject)) for link in found]


def _card(link: Link, label: str) -> dict[str, object]:
    address = f"{base_url()}/enter#{keys().token(link.name)}"
    return {
        "id": link.id,
        "role": link.role,
        "team": int(link.subject) if link.role == "team" else None,
        "label": label,
        "address": address,
        "code": keys().code(link.name),
        "qr": qr.drawn(address),
    }


def printed_address() -> dict[str, Any]:
    """The address that printed codes carry, and whether it ends with the day."""
    return {"address": base_url(), "passing": passes(base_url())}


def lasting_page(event: Event) -> str:
    """The event's page as what lasts names it: its public address as it was typed, else its home on this server."""
    return event.public_address or f"{base_url()}/{event.slug}/"


def base_url() -> str:
    """The address that tablets use to reach this server."""
    known: str = current_app.config["BASE_URL"]
    return known or request.host_url.rstrip("/")
