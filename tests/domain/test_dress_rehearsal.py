"""A dress rehearsal is played on a day that is past, at the hours of the programme."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.dress_rehearsal import copied, days_back, wished_slug
from app.domain.event_rows import AgendaRow, EventRow, EventTables, RecusalRow
from app.domain.event_values import local_time
from app.domain.event_values import slug as judged_slug

ZONE = "Europe/Paris"


def at(day: int, hour: int, month: int = 11) -> int:
    """An instant of the autumn of 2019 in Paris."""
    return int(datetime(2019, month, day, hour, tzinfo=ZoneInfo(ZONE)).timestamp()) * 1_000


def described(day: int, month: int = 11) -> EventTables:
    """An event of two slots, with one recusal."""
    return EventTables(
        event=EventRow(slug="a-forum", name="A forum", date=date(2019, month, day), timezone=ZONE),
        criteria=(),
        organisations=(),
        teams=(),
        jurors=(),
        recusals=(RecusalRow(juror="j01", team=4, reason="a cousin"),),
        agenda=(
            AgendaRow(planned_at_ms=at(day, 14, month), minutes=60, kind="pitch"),
            AgendaRow(planned_at_ms=at(day, 15, month), minutes=60, kind="break", not_before_at_ms=at(day, 15, month)),
        ),
    )


@pytest.mark.parametrize(
    ("now", "days"), [(at(27, 14), 2), (at(28, 9), 1), (at(28, 23), 1), (at(29, 5), 0), (at(30, 5), 0)]
)
def test_the_fewest_days_after_which_the_day_is_over(now: int, days: int) -> None:
    found = copied(described(28), now)
    assert days_back(described(28).agenda, now) == days
    assert found.event.date == date(2019, 11, 28 - days)
    assert found.agenda[0].planned_at_ms == at(28 - days, 14)
    assert found.agenda[1].not_before_at_ms == at(28 - days, 15)


def test_the_hours_stay_what_they_are_where_the_clocks_changed_meanwhile() -> None:
    found = copied(described(28, month=10), at(25, 9, 10))
    assert local_time(found.agenda[0].planned_at_ms, ZONE) == datetime(2019, 10, 24, 14)


def test_a_reason_is_not_copied_nor_where_the_public_finds_the_event() -> None:
    known = described(28)
    known = replace(known, event=replace(known.event, public_address="https://www.departement.example/forum"))
    assert copied(known, at(30, 5)).recusals == (RecusalRow(juror="j01", team=4),)
    assert copied(known, at(30, 5)).event.public_address is None


def test_the_address_of_a_copy_is_one_however_long_the_events_own_is() -> None:
    assert judged_slug(wished_slug("a" * 44 + "-" + "b" * 15)) == "a" * 44 + "-rehearsal"
