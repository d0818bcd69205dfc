"""The order in which coaches find the tables."""

from app.domain.coaching import place


def test_tables_come_by_number_then_by_name_then_teams_that_have_none() -> None:
    seated = {1: None, 2: "10", 3: "Library", 4: "9", 5: "Hall", 6: "9", 7: ""}
    assert sorted(seated, key=lambda team: place(seated[team], team)) == [4, 6, 2, 5, 3, 1, 7]
