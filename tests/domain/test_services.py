"""What services took to their heart: a name, a team, a sentence, or a fault where one of them is missing."""

from typing import Any

import pytest

from app.domain.errors import Invalid
from app.domain.services import LONGEST_NAME, MOST, Choice, judged, read

TEAMS = range(1, 16)


def line(service: Any = "Direction des finances", team: Any = 8, why: Any = "Une idée sobre") -> dict[str, Any]:
    """A line of the form."""
    return {"service": service, "team": team, "why": why}


def test_empty_lines_are_left_aside_and_the_others_keep_their_order() -> None:
    sent = [line("", None, ""), line(" Le  guichet "), line("", None, ""), line(team=3)]
    assert judged(sent, TEAMS) == (
        Choice("Le guichet", 8, "Une idée sobre"),
        Choice("Direction des finances", 3, "Une idée sobre"),
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (line(service=""), "service-2"),
        (line(service="x" * (LONGEST_NAME + 1)), "service-2"),
        (line(team=None), "chosen-2"),
        (line(team=99), "chosen-2"),
        (line(team="8"), "chosen-2"),
        (line(why=" "), "why-2"),
        (line(why="x" * 121), "why-2"),
        (line(why=5), "why-2"),
    ],
)
def test_what_is_missing_or_too_long_is_said_at_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as fault:
        judged([line(), wrong], TEAMS)
    assert set(fault.value.fields) == {field}


def test_only_so_many_services_are_named() -> None:
    assert len(judged([line()] * MOST, TEAMS)) == MOST
    with pytest.raises(Invalid):
        judged([line()] * (MOST + 1), TEAMS)


def test_what_an_export_holds_is_read_back_and_another_thing_is_not() -> None:
    assert read([line()]) == (Choice("Direction des finances", 8, "Une idée sobre"),)
    for spoiled in (None, {}, ["a"], [{"service": "x"}], [line(team="8")], [line(why=None)]):
        assert read(spoiled) is None
