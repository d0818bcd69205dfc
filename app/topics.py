"""Every push: its name and how its snapshot is built. Who hears which view is in `access`.

A snapshot is whole, small, and made of keys and figures; the page, the `GET` and the push all come from here.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import access
from app.access import Identity
from app.domain.favourite import TOLD
from app.domain.journal import canonical
from app.models import Event, Installation
from app.queries import agenda, board, coaching, day, favourite, progress, results, reveal, screens, stage

Content = dict[str, Any]

BUILDERS: dict[str, Callable[[Session, Event, str], Content]] = {
    "day": day.snapshot,
    "stage": stage.snapshot,
    "agenda": agenda.snapshot,
    "progress": progress.snapshot,
    "results": results.snapshot,
    "reveal": reveal.snapshot,
    "favourite": favourite.snapshot,
    "board": board.snapshot,
    "screens": screens.snapshot,
    "direction": screens.direction,
    "coaching": coaching.snapshot,
}


@dataclass(frozen=True)
class Body:
    """What one view of a topic says now, and the digest that tells whether it changed."""

    content: Content
    digest: str


@dataclass(frozen=True)
class Snapshot:
    """A body with its place in time: what travels."""

    epoch: str
    revision: int
    sent_at_ms: int
    as_of_ms: int
    content: Content

    @property
    def mark(self) -> tuple[str, int]:
        """What tells this snapshot from every other of its view."""
        return self.epoch, self.revision

    def as_dict(self) -> Content:
        """The JSON of the outside interface."""
        return {
            "epoch": self.epoch,
            "revision": self.revision,
            "sent_at_ms": self.sent_at_ms,
            "as_of_ms": self.as_of_ms,
            **self.content,
        }


def heard(event: Event, identity: Identity | None) -> dict[str, str]:
    """Every topic that somebody may hear now, each with its view: what is theirs alone is named after them."""
    role = identity.role if identity else None
    found = access.heard_by(role)
    for topic, view in found.items():
        if identity is not None and (topic, role) in access.PERSONAL:
            found[topic] = f"{view}:{identity.subject}"
    if role == "juror" and event.deliberation != "open":
        found.pop("board", None)
    return {topic: view for topic, view in found.items() if not withheld(event, topic, view)}


def withheld(event: Event, topic: str, view: str) -> bool:
    """Whether a view of everybody's is nobody's yet: what came out of the room's vote, until it is told."""
    return (topic, view) == ("favourite", "all") and event.favourite_state != TOLD


def unanswered(session: Session, event: Event, wanted: Iterable[tuple[str, str]]) -> list[Content]:
    """The questions that some of these views still wait for the answers to."""
    return [asked for topic, view in wanted if topic == "board" for asked in board.unanswered(session, event, view)]


def build(session: Session, event: Event, topic: str, view: str) -> Body:
    """Build one view of a topic from the database."""
    content = BUILDERS[topic](session, event, view)
    return Body(content, hashlib.sha256(canonical(content)).hexdigest())


def epoch(session: Session) -> str:
    """The epoch of these data; it changes when they come back from a backup."""
    return session.scalars(select(Installation.epoch)).one()
