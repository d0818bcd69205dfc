"""A ballot filled in on paper: read in by one person, read again by another who does not see the first reading.

Equal, it counts; where the two differ a third reading decides, and all three are kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIRST, SECOND, THIRD = 1, 2, 3
# What is printed in the place of a juror's key or a team's number.
ALL, BLANK = "all", "blank"
# Waiting for another reading; of a juror and a team there is one of these at most.
WAITING = ("entered", "differs")
BEFORE, AFTER = "before", "after"
# What the author of a version that was read from paper begins with.
ON_PAPER = "paper:"


@dataclass(frozen=True)
class Reading:
    """What one person read on a paper ballot."""

    author: str
    scores: Mapping[str, int | None]


@dataclass(frozen=True)
class Printed:
    """Ballots that somebody has in hand: whose and of which team (a key, a number, `all` or `blank`).

    `form` is the digest of what the event had on its ballots when they were printed.
    """

    juror: str
    team: str
    form: str
    at_ms: int


@dataclass(frozen=True)
class InHand:
    """What of the paper is ready: the jurors on paper whose ballots nobody has, those whose ballots are out of date.

    `spare_ms`: when some were printed for any tablet that fails, a set for each juror or without names; None while none
    is of the event as it is.
    """

    lacking: tuple[str, ...]
    outdated: tuple[str, ...]
    spare_ms: int | None


def in_hand(printed: Sequence[Printed], on_paper: Sequence[str], form: str) -> InHand:
    """What of the paper is ready, for those who score on it: a juror has what was printed of every team for them."""
    mine = {key: [one.form for one in printed if one.juror in (key, ALL) and one.team == ALL] for key in on_paper}
    spare = [one.at_ms for one in printed if one.juror in (ALL, BLANK) and one.form == form]
    return InHand(
        lacking=tuple(key for key, forms in mine.items() if not forms),
        outdated=tuple(key for key, forms in mine.items() if forms and form not in forms),
        spare_ms=max(spare, default=None),
    )


def due(readings: Sequence[Reading]) -> int | None:
    """Which reading comes next; None once it is settled."""
    if len(readings) < SECOND:
        return len(readings) + 1
    return THIRD if settled(readings) is None else None


def settled(readings: Sequence[Reading]) -> Reading | None:
    """The reading that counts: the second where it equals the first, the third where they differ; None before that."""
    if len(readings) >= THIRD:
        return readings[THIRD - 1]
    if len(readings) == SECOND and not differing(readings):
        return readings[SECOND - 1]
    return None


def state(readings: Sequence[Reading]) -> str:
    """Where a paper ballot stands while it waits: entered once, or read twice and differently."""
    return "differs" if len(readings) >= SECOND else "entered"


def differing(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The criteria on which the first two readings differ."""
    first, second = readings[0].scores, readings[1].scores
    return tuple(criterion for criterion in first if first[criterion] != second.get(criterion))


def same_person(readings: Sequence[Reading], persons: Collection[str]) -> bool:
    """Whether the second reading would be by whoever made the first: by that account, or in that browser."""
    return len(readings) == FIRST and readings[0].author in persons


def author(readings: Sequence[Reading]) -> str:
    """Who stands for the version that counts, as its author: everybody who read the paper, in order."""
    return ON_PAPER + "+".join(reading.author for reading in readings)


def needs_reason(is_open: bool, counts: bool) -> bool:
    """Whether entering must say why: scoring is closed, or a validated ballot would be replaced."""
    return counts or not is_open


def mark(*, out: bool, recused: bool, waiting: str | None, counted: str | None) -> str:
    """What the desk sees of a juror's paper for a team; where several hold, the first: `waiting` is its state while it
    waits for another reading, `counted` what the ballot that counts was written on.
    """
    if out:
        return "out"
    return "recused" if recused else waiting or counted or "none"


def known_moment(filled: Any) -> bool:
    """Whether somebody said when a paper was handed in: before scoring closed, or after."""
    return isinstance(filled, str) and filled in (BEFORE, AFTER)
