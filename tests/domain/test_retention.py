"""Named scores are kept for so many months, and no longer."""

from datetime import date

import pytest

from app.domain import retention


@pytest.mark.parametrize(
    ("chosen", "stated", "kept"), [(6, "24", 6), (None, "24", 24), (None, "", 12), (None, "deux ans", 12)]
)
def test_the_event_says_how_long_else_the_authority_else_a_year(chosen: int | None, stated: str, kept: int) -> None:
    assert retention.months(chosen, stated) == kept


@pytest.mark.parametrize(
    ("day", "kept", "until"),
    [
        (date(2019, 11, 28), 12, date(2020, 11, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2019, 12, 31), 1, date(2020, 1, 31)),
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(9999, 12, 31), 1_200, date(9999, 12, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_its_month(day: date, kept: int, until: date) -> None:
    assert retention.until(day, kept) == until
