"""Badges: one for each person who is named, some to write on, ten to a sheet."""

import pytest

from app.domain import badges
from app.domain.badges import Badge


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (None, []),
        ("  ", []),
        ("Cheffe de projet, chargé de mission", ["Cheffe de projet", "chargé de mission"]),
        ("Agente, Oise;  Agent,\tNord;", ["Agente, Oise", "Agent, Nord"]),
        ("Agente\nAgent, Somme\r\n", ["Agente", "Agent, Somme"]),
    ],
)
def test_members_are_read_as_people_write_them(written: str | None, names: list[str]) -> None:
    assert badges.members(written) == names


def test_a_team_that_names_nobody_has_badges_to_write_on() -> None:
    assert badges.of_team(4, "Le bus", "60", None) == [Badge("teams", "", "Le bus", "60", 4)] * 3
    assert [badge.name for badge in badges.of_team(4, "Le bus", "60", "Agente; Agent")] == ["Agente", "Agent"]


@pytest.mark.parametrize(("asked", "count"), [(None, 10), (0, 0), (-3, 0), (12, 12), (10**9, 200)])
def test_guests_are_as_many_as_asked_within_reason(asked: int | None, count: int) -> None:
    assert len(badges.guests(asked)) == count


def test_ten_badges_make_a_sheet() -> None:
    assert [len(sheet) for sheet in badges.sheets(badges.guests(23))] == [10, 10, 3]
    assert badges.sheets([]) == []
