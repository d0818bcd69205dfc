"""The favourite vote: bursts stand apart by a rule anybody can run again, and no more count than there are seats."""

import math
import random

import pytest

from app.domain import favourite
from app.domain.errors import Invalid
from app.domain.favourite import Arrival, Voter

MINUTE_MS = 60_000
SEATS = 300


def came(count: int, over_ms: int, kind: str = "phone", begun_ms: int = 0, read_ms: int = 0) -> list[Arrival]:
    """So many voters of one kind, evenly over a while, each of whom had its page for as long."""
    times = [begun_ms + place * over_ms // count for place in range(count)]
    return [Arrival(at, kind, at - read_ms) for at in times]


def by_chance(count: int, seed: int) -> list[Arrival]:
    """A room of a few models of phones, each voter at a moment of their own within a minute, however soon."""
    drawn = random.Random(seed)
    kinds = ["one model"] * 5 + ["another"] * 3 + ["rare", "rarer"]
    times = sorted(drawn.randrange(MINUTE_MS) for _ in range(count))
    return [Arrival(at, drawn.choice(kinds), at) for at in times]


def told_to_vote(seed: int, opened_over_ms: int, stuck_ms: int = 0, share: float = 1.0) -> list[Arrival]:
    """Three hundred phones, a share of one model, told to vote: all open the page, or it is opened at one instant.

    People read for some twelve seconds, one in fifty no second. Meanwhile the network is stuck for a while, and lets go
    of all at once.
    """
    drawn = random.Random(seed)
    stuck_at = drawn.randrange(4_000, 14_000)

    def through(at_ms: float) -> int:
        let_go = stuck_at + stuck_ms
        return int(let_go + drawn.randrange(200) if stuck_at <= at_ms < let_go else at_ms)

    found = []
    for _ in range(SEATS):
        opened = through(drawn.uniform(0, opened_over_ms))
        read_ms = 800 if drawn.random() < 0.02 else max(3_000, 1_000 * drawn.lognormvariate(math.log(12), 0.45))
        kind = "one model" if drawn.random() < share else "another"
        found.append(Arrival(through(opened + read_ms), kind, opened))
    return sorted(found, key=lambda one: one.at_ms)


@pytest.mark.parametrize("room", [came(SEATS, MINUTE_MS), *(by_chance(SEATS, seed) for seed in range(20))])
def test_three_hundred_phones_in_a_minute_are_nobodys_burst(room: list[Arrival]) -> None:
    assert favourite.suspects(room, SEATS) == frozenset()


@pytest.mark.parametrize(("stuck_ms", "share"), [(0, 1.0), (3_000, 0.6)])
@pytest.mark.parametrize("opened_over_ms", [1, 10_000, 30_000])
def test_a_room_that_presses_as_it_is_told_to_is_nobodys_burst(
    opened_over_ms: int, stuck_ms: int, share: float
) -> None:
    for seed in range(40):
        room = told_to_vote(seed, opened_over_ms, stuck_ms, share)
        assert favourite.suspects(room, SEATS) == frozenset(), seed


def test_control_a_rule_that_knows_no_reading_time_takes_such_a_room_for_a_burst() -> None:
    unread = [Arrival(one.at_ms, one.kind, None) for one in told_to_vote(1, 1)]
    assert len(favourite.suspects(unread, SEATS)) > SEATS // 2


@pytest.mark.parametrize("kind", ["script", "one model"])
@pytest.mark.parametrize(("count", "over_ms"), [(200, 1_000), (60, 4_000), (100, 10_000), (25, 100)])
def test_a_scripted_burst_stands_apart_and_the_room_does_not(count: int, over_ms: int, kind: str) -> None:
    room, script = told_to_vote(7, 20_000), came(count, over_ms, kind, 20_000)
    hasty = {place for place, one in enumerate(room) if one.hasty}
    found = favourite.suspects([*room, *script], SEATS)
    assert found >= frozenset(range(SEATS, SEATS + count))
    assert found - frozenset(range(SEATS, SEATS + count)) <= hasty
    assert len(hasty) < SEATS // 20


@pytest.mark.parametrize("per_second", [6.5, 8, 10, 15, 40])
def test_a_script_that_a_busy_machine_slows_down_stands_apart_too(per_second: float) -> None:
    script = came(90, round(90_000 / per_second), "script")
    assert len(favourite.suspects(script, SEATS)) == len(script)
    # Thirty of them, where the machine answers ten a second: 20 within two seconds, and no window of 25.
    few = came(36, round(36_000 / max(per_second, 7)), "script")
    assert len(favourite.suspects(few, SEATS)) == len(few)


def test_a_script_that_opened_its_pages_before_is_told_by_their_number() -> None:
    flood = came(150, 1_500, "script", begun_ms=MINUTE_MS, read_ms=20_000)
    assert len(favourite.suspects(flood, SEATS)) == len(flood)
    assert favourite.suspects(flood, 1_000) == frozenset(), "a room of a thousand may"


def test_whoever_is_suspect_stays_so_whoever_comes_later() -> None:
    arrivals = [*came(40, 1_000), *came(100, MINUTE_MS, begun_ms=5_000)]
    before: frozenset[int] = frozenset()
    for length in range(len(arrivals)):
        found = favourite.suspects(arrivals[:length], SEATS)
        assert found >= before
        before = found


@pytest.mark.parametrize("seats", [1, 30, 200])
def test_no_more_count_than_there_are_seats_and_a_script_takes_nobodys(seats: int) -> None:
    tried = sorted([*by_chance(200, 3), *came(400, 3_000, "script", 57_000)], key=lambda one: one.at_ms)
    admitted: list[Arrival] = []
    for comer in tried:
        if favourite.is_room(admitted, comer, seats):
            admitted.append(comer)
        voters = [Voter(**vars(each), teams=(1,)) for each in admitted]
        known = favourite.outcome(voters, seats)
        assert known.voters <= seats and sum(known.counts.values()) <= seats
        assert len(admitted) <= 2 * (seats + favourite.flood(seats))
    assert known.voters == seats
    if seats >= 200:
        assert sum(each.kind != "script" for each in admitted) == 200


def test_control_a_ceiling_without_spare_room_refuses_whoever_comes_in_a_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(favourite, "flood", lambda _seats: 0)
    with pytest.raises(AssertionError):
        test_no_more_count_than_there_are_seats_and_a_script_takes_nobodys(200)


def test_voices_are_counted_and_suspect_ones_apart() -> None:
    room = [Voter(0, "phone", 0, (1, 4)), Voter(900, "phone", 0, (4,)), Voter(5_000, "tablet", None, (2,))]
    script = [Voter(place, "script", place, (9,)) for place in range(30)]
    found = favourite.outcome([*room, *script], 100)
    assert (found.voters, found.counts) == (3, {1: 1, 2: 1, 4: 2})
    assert (found.suspect, found.suspect_counts) == (30, {9: 30})
    assert found.first == (4,)
    assert found.rows == ((4, 2, 0), (1, 1, 0), (2, 1, 0), (9, 0, 30))


def test_equal_firsts_are_all_told_and_nobody_is_first_of_nothing() -> None:
    assert favourite.outcome([Voter(0, "a", 0, (3,)), Voter(1, "b", 0, (2,))], 9).first == (2, 3)
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
    voter = {"at_ms": 1, "kind": "phone", "teams": [4]}
    kept = {"state": "closed", "seats": 400, "most": 1, "voters": [voter]}
    assert favourite.is_kept(kept), "as it was written before anybody noted when a page was opened"
    assert favourite.is_kept(kept | {"voters": [voter | {"opened_at_ms": 0}]})
    for wrong in (
        {"seats": 10**30},
        {"seats": "400"},
        {"most": 0},
        {"voters": None},
        {"voters": [{}]},
        {"voters": [voter | {"opened_at_ms": "0"}]},
        {"voters": [voter | {"digest": "of another"}]},
        {"state": "open"},
    ):
        assert not favourite.is_kept(kept | wrong), wrong


@pytest.mark.parametrize(("state", "act"), [("off", "close"), ("open", "tell"), ("told", "reopen"), ("open", "no")])
def test_an_act_that_does_not_fit_is_refused(state: str, act: str) -> None:
    with pytest.raises(Invalid):
        favourite.moved(state, act)
