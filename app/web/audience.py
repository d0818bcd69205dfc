"""Pages that anybody may read: the events, the day, the projects, the screens of the room."""

from flask import Blueprint, Response
from sqlalchemy import select

from app import clock
from app.access import JURY
from app.documents import calendar
from app.domain import brand
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event, Organisation
from app.queries import agenda, day, palmares, records, retention, rules
from app.queries import programme as programming
from app.web import faces, formats, pages, qr, visitor
from app.web.desk import base_url

audience = Blueprint("audience", __name__)


@audience.get("/")
def events() -> str:
    """The events on this server."""
    found = list(db.session.scalars(select(Event).order_by(Event.date.desc(), Event.name)))
    desks = {event.id for event in found if visitor.role_here(event, "organiser")}
    # A rehearsal is no event of the public's: whoever leads it, or was given its address, goes there.
    known = [event for event in found if event.copy_of is None or event.id in desks]
    held, session, now = visitor.held(), db.session(), clock.now_ms()
    begins = any(identity.may("events") for identity in held)
    return pages.render(
        "audience/events.html",
        events=[event for event in known if event.archived_at_ms is None],
        archived=[event for event in known if event.archived_at_ms is not None and event.id in desks],
        desks=desks,
        due=[event for event in known if event.id in desks and retention.standing(session, event, now).due],
        destroyed=records.destroyed(session) if begins else [],
        organiser=any(identity.role == "organiser" for identity in held),
        begins=begins,
        nobody=not records.has_organiser(session),
    )


@audience.get("/<slug>/")
def home(slug: str) -> str:
    """Now, next, and where to look."""
    return _programme(slug, "audience/home.html", "home.js")


@audience.get("/<slug>/agenda")
def programme(slug: str) -> str:
    """The day."""
    return _programme(slug, "audience/agenda.html", "agenda.js")


@audience.get("/<slug>/stage")
def stage(slug: str) -> str:
    """The big timer."""
    event = visitor.event_or_404(slug)
    run = agenda.slots(db.session(), event)
    role = visitor.role_here(event)
    return pages.render(
        "screens/stage.html",
        event,
        role,
        ("day", "stage", "agenda", *faces.directed(role)),
        "stage.js",
        {"phases": faces.phases(run), "shows": "stage"},
        face=faces.face(agenda.timer_of(db.session(), event), clock.now_ms()),
        settled_in=faces.settled,
    )


@audience.get("/<slug>/results")
def results(slug: str) -> str:
    """Live results, as far as the organiser shows them."""
    event = visitor.event_or_404(slug)
    role = visitor.role_here(event)
    topics = ("day", "stage", "agenda", "results", "reveal", *faces.directed(role))
    return pages.render(
        "screens/results.html",
        event,
        role,
        topics,
        "results.js",
        {
            "shows": "results",
            "when": ", ".join(filter(None, (formats.plain(formats.day_in_words(event.date)), event.place))),
        },
        coming_of=faces.coming_of,
        face_of=faces.results_face,
        rows_told=faces.rows_told,
        squares=faces.squares,
        best=faces.best,
        criterion_words=faces.criterion_words(day.criteria(db.session(), event), event.language),
    )


@audience.get("/<slug>/waiting")
def waiting(slug: str) -> str:
    """What a screen shows between two things: the event, what comes next, where a phone follows it."""
    event = visitor.event_or_404(slug)
    role = visitor.role_here(event)
    address = f"{base_url()}/{event.slug}/"
    return pages.render(
        "screens/waiting.html",
        event,
        role,
        ("day", "stage", "agenda", *faces.directed(role)),
        "waiting.js",
        {"shows": "waiting"},
        coming_of=faces.coming_of,
        address=address,
        qr=qr.drawn(address),
    )


def _programme(slug: str, template: str, module: str) -> str:
    event = visitor.event_or_404(slug)
    today = programming.day(db.session(), event, clock.now_ms())
    return pages.render(
        template,
        event,
        visitor.role_here(event),
        ("day", "stage", "agenda"),
        module,
        {"sheets": _sheets(event), "laureates": event.laureates},
        parts=today.parts,
        turns=len(today.pitches),
        current=today.on_stage,
        following=today.following(3),
    )


def _sheets(event: Event) -> dict[int, str]:
    """One sentence per team, for whoever just saw it come on stage; teams whose sheet is silent have none."""
    rows = records.teams(db.session(), event)
    return {row.number: said for row in rows if (said := row.solution or row.problem)}


@audience.get("/<slug>/teams/<int:number>")
def team(slug: str, number: int) -> str:
    """A project's public sheet."""
    event = visitor.event_or_404(slug)
    found = records.team(db.session(), event, number)
    if found is None:
        raise Refusal(404, "There is no such team.")
    role = visitor.role_here(event)
    carried = select(Organisation).filter_by(event_id=event.id).where(Organisation.key.in_(found.organisations))
    every = records.teams(db.session(), event)
    turn = programming.day(db.session(), event, clock.now_ms()).turn(number)
    return pages.render(
        "audience/team.html",
        event,
        role,
        team=found,
        carried_by=list(db.session.scalars(carried.order_by(Organisation.position))),
        others=[other for other in every if other.organisations & found.organisations and other.number != number],
        pitch=turn.line if turn else None,
        laureate=number in palmares.winners(db.session(), event),
        own=int(role.subject) if role and role.role == "team" else None,
    )


@audience.get("/<slug>/rules")
def event_rules(slug: str) -> str:
    """The rules of the event: generated from its tables, the same for the jury and for everybody."""
    event = visitor.event_or_404(slug)
    identity = visitor.role_here(event)
    juror = records.juror(db.session(), event, identity.subject) if identity and identity.role in JURY else None
    return pages.render(
        "audience/rules.html",
        event,
        identity,
        rules=rules.of(db.session(), event),
        juror=juror,
    )


@audience.get("/<slug>/agenda.ics")
def agenda_calendar(slug: str) -> Response:
    """The published day as a calendar feed."""
    return _calendar(visitor.event_or_404(slug), None)


@audience.get("/<slug>/teams/<int:number>/agenda.ics")
def team_calendar(slug: str, number: int) -> Response:
    """What concerns one team: its own pitch, and what everybody is there for."""
    event = visitor.event_or_404(slug)
    if records.team(db.session(), event, number) is None:
        raise Refusal(404, "There is no such team.")
    return _calendar(event, number)


def _calendar(event: Event, team: int | None) -> Response:
    teams = {
        number: f"{number} · {known['short_title'] or known['title']}" for number, known in pages.teams(event).items()
    }
    slots = [slot for slot in agenda.slots(db.session(), event) if team is None or slot.team in (None, team)]
    name = None if team is None else f"{teams[team]}, {event.name}"
    text = calendar.feed(event, slots, teams, name)
    return Response(text, mimetype="text/calendar", headers={"Cache-Control": "no-cache"})


@audience.get("/<slug>/brand.css")
def brand_css(slug: str) -> Response:
    """The authority's colour, derived so that contrasts hold."""
    event = visitor.event_or_404(slug)
    css = brand.stylesheet(event.brand) if event.brand else ""
    return Response(css, mimetype="text/css", headers={"Cache-Control": "no-cache"})
