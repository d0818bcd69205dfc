"""When each slot is expected: exactly max(c, now + k), two integers that change only when the state does.

The chain is walked once, in run order, with a pair: `c`, the instant that facts and promises allow, and `k`,
how long after the present moment at the earliest. Screens count alone from there (moment, shown).

- It starts from the slot on stage; else from the last end, else from the first slot of the day, never early.
  A slot that is called and has not begun is still held by the plan before it; once it began, facts rule.
- Change-over, a pitch slot's minutes less its phases, follows that pitch: what comes after it waits for both.
- Slots of any other kind do not begin before planned; they give time back down to their floor, never more.
- Nobody is waited for to begin a slot that is not a pitch: while the stage is empty a break adds nothing to
  `k`, and one before the furthest slot reached is behind us. A pitch that was jumped over is still to come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from app.domain.timer import Phase, Timer, boundary_ms, remaining_ms

PITCH, BREAK = "pitch", "break"
FUTURE = ("planned", "postponed")
REACHED = ("called", "on_stage", "done")
OVER = ("done", "absent")
ON_STAGE = ("armed", "running", "paused")

HALF_A_DAY_MS = 12 * 3_600_000
MINUTE_MS = 60_000

# Bands: one in 1.3 spreads of a pitch, which is 45 s until five of them tell better.
BAND, NORMAL_MAD, FIRST_SPREAD_MS, ENOUGH_PITCHES = 1.3, 1.48, 45_000, 5


@dataclass(frozen=True)
class Slot:
    """One line of the day: what is planned, what is promised, what happened."""

    id: str
    kind: str
    title: str
    team: int | None
    planned_at_ms: int
    duration_ms: int
    phases: tuple[Phase, ...]
    floor_ms: int | None
    not_before_at_ms: int | None
    status: str
    started_at_ms: int | None
    ended_at_ms: int | None
    position: int
    published_at_ms: int | None = None

    @property
    def phases_ms(self) -> int:
        """How long the phases last together."""
        return sum(phase.duration_ms for phase in self.phases)

    @property
    def turn_ms(self) -> int:
        """The change-over after a pitch: its minutes less its phases."""
        return max(0, self.duration_ms - self.phases_ms) if self.kind == PITCH else 0

    @property
    def least_ms(self) -> int:
        """What is left of it when time is given back: its floor; a slot without one keeps its minutes."""
        return self.duration_ms if self.floor_ms is None else self.floor_ms

    @property
    def planned_end_ms(self) -> int:
        """When it ends by the plan."""
        return self.planned_at_ms + self.duration_ms


@dataclass(frozen=True)
class Expected:
    """A slot is expected at max(not_before_ms, now + after_now_ms)."""

    not_before_ms: int
    after_now_ms: int


@dataclass(frozen=True)
class _Point:
    """Where the chain has come to: the pair, the change-over still to take, whether people are waited for."""

    c: int
    k: int
    turn: int
    waits: bool


def expected(slots: Sequence[Slot], timer: Timer) -> dict[str, Expected | None]:
    """When each slot begins; None once it is called, done, absent or behind us."""
    run = sorted(slots, key=lambda slot: slot.position)
    found: dict[str, Expected | None] = dict.fromkeys((slot.id for slot in run), None)
    if not run:
        return found
    shift, first = _shift_by_facts(run) or 0, _first(run)
    point = _start(run, first, timer, shift)
    for slot in _to_come(run):
        moment = _begin(point, slot, slot is first, shift)
        found[slot.id] = Expected(moment.c, moment.k)
        point = _end(moment, slot, shift)
    return found


def moment(when: Expected, now: int) -> int:
    """The instant a slot is expected at, seen from `now`."""
    return max(when.not_before_ms, now + when.after_now_ms)


def shown(when: Expected, shift: int | None, now: int) -> int:
    """The expected instant on the day's own clock; while the day is not being played, `c` alone."""
    return when.not_before_ms if shift is None else moment(when, now) - shift


def day_shift_ms(slots: Sequence[Slot], now: int) -> int | None:
    """How much later than its own date a day is being played: 0 for the day itself, None once over and still.

    A demonstration plays a day of the past: its first slot that began sets the shift, to the minute.
    """
    if not slots or now <= _over(slots):
        return 0
    return _shift_by_facts(slots)


def late_ms(slots: Sequence[Slot], timer: Timer) -> int:
    """The lateness that is certain whatever the hour: `c` of the next slot that is no break, less its plan.

    0 until something has begun; negative when early.
    """
    if all(slot.started_at_ms is None for slot in slots):
        return 0
    when, shift = expected(slots, timer), _shift_by_facts(slots) or 0
    for slot in sorted(slots, key=lambda slot: slot.position):
        coming = when[slot.id]
        if coming is not None and slot.kind != BREAK:
            return coming.not_before_ms - shift - slot.planned_at_ms
    return 0


