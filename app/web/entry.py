"""Entering and leaving: links, typed codes, organiser accounts; what a session holds."""

import gevent
from flask import Blueprint, Response, jsonify, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select
from wtforms import PasswordField, StringField

from app import access, topics
from app.access import Identity
from app.actions import organisers, visits
from app.domain import devices
from app.extensions import db, limiter
from app.models import Event, Link, Organiser
from app.web import pages, visitor
from app.web.visitor import keys

entry = Blueprint("entry", __name__)

# Where each role begins.
HOMES = {
    "organiser": "desk",
    "chair": "jury",
    "juror": "jury",
    "team": "team",
    "coach": "coach",
    "timekeeper": "desk/timer",
    "screen": "stage",
}


class LoginForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """An organiser's name and password; both are judged together, by `organisers.fits`."""

    name = StringField()
    password = PasswordField()


def home_of(role: str, slug: str) -> str:
    """The address where a role begins."""
    return f"/{slug}/{HOMES[role]}"


@entry.get("/enter")
def door() -> str:
    """The page that posts the token it finds in the fragment, and takes a typed code."""
    return pages.render("audience/enter.html", failed=False, code="")


@entry.post("/enter")
@limiter.limit("120 per minute", exempt_when=lambda: bool(request.form.get("token")))
def enter() -> ResponseReturnValue:
    """Exchange a token or a typed code for a session, then go where the role begins."""
    token, code = request.form.get("token", ""), request.form.get("code", "")
    # Between the signs of a code people type, and paste, every kind of space and dash.
    typed = "".join(sign for sign in code if sign.isalnum())
    link = access.find_link(db.session(), keys(), token, typed) if token or typed else None
    if link is None:
        return Response(pages.render("audience/enter.html", failed=True, code=code), 403)
    event = db.session.get_one(Event, link.event_id)
    secret = visits.enter(visitor.secret(), link, request.form.get("replace") == "yes", _device())
    if secret is None:
        return _ask_to_replace(link, event, token, code)
    visitor.keep(secret)
    return redirect(home_of(link.role, event.slug), 303)


def _ask_to_replace(link: Link, event: Event, token: str, code: str) -> Response:
    sitting = next((i for i in visitor.held() if i.role == link.role), None)
    seated_at = db.session.get(Event, sitting.event_id) if sitting else None
    page = pages.render(
        "audience/replace.html",
        sitting=sitting,
        entering=access.label_of(db.session(), link),
        entering_role=link.role,
        event=event,
        stays=home_of(link.role, seated_at.slug) if seated_at else "/",
        token=token,
        code=code,
    )
    return Response(page, 200)


@entry.route("/login", methods=["GET", "POST"])
@limiter.limit("30 per minute", methods=["POST"])
@limiter.limit("10 per minute", key_func=lambda: f"login {request.form.get('name', '')[:100]}", methods=["POST"])
def login() -> ResponseReturnValue:
    """An organiser's name and password; wrong ones are answered the same way whichever is wrong."""
    form = LoginForm()
    if request.method == "GET":
        return Response(pages.render("audience/login.html", form=form, failed=False))
    account = _authenticated(form)
    if account is None:
        return Response(pages.render("audience/login.html", form=form, failed=True), 403)
    visitor.keep(visits.log_in(visitor.secret(), account))
    return redirect(_inside(request.args.get("next")) or _desk_of(account), 303)


def _desk_of(account: Organiser) -> str:
    """The desk of the account's event, or of the only one there is; else the list of events, which names each desk.

    Where there is none yet, to a new one.
    """
    mine = select(Event.slug).where(Event.id == account.event_id) if account.event_id else select(Event.slug)
    slugs = list(db.session.scalars(mine.limit(2)))
    if not slugs and not account.event_id:
        return "/new"
    return f"/{slugs[0]}/desk" if len(slugs) == 1 else "/"


def hashed_apart(password: str) -> str:
    """What is kept of a password; scrypt takes a seventh of a second: on another thread, or ballots would wait."""
    kept: str = gevent.get_hub().threadpool.apply(organisers.hashed, (password,))
    return kept


def _authenticated(form: LoginForm) -> Organiser | None:
    account, expected = organisers.account_and_hash(db.session(), form.name.data or "")
    db.session.rollback()  # whoever waits holds no connection of the pool
    # As slow as hashing: on another thread, too.
    right = gevent.get_hub().threadpool.apply(organisers.fits, (expected, form.password.data or ""))
    return account if right else None


def _inside(address: str | None) -> str | None:
    """The address, if it leads to this site and nowhere else."""
    if address is None or not address.startswith("/") or address.startswith("//"):
        return None
    # Browsers drop white space and take a backslash for a slash: neither belongs in an address of ours.
    return None if any(ord(sign) <= 32 or sign == "\\" for sign in address) else address


@entry.post("/logout")
def leave() -> ResponseReturnValue:
    """Forget this browser's session."""
    secret = visitor.secret()
    if secret:
        visits.leave(secret)
    session.clear()
    return redirect("/", 303)


@entry.get("/api/session")
def whoami() -> Response:
    """What this session holds; a visitor's is empty but for its CSRF token."""
    alive = [identity for identity in visitor.held() if not identity.revoked]
    links = [_as_link(identity) for identity in alive]
    last = links[0] if links else {"role": None, "event": None, "label": None}
    body = {
        "epoch": topics.epoch(db.session()),
        "csrf": generate_csrf(),
        "role": last["role"],
        "event": last["event"],
        "label": last["label"],
        "links": links,
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_link(identity: Identity) -> dict[str, object]:
    event = db.session.get(Event, identity.event_id) if identity.event_id else None
    return {
        "role": identity.role,
        "event": event.slug if event else None,
        "label": identity.label or identity.role,
        "team": int(identity.subject) if identity.role == "team" else None,
    }


def _device() -> str:
    """The plain name of the device that enters; what its browser says of itself is not kept."""
    return devices.device(request.user_agent.string)
