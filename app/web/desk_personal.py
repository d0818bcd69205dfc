"""Personal data at the desk: who is named and for how long, all that is kept of somebody, erasure, the register."""

import json
from typing import Any

from flask import Blueprint, Response, redirect
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Identity
from app.actions import erasure as erasing
from app.domain import erasure
from app.domain.errors import Nothing
from app.extensions import db
from app.models import Event
from app.queries import person as people
from app.queries import printed as reading
from app.queries import records, retention, statements
from app.web import errors, pages, visitor
from app.web.command import form_op
from app.web.register_words import composed
from app.web.sheet_file import TYPES, sheet_file

desk_personal = Blueprint("desk_personal", __name__, url_prefix="/<slug>/desk/personal")


@desk_personal.get("/")
@desk_personal.get("")
def overview(slug: str) -> str:
    """Everybody who is named in the event, and what can be done for each."""
    return _overview(*_here(slug))


@desk_personal.post("/pseudonymise")
def pseudonymise(slug: str) -> ResponseReturnValue:
    """Erase the jury's names, once the time is over for which they are kept."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("erasure", event)
    number = event.id
    db.session.rollback()  # the file is emptied of what goes: nobody may be reading, not this request either
    given = erasing.pseudonymise(number, identity, form_op())
    if given.status == 200:
        return redirect(f"/{slug}/desk/personal#jury", 303)
    return Response(_overview(event, identity, errors.in_words(given.body)["text"]), given.status)


@desk_personal.get("/register")
def register(slug: str) -> str:
    """The entry of the register of processing as a page, which is the accessible one."""
    event, identity = _here(slug)
    return pages.render("desk/register.html", event, identity, sheet=_entry(event), forms=tuple(TYPES))


@desk_personal.get("/register/<form>")
def register_file(slug: str, form: str) -> Response:
    """The same as a file."""
    event, _identity = _here(slug)
    if form not in TYPES:
        raise Nothing
    return sheet_file(_entry(event), form, f"{slug}-register")


def _entry(event: Event) -> dict[str, Any]:
    session, now = db.session(), clock.now_ms()
    stated = statements.texts(statements.standing(session))
    return composed(event, stated, retention.standing(session, event, now), now)


def _overview(event: Event, identity: Identity, problem: str = "") -> str:
    session = db.session()
    return pages.render(
        "desk/personal.html",
        event,
        identity,
        jurors=records.jurors(session, event),
        coaches=reading.coaches(session, event),
        teams_named=[team for team in records.teams(session, event) if team.members or team.contact_id],
        organisers=reading.organisers(session, event),
        kept=retention.standing(session, event, clock.now_ms()),
        problem=problem,
    )


@desk_personal.get("/<kind>/<key>")
def ask(slug: str, kind: str, key: str) -> str:
    """What erasing somebody would do, before it is done."""
    event, identity = _here(slug)
    return _asked(event, identity, kind, key)


@desk_personal.get("/<kind>/<key>/file")
def file(slug: str, kind: str, key: str) -> Response:
    """All that is kept of somebody, to be handed to them."""
    event, _identity = _here(slug)
    who = people.person(db.session(), event, kind, key)
    content = json.dumps(people.everything(db.session(), event, who), ensure_ascii=False, indent=2)
    headers = {
        "Content-Disposition": f'attachment; filename="{event.slug}-{kind}-person.json"',
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype="application/json", headers=headers)


@desk_personal.post("/<kind>/<key>")
def erase(slug: str, kind: str, key: str) -> ResponseReturnValue:
    """Erase somebody."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("erasure", event)
    number = event.id
    db.session.rollback()  # the file is emptied of what goes: nobody may be reading, not this request either
    given = erasing.erase(number, identity, form_op(), kind, key)
    if given.status == 200:
        return redirect(f"/{slug}/desk/personal#{kind}-{key}", 303)
    if given.status == 404:
        return errors.refused(given.status, given.body)
    return _asked(event, identity, kind, key, errors.in_words(given.body)["text"]), given.status


def _asked(event: Event, identity: Identity, kind: str, key: str, problem: str = "") -> str:
    session = db.session()
    who = people.person(session, event, kind, key)
    return pages.render(
        "desk/personal_erase.html",
        event,
        identity,
        who=who,
        outlook=people.outlook(session, event, who),
        erasable=kind in erasure.KINDS,
        problem=problem,
    )


def _here(slug: str) -> tuple[Event, Identity]:
    event = visitor.event_or_404(slug)
    return event, visitor.at_home("desk/personal", event)
