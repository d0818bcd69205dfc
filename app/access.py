"""Links, identities, and the one table of who may do and hear what.

A link is a row's random name signed with the server's key: the database holds nothing that opens a door. The token
travels in the URL fragment, is exchanged once for a session, and is looked up again at every request.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.keys import Keys
from app.models import Coach, Event, Juror, Link, Organiser, Screen, Seat, Team, Visit

ROLES = ("organiser", "chair", "juror", "team", "coach", "timekeeper", "screen")
JURY = frozenset({"juror", "chair"})
ORGANISER = frozenset({"organiser"})
# Who plays a demonstration by itself: no link and no account has this role.
DEMONSTRATION = "demonstration"
# A device of the room that votes for its favourite: no link, a cookie.
VOTER = "voter"

# Who may do what. An act that is not here does not exist; a role that is not named may not.
ACTS: dict[str, frozenset[str]] = {
    "contact": frozenset({"team"}),
    "asking": frozenset({"team"}),
    "visiting": frozenset({"coach"}),
    "coaching": ORGANISER,
    "ballot": JURY,
    "recusal": JURY,
    "presence": JURY,
    "acknowledgement": JURY,
    "timer": frozenset({"organiser", "timekeeper"}),
    "scoring": frozenset({"organiser", "chair"}),
    "admission": frozenset({"organiser", "chair"}),
    "moving": frozenset({"chair"}),
    "paper": frozenset({"organiser", "chair"}),
    "exclusion": frozenset({"chair"}),
    "attendance": frozenset({"organiser", "chair"}),
    "substitution": ORGANISER,
    "laureates": frozenset({"organiser", "chair"}),
    "reveal": ORGANISER,
    "favourite": ORGANISER,
    "feedback": frozenset({"organiser", "chair"}),
    "release": ORGANISER,
    "agenda": ORGANISER,
    "phase": ORGANISER,
    "announcement": ORGANISER,
    "message": frozenset({"organiser", "timekeeper"}),
    "screens": ORGANISER,
    "blackout": frozenset({"organiser", "timekeeper"}),
    "visibility": ORGANISER,
    "deliberation": frozenset({"organiser", "chair"}),
    "links": ORGANISER,
    "statements": ORGANISER,
    "events": ORGANISER,
    "tables": ORGANISER,
    "erasure": ORGANISER,
    "rehearsing": ORGANISER,
    "archiving": ORGANISER,
    "destruction": ORGANISER,
}
# Acts of the whole installation: for an organiser's account of no event in particular, and for no link.
OF_NO_EVENT = frozenset({"statements", "events", "destruction"})

# Whose page each address below an event is; an address that is not here is everybody's.
PAGES: dict[str, frozenset[str]] = {
    "jury": JURY,
    "deliberation": ACTS["deliberation"] | JURY,
    "team": frozenset({"team"}),
    "coach": frozenset({"coach"}),
    "desk": ORGANISER,
    "desk/timer": ACTS["timer"],
    "desk/host": ACTS["timer"],
    "desk/report": ORGANISER,
    "desk/jury": ACTS["admission"],
    "desk/check-in": ACTS["attendance"],
    "desk/paper": ACTS["paper"],
    "desk/links": ACTS["links"],
    "desk/print": ORGANISER,
    "desk/personal": ACTS["erasure"],
    "desk/archive": ACTS["archiving"],
    "desk/list": ACTS["laureates"],
    "desk/reveal": ACTS["reveal"],
    "desk/favourite": ACTS["favourite"],
    "desk/restitution": ACTS["feedback"],
    "desk/rehearsal": ACTS["rehearsing"],
    "desk/tables": ACTS["tables"],
    "desk/coaching": ACTS["coaching"],
}

# Which view of each topic a listener gets; a role that is not named hears the public one, or nothing.
PUBLIC = "public"
VIEWS: dict[str, dict[str, str]] = {
    "day": {PUBLIC: "all"},
    "stage": {PUBLIC: "all"},
    "agenda": {PUBLIC: "all"},
    "results": {PUBLIC: "all"},
    "reveal": {PUBLIC: "all"},
    # Everybody's once it is told: `topics.withheld`.
    "favourite": {PUBLIC: "all", "organiser": "desk"},
    "progress": {"organiser": "desk", "chair": "desk", "juror": "jury"},
    # A juror's is their own, without the teams they stepped aside from; heard once deliberation is open.
    "board": {"organiser": "desk", "chair": "chair", "juror": "juror"},
    "screens": {"organiser": "all"},
    # A screen's is its own: where the desk sends it.
    "direction": {"screen": "screen"},
    # A team's is its own. What a coach notes is in neither view.
    "coaching": {"organiser": "rounds", "coach": "rounds", "team": "team"},
}
PERSONAL = frozenset({("board", "chair"), ("board", "juror"), ("direction", "screen"), ("coaching", "team")})


# Whose a link is, by its role: their table, the column that its subject stands for, the one that names them.
HOLDERS: dict[str, tuple[Any, str, str]] = {
    "chair": (Juror, "key", "name"),
    "juror": (Juror, "key", "name"),
    "team": (Team, "number", "title"),
    "coach": (Coach, "key", "name"),
    "screen": (Screen, "key", "name"),
}


@dataclass(frozen=True)
class Identity:
    """Somebody with a role in one event, and where they sit. `key` names them in the journal: `juror:j01`."""

    role: str
    event_id: int
    subject: str
    label: str
    key: str
    link_id: int | None = None
    organiser_id: int | None = None
    revoked: bool = False
    visit_id: int | None = None
    device: str | None = None

    def may(self, act: str) -> bool:
        """Whether this identity's role allows the act."""
        reaches = act not in OF_NO_EVENT or (self.organiser_id is not None and not self.event_id)
        return reaches and self.role in ACTS[act]


