"""Access links: made with the event, revoked one by one, each revocation making the link to print instead."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import access, changes
from app.access import JURY, Identity
from app.changes import Answer, Change
from app.domain.errors import Refusal
from app.keys import Keys
from app.models import Coach, Event, Juror, Link, Screen, Team
from app.queries import records


def make_all(session: Session, keys: Keys, event: Event) -> None:
    """One link for each person and team of a new event, and one for each role that is nobody in particular."""
    holders: list[tuple[str, str]] = [("organiser", ""), ("timekeeper", "")]
    holders += [("screen", key) for key in session.scalars(select(Screen.key).filter_by(event_id=event.id))]
    for juror in session.scalars(select(Juror).filter_by(event_id=event.id)):
        holders.append(("chair" if juror.chair else "juror", juror.key))
    holders += [("team", str(n)) for n in session.scalars(select(Team.number).filter_by(event_id=event.id))]
    holders += [("coach", key) for key in session.scalars(select(Coach.key).filter_by(event_id=event.id))]
    session.add_all(access.new_link(keys, event.id, role, subject) for role, subject in holders)


def lost_tablet(event_id: int, actor: Identity, op: str, keys: Keys, juror: Any) -> Answer:
    """Kill a juror's link and make another, as `revoke` does; pressed twice, it is done once."""

    def work(change: Change) -> Answer:
        who = records.named_juror(change.session, change.event, juror)
        link = records.link_of_juror(change.session, who)
        if link is None:
            raise Refusal(404, "There is no such link.")
        return _revoke(change, keys, link)

    return changes.write(event_id, actor, work, op, juror)


def revoke(event_id: int, actor: Identity, keys: Keys, link_id: int) -> Answer:
    """Kill a link, its sessions and its sockets, and make another for the same holder; answers the new one's id."""

    def work(change: Change) -> Answer:
        link = records.link(change.session, change.event, link_id)
        if link is None:
            raise Refusal(404, "There is no such link.")
        if link.revoked_at_ms is not None:
            raise Refusal(409, "This link was already revoked.")
        return _revoke(change, keys, link)

    return changes.write(event_id, actor, work)


def make(change: Change, keys: Keys, role: str, subject: str) -> Link:
    """A link for a holder, of a serial that none of theirs had: a juror’s and a chair’s are one holder’s."""
    had = select(func.max(Link.serial)).filter_by(event_id=change.event.id, subject=subject)
    serial = change.session.scalar(had.where(Link.role.in_(_roles(role)))) or 0
    link = access.new_link(keys, change.event.id, role, subject, serial + 1)
    change.session.add(link)
    change.session.flush()
    return link


def kill(change: Change, role: str, subject: str) -> None:
    """Have every link of a holder open nothing any more."""
    alive = select(Link).filter_by(event_id=change.event.id, subject=subject, revoked_at_ms=None)
    for link in change.session.scalars(alive.where(Link.role.in_(_roles(role)))):
        _dead(change, link)


def _roles(role: str) -> frozenset[str]:
    return JURY if role in JURY else frozenset({role})


def _revoke(change: Change, keys: Keys, link: Link) -> Answer:
    _dead(change, link)
    return Answer(200, {"link": make(change, keys, link.role, link.subject).id})


def _dead(change: Change, link: Link) -> None:
    link.revoked_at_ms = change.now_ms
    change.record("link.revoked", {"role": link.role, "subject": link.subject, "serial": link.serial})
