"""The loop that publishes other hours while a day is played: every five seconds it looks, and seldom speaks."""

import gevent
from flask import Flask
from sqlalchemy import select

from app import clock
from app.actions import published as publishing
from app.domain import agenda as rules
from app.domain import published, run_down
from app.extensions import db
from app.models import Event
from app.queries import agenda

LOOK_S = 5


class Hours:
    """What each slot's hour has been off since, and when it was last moved: nothing that a restart may not forget."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._off_since: dict[tuple[int, str], int] = {}
        self._moved_at: dict[tuple[int, str], int] = {}

    def start(self) -> None:
        """Look beside the requests."""
        gevent.spawn(self._run)

    def _run(self) -> None:
        while True:
            gevent.sleep(LOOK_S)
            with self._app.app_context():
                try:
                    self.look()
                except Exception:
                    self._app.logger.exception("the hours could not be published")
                finally:
                    db.session.remove()

    def look(self) -> None:
        """Publish what has to be told otherwise, of each day in its pitches that people play."""
        played = select(Event).filter_by(phase="pitches", play_speed=None)
        for event in list(db.session.scalars(played)):
            hours = self._hours(event, clock.now_ms())
            if hours:
                publishing.publish(event.id, hours)

    def _hours(self, event: Event, now: int) -> dict[str, int]:
        rows = agenda.slots(db.session(), event)
        run = [agenda.as_rule(row) for row in rows]
        shift = rules.day_shift_ms(run, now)
        if shift is None or all(slot.started_at_ms is None for slot in run):
            return {}
        lines = run_down.of(run, agenda.timer_of(db.session(), event), now)
        found = {}
        for hour in published.hours(lines, {row.key: row.published_at_ms for row in rows}):
            key, here = (event.id, hour.slot), now - shift
            if not hour.off:
                self._off_since.pop(key, None)
                continue
            to = published.moved(hour, here, self._off_since.setdefault(key, here), self._moved_at.get(key))
            if to is not None:
                found[hour.slot] = to
                self._moved_at[key] = here
        return found
