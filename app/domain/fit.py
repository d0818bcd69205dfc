"""What makes the pitches fit again before what follows them: each remedy, with what it does in figures.

The same rule before the day, when the plan itself cannot hold, and live, when it drifts. A remedy only says what it
would do: nothing changes before an organiser asks for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain import run_down
from app.domain.agenda import BREAK, FUTURE, MINUTE_MS, OVER, PITCH, Slot
from app.domain.run_lengths import lasting
from app.domain.run_order import Run, refuse
from app.domain.timer import Phase, Timer

QUESTIONS, TURN, BREAKS, END, START = "questions", "turn", "breaks", "end", "start"
KINDS = (TURN, BREAKS, QUESTIONS, END, START)
# Hours are moved by whole fives: people read them aloud.
STEP = 5
LEAST = {QUESTIONS: 1, TURN: 0}


@dataclass(frozen=True)
class Remedy:
    """One way out: its kind with its minutes, when the pitches would end, how many minutes too late that still is.

    `hour` is the one that it moves something to: what follows the pitches, or the beginning of the day.
    """

    kind: str
    minutes: int
    ends_at_ms: int
    over: int
    hour: int | None = None


def remedies(run: Sequence[Slot], timer: Timer, now: int) -> list[Remedy]:
    """What an organiser can do about pitches that end too late, in the order to think of it; none where they fit."""
    before = tuple(run)
    lines = run_down.of(before, timer, now)
    if run_down.overrun(lines) is None:
        return []
    over = _over(lines)
    needed = -(-over // STEP) * STEP
    tries = {
        TURN: range(_longest(before, TURN) - 1, LEAST[TURN] - 1, -1),
        BREAKS: range(1),
        QUESTIONS: range(_longest(before, QUESTIONS) - 1, LEAST[QUESTIONS] - 1, -1),
        END: (needed,),
        START: (needed,) if _can_begin_earlier(before, needed, now) else (),
    }
    found = [_first_that_fits(before, timer, now, kind, tries[kind]) for kind in KINDS]
    return [remedy for remedy in found if remedy is not None and remedy.over < over]


def remedied(run: Run, kind: Any, minutes: Any) -> Run:
    """The run once a remedy was taken, at its field where it does not fit."""
    if not isinstance(kind, str) or kind not in KINDS or type(minutes) is not int or not 0 <= minutes <= 600:
        refuse("remedy", "There is no such remedy.")
    after = CHANGES[kind](run, minutes)
    if after == run:
        refuse("remedy", "This changes nothing.")
    return after


def _first_that_fits(run: Run, timer: Timer, now: int, kind: str, tries: Sequence[int]) -> Remedy | None:
    """The gentlest try that makes the pitches fit, else the one that helps most; None where none changes anything."""
    best = None
    for minutes in tries:
        after = CHANGES[kind](run, minutes)
        if after == run:
            continue
        lines = run_down.of(after, timer, now)
        best = Remedy(kind, minutes, _end(lines), _over(lines), _hour(after, kind))
        if best.over == 0:
            break
    return best


def _end(lines: Sequence[run_down.Line]) -> int:
    """When the last pitch ends, its change-over included, on the day's own clock."""
    last, after = _last_pitch(lines)
    late = run_down.overrun(lines)
    if late is not None:
        return late.ends_at_ms
    shown = last.shown_at_ms if last.shown_at_ms is not None else last.slot.planned_at_ms
    return min(shown + last.slot.duration_ms, after.slot.planned_at_ms if after else shown + last.slot.duration_ms)


def _over(lines: Sequence[run_down.Line]) -> int:
    late = run_down.overrun(lines)
    return 0 if late is None else late.ends_at_ms // MINUTE_MS - late.planned_at_ms // MINUTE_MS


def _last_pitch(lines: Sequence[run_down.Line]) -> tuple[run_down.Line, run_down.Line | None]:
    place = max(place for place, line in enumerate(lines) if line.turn and line.slot.status not in OVER)
    return lines[place], lines[place + 1] if place + 1 < len(lines) else None


def _hour(run: Run, kind: str) -> int | None:
    if kind == END:
        return run[_after_pitches(run)].planned_at_ms
    return run[0].planned_at_ms if kind == START else None


def _after_pitches(run: Run) -> int:
    """The place of what follows the last pitch still to be heard."""
    return (
        max((place for place, slot in enumerate(run) if slot.kind == PITCH and slot.status not in OVER), default=-1) + 1
    )


def _longest(run: Run, kind: str) -> int:
    """The longest questions, or change-over, of the pitches to come, in whole minutes."""
    coming = [slot for slot in run if slot.kind == PITCH and slot.status in FUTURE]
    lengths = (_questions_ms(slot) if kind == QUESTIONS else slot.turn_ms for slot in coming)
    return -(-max(lengths, default=0) // MINUTE_MS)


def _questions_ms(slot: Slot) -> int:
    return next((phase.duration_ms for phase in slot.phases if phase.key == QUESTIONS), 0)


def _can_begin_earlier(run: Run, minutes: int, now: int) -> bool:
    """Whether the day can begin so many minutes earlier: nothing has begun, and that hour is still to come."""
    waiting = all(slot.status in (*FUTURE, "absent") for slot in run)
    return waiting and run[0].planned_at_ms - minutes * MINUTE_MS >= now


def _each(run: Run, change: Callable[[Slot], Slot], kind: str = PITCH) -> Run:
    """The run with a change made to each slot of a kind that comes before the pitches are over."""
    until = _after_pitches(run)
    return tuple(
        change(slot) if place < until and slot.kind == kind and slot.status in FUTURE else slot
        for place, slot in enumerate(run)
    )


def _shorter_questions(run: Run, minutes: int) -> Run:
    def change(slot: Slot) -> Slot:
        most = max(1, minutes) * MINUTE_MS
        phases = tuple(
            Phase(phase.key, min(phase.duration_ms, most) if phase.key == QUESTIONS else phase.duration_ms)
            for phase in slot.phases
        )
        shorter = slot.phases_ms - sum(phase.duration_ms for phase in phases)
        return replace(slot, phases=phases, duration_ms=slot.duration_ms - shorter)

    return _each(run, change)


def _shorter_turn(run: Run, minutes: int) -> Run:
    return _each(run, lambda slot: replace(slot, duration_ms=slot.phases_ms + min(slot.turn_ms, minutes * MINUTE_MS)))


def _shorter_breaks(run: Run, _minutes: int) -> Run:
    return _each(run, lambda slot: lasting(slot, slot.least_ms), BREAK)


def _later_end(run: Run, minutes: int) -> Run:
    until = _after_pitches(run)
    return tuple(_moved(slot, minutes) if place >= until else slot for place, slot in enumerate(run))


def _earlier_start(run: Run, minutes: int) -> Run:
    until = _after_pitches(run)
    return tuple(_moved(slot, -minutes) if place < until else slot for place, slot in enumerate(run))


def _moved(slot: Slot, minutes: int) -> Slot:
    promised = slot.not_before_at_ms
    return replace(
        slot,
        planned_at_ms=slot.planned_at_ms + minutes * MINUTE_MS,
        not_before_at_ms=None if promised is None else promised + minutes * MINUTE_MS,
    )


CHANGES: dict[str, Callable[[Run, int], Run]] = {
    TURN: _shorter_turn,
    BREAKS: _shorter_breaks,
    QUESTIONS: _shorter_questions,
    END: _later_end,
    START: _earlier_start,
}
