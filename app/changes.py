"""The only place that commits, keeps the journal, and tells.

`write` takes the single writer lock, opens a write transaction on a session of its own, reads the authority again
inside it, lets the action work, appends the journal, commits durably, and only then says that the event changed.
`stamped` has each audience's snapshot given its revision. Nothing is emitted, slept or called out inside a write
transaction.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import access, clock, revisions
from app.access import Identity
from app.domain import journal
from app.domain.errors import Invalid, NotYours, Refusal
from app.extensions import db
from app.models import Event, JournalEntry, Operation, PersonalText
from app.revisions import Bodies, Snapshots, View, Views

ARCHIVED = "This event is archived: nothing of it changes any more."
_writer = threading.Lock()
# Readers come and go in milliseconds.
FORGETTING_TRIES, FORGETTING_PAUSE_S = 40, 0.05
_listeners: list[Callable[[int], None]] = []


@dataclass(frozen=True)
class Answer:
    """What a command is answered, the first time and every time."""

    status: int
    body: dict[str, Any]
    replayed: bool = False


@dataclass
class Change:
    """One change under way: its transaction, its event, who acts, and the moment it has."""

    session: Session
    event: Event
    actor: Identity
    now_ms: int

    def record(self, kind: str, payload: dict[str, Any]) -> JournalEntry:
        """Append one entry to the event's chain; integers, keys and commitments only, never personal text."""
        seq, previous = _head(self.session, self.event.id)
        link = journal.chained(self.event.slug, seq + 1, self.now_ms, kind, self.actor.key, payload, previous)
        entry = JournalEntry(
            event_id=self.event.id,
            seq=link.seq,
            at_ms=link.at_ms,
            kind=kind,
            actor=link.actor,
            payload=payload,
            previous=link.previous,
            hash=link.hash,
        )
        self.session.add(entry)
        self.session.flush()
        return entry

    def personal(self, text: str | None) -> PersonalText | None:
        """Keep a personal text apart from the chain; None or nothing written is nothing kept."""
        if not text:
            return None
        salt = secrets.token_hex(16)
        kept = PersonalText(event_id=self.event.id, text=text, salt=salt, commitment=journal.commitment(salt, text))
        self.session.add(kept)
        self.session.flush()
        return kept

    def snapshot(self, topic: str) -> dict[str, Any]:
        """What everybody hears of a topic as this change leaves it, at its revision."""
        pair = (topic, "all")
        self.session.flush()
        built = revisions.build(self.session, self.event, [pair])
        told = revisions.told(self.session, self.event.id)
        return revisions.stamp(self.session, told, self.event.id, built)[pair].as_dict()


def _head(session: Session, event_id: int) -> tuple[int, str]:
    """The number and the hash of the last entry of an event's chain."""
    entries = select(JournalEntry.seq, JournalEntry.hash).where(JournalEntry.event_id == event_id)
    head = session.execute(entries.order_by(JournalEntry.seq.desc()).limit(1)).first()
    return (head.seq, head.hash) if head else (0, journal.GENESIS)


