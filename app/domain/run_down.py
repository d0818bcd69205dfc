"""The run-down in hours: what each line reads beside its plan, how late the day is, where it overruns."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import agenda
from app.domain import timer as timers
from app.domain.agenda import MINUTE_MS, Slot
from app.domain.timer import Timer

# Less than this off its plan, an hour is not worth telling otherwise.
WORTH_MS = 2 * MINUTE_MS


@dataclass(frozen=True)
class Line:
    """One line of the run-down; `shown_at_ms` is when it began or is expected, on the day's own clock."""

    slot: Slot
    turn: int | None
    shown_at_ms: int | None

    @property
    def awaited(self) -> bool:
        """Whether it was called and has not begun: it starts when somebody starts it, no hour can be told."""
        return self.slot.status == "called" and self.slot.started_at_ms is None

    @property
    def gap(self) -> int | None:
        """How many minutes later than planned, as the two hours read side by side."""
        return None if self.awaited else self._gap(self.shown_at_ms)

    @property
    def told_at_ms(self) -> int | None:
        """The hour that the public reads, which moves seldom: the published one, where it is no longer the planned one.

        What is off before another one is published is told as expected. Twin of `toldAt` in static/js/lib/programme.js.
        """
        at, planned, published = self.shown_at_ms, self.slot.planned_at_ms, self.slot.published_at_ms
        if at is None or self.slot.status not in agenda.FUTURE:
            return at
        if published is not None and published != planned:
            return published
        return at if abs(at - planned) >= WORTH_MS else planned

    @property
    def told_gap(self) -> int:
        """How many minutes later than planned that is."""
        return self._gap(self.told_at_ms) or 0

    def _gap(self, at: int | None) -> int | None:
        return None if at is None else at // MINUTE_MS - self.slot.planned_at_ms // MINUTE_MS


@dataclass(frozen=True)
class Face:
    """The timer as it reads at one instant; at rest it shows the length that the next team will have."""

    field: str
    digits: str
    length: str
    phase: str | None
    last_phase: bool


@dataclass(frozen=True)
class Overrun:
    """The pitches end later than what follows them was planned; `minutes` a team where all take as long."""

    minutes: int | None
    ends_at_ms: int
    title: str
    planned_at_ms: int


def of(run: Sequence[Slot], timer: Timer, now: int) -> list[Line]:
    """Every slot in run order with the hour that stands beside its planned one."""
    when, shift = agenda.expected(run, timer), agenda.day_shift_ms(run, now)
    turns = {slot.id: turn for turn, slot in enumerate((s for s in run if s.kind == agenda.PITCH), start=1)}
    return [Line(slot, turns.get(slot.id), _shown(slot, when[slot.id], shift, now)) for slot in run]


def _shown(slot: Slot, when: agenda.Expected | None, shift: int | None, now: int) -> int | None:
    if slot.started_at_ms is not None:
        return slot.started_at_ms - (shift or 0)
    if slot.status == "called":
        return slot.planned_at_ms if shift is None else max(slot.planned_at_ms, now - shift)
    return agenda.shown(when, shift, now) if when is not None else None


def face(timer: Timer, lines: Sequence[Line], now: int) -> Face:
    """What the panel of the timer says."""
    coming = next((line.slot for line in lines if line.turn and line.slot.status in agenda.FUTURE), None)
    if timer.mode == "idle" and coming is not None:
        timer = Timer(mode="idle", phases=coming.phases)
    known = timer.phase is not None
    return Face(
        field=timers.field(timer, now),
        digits=timers.digits(timers.remaining_ms(timer, now)) if known else "",
        length=timers.digits(timer.length_ms) if known else "",
        phase=timer.phase.key if timer.phase else None,
        last_phase=timer.phase_index + 1 >= len(timer.phases),
    )


def lateness(lines: Sequence[Line]) -> int | None:
    """Minutes late: the gap of the next slot to come that is no break. None until something has begun."""
    if all(line.slot.started_at_ms is None for line in lines):
        return None
    coming = (line.gap for line in lines if line.slot.kind != agenda.BREAK and line.slot.status in agenda.FUTURE)
    return next((gap for gap in coming if gap is not None), 0)


def overrun(lines: Sequence[Line]) -> Overrun | None:
    """Whether the pitches still to come push what follows them past its planned hour, by a minute or more."""
    left = [place for place, line in enumerate(lines) if line.turn and line.slot.status not in agenda.OVER]
    after = lines[left[-1] + 1] if left and left[-1] + 1 < len(lines) else None
    if after is None or after.shown_at_ms is None or (after.gap or 0) < 1:
        return None
    lengths = {lines[place].slot.duration_ms for place in left}
    minutes = lengths.pop() // MINUTE_MS if len(lengths) == 1 else None
    return Overrun(minutes, after.shown_at_ms, after.slot.title, after.slot.planned_at_ms)
