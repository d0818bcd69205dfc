"""Published hours: rounded, damped, never earlier than promised less the allowance."""

import random
from dataclasses import replace

import pytest

from app.domain import published
from app.domain.published import ALLOWANCE_MS, MINUTE_MS, Hour

NOON = 12 * 3_600_000


def hour(told: int, expected: float, **others: bool) -> Hour:
    """A slot told and expected so many minutes after noon."""
    flags = {"following": False, "opens": False} | others
    return Hour("s1", NOON + told * MINUTE_MS, NOON + int(expected * MINUTE_MS), **flags)


def moved(known: Hour, off_s: int = 60, moved_at: int | None = None) -> int | None:
    """Where it moves at noon, in minutes after noon."""
    to = published.moved(known, NOON, NOON - off_s * 1000, moved_at)
    return None if to is None else (to - NOON) // MINUTE_MS


@pytest.mark.parametrize(
    ("known", "off_s", "to"),
    [
        (hour(40, 41.9), 60, None),  # not worth it
        (hour(40, 43), 19, None),  # not lasting yet
        (hour(40, 43), 20, 45),  # to five minutes while far
        (hour(10, 13.8), 20, 13),  # to the minute when near
        (hour(10, 13), 0, None),
        (hour(10, 13, following=True), 0, 13),  # at once when it comes next
        (hour(60, 40), 60, 55),  # back by the allowance
        (hour(60, 40, opens=True), 60, None),  # never earlier after a break
        (hour(40, 60, opens=True), 60, 60),
    ],
)
def test_an_hour_moves_seldom(known: Hour, off_s: int, to: int | None) -> None:
    assert moved(known, off_s) == to


def test_back_again_only_once_the_allowance_has_passed() -> None:
    assert moved(hour(60, 40), moved_at=NOON - ALLOWANCE_MS + 1) is None
    assert moved(hour(60, 40), moved_at=NOON - ALLOWANCE_MS) == 55
    assert moved(hour(40, 60), moved_at=NOON - 1) == 60  # later is told at once


def test_whoever_looked_five_minutes_ago_is_never_expected_much_earlier_than_they_read() -> None:
    drawn = random.Random(5)
    for _ in range(40):
        told, expected, since, last = NOON + 3_600_000, NOON + 3_600_000, None, None
        read: list[tuple[int, int]] = []
        for now in range(NOON, NOON + 3_000_000, 5_000):
            expected = max(now, expected + drawn.choice((-60_000, -20_000, 0, 0, 20_000, 60_000)))
            known = replace(hour(0, 0), published_at_ms=told, expected_at_ms=expected)
            since = (since if since is not None else now) if known.off else None
            to = None if since is None else published.moved(known, now, since, last)
            if to is not None:
                told, last = to, now
            read.append((now, told))
            assert all(told >= then - ALLOWANCE_MS for at, then in read if now - at < ALLOWANCE_MS)


def test_dealt_by_hand_it_is_exact_before_the_day_and_rounded_during_it() -> None:
    assert published.dealt(hour(38, 46), NOON, begun=False) == NOON + 46 * MINUTE_MS
    assert published.dealt(hour(38, 46), NOON, begun=True) == NOON + 45 * MINUTE_MS
    assert published.dealt(hour(38, 39), NOON, begun=True) == NOON + 38 * MINUTE_MS
