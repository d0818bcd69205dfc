"""Who of the jury was in the room when: arrivals and departures, and the pitches that somebody missed by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid

ARRIVED, LEFT = "arrived", "left"


@dataclass(frozen=True)
class Move:
    """Somebody came into the room, or left it."""

    kind: str
    at_ms: int


def present(moves: Sequence[Move], at_ms: int | None = None) -> bool:
    """Whether somebody is in the room, at an instant or (None) after all their moves, which are in order of time.

    Of whom nothing was noted is there. Whose first move is an arrival was not there before it.
    """
    before = [move for move in moves if at_ms is None or move.at_ms <= at_ms]
    if before:
        return before[-1].kind == ARRIVED
    return not moves or moves[0].kind == LEFT


def came_at_ms(moves: Sequence[Move]) -> int | None:
    """When somebody who is in the room came into it; None of whom nothing was noted, and of who left."""
    return moves[-1].at_ms if moves and moves[-1].kind == ARRIVED else None


def missed(moves: Sequence[Move], began_at_ms: int | None) -> bool:
    """Whether somebody missed a pitch: they were not there when it began, or are away and it has not begun."""
    return not present(moves, began_at_ms)


def judged(moves: Sequence[Move], kind: Any, at_ms: Any, now_ms: int) -> Move:
    """The next move of somebody; Invalid at `at` where it contradicts the earlier ones or has not come yet."""
    if kind not in (ARRIVED, LEFT):
        raise Invalid("One of these is expected: %(known)s.", params={"known": f"{ARRIVED}, {LEFT}"})
    if type(at_ms) is not int or at_ms < 0:
        raise _at_fault("An hour is expected, like 14:05.")
    if at_ms > now_ms:
        raise _at_fault("That hour has not come yet.")
    if moves and at_ms < moves[-1].at_ms:
        raise _at_fault("That is before what was noted last.")
    if moves and moves[-1].kind == kind:
        raise _at_fault("That was noted already.")
    return Move(kind, at_ms)


def _at_fault(sentence: str) -> Invalid:
    return Invalid.at("at", sentence)
