"""A demonstration begins to play by itself, or is given back to people: its day gets shorter, or as long as it was."""

from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import play as rules
from app.domain.errors import Invalid
from app.queries import agenda


def play(event_id: int, actor: Identity, op: str | None, speed: Any) -> Answer:
    """Have a demonstration play by itself, its day `speed` times shorter; with None people play it again.

    Answers 200 with the speed; 422 for a real event, which nothing but people plays.
    """

    def work(change: Change) -> Answer:
        if not change.event.demonstration:
            raise Invalid.at("speed", "Only a demonstration plays by itself: this is a real event.")
        if speed is not None and not (type(speed) is int and 0 < speed <= rules.FASTEST):
            raise Invalid.at("speed", "A whole number from 1 to %(most)s is expected.", most=rules.FASTEST)
        if speed != change.event.play_speed:
            _shorten(change, by=speed or 1, instead_of=change.event.play_speed or 1)
            change.event.play_speed = speed
            change.record("play", {"speed": speed})
        return Answer(200, {"speed": speed})

    return changes.write(event_id, actor, work, op, speed)


def _shorten(change: Change, by: int, instead_of: int) -> None:
    rows = {row.key: row for row in agenda.slots(change.session, change.event)}
    for slot in rules.shortened([agenda.as_rule(row) for row in rows.values()], by, instead_of):
        row = rows[slot.id]
        row.duration_ms, row.floor_ms = slot.duration_ms, slot.floor_ms
        row.phases = [[phase.key, phase.duration_ms] for phase in slot.phases]
        # What was promised was promised of the day in its real length.
        row.planned_at_ms = row.published_at_ms = slot.planned_at_ms
        row.not_before_at_ms = slot.not_before_at_ms
