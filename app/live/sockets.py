"""Connections: who is there is read from the session's cookie, rooms are chosen here, one message is accepted."""

from dataclasses import dataclass, field
from typing import Any

from flask import request, session
from flask_socketio import ConnectionRefusedError, disconnect, emit, join_room

from app import access, changes, clock, topics
from app.access import Identity
from app.actions import presence, screens
from app.domain.screens import BEAT_MS
from app.extensions import db, socketio
from app.models import Event
from app.queries import records
from app.revisions import View
from app.web.visitor import SECRET


@dataclass(eq=False)
class Listener:
    """One connected socket: its event, and who listens (None: the audience)."""

    event_id: int
    identity: Identity | None
    # What it was last sent of each view: of what it hears alone, it is sent that again only once it differs.
    told: dict[View, tuple[str, int]] = field(default_factory=dict)
    # What a screen said of itself when it was last written down, and when: not each of its messages is.
    said: tuple[Any, ...] = ()
    said_at_ms: int = 0

    @property
    def role(self) -> str | None:
        """The role this socket hears as."""
        return self.identity.role if self.identity else None


# What each socket hears alone.
OwnViews = dict[str, list[View]]
listeners: dict[str, Listener] = {}


def room(event_id: int, audience: str) -> str:
    """The room of those who hear the same views of every topic of an event."""
    return f"{event_id}/{audience}"


def audience_of(role: str | None) -> str:
    """The name of what a role hears: every topic with its view."""
    return ",".join(f"{topic}:{view}" for topic, view in sorted(access.shared_by(role).items()))


# Every audience there can be, with the views it hears.
AUDIENCES = {audience_of(role): tuple(access.shared_by(role).items()) for role in (None, *access.ROLES)}
EVERY_VIEW = tuple(dict.fromkeys(pair for heard in AUDIENCES.values() for pair in heard))


def register() -> None:
    """Answer the sockets; nothing but `clock` is heard from them."""
    socketio.on_event("connect", _connect)
    socketio.on_event("disconnect", _disconnect)
    socketio.on_event("clock", _clock)


def _connect(auth: Any = None) -> None:
    if request.sid in listeners:  # type: ignore[attr-defined]  # set by flask-socketio
        return  # a message of that name: who listens, and as whom, is settled when a socket opens
    wanted = auth if isinstance(auth, dict) else {}
    event = records.event(db.session(), str(wanted.get("event", "")))
    if event is None:
        raise ConnectionRefusedError("There is no such event.")
    alive = [i for i in access.identities(db.session(), session.get(SECRET)) if not i.revoked]
    role = wanted.get("as")
    listener = Listener(event.id, access.choose(alive, event, role if isinstance(role, str) else None))
    listeners[request.sid] = listener  # type: ignore[attr-defined]  # set by flask-socketio
    join_room(room(event.id, audience_of(listener.role)))
    heard = topics.heard(event, listener.identity).items()
    for (topic, view), snapshot in changes.stamped(db.session(), event, heard).items():
        listener.told[topic, view] = snapshot.mark
        emit(topic, snapshot.as_dict())
    db.session.remove()
    _seen(listener)


def _disconnect(_reason: Any = None) -> None:
    # A message may bear that name too: what is no longer among the listeners, and could not be cut, must be closed.
    disconnect()
    listener = listeners.pop(request.sid, None)  # type: ignore[attr-defined]  # set by flask-socketio
    if listener is not None:
        _seen(listener)


def _seen(listener: Listener) -> None:
    if listener.identity is not None and listener.role in access.JURY:
        presence.seen(listener.event_id, listener.identity.subject)


def _clock(sent: Any = None) -> dict[str, int]:
    received = clock.now_ms()
    listener = listeners.get(request.sid)  # type: ignore[attr-defined]  # set by flask-socketio
    if listener is not None and listener.role == "screen":
        _heard(listener, sent, received)
    return {"received_ms": received, "sent_ms": clock.now_ms()}


def _heard(listener: Listener, sent: Any, at_ms: int) -> None:
    told = sent if isinstance(sent, dict) else {}
    said = told.get("page"), told.get("error_ms") is None
    if listener.identity is not None and (at_ms - listener.said_at_ms >= BEAT_MS or said != listener.said):
        listener.said, listener.said_at_ms = said, at_ms
        screens.heard(listener.event_id, listener.identity.subject, sent)


def cut_the_dead(event_id: int) -> bool:
    """Disconnect every socket of an event whose link was revoked; whether there was one."""
    dead = False
    for sid, listener in list(listeners.items()):
        identity = listener.identity if listener.event_id == event_id else None
        if identity is not None and not access.still_valid(db.session(), identity):
            dead = True
            disconnect(sid, namespace="/")
    return dead


def own_views(event: Event) -> OwnViews:
    """What each socket of an event hears alone, as its topics and views."""
    found = {}
    for sid, listener in listeners.items():
        if listener.event_id == event.id and listener.identity is not None:
            heard = topics.heard(event, listener.identity)
            own = [pair for pair in heard.items() if (pair[0], listener.role) in access.PERSONAL]
            if own:
                found[sid] = own
    return found


def present(event_id: int) -> bool:
    """Whether anybody listens to an event."""
    return any(listener.event_id == event_id for listener in listeners.values())


def cut_all(event_id: int) -> None:
    """Disconnect every socket of an event that is gone."""
    for sid, listener in list(listeners.items()):
        if listener.event_id == event_id:
            disconnect(sid, namespace="/")
