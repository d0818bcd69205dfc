"""The loop that publishes hours: at once for who comes next, for the others once it lasted; in the journal."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.agenda import MINUTE_MS
from app.extensions import db
from app.live.hours import Hours
from app.models import JournalEntry, Slot
from tests.clocks import StillClock
from tests.conftest import Doors


@pytest.fixture
def hours(app: Flask) -> Hours:
    """The loop, looked through by hand."""
    return Hours(app)


def told(app: Flask, hours: Hours) -> list[int]:
    """The published hours of the pitches once the loop has looked."""
    with app.app_context():
        hours.look()
        db.session.rollback()  # what was published meanwhile is read anew
        rows = db.session.scalars(select(Slot).filter_by(kind="pitch").order_by(Slot.position))
        return [row.published_at_ms for row in rows]


def test_a_day_that_drifts_is_told_to_the_next_at_once_and_to_the_others_once_it_lasts(
    app: Flask, doors: Doors, still_clock: StillClock, hours: Hours
) -> None:
    organiser = doors.enter("organiser")
    slots = [slot for slot in organiser.topic("agenda").get_json()["slots"] if slot["kind"] == "pitch"]
    planned = [slot["planned_at_ms"] for slot in slots]
    still_clock.at = planned[0]
    organiser.send("POST", "phase", {"phase": "pitches"})
    assert told(app, hours) == planned
    still_clock.at = planned[0] + 10 * MINUTE_MS
    organiser.timer("call", slot=slots[0]["id"])
    organiser.timer("start")
    second = told(app, hours)
    assert [second[1] - planned[1], second[2:] == planned[2:]] == [10 * MINUTE_MS, True]
    still_clock.at += 20_000
    late = told(app, hours)
    # Ten minutes late: to the minute for who passes within a quarter of an hour, to five minutes for the others.
    assert all(8 * MINUTE_MS <= at - plan <= 13 * MINUTE_MS for at, plan in zip(late[1:], planned[1:], strict=True))
    assert all(at % (5 * MINUTE_MS) == 0 for at in late[4:])
    still_clock.at += 60_000
    assert told(app, hours) == late
    with app.app_context():
        kept = list(db.session.scalars(select(JournalEntry).filter_by(kind="published")))
    assert [len(entry.payload["hours"]) for entry in kept] == [1, len(planned) - 2 + 2]
