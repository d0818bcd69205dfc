"""The report of a day: planned, published and done, kept apart, on the day's own clock."""

from app.domain import report
from tests.domain.test_agenda import MINUTE, at, slot


def test_each_slot_has_its_three_hours_and_the_day_its_figures() -> None:
    run = [
        slot(0, ["s1", "pitch", "14:00", 10, {"status": "done", "started": "14:03", "ended": "14:15"}]),
        slot(1, ["s2", "pitch", "14:10", 10, {"status": "absent"}]),
        slot(2, ["s3", "pitch", "14:20", 10, {"status": "done", "started": "14:20", "ended": "14:28"}]),
        slot(3, ["b1", "break", "14:30", 10, {}]),
    ]
    rows = report.rows(run, {each.id: each.planned_at_ms + 5 * MINUTE for each in run}, at("15:00"))
    assert [(row.turn, row.gap, row.lasted) for row in rows] == [
        (1, 3, 12),
        (2, None, None),
        (3, 0, 8),
        (None, None, None),
    ]
    assert rows[0].published_at_ms == at("14:05")
    assert rows[0].began_at_ms == at("14:03")
    assert report.summary(rows) == report.Summary(heard=2, usual=10, worst=3)
    assert report.summary([]) == report.Summary(heard=0, usual=None, worst=None)
