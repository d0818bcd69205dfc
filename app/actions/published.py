"""Published hours: moved when the day drifts, dealt again when the run-down is changed by hand; journalled."""

from collections.abc import Mapping

from app import changes
from app.access import system
from app.changes import Answer, Change
from app.domain import agenda as rules
from app.domain import published, run_down
from app.models import Slot
from app.queries import agenda


def publish(event_id: int, hours: Mapping[str, int]) -> Answer:
    """Publish other hours for slots still to come; answers 200 with those that moved."""

    def work(change: Change) -> Answer:
        return Answer(200, {"hours": _publish(change, hours)})

    return changes.write(event_id, system(event_id), work)


def deal(change: Change) -> None:
    """Publish the hours of a run-down that was just changed by hand."""
    change.session.flush()
    rows = agenda.slots(change.session, change.event)
    run = [agenda.as_rule(row) for row in rows]
    lines = run_down.of(run, agenda.timer_of(change.session, change.event), change.now_ms)
    told = {row.key: row.published_at_ms for row in rows}
    begun = any(slot.started_at_ms is not None for slot in run)
    now = change.now_ms - (rules.day_shift_ms(run, change.now_ms) or 0)
    _publish(change, {hour.slot: published.dealt(hour, now, begun) for hour in published.hours(lines, told)})


def noted(change: Change, row: Slot) -> None:
    """Say that what calendars know of a slot has changed."""
    row.sequence += 1
    row.noted_at_ms = change.now_ms


def _publish(change: Change, hours: Mapping[str, int]) -> dict[str, int]:
    moved = {}
    for row in agenda.slots(change.session, change.event):
        at_ms = hours.get(row.key)
        if at_ms is not None and at_ms != row.published_at_ms and row.status in rules.FUTURE:
            row.published_at_ms = moved[row.key] = at_ms
            noted(change, row)
    if moved:
        change.record("published", {"hours": moved})
    return moved
