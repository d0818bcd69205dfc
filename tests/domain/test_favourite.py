"""The favourite vote: bursts stand apart by a rule anybody can run again, and no more count than there are seats."""

import random

import pytest

from app.domain import favourite
from app.domain.errors import Invalid
from app.domain.favourite import Arrival, Voter

MINUTE_MS = 60_000


def came(count: int, over_ms: int, kind: str = "phone", begun_ms: int = 0) -> list[Arrival]:
    """So many voters of one kind, evenly over a while."""
    return [Arrival(begun_ms + place * over_ms // count, kind) for place in range(count)]


def by_chance(count: int, seed: int) -> list[Arrival]:
    """A room of a few models of phones, each voter at a moment of their own within a minute."""
    drawn = random.Random(seed)
    kinds = ["one model"] * 5 + ["another"] * 3 + ["rare", "rarer"]
    return sorted(
        (Arrival(drawn.randrange(MINUTE_MS), drawn.choice(kinds)) for _ in range(count)), key=lambda one: one.at_ms
    )


@pytest.mark.parametrize("room", [came(300, MINUTE_MS), *(by_chance(300, seed) for seed in range(20))])
def test_three_hundred_phones_in_a_minute_are_nobodys_burst(room: list[Arrival]) -> None:
    assert favourite.suspects(room) == frozenset()


@pytest.mark.parametrize(("count", "over_ms"), [(200, 1_000), (60, 4_000), (100, 10_000), (25, 100)])
def test_a_scripted_burst_stands_apart_and_the_room_does_not(count: int, over_ms: int) -> None:
    room, script = by_chance(300, 7), came(count, over_ms, "script", 20_000)
    assert favourite.suspects([*room, *script]) == frozenset(range(300, 300 + count))


def test_whoever_is_suspect_stays_so_whoever_comes_later() -> None:
    arrivals = [*came(40, 1_000), *came(100, MINUTE_MS, begun_ms=5_000)]
    before: frozenset[int] = frozenset()
    for length in range(len(arrivals)):
        found = favourite.suspects(arrivals[:length])
        assert found >= before
        before = found


@pytest.mark.parametrize("seats", [1, 30, 200])
def test_no_more_count_than_there_are_seats_and_a_script_takes_nobodys(seats: int) -> None:
    tried = sorted([*by_chance(200, 3), *came(400, 3_000, "script", 57_000)], key=lambda one: one.at_ms)
    admitted: list[Arrival] = []
    for comer in tried:
        if favourite.is_room(admitted, comer, seats):
            admitted.append(comer)
        known = favourite.outcome([Voter(each.at_ms, each.kind, (1,)) for each in admitted], seats)
        assert known.voters <= seats and sum(known.counts.values()) <= seats
        assert len(admitted) <= 2 * (seats + favourite.SPARE)
    assert known.voters == seats
    if seats >= 200:
        assert sum(each.kind != "script" for each in admitted) == 200


def test_control_a_ceiling_without_spare_room_refuses_whoever_comes_in_a_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(favourite, "SPARE", 0)
    with pytest.raises(AssertionError):
        test_no_more_count_than_there_are_seats_and_a_script_takes_nobodys(200)


def test_voices_are_counted_and_suspect_ones_apart() -> None:
    room = [Voter(0, "phone", (1, 4)), Voter(900, "phone", (4,)), Voter(5_000, "tablet", (2,))]
    script = [Voter(place, "script", (9,)) for place in range(30)]
    found = favourite.outcome([*room, *script], 100)
    assert (found.voters, found.counts) == (3, {1: 1, 2: 1, 4: 2})
    assert (found.suspect, found.suspect_counts) == (30, {9: 30})
    assert found.first == (4,)
    assert found.rows == ((4, 2, 0), (1, 1, 0), (2, 1, 0), (9, 0, 30))


def test_equal_firsts_are_all_told_and_nobody_is_first_of_nothing() -> None:
    assert favourite.outcome([Voter(0, "a", (3,)), Voter(1, "b", (2,))], 9).first == (2, 3)
    assert favourite.outcome([], 9).first == ()


@pytest.mark.parametrize("sent", [None, [], "4", 4.0, True, 99, [4, 99], [[4]], {"4": 1}])
def test_what_is_no_project_of_the_list_is_refused_at_its_field(sent: object) -> None:
    with pytest.raises(Invalid) as refused:
        favourite.chosen(sent, range(1, 16), 1)
    assert "team" in refused.value.fields


def test_a_voter_chooses_as_many_as_was_set() -> None:
    assert favourite.chosen(4, range(1, 16), 1) == (4,)
    assert favourite.chosen([9, 4, 9], range(1, 16), 2) == (4, 9)
    with pytest.raises(Invalid):
        favourite.chosen([1, 2, 3], range(1, 16), 2)


def test_a_code_is_read_whatever_its_case_and_spaces() -> None:
    assert favourite.as_shown(" k7 qm ") == "K7QM"
    assert favourite.as_shown(None) == ""
    assert not set(favourite.CODE_SIGNS) & set("0O1I8B5S2ZG")


def test_a_vote_that_was_kept_has_the_settings_of_one_that_was_opened() -> None:
    kept = {"state": "closed", "seats": 400, "most": 1, "voters": [{"at_ms": 1, "kind": "phone", "teams": [4]}]}
    assert favourite.is_kept(kept)
    for wrong in (
        {"seats": 10**30},
        {"seats": "400"},
        {"most": 0},
        {"voters": None},
        {"voters": [{}]},
        {"state": "open"},
    ):
        assert not favourite.is_kept(kept | wrong), wrong


@pytest.mark.parametrize(("state", "act"), [("off", "close"), ("open", "tell"), ("told", "reopen"), ("open", "no")])
def test_an_act_that_does_not_fit_is_refused(state: str, act: str) -> None:
    with pytest.raises(Invalid):
        favourite.moved(state, act)
