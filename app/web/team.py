"""A team's phone: when is it our turn."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Identity
from app.actions import coaching as asking
from app.actions import contact as publishing
from app.domain.errors import Refusal
from app.domain.programme import Turn
from app.extensions import db
from app.models import Event
from app.queries import agenda, coaching, feedback, programme, records
from app.queries.contacts import contacts
from app.web import errors, faces, pages, visitor
from app.web.command import form_op

team = Blueprint("team", __name__)


@team.get("/<slug>/team")
def turn(slug: str) -> str:
    """My slot, my table, my sheet."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("team", event))


@team.post("/<slug>/team/contact")
def publish_contact(slug: str) -> ResponseReturnValue:
    """Publish a contact with my project, or take it back."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("contact", event)
    typed = request.form.get("contact", "")
    given = publishing.publish(event.id, identity, form_op(), typed)
    if given.status == 200:
        return redirect(f"/{event.slug}/team#contact-title", 303)
    return _page(event, identity, typed, errors.in_words(given.body)["fields"]), given.status


@team.post("/<slug>/team/coach")
def ask_for_a_coach(slug: str) -> ResponseReturnValue:
    """Ask for a coach at my table, or take that back."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("asking", event)
    given = asking.ask(event.id, identity, form_op(), request.form.get("wanted") == "yes")
    if given.status >= 400:
        return errors.refused(given.status, given.body)
    return redirect(f"/{event.slug}/team#coaching-title", 303)


def _page(event: Event, identity: Identity, typed: str | None = None, faults: dict[str, str] | None = None) -> str:
    mine = records.team(db.session(), event, int(identity.subject))
    if mine is None:
        raise Refusal(404, "There is no such team.")
    now = clock.now_ms()
    day = programme.day(db.session(), event, now)
    mine_here = day.turn(mine.number)
    return pages.render(
        "team/turn.html",
        event,
        identity,
        ("day", "stage", "agenda", "coaching"),
        "team.js",
        {"team": mine.number, "pitch_minutes": _pitch_minutes(mine_here)},
        team=mine,
        told=feedback.told(db.session(), event, mine),
        turn=mine_here,
        announcement=day.first("announcement"),
        round=coaching.as_it_stands(db.session(), event, now),
        note=coaching.note(db.session(), event, mine.number),
        contact=contacts(db.session(), event).get(mine.number),
        typed=typed,
        faults=faults,
        face=faces.face(agenda.timer_of(db.session(), event), now),
    )


def _pitch_minutes(turn: Turn | None) -> int | None:
    """How long the pitch itself lasts, questions apart."""
    phases = turn.line.slot.phases if turn is not None else ()
    return phases[0].duration_ms // 60_000 if phases else None
