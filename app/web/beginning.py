"""The first run: the organiser's account, for whoever is at this machine or holds the code of its terminal."""

import hmac

from flask import Blueprint, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue

from app.actions import organisers, visits
from app.domain.errors import Invalid, Refusal
from app.extensions import db, limiter
from app.queries import records
from app.web import errors, pages, visitor
from app.web.entry import hashed_apart
from app.web.operations import from_this_machine

beginning = Blueprint("beginning", __name__)

WRONG_CODE = "This is not the code that the terminal of the server shows."


@beginning.get("/begin")
def ask() -> str:
    """The form; once there is an account, the way in."""
    return _form({})


@beginning.post("/begin")
@limiter.limit("10 per minute")
def open_account() -> ResponseReturnValue:
    """Open the account, enter by it, and go on to the first event."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    begun = records.has_organiser(db.session())
    db.session.rollback()  # the action reads for itself
    if begun:
        raise Refusal(409, organisers.BEGUN)
    try:
        if not _is_theirs():
            raise Invalid(WRONG_CODE, {"code": WRONG_CODE})
        if password != request.form.get("again", ""):
            raise Invalid.at("again", "The two passwords are not the same.")
        organisers.add(name, password, None, first=True, hashing=hashed_apart)
    except Refusal as refusal:
        if not refusal.fields:
            return errors.refused(refusal.status, refusal.as_dict())
        return Response(_form(errors.in_words(refusal.as_dict())["fields"]), 422)
    account, _ = organisers.account_and_hash(db.session(), name)
    if account is None:
        raise LookupError("the account that was just opened is there")
    db.session.rollback()
    visitor.keep(visits.log_in(visitor.secret(), account))
    return redirect("/new", 303)


def _is_theirs() -> bool:
    """Whether who asks is at this machine, or saw its terminal."""
    code: str | None = current_app.extensions.get("palmares.first_code")
    given = "".join(sign for sign in request.form.get("code", "").lower() if sign.isalnum())
    return from_this_machine() or (code is not None and hmac.compare_digest(given.encode(), code.encode()))


def _form(faults: dict[str, str]) -> str:
    return pages.render(
        "audience/begin.html",
        errors=faults,
        begun=records.has_organiser(db.session()),
        here=from_this_machine(),
        name=request.form.get("name", ""),
        code=request.form.get("code", ""),
        shortest=organisers.SHORTEST_PASSWORD,
    )
