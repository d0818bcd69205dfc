"""The report of a day: of each slot what was planned, what was published and what happened, kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from app.domain import agenda
from app.domain.agenda import MINUTE_MS, PITCH, Slot


@dataclass(frozen=True)
class Row:
    """One slot; hours on the day's own clock, None for what did not happen."""

    slot: Slot
    turn: int | None
    published_at_ms: int
    began_at_ms: int | None
    ended_at_ms: int | None

    @property
    def gap(self) -> int | None:
        """How many minutes later than planned it began."""
        began = self.began_at_ms
        return None if began is None else began // MINUTE_MS - self.slot.planned_at_ms // MINUTE_MS

    @property
    def lasted(self) -> int | None:
        """How many minutes it took, to the nearest."""
        if self.began_at_ms is None or self.ended_at_ms is None:
            return None
        return (self.ended_at_ms - self.began_at_ms + MINUTE_MS // 2) // MINUTE_MS


@dataclass(frozen=True)
class Summary:
    """The day in three figures: teams heard, the median minutes of a turn, the largest gap."""

    heard: int
    usual: int | None
    worst: int | None


def rows(run: Sequence[Slot], published: Mapping[str, int], now: int) -> list[Row]:
    """Every slot in run order."""
    shift = agenda.day_shift_ms(run, now) or 0
    turns = {slot.id: turn for turn, slot in enumerate((s for s in run if s.kind == PITCH), start=1)}

    def here(at_ms: int | None) -> int | None:
        return None if at_ms is None else at_ms - shift

    return [
        Row(slot, turns.get(slot.id), published[slot.id], here(slot.started_at_ms), here(slot.ended_at_ms))
        for slot in run
    ]


def summary(found: Sequence[Row]) -> Summary:
    """The day in figures, from what was heard so far."""
    lasted = [row.lasted for row in found if row.turn and row.lasted is not None]
    gaps = [row.gap for row in found if row.gap is not None]
    return Summary(len(lasted), round(median(lasted)) if lasted else None, max(gaps, default=None))
