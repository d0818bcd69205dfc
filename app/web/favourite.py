"""The favourite vote of the room: the phone's page, the code of the big screen, and the command behind both."""

import secrets
from typing import Any

from flask import Blueprint, Response, redirect, request, session
from flask.typing import ResponseReturnValue

from app import clock
from app.access import digest_of
from app.actions.favourite import Device, cast
from app.changes import Answer
from app.domain import favourite as rules
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event
from app.queries import favourite as asking
from app.web import errors, faces, pages, qr, visitor
from app.web.command import form_op, received, whole
from app.web.desk import base_url

favourite = Blueprint("favourite", __name__)

# The secret of a device that votes, in its cookie, and when it was given one: as its page was opened.
VOTER, SINCE = "voter", "voter_since"


@favourite.get("/<slug>/vote")
def ask(slug: str) -> str:
    """What a phone votes by; what came out, once it is told."""
    event = visitor.event_or_404(slug)
    if event.favourite == rules.OPEN:
        # Before the vote, not with it: sent again after its answer was lost, it is the same voter's.
        _device(event)
    return _page(event)


@favourite.post("/<slug>/vote")
def vote(slug: str) -> ResponseReturnValue:
    """Take a vote in; a refusal shows the page again with what was chosen."""
    event = visitor.event_or_404(slug)
    listed = [whole(number) for number in request.form.getlist("team")]
    try:
        given = cast(event.id, _device(event), form_op(), request.form.get("code"), listed)
    except Refusal as refusal:
        given = Answer(refusal.status, refusal.as_dict())
    if given.status == 200:
        return redirect(f"/{event.slug}/vote#mine", 303)
    db.session.rollback()  # read again what the refusal left
    return _page(event, errors.in_words(given.body), listed), given.status


@favourite.post("/api/events/<slug>/favourite")
def send(slug: str) -> Response:
    """The same for a program: `team` is a number or a list of them, `code` what the big screen shows."""
    event = visitor.event_or_404(slug)
    op, body = received()
    return errors.answer(cast(event.id, _device(event), op, body.get("code"), body.get("team")))


@favourite.get("/<slug>/code")
def code(slug: str) -> str:
    """The code of the vote, read from afar; on a screen of the room and at the desk alone."""
    event = visitor.event_or_404(slug)
    role = visitor.role_here(event)
    told = role is not None and role.role in ("screen", "organiser")
    shown = asking.code(db.session(), event) if told else None
    address = f"{base_url()}/{event.slug}/vote"
    beside = ("favourite",) if role is not None and role.role == "organiser" else ()
    return pages.render(
        "screens/code.html",
        event,
        role,
        ("day", *faces.directed(role), *beside),
        "code.js",
        {"shows": "code"},
        code=shown,
        address=address,
        qr=qr.drawn(f"{address}#{shown}") if shown else None,
    )


def _device(event: Event) -> Device:
    """This browser as a voter: its cookie, kept while a vote is open, and the kind that bursts are told by."""
    held, now = session.get(VOTER) or secrets.token_urlsafe(32), clock.now_ms()
    if event.favourite == rules.OPEN and VOTER not in session:
        session[VOTER], session[SINCE] = held, now
        session.permanent = True
    seen = f"{event.slug} {request.remote_addr} {request.user_agent.string}"
    return Device(digest_of(held), visitor.keys().kind(seen), session.get(SINCE), now)


def _page(event: Event, refused: dict[str, Any] | None = None, typed: list[int | None] | None = None) -> str:
    kept = asking.of(db.session(), event)
    held = session.get(VOTER)
    voter = asking.voter(db.session(), event, digest_of(held)) if held else None
    told = event.favourite_state == rules.TOLD
    return pages.render(
        "audience/vote.html",
        event,
        visitor.role_here(event),
        ("day",),
        "vote.js",
        state=event.favourite_state,
        most=kept.most if kept else 1,
        mine=list(voter.teams) if voter else [],
        chosen=(voter.teams if voter else []) if typed is None else typed,
        typed=request.form.get("code", ""),
        refused=refused,
        outcome=asking.outcome(db.session(), event) if told else None,
    )