def view_of(topic: str, role: str | None) -> str | None:
    """The view of the topic that a role hears (None: it may not hear the topic at all)."""
    views = VIEWS[topic]
    return views.get(role or PUBLIC, views.get(PUBLIC))


def heard_by(role: str | None) -> dict[str, str]:
    """All topics a role hears, each with its view."""
    return {topic: view for topic in VIEWS if (view := view_of(topic, role)) is not None}


def shared_by(role: str | None) -> dict[str, str]:
    """The topics that all of a role hear in the same view."""
    return {topic: view for topic, view in heard_by(role).items() if (topic, role) not in PERSONAL}


def new_link(keys: Keys, event_id: int, role: str, subject: str, serial: int = 1) -> Link:
    """An unsaved link for somebody of an event."""
    name = secrets.token_urlsafe(18)
    digest = keys.code_digest(keys.code(name))
    return Link(event_id=event_id, name=name, code_digest=digest, role=role, subject=subject, serial=serial)


def digest_of(secret: str) -> str:
    """How a session's secret is kept: SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_link(session: Session, keys: Keys, token: str = "", code: str = "") -> Link | None:
    """The live link that a token or a typed code opens, or None."""
    if token:
        name = keys.link_name(token)
        found = session.scalar(select(Link).where(Link.name == name)) if name else None
    else:
        found = session.scalar(select(Link).where(Link.code_digest == keys.code_digest(code)))
    return found if found is not None and found.revoked_at_ms is None else None


def identities(session: Session, secret: str | None) -> list[Identity]:
    """What a browser's session holds now, revoked ones marked, last entered first.

    Read from the database each time, so that a revoked link is dead at once.
    """
    if not secret:
        return []
    held = (
        select(Visit, Link, Organiser)
        .join(Seat, Seat.visit_id == Visit.id)
        .outerjoin(Link, Link.id == Seat.link_id)
        .outerjoin(Organiser, Organiser.id == Seat.organiser_id)
        .where(Visit.digest == digest_of(secret))
        .order_by(Seat.entered_at_ms.desc(), Seat.id.desc())
    )
    return [
        _by_link(session, visit, link) if link is not None else _by_account(visit, account)
        for visit, link, account in session.execute(held)
    ]


def _by_link(session: Session, visit: Visit, link: Link) -> Identity:
    return Identity(
        role=link.role,
        event_id=link.event_id,
        subject=link.subject,
        label=label_of(session, link),
        key=actor_key(link),
        link_id=link.id,
        revoked=link.revoked_at_ms is not None,
        visit_id=visit.id,
        device=visit.device,
    )


def _by_account(visit: Visit, account: Organiser) -> Identity:
    return Identity(
        role="organiser",
        event_id=account.event_id or 0,
        subject=account.name,
        label=account.name,
        key=f"organiser:{account.name}",
        organiser_id=account.id,
        visit_id=visit.id,
        device=visit.device,
    )


def actor_key(link: Link) -> str:
    """The journal's name for a link's holder; the chair is a juror."""
    role = "juror" if link.role in JURY else link.role
    return f"{role}:{link.subject}" if link.subject else f"{role}:link-{link.serial}"


def label_of(session: Session, link: Link) -> str:
    """The person's, team's or screen's name as in the tables; empty for roles that are nobody in particular."""
    return labels(session, link.event_id, link.role, link.subject).get(link.subject, link.subject)


def labels(session: Session, event_id: int, role: str, subject: str | None = None) -> dict[str, str]:
    """The names of whoever holds a role in an event, or of one of them, by the subject of their links."""
    if role not in HOLDERS:
        return {}
    table, key, name = HOLDERS[role]
    held, named = getattr(table, key), getattr(table, name)
    found = select(held, named).where(table.event_id == event_id)
    if subject is not None:
        found = found.where(held == (int(subject) if role == "team" else subject))
    return {str(holder): str(label) for holder, label in session.execute(found)}


def choose(held: list[Identity], event: Event, role: str | None) -> Identity | None:
    """The identity that acts in an event: of the role asked for, or the one entered last; revoked ones too.

    An organiser's account without an event is at home in all of them.
    """
    for identity in held:
        here = identity.event_id in (event.id, 0) if identity.organiser_id else identity.event_id == event.id
        if here and (role is None or identity.role == role):
            return identity
    return None


def still_valid(session: Session, identity: Identity) -> bool:
    """Whether the authority still stands, read inside the transaction that relies on it."""
    if identity.link_id is not None:
        link = session.get(Link, identity.link_id)
        return link is not None and link.revoked_at_ms is None
    if identity.organiser_id is not None:
        return session.get(Organiser, identity.organiser_id) is not None
    if identity.role == DEMONSTRATION:
        event = session.get(Event, identity.event_id)
        return event is not None and event.demonstration
    return identity.role in ("system", VOTER)


def voter(event_id: int, digest: str) -> Identity:
    """A device that votes, by the digest of its cookie; it may do nothing else."""
    return Identity(role=VOTER, event_id=event_id, subject=digest, label="", key=f"{VOTER}:{digest[:22]}")


def system(event_id: int) -> Identity:
    """The program itself, for what no person did: loading, keeping aside what a dead link still sends."""
    return Identity(role="system", event_id=event_id, subject="", label="", key="system")


def demonstration(event_id: int, juror: str = "", label: str = "") -> Identity:
    """Whoever plays a demonstration by itself, as the desk or as one of its jurors; in a real event it is nobody."""
    key = f"{DEMONSTRATION}:{juror}" if juror else DEMONSTRATION
    return Identity(role=DEMONSTRATION, event_id=event_id, subject=juror, label=label, key=key)
