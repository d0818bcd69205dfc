"""The stage timer: anchors, never ticks. Every command gives a new timer or says why it does not fit.

A slot owns its phases. While running, `anchor_at_ms` is the instant counting began again and `elapsed_ms`
what had been counted before it; in every other mode the anchor is None and `elapsed_ms` is everything. What
was added or taken away stays apart in `added_ms`, so that gifts and pauses never mix. The end of time does
nothing by itself: people act.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.domain.errors import Invalid

Mode = Literal["idle", "armed", "running", "paused", "done"]
Field = Literal["waiting", "running", "last", "over", "paused", "done"]

MOST_BACK_DATED_MS = 3_600_000
PARTS = 3

# For each action: the modes it fits, and what is said in the others.
FITS: dict[str, tuple[tuple[Mode, ...], str]] = {
    "call": (("idle", "armed", "done"), "Another slot is on stage: end it first."),
    "start": (("armed",), "Call a slot first."),
    "pause": (("running",), "The timer is not running."),
    "resume": (("paused",), "The timer is not paused."),
    "add": (("armed", "running", "paused"), "There is no slot on stage."),
    "back_date": (("running",), "The timer is not running."),
    "next": (("running", "paused"), "There is no phase under way."),
    "stop": (("armed", "running", "paused"), "There is no slot on stage."),
}


@dataclass(frozen=True)
class Phase:
    """One part of a slot, such as the pitch or the questions."""

    key: str
    duration_ms: int


@dataclass(frozen=True)
class Timer:
    """The state of the stage; `revision` grows by one with every command."""

    revision: int = 0
    mode: str = "idle"
    slot: str | None = None
    phases: tuple[Phase, ...] = ()
    phase_index: int = 0
    added_ms: int = 0
    elapsed_ms: int = 0
    anchor_at_ms: int | None = None
    warn_ms: int = 60_000
    last_ms: int = 30_000

    @property
    def phase(self) -> Phase | None:
        """The phase under way, or the one it ended with."""
        return self.phases[self.phase_index] if self.phases else None

    @property
    def length_ms(self) -> int:
        """How long the phase lasts, with what was added to it."""
        return (self.phase.duration_ms if self.phase else 0) + self.added_ms

    @property
    def tail_ms(self) -> int:
        """How long the phases still to come last."""
        return sum(phase.duration_ms for phase in self.phases[self.phase_index + 1 :])


def call(timer: Timer, slot: str, phases: Sequence[Phase], now: int) -> Timer:
    """Put a slot on stage, armed: its first phase whole, nothing counted yet."""
    _fit(timer, "call")
    if not phases:
        raise Invalid.at("slot", "This slot has no length.")
    return _fresh(timer, "armed", slot, tuple(phases))


def start(timer: Timer, now: int) -> Timer:
    """Begin the first phase of the slot that was called."""
    _fit(timer, "start")
    return replace(timer, revision=timer.revision + 1, mode="running", elapsed_ms=0, anchor_at_ms=now)


def pause(timer: Timer, now: int) -> Timer:
    """Stop counting, to go on later."""
    _fit(timer, "pause")
    return _halted(timer, "paused", now)


def resume(timer: Timer, now: int) -> Timer:
    """Go on counting where the pause began."""
    _fit(timer, "resume")
    return replace(timer, revision=timer.revision + 1, mode="running", anchor_at_ms=now)


def add(timer: Timer, ms: int) -> Timer:
    """Give time to the phase, or with a negative `ms` take some; a phase never gets shorter than nothing."""
    _fit(timer, "add")
    if timer.length_ms + ms < 0:
        raise Invalid.at("seconds", "The phase is not that long.")
    return replace(timer, revision=timer.revision + 1, added_ms=timer.added_ms + ms)


def back_date(timer: Timer, ms: int, now: int) -> Timer:
    """Count `ms` more, for a start that was pressed too late; the slot's own start moves back as much."""
    _fit(timer, "back_date")
    if not 0 < ms <= MOST_BACK_DATED_MS:
        refused = "A start is put back by one hour at most."
        raise Invalid(refused, {"seconds": refused})
    return replace(timer, revision=timer.revision + 1, elapsed_ms=timer.elapsed_ms + ms)


