"""Personal data at the desk: who is named in the event, all that is kept of somebody as a file, and their erasure."""

import json

from flask import Blueprint, Response, redirect
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import erasure as erasing
from app.domain import erasure
from app.extensions import db
from app.models import Event
from app.queries import person as people
from app.queries import printed as reading
from app.queries import statements
from app.web import errors, pages, visitor
from app.web.command import form_op

desk_personal = Blueprint("desk_personal", __name__, url_prefix="/<slug>/desk/personal")


@desk_personal.get("/")
@desk_personal.get("")
def overview(slug: str) -> str:
    """Everybody who is named in the event, and what can be done for each."""
    event, identity = _here(slug)
    session = db.session()
    return pages.render(
        "desk/personal.html",
        event,
        identity,
        jurors=reading.jurors(session, event),
        coaches=reading.coaches(session, event),
        teams_named=[team for team in reading.teams(session, event) if team.members or team.contact_id],
        organisers=reading.organisers(session, event),
        stated=statements.texts(statements.standing(session)),
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
