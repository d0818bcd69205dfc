"""Who is asking: the identities of this browser's session, read from the database once per request."""

from collections.abc import Callable
from contextlib import suppress

from flask import current_app, g, request, session

from app import access, changes
from app.access import Identity
from app.actions import ballots
from app.domain.errors import Nothing, Refusal
from app.extensions import db
from app.keys import Keys
from app.models import Event
from app.queries import records
from app.web import language

SECRET = "visit"


def keys() -> Keys:
    """Everything made from this server's signing key."""
    found: Keys = current_app.extensions["palmares.keys"]
    return found


def secret() -> str | None:
    """The secret of this browser's session, if it ever entered."""
    return session.get(SECRET)


def keep(new_secret: str) -> None:
    """Give this browser its session; the cookie lasts as long as the day needs."""
    session[SECRET] = new_secret
    session.permanent = True
    g.pop("identities", None)


def held() -> list[Identity]:
    """All identities of this session, last entered first, dead ones marked."""
    if "identities" not in g:
        g.identities = access.identities(db.session(), secret())
    found: list[Identity] = g.identities
    return found


def event_or_404(slug: str) -> Event:
    """The event of a slug; Refusal 404 where there is none."""
    found = records.event(db.session(), slug)
    if found is None:
        raise Refusal(404, "There is no such event.")
    language.of_event(found.language)
    return found


def role_here(event: Event, wanted: str | None = None) -> Identity | None:
    """The live identity this session acts with in an event, or None for a visitor."""
    alive = [identity for identity in held() if not identity.revoked]
    return access.choose(alive, event, wanted or request.args.get("as"))


def somebody_who(act: str, event: Event) -> Identity:
    """The identity that may do the act here; Refusal 401 for a stranger or a dead link, 404 for another role."""
    return _able(_here(event), lambda identity: identity.may(act))


def somebody_beyond_events(act: str) -> Identity:
    """The same for an act of the whole installation."""
    return _able(held(), lambda identity: identity.may(act))


def at_home(page: str, event: Event) -> Identity:
    """The identity whose page this is; Refusal 401 for a stranger or a dead link, 404 for another role."""
    return _able(_here(event), lambda identity: identity.role in access.PAGES[page])


def _here(event: Event) -> list[Identity]:
    """All identities of this session in an event, dead ones too; of the role asked for, where one is."""
    wanted = request.args.get("as")
    mine = [identity for identity in held() if access.choose([identity], event, wanted) is not None]
    # A page left open by one juror must not write as the one whose card was opened on the tablet since.
    seat = request.values.get("seat")
    sits = [identity for identity in mine if identity.role not in access.JURY or seat in (None, identity.subject)]
    if mine and not sits:
        raise Refusal(401, "Somebody else uses this device now. What you typed stays on it: enter with your own link.")
    return sits


def _able(mine: list[Identity], fits: Callable[[Identity], bool]) -> Identity:
    alive = [identity for identity in mine if not identity.revoked]
    able = next((identity for identity in alive if fits(identity)), None)
    if able is not None:
        return able
    if alive:
        raise Nothing
    raise Refusal(401, "This link no longer opens anything." if mine else "Enter with your link first.")


def keep_aside(event: Event, op: str, sent: ballots.Submission) -> None:
    """Keep what the tablet of a revoked juror sends, by API or by form; of anybody else nothing is kept.

    Nor what was answered while the link lived, and is only sent again.
    """
    juror = next((i for i in held() if i.revoked and i.event_id == event.id and i.role in access.JURY), None)
    if juror is not None and changes.answered(db.session(), event.id, juror.key, op) is None:
        with suppress(Refusal):  # unreadable values: the answer is 401 all the same
            ballots.keep_aside(event.id, juror, op, sent, "revoked")
