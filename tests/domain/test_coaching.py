"""The coaches' round: proposed within the morning, adjusted by hand, and every hour that follows from it."""

import pytest

from app.domain.coaching import MINUTE_MS, Visit, hours, judged, moved, place, proposed, rounds, swapped
from app.domain.errors import Invalid

TEAMS = [Visit(team) for team in range(1, 16)]
COACHES = ["c1", "c2"]
MORNING_MS = 165 * MINUTE_MS


def dealt(visits: list[Visit], coaches: list[str] = COACHES, minutes: int = 165) -> dict[str, list[int]]:
    """The teams of each coach, in order."""
    found = rounds(proposed(visits, coaches, minutes * MINUTE_MS).visits, coaches)
    return {coach: [visit.team for visit in mine] for coach, mine in found.items()}


def asked(visits: list[Visit], *teams: int) -> list[Visit]:
    """The same, where these asked for a coach one after the other."""
    instants = {team: at for at, team in enumerate(teams, 1)}
    return [Visit(visit.team, asked_at_ms=instants.get(visit.team)) for visit in visits]


def test_tables_come_by_number_then_by_name_then_teams_that_have_none() -> None:
    seated = {1: None, 2: "10", 3: "Library", 4: "9", 5: "Hall", 6: "9", 7: ""}
    assert sorted(seated, key=lambda team: place(seated[team], team)) == [4, 6, 2, 5, 3, 1, 7]


def test_two_coaches_share_fifteen_tables_and_165_minutes_at_22_minutes_a_table() -> None:
    found = proposed(TEAMS, COACHES, MORNING_MS)
    assert found.share_ms == 22 * MINUTE_MS
    assert dealt(TEAMS) == {"c1": [*range(1, 9)], "c2": [*range(9, 16)]}
    # Whole visits: who has one table more has a little less time at each. All of it fits.
    lengths = {visit.coach: visit.length_ms // MINUTE_MS for visit in found.visits}
    assert lengths == {"c1": 20, "c2": 23}
    assert found.left_out == ()
    for mine in rounds(found.visits, COACHES).values():
        assert all(each.fits for each in hours(mine, 0, MORNING_MS, None).values())


def test_each_team_is_visited_once_by_one_coach_whatever_their_numbers() -> None:
    for coaches in (["a"], ["a", "b"], ["a", "b", "c", "d", "e"]):
        for count in range(20):
            visits = asked([Visit(team) for team in range(count)], *range(0, count, 3))
            found = dealt(visits, coaches, 500)
            assert sorted(team for mine in found.values() for team in mine) == [*range(count)]
            sizes = [len(mine) for mine in found.values()]
            assert max(sizes) - min(sizes) <= 1


def test_who_asked_first_is_served_first() -> None:
    found = dealt(asked(TEAMS, 14, 3, 12))
    assert found == {"c1": [14, 12, 1, 2, 4, 5, 6, 7], "c2": [3, 8, 9, 10, 11, 13, 15]}


def test_what_does_not_fit_is_left_out_and_said_and_who_asked_is_not() -> None:
    found = proposed(asked(TEAMS, 15), COACHES, 45 * MINUTE_MS)
    assert found.left_out == (8, 9, 10, 11, 12, 13, 14)
    assert {visit.team for visit in found.visits} == {15, *range(1, 8)}
    assert proposed(TEAMS, [], MORNING_MS).left_out == tuple(range(1, 16))
    assert proposed(TEAMS, COACHES, 0).left_out == tuple(range(1, 16))


def test_what_a_coach_has_begun_stays_and_the_rest_is_dealt_again() -> None:
    begun = [Visit(1, "c1", 1, begun_at_ms=5, done_at_ms=9), Visit(2, "c1", 2, begun_at_ms=10), *TEAMS[2:]]
    assert {visit.team for visit in proposed(begun, COACHES, MORNING_MS).visits} == set(range(3, 16))


def test_hours_follow_what_is_under_way_and_are_never_past() -> None:
    mine = [
        Visit(1, "c1", 1, 20, begun_at_ms=0, done_at_ms=20),
        Visit(2, "c1", 2, 20, begun_at_ms=1_030),
        Visit(3, "c1", 3, 20),
        Visit(4, "c1", 4, 20),
    ]
    found = hours(mine, 0, 85, now_ms=35, shift_ms=1_000)
    assert [(team, each.begins_at_ms, each.ends_at_ms, each.fits) for team, each in found.items()] == [
        (3, 50, 70, True),
        (4, 70, 90, False),
    ]
    assert hours(mine, 0, 85, now_ms=60, shift_ms=1_000)[3].begins_at_ms == 60
    assert hours([Visit(3, "c1", 1, 20)], 10, 85, None)[3].begins_at_ms == 10


def test_a_team_is_moved_first_or_last_and_two_are_swapped() -> None:
    visits = list(proposed(TEAMS, COACHES, MORNING_MS).visits)
    assert [visit.team for visit in moved(visits, 12, "c1", first=True)] == [12, *range(1, 9)]
    assert [visit.team for visit in moved(visits, 2, "c1", first=False)] == [1, *range(3, 9), 2]
    one, two = swapped(visits, 2, 12)
    assert (one.team, one.coach, one.place, two.team, two.coach, two.place) == (2, "c2", 4, 12, "c1", 2)
    assert one.length_ms // MINUTE_MS == 23
    # A team of no round takes the time that the others of that round have.
    assert moved([*visits, Visit(16)], 16, "c2", first=False)[-1].length_ms // MINUTE_MS == 23


def test_a_visit_that_has_begun_is_not_moved_and_nobody_is_swapped_with_nobody() -> None:
    visits = [Visit(1, "c1", 1, begun_at_ms=5), Visit(2, "c1", 2), Visit(3)]
    for refused in (
        lambda: moved(visits, 1, "c2", first=True),
        lambda: moved(visits, 9, "c2", first=True),
        lambda: swapped(visits, 2, 1),
        lambda: swapped(visits, 2, 3),
        lambda: swapped(visits, 2, 2),
    ):
        with pytest.raises(Invalid):
            refused()


def test_a_team_waits_from_its_asking_until_a_coach_comes() -> None:
    assert Visit(1, asked_at_ms=5).waits
    assert not Visit(1, asked_at_ms=5, begun_at_ms=6).waits
    assert Visit(1, asked_at_ms=9, begun_at_ms=6, done_at_ms=8).waits
    assert not Visit(1).waits


def test_what_a_coach_notes_is_judged() -> None:
    assert judged({"drama": "ready", "solution": None, "making": ""}, " Start with her story. ") == (
        {"drama": "ready"},
        "Start with her story.",
    )
    with pytest.raises(Invalid) as refused:
        judged({"drama": "perfect"}, "x" * 2_001)
    assert refused.value.fields.keys() == {"drama", "note"}
