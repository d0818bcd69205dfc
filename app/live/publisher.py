"""One publisher per event: rebuild what is dirty at the next tenth of a second.

The tenths are the clock's, whatever changed a moment before: when something is told says nothing of what is not.

It sends to an audience only what differs from what that audience was last sent. Every five seconds a beat tells the
revisions, so that a client that missed the last push fetches it.
"""

from collections.abc import Callable, Iterable

import gevent
from flask import Flask
from gevent.event import Event as Signal
from sqlalchemy import select

from app import changes, clock, computing, revisions, topics
from app.extensions import db, socketio
from app.live import sockets
from app.live.sockets import OwnViews
from app.models import Event
from app.revisions import Snapshots, View

TENTH_MS = 100
BEAT_S = 5.0
# Long enough for the requests that came to be read and answered, and how long a push lets itself be overtaken.
MOMENT_S, PATIENCE_MS = 0.0004, 200


class GivingWay:
    """Lets whoever waits for an answer go first, between two views; a push that is late gives way no more."""

    def __init__(self) -> None:
        self._until_ms = clock.now_ms() + PATIENCE_MS

    def __call__(self) -> None:
        if clock.now_ms() < self._until_ms:
            gevent.sleep(MOMENT_S)


class Publisher:
    """The pushes of one event."""

    def __init__(self, app: Flask, event_id: int, gone: Callable[[int], object]) -> None:
        self._app = app
        self._event_id = event_id
        self._gone = gone
        self._dirty = Signal()
        self._told: dict[View, tuple[str, int]] = {}
        self._computing = False
        gevent.spawn(self._run)

    def wake(self) -> None:
        """The event changed: publish at the next tenth of a second."""
        self._dirty.set()

    def _run(self) -> None:
        while True:
            self._dirty.wait()
            gevent.sleep(-clock.now_ms() % TENTH_MS / 1000)
            self._dirty.clear()
            with self._app.app_context():
                try:
                    gone = self._publish()
                except Exception:
                    self._app.logger.exception("publishing failed", extra={"event": self._event_id})
                    gone = False
                finally:
                    db.session.remove()
            if gone:
                self._gone(self._event_id)
                return

    def _publish(self) -> bool:
        """Build beside the writer, then tell whoever hears it by now; whether the event is gone."""
        session = db.session()
        event = session.get(Event, self._event_id)
        if event is None:
            return self._over()
        sockets.cut_the_dead(event.id)
        wanted = self._wanted(event, sockets.own_views(event))
        moment = changes.moment_of(session, event)
        give_way = GivingWay()
        built = revisions.build(session, event, wanted, give_way)
        give_way()
        questions = self._unanswered(event, wanted)
        session.rollback()  # whoever waits for the writer reads nothing meanwhile: it may be waiting for readers
        give_way()
        found = changes.stamped_since(moment, built)
        event = session.get(Event, self._event_id)
        if event is None:
            return self._over()
        if sockets.cut_the_dead(event.id):  # which waits for the writer: what was stamped before may be hidden by now
            self.wake()
            return False
        if found.keys() != built.keys():
            self.wake()
        own = sockets.own_views(event)
        self._tell({pair: found[pair] for pair in self._wanted(event, own) if pair in found}, own)
        self._have_computed(questions)
        return False

    def _over(self) -> bool:
        sockets.cut_all(self._event_id)
        return True

    def _tell(self, found: Snapshots, own: OwnViews) -> None:
        """Send to each audience, then to each socket alone, what is new to it."""
        news = {pair for pair, snapshot in found.items() if self._told.get(pair) != snapshot.mark}
        self._told.update({pair: found[pair].mark for pair in news})
        for audience, heard in sockets.AUDIENCES.items():
            for topic, view in heard:
                if (topic, view) in news:
                    snapshot = found[topic, view].as_dict()
                    socketio.emit(topic, snapshot, to=sockets.room(self._event_id, audience))
        for sid, alone in own.items():
            told = sockets.listeners[sid].told if sid in sockets.listeners else {}
            for pair in alone:
                # Not by `news`: who has just come was sent theirs, and another's ballot is no reason to send it again.
                if pair in found and told.get(pair) != found[pair].mark:
                    told[pair] = found[pair].mark
                    socketio.emit(pair[0], found[pair].as_dict(), to=sid)

    def _wanted(self, event: Event, own: OwnViews) -> list[View]:
        """Every view that somebody may hear, and those that a socket hears alone."""
        every = (*sockets.EVERY_VIEW, *(pair for heard in own.values() for pair in heard))
        return [pair for pair in dict.fromkeys(every) if not topics.withheld(event, *pair)]

    def _unanswered(self, event: Event, wanted: list[View]) -> list[topics.Content]:
        """What the child has to answer for whoever listens."""
        return topics.unanswered(db.session(), event, wanted) if sockets.present(self._event_id) else []

    def _have_computed(self, questions: list[topics.Content]) -> None:
        """Have the child answer beside, then publish again; what changes meanwhile is asked by then."""
        if not questions or self._computing:
            return
        self._computing = True

        def computed() -> None:
            try:
                for asked in questions:
                    computing.child.answer(asked)
            finally:
                self._computing = False
                self.wake()

        gevent.spawn(computed)

    def beat(self) -> None:
        """Tell each audience the revisions of what it hears; what was not told yet is published."""
        session = db.session()
        event = session.get(Event, self._event_id)
        if event is None:
            return
        wanted = self._wanted(event, sockets.own_views(event))
        built = revisions.build(session, event, wanted, GivingWay())
        self._have_computed(self._unanswered(event, wanted))
        session.rollback()  # others acted meanwhile
        event = session.get(Event, self._event_id)
        if event is None:
            return
        known, epoch = revisions.told(session, event.id), topics.epoch(session)
        if not revisions.is_told(known, built):
            self.wake()
        own = sockets.own_views(event)
        hearable = self._wanted(event, own)

        def say(heard: Iterable[View], to: str) -> None:
            numbers = {pair[0]: known[pair].number for pair in heard if pair in hearable and pair in known}
            socketio.emit("beat", {"epoch": epoch, "sent_at_ms": clock.now_ms(), "revisions": numbers}, to=to)

        for audience, heard in sockets.AUDIENCES.items():
            say(heard, sockets.room(event.id, audience))
        for sid, alone in own.items():
            say(alone, sid)


class Publishers:
    """The publishers of all events, and their common beat."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._by_event: dict[int, Publisher] = {}
        changes.on_change(self.wake)
        with app.app_context():
            for event_id in db.session.scalars(select(Event.id)):
                self.wake(event_id)
        gevent.spawn(self._beat)

    def wake(self, event_id: int) -> None:
        """An event changed."""
        if event_id not in self._by_event:
            self._by_event[event_id] = Publisher(self._app, event_id, self._by_event.pop)
        self._by_event[event_id].wake()

    def _beat(self) -> None:
        while True:
            gevent.sleep(BEAT_S)
            with self._app.app_context():
                for event_id, publisher in list(self._by_event.items()):
                    if sockets.present(event_id):
                        try:
                            publisher.beat()
                        except Exception:
                            self._app.logger.exception("beat failed", extra={"event": event_id})
                db.session.remove()
