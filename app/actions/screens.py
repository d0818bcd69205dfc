"""The screens of the room: added, named, sent to a page, made black, asked for their name, removed; and heard."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Any

from sqlalchemy import select

from app import changes, clock
from app.access import Identity
from app.actions import links
from app.changes import Answer, Change
from app.domain import screens as rules
from app.domain.errors import Invalid
from app.keys import Keys
from app.models import Link, Screen
from app.queries import screens


@dataclass(frozen=True)
class Sent:
    """An act of the desk on a screen, as sent: what it needs beside the screen is None or given."""

    action: Any
    screen: Any = None
    name: Any = None
    page: Any = None
    black: Any = None


def direct(event_id: int, actor: Identity, op: str, keys: Keys, sent: Sent) -> Answer:
    """One act of the desk on the screens; answers the `screens` snapshot. Invalid at the field that does not fit."""

    def work(change: Change) -> Answer:
        if sent.action == "add":
            screen = _added(change, keys, rules.named(sent.name))
        else:
            act = ACTS.get(sent.action) if isinstance(sent.action, str) else None
            if act is None:
                raise Invalid.at("action", "There is no such act.")
            screen = _known(change, sent.screen)
            act(change, screen, sent)
        change.record("screen", {"action": sent.action, "screen": screen.key, "page": screen.page})
        change.session.flush()
        return Answer(200, change.snapshot("screens"))

    return changes.write(event_id, actor, work, op, list(astuple(sent)))


def heard(event_id: int, key: str, said: Any) -> None:
    """Note that a screen is there, and what it says of itself."""
    shows, error, lit = rules.heard(said)
    with changes.transaction() as session:
        screen = screens.one(session, event_id, key)
        if screen is not None:
            screen.last_beat_ms = clock.now_ms()
            if shows is not None:
                screen.shows, screen.clock_error_ms, screen.lit = shows, error, lit
    changes.tell(event_id)


def _known(change: Change, key: Any) -> Screen:
    found = screens.one(change.session, change.event.id, key) if isinstance(key, str) else None
    if found is None:
        raise Invalid.at("screen", "There is no such screen.")
    return found


def _added(change: Change, keys: Keys, name: str) -> Screen:
    held = screens.every(change.session, change.event)
    if len(held) >= rules.MOST:
        raise Invalid.at("action", "There are twenty screens already.")
    # Links of screens that were removed keep their keys.
    used = select(Link.subject).filter_by(event_id=change.event.id, role="screen")
    taken = {int(key) for key in (*change.session.scalars(used), *(each.key for each in held)) if key.isdecimal()}
    screen = Screen(event_id=change.event.id, key=str(max(taken, default=0) + 1), name=name)
    change.session.add(screen)
    links.make(change, keys, "screen", screen.key)
    return screen


def _name(change: Change, screen: Screen, sent: Sent) -> None:
    screen.name = rules.named(sent.name)


def _show(change: Change, screen: Screen, sent: Sent) -> None:
    screen.page = rules.page(sent.page)


def _black(change: Change, screen: Screen, sent: Sent) -> None:
    if type(sent.black) is not bool:
        raise Invalid.at("black", "True or false is expected.")
    screen.black = sent.black


def _identify(change: Change, screen: Screen, sent: Sent) -> None:
    screen.identified_at_ms = change.now_ms


def _remove(change: Change, screen: Screen, sent: Sent) -> None:
    """Its link dies with it."""
    links.kill(change, "screen", screen.key)
    change.session.delete(screen)


ACTS: dict[str, Callable[[Change, Screen, Sent], None]] = {
    "name": _name,
    "show": _show,
    "black": _black,
    "identify": _identify,
    "remove": _remove,
}