@contextmanager
def transaction() -> Iterator[Session]:
    """A write transaction on its own session, alone: committed at the end, rolled back on any exception."""
    with (
        _writer,
        Session(db.engine.execution_options(writing=True), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


def forget() -> bool:
    """Have the file hold nothing of what was deleted; False where a reader kept its log from being emptied."""
    with _writer, db.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        connection.rollback()
        raw.execute("VACUUM")
        for _ in range(FORGETTING_TRIES):
            if not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return True
            threading.Event().wait(FORGETTING_PAUSE_S)  # lets readers of this process go on
    return False


def write(
    event_id: int,
    actor: Identity,
    work: Callable[[Change], Answer],
    op: str | None = None,
    body: object = None,
    even_archived: bool = False,
) -> Answer:
    """Do one piece of work on an event, durably, at most once per `op`; returns its answer.

    A Refusal raised by the work undoes what it did and is remembered and answered like any other (status 4xx).
    Raises Refusal 401 when the actor's link was revoked meanwhile, 422 when `op` comes back with another body, 403 of
    an archived event unless the work is one that may be done to it.
    """
    digest = hashlib.sha256(journal.canonical(body)).hexdigest()
    with transaction() as session:
        event = session.get(Event, event_id)
        if event is None:
            raise Refusal(404, "There is no such event.")
        if not access.still_valid(session, actor):
            raise Refusal(401, "This link no longer opens anything.")
        answer = recall(session, event_id, actor.key, op, digest)
        if answer is None:
            if event.archived_at_ms is not None and not even_archived:
                raise NotYours(ARCHIVED)
            change = Change(session, event, actor, clock.now_ms())
            answer = _worked(change, work)
            remember(session, event_id, actor.key, op, digest, answer)
    if not answer.replayed:
        tell(event_id)
    return answer


def _worked(change: Change, work: Callable[[Change], Answer]) -> Answer:
    savepoint = change.session.begin_nested()
    try:
        answer = work(change)
    except Refusal as refusal:
        savepoint.rollback()
        return Answer(refusal.status, refusal.as_dict())
    savepoint.commit()
    return answer


def recall(session: Session, event_id: int, actor: str, op: str | None, digest: str) -> Answer | None:
    """The answer this actor's `op` was given before, or None; another body under the same `op` is refused."""
    if op is None:
        return None
    known = answered(session, event_id, actor, op)
    if known is None:
        return None
    if known.body_digest != digest:
        raise Invalid.at("op", "This operation was already used for something else.")
    return Answer(known.status, known.answer, replayed=True)


def answered(session: Session, event_id: int, actor: str, op: str) -> Operation | None:
    """What is remembered of an actor's `op`, if it was ever answered."""
    return session.scalar(select(Operation).filter_by(event_id=event_id, actor=actor, op=op))


def remember(session: Session, event_id: int, actor: str, op: str | None, digest: str, answer: Answer) -> None:
    """Keep the answer for the event's life, refusals included."""
    if op is not None:
        session.add(
            Operation(
                event_id=event_id,
                actor=actor,
                op=op,
                body_digest=digest,
                status=answer.status,
                answer=answer.body,
            )
        )


def on_change(listener: Callable[[int], None]) -> None:
    """Have `listener(event_id)` called after each commit that may have changed what audiences see."""
    _listeners.append(listener)


def tell(event_id: int) -> None:
    """Mark all topics of an event dirty."""
    for listener in _listeners:
        listener(event_id)


def stamped(session: Session, event: Event, wanted: Views) -> Snapshots:
    """The snapshots of `wanted` (topic, view) with their revisions, as of one moment of the database.

    A snapshot whose content is not the last one told gets the next revision, under the writer lock, built again
    there so that revisions and contents grow in the same order.
    """
    wanted = list(wanted)
    built = revisions.build(session, event, wanted)
    known = revisions.told(session, event.id)
    if revisions.is_told(known, built):
        return revisions.snapshots(session, known, built)
    with transaction() as writing:
        return _stamped_now(writing, event.id, wanted)


@dataclass(frozen=True)
class Moment:
    """How an event stood when somebody began to read it: the end of its journal, and what was told of each view."""

    event_id: int
    head: int
    told: dict[View, int]


def moment_of(session: Session, event: Event) -> Moment:
    """The moment of a session that reads."""
    head, _ = _head(session, event.id)
    told = revisions.told(session, event.id)
    return Moment(event.id, head, {pair: row.number for pair, row in told.items()})


def stamped_since(moment: Moment, built: Bodies) -> Snapshots:
    """The snapshots of what was built beside the writer, as of a moment before; nothing of an event that is gone.

    What came since and hides nothing is told by the push after this one. After any other entry of the journal all is
    built again, under the lock. Left out is what was told otherwise since: that is of a later moment.
    """
    with transaction() as writing:
        if writing.get(Event, moment.event_id) is None:
            return {}
        since = select(JournalEntry.id).where(JournalEntry.event_id == moment.event_id, JournalEntry.seq > moment.head)
        if writing.scalar(since.where(JournalEntry.kind.not_in(journal.HIDES_NOTHING)).limit(1)) is not None:
            return _stamped_now(writing, moment.event_id, built)
        known = revisions.told(writing, moment.event_id)
        newest = {
            pair: body
            for pair, body in built.items()
            if pair not in known or known[pair].number == moment.told.get(pair) or known[pair].digest == body.digest
        }
        return revisions.stamp(writing, known, moment.event_id, newest)


def _stamped_now(writing: Session, event_id: int, wanted: Views) -> Snapshots:
    event = writing.get_one(Event, event_id)
    built = revisions.build(writing, event, wanted)
    return revisions.stamp(writing, revisions.told(writing, event_id), event_id, built)