def next_phase(timer: Timer, now: int) -> Timer:
    """Begin the next phase at once; after the last one the slot has ended."""
    _fit(timer, "next")
    if timer.phase_index + 1 >= len(timer.phases):
        return _halted(timer, "done", now)
    begun = _fresh(timer, "running", timer.slot, timer.phases)
    return replace(begun, phase_index=timer.phase_index + 1, anchor_at_ms=now)


def stop(timer: Timer, now: int) -> Timer:
    """End the slot; one that was called and did not begin is called off, and the stage is free."""
    _fit(timer, "stop")
    return _fresh(timer, "idle", None, ()) if timer.mode == "armed" else _halted(timer, "done", now)


def undone(timer: Timer, before: Timer) -> Timer:
    """What there was `before` the last command, as if it had never been given; the revision grows all the same."""
    return replace(before, revision=timer.revision + 1)


def elapsed_at(timer: Timer, now: int) -> int:
    """What has been counted of the phase."""
    if timer.mode != "running" or timer.anchor_at_ms is None:
        return timer.elapsed_ms
    return timer.elapsed_ms + now - timer.anchor_at_ms


def remaining_ms(timer: Timer, now: int) -> int:
    """What is left of the phase; negative once over."""
    return timer.length_ms - elapsed_at(timer, now)


def boundary_ms(timer: Timer) -> int | None:
    """The instant the running phase comes to its end; None while nothing runs."""
    if timer.mode != "running" or timer.anchor_at_ms is None:
        return None
    return timer.anchor_at_ms + timer.length_ms - timer.elapsed_ms


def thresholds(phase: Phase | None) -> tuple[int, int]:
    """How long before its end a phase warns, and is in its last moments: a short one has a beginning all the same."""
    if phase is None:
        return Timer.warn_ms, Timer.last_ms
    return min(Timer.warn_ms, phase.duration_ms // 2), min(Timer.last_ms, phase.duration_ms // 3)


def digits(remaining: int) -> str:
    """Minutes and seconds: 0:01 until time is up, then +0:00, +0:01; all screens flip at the same instant."""
    seconds = -(-remaining // 1000) if remaining > 0 else -remaining // 1000
    return f"{'+' if remaining <= 0 else ''}{seconds // 60}:{seconds % 60:02d}"


def field(timer: Timer, now: int) -> Field:
    """Which face the stage shows."""
    if timer.mode in ("idle", "armed"):
        return "waiting"
    if timer.mode == "paused":
        return "paused"
    if timer.mode == "done":
        return "done"
    remaining = remaining_ms(timer, now)
    if remaining <= 0:
        return "over"
    return "last" if remaining <= timer.last_ms else "running"


def part(timer: Timer, now: int) -> int:
    """Which of the phase's three equal parts is under way: 0 why, 1 solution, 2 making."""
    if timer.length_ms <= 0:
        return PARTS - 1
    return min(PARTS - 1, max(0, elapsed_at(timer, now)) * PARTS // timer.length_ms)


def _fit(timer: Timer, action: str) -> None:
    modes, otherwise = FITS[action]
    if timer.mode not in modes:
        raise Invalid(otherwise, {"action": otherwise})


def _fresh(timer: Timer, mode: Mode, slot: str | None, phases: tuple[Phase, ...]) -> Timer:
    return Timer(timer.revision + 1, mode, slot, phases, warn_ms=timer.warn_ms, last_ms=timer.last_ms)


def _halted(timer: Timer, mode: Mode, now: int) -> Timer:
    counted = elapsed_at(timer, now)
    return replace(timer, revision=timer.revision + 1, mode=mode, elapsed_ms=counted, anchor_at_ms=None)
