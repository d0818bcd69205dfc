"""The hours that are told, as promises: rounded, damped, never much earlier than what was promised.

What is expected moves with every second of overtime; what is published moves seldom, so that a phone that was looked at
five minutes ago still says what its team may count on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.agenda import FUTURE, MINUTE_MS, PITCH
from app.domain.run_down import WORTH_MS, Line

# Told to the minute when near, else to the next five; moved for two minutes that lasted, back by five at most.
NEAR_MS, STEP_MS = 15 * MINUTE_MS, 5 * MINUTE_MS
STEADY_MS, ALLOWANCE_MS = 20_000, 5 * MINUTE_MS


@dataclass(frozen=True)
class Hour:
    """A slot to come: what is published and what is expected, on the day's own clock.

    `following`: it comes next; `opens`: it is the first after something else than a pitch, and is never told earlier.
    """

    slot: str
    published_at_ms: int
    expected_at_ms: int
    following: bool
    opens: bool

    @property
    def off(self) -> bool:
        """Whether it is worth telling another hour."""
        return abs(self.expected_at_ms - self.published_at_ms) >= WORTH_MS


def hours(lines: Sequence[Line], published: Mapping[str, int]) -> Iterator[Hour]:
    """The slots to come."""
    coming = next((line.slot.id for line in lines if line.slot.kind == PITCH and line.slot.status in FUTURE), None)
    for before, line in zip((None, *lines), lines, strict=False):
        if line.slot.status in FUTURE and line.shown_at_ms is not None:
            opens = before is None or before.slot.kind != PITCH
            slot = line.slot.id
            yield Hour(slot, published[slot], line.shown_at_ms, slot == coming, opens)


def moved(hour: Hour, now: int, off_since: int, moved_at: int | None) -> int | None:
    """The hour to publish instead, `now` on the day's own clock; None where what was told still holds.

    At once for who comes next; else once it has been off for a while. Back only as far as the allowance, and not again
    before the allowance has passed.
    """
    if not hour.off or not (hour.following or now - off_since >= STEADY_MS):
        return None
    to = rounded(hour.expected_at_ms, now)
    if to < hour.published_at_ms:
        if hour.opens or (moved_at is not None and now - moved_at < ALLOWANCE_MS):
            return None
        to = max(to, hour.published_at_ms - ALLOWANCE_MS)
    return None if to == hour.published_at_ms else to


def dealt(hour: Hour, now: int, begun: bool) -> int:
    """The hour to publish once an organiser changed the run-down: exact before the day, then as any other."""
    if not begun:
        return hour.expected_at_ms // MINUTE_MS * MINUTE_MS
    return rounded(hour.expected_at_ms, now) if hour.off else hour.published_at_ms


def rounded(at_ms: int, now: int) -> int:
    """An instant as it is told: to the minute when it is near, else to five minutes."""
    step = MINUTE_MS if at_ms - now < NEAR_MS else STEP_MS
    return (at_ms + step // 2) // step * step if step > MINUTE_MS else at_ms // step * step