def bands_ms(slots: Sequence[Slot]) -> dict[str, int]:
    """How far off each pitch to come may be, either way: it grows with the root of its place in the queue."""
    spread = _spread_ms([slot for slot in slots if slot.kind == PITCH and slot.status == "done"])
    run = sorted(slots, key=lambda slot: slot.position)
    coming = [slot for slot in run if slot.kind == PITCH and slot.status in FUTURE]
    return {slot.id: round(BAND * spread * sqrt(m)) for m, slot in enumerate(coming, start=1)}


def _first(run: Sequence[Slot]) -> Slot:
    """The first slot of the day that takes place."""
    return next((slot for slot in run if slot.status != "absent"), run[0])


def _to_come(run: Sequence[Slot]) -> list[Slot]:
    reached = max((place for place, slot in enumerate(run) if slot.status in REACHED), default=-1)
    return [slot for place, slot in enumerate(run) if slot.status in FUTURE and (slot.kind == PITCH or place > reached)]


def _start(run: Sequence[Slot], first: Slot, timer: Timer, shift: int) -> _Point:
    """Where the chain starts: the end of the slot on stage, the last end, or the beginning of the day."""
    done = [slot for slot in run if slot.status == "done" and slot.ended_at_ms is not None]
    last = max(done, key=lambda slot: slot.ended_at_ms or 0, default=None)
    free = last.ended_at_ms if last and last.ended_at_ms is not None else first.planned_at_ms + shift
    current = next((slot for slot in run if slot.id == timer.slot), None)
    empty = _Point(free, 0, last.turn_ms if last else 0, waits=False)
    if current is None or timer.mode not in ON_STAGE:
        return empty
    if timer.mode == "armed":
        begins, length = _called(run, current, first, empty, shift), timer.length_ms + timer.tail_ms
        return _Point(begins + length, length, current.turn_ms, waits=True)
    boundary = boundary_ms(timer)
    if boundary is not None:
        return _Point(boundary + timer.tail_ms, timer.tail_ms, current.turn_ms, waits=True)
    # The moment of the pause is not kept: it came no sooner than the slot's start plus what was counted.
    began = current.started_at_ms if current.started_at_ms is not None else free
    left = max(0, remaining_ms(timer, 0)) + timer.tail_ms
    return _Point(began + timer.elapsed_ms + left, left, current.turn_ms, waits=True)


def _called(run: Sequence[Slot], current: Slot, first: Slot, point: _Point, shift: int) -> int:
    """When a slot that was called begins by the plan: after what stands between it and the last played."""
    played = max((place for place, slot in enumerate(run) if slot.status == "done"), default=-1)
    for slot in run[played + 1 : run.index(current)]:
        if slot.status in FUTURE and slot.kind != PITCH:
            point = _end(_begin(point, slot, slot is first, shift), slot, shift)
    return _begin(point, current, current is first, shift).c


def _not_before(slot: Slot, first: bool, shift: int) -> int:
    promises = [slot.planned_at_ms] if first or slot.kind != PITCH else []
    if slot.not_before_at_ms is not None:
        promises.append(slot.not_before_at_ms)
    return max((promise + shift for promise in promises), default=0)


def _begin(point: _Point, slot: Slot, first: bool, shift: int) -> _Point:
    waits = point.waits or slot.kind == PITCH
    c = max(point.c + point.turn, _not_before(slot, first, shift))
    return _Point(c, point.k + point.turn if waits else 0, 0, waits)


def _end(begun: _Point, slot: Slot, shift: int) -> _Point:
    if slot.kind == PITCH:
        return _Point(begun.c + slot.phases_ms, begun.k + slot.phases_ms, slot.turn_ms, waits=True)
    end = max(begun.c + slot.least_ms, slot.planned_end_ms + shift)
    return _Point(end, begun.k + slot.least_ms if begun.waits else 0, 0, begun.waits)


def _over(slots: Sequence[Slot]) -> int:
    """The instant from which the day is past."""
    return max(slot.planned_end_ms for slot in slots) + HALF_A_DAY_MS


def _shift_by_facts(slots: Sequence[Slot]) -> int | None:
    """The shift that the facts alone tell: set by the first slot that began once the day was past."""
    over = _over(slots) if slots else 0
    begun = [(slot.started_at_ms, slot.planned_at_ms) for slot in slots if slot.started_at_ms is not None]
    replayed = [(started, planned) for started, planned in begun if started > over]
    if not replayed:
        return None
    started, planned = min(replayed)
    return (started - planned) // MINUTE_MS * MINUTE_MS


def _spread_ms(done: Sequence[Slot]) -> float:
    """The robust spread of how long finished pitches took beside their plan."""
    over = [
        slot.ended_at_ms - slot.started_at_ms - slot.phases_ms
        for slot in done
        if slot.started_at_ms is not None and slot.ended_at_ms is not None
    ]
    if len(over) < ENOUGH_PITCHES:
        return FIRST_SPREAD_MS
    middle = median(over)
    return NORMAL_MAD * median(abs(value - middle) for value in over)
