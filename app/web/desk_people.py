"""The jury as people, at the desk: who came and went, who sits in whose place, whose tablet is lost."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import clock
from app.actions import attendance, links, recusals, substitutes
from app.domain.event_values import Unreadable, instant_ms, local_time
from app.domain.fitting_cells import time_of
from app.extensions import db
from app.models import Event
from app.queries import records
from app.web import visitor
from app.web.command import form_op, whole
from app.web.desk_jury import after
from app.web.visitor import keys

desk_people = Blueprint("desk_people", __name__, url_prefix="/<slug>/desk/jury")


@desk_people.post("/attendance")
def note(slug: str) -> ResponseReturnValue:
    """Note that a juror came or went, at an hour of today; or take back what was noted last."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("attendance", event)
    form, key = request.form, request.form.get("juror", "")
    if form.get("kind") == "undo":
        given = attendance.take_back(event.id, identity, form_op(), key)
    else:
        given = attendance.note(event.id, identity, form_op(), key, form.get("kind"), _today(event, form.get("at", "")))
    return after(given, event, identity, f"attendance-{key}", f"juror-{key}")


def _today(event: Event, hour: str) -> int | str:
    """The instant of an hour of the event's day today; nothing typed is now, and what is no hour stays text."""
    now = clock.now_ms()
    if not hour.strip():
        return now
    at = time_of(hour)
    if at is None:
        return hour
    try:
        return instant_ms(local_time(now, event.timezone).date(), at, event.timezone)
    except Unreadable:
        return hour


@desk_people.post("/substitute")
def substitute(slug: str) -> ResponseReturnValue:
    """Give a juror's seat to a substitute, then show the card that lets them in."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("substitution", event)
    form, key = request.form, request.form.get("juror", "")
    sent = substitutes.Substitute(form.get("key"), form.get("name"), form.get("function"), form.get("organisation"))
    given = substitutes.seat(event.id, identity, form_op(), keys(), key, sent)
    if given.status == 200:
        return _card(event, given.body["juror"])
    return after(given, event, identity, f"substitute-{key}", f"juror-{key}")


@desk_people.post("/give-back")
def give_back(slug: str) -> ResponseReturnValue:
    """Have whom a substitute stood in for sit again."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("substitution", event)
    key = request.form.get("juror", "")
    given = substitutes.give_back(event.id, identity, form_op(), key)
    return after(given, event, identity, f"juror-{key}", f"juror-{key}")


@desk_people.post("/lost-tablet")
def lost_tablet(slug: str) -> ResponseReturnValue:
    """Kill a juror's link, and show the card of the new one."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("links", event)
    key = request.form.get("juror", "")
    given = links.lost_tablet(event.id, identity, form_op(), keys(), key)
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/links?card={given.body['link']}", 303)
    return after(given, event, identity, f"lost-{key}", f"juror-{key}")


@desk_people.post("/exclusion")
def exclude(slug: str) -> ResponseReturnValue:
    """Take a juror out of a team, with a reason, or put them back: the chair's act."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("exclusion", event)
    form, key = request.form, request.form.get("juror", "")
    undo = form.get("undo") == "yes"
    sent = recusals.Stepping(whole(form.get("team", "")), form.get("reason"), juror=key, undo=undo)
    given = recusals.recuse(event.id, identity, form_op(), sent)
    return after(given, event, identity, f"exclude-{key}", f"juror-{key}")


def _card(event: Event, key: str) -> ResponseReturnValue:
    db.session.rollback()  # read what the act wrote
    juror = records.juror(db.session(), event, key)
    link = records.link_of_juror(db.session(), juror) if juror else None
    place = f"links?card={link.id}" if link is not None else f"jury#juror-{key}"
    return redirect(f"/{event.slug}/desk/{place}", 303)
