"""An event is archived once its day is over; it is destroyed with a visa alone, once somebody was judged."""

from datetime import date

import pytest

from app.domain import archives
from app.domain.errors import Invalid

TODAY = date(2026, 11, 28)
GIVEN = {"visa_by": "Archives de la Somme", "visa_reference": "2026-114", "visa_date": "2026-11-27"}


@pytest.mark.parametrize(
    ("phase", "scoring", "closing", "goes"),
    [
        ("announced", "closed", False, True),
        ("setup", "closed", False, True),
        ("deliberation", "open", False, False),
        ("pitches", "closed", False, False),
        ("deliberation", "closed", True, False),
    ],
)
def test_an_event_under_way_is_not_archived(phase: str, scoring: str, closing: bool, goes: bool) -> None:
    assert (archives.keeps_going(phase, scoring, closing) is None) == goes


def test_examples_and_tables_that_judged_nobody_need_no_visa() -> None:
    assert archives.needs_visa(demonstration=False, judged=True)
    assert not archives.needs_visa(demonstration=True, judged=True)
    assert not archives.needs_visa(demonstration=False, judged=False)


def test_a_visa_is_who_which_and_when() -> None:
    assert archives.visa(GIVEN, TODAY) == archives.Visa("Archives de la Somme", "2026-114", date(2026, 11, 27))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"visa_by", "visa_reference", "visa_date"}),
        (GIVEN | {"visa_by": "  "}, {"visa_by"}),
        (GIVEN | {"visa_reference": "x" * 301}, {"visa_reference"}),
        (GIVEN | {"visa_date": "27/11/2026"}, {"visa_date"}),
        (GIVEN | {"visa_date": "2026-11-29"}, {"visa_date"}),
    ],
)
def test_a_visa_that_is_none_says_what_it_lacks(typed: dict[str, str], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        archives.visa(typed, TODAY)
    assert refusal.value.fields.keys() == wrong
