"""The dress rehearsal: a copy of an event as it was described, before anybody scored, on a day that is past.

A day of the past is played at any hour: its clock is shifted by its first pitch. On its own day, or before, the whole
rehearsal would be told to be hours early.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from app.domain.agenda import HALF_A_DAY_MS, MINUTE_MS
from app.domain.event_rows import AgendaRow, EventTables
from app.domain.event_values import Unreadable, instant_ms, local_time

# The address of the copy is the event's with this word, which an address must have room for.
WORD, LONGEST = "rehearsal", 45
# How many times shorter its day may be: a minute in a second, a minute in six, or its real length.
SPEEDS = (60, 10, 1)


def wished_slug(slug: str) -> str:
    """The address of the copy, where no event has it."""
    return f"{slug[:LONGEST].rstrip('-')}-{WORD}"


def copied(described: EventTables, now: int) -> EventTables:
    """What the copy is loaded from: the same tables, as many days earlier as it takes; of recusals, not the reasons.

    The public address is the event's alone.
    """
    days, zone = days_back(described.agenda, now), described.event.timezone
    return replace(
        described,
        event=replace(described.event, date=described.event.date - timedelta(days), public_address=None),
        agenda=tuple(
            replace(
                slot,
                planned_at_ms=_earlier(slot.planned_at_ms, days, zone),
                not_before_at_ms=None if slot.not_before_at_ms is None else _earlier(slot.not_before_at_ms, days, zone),
            )
            for slot in described.agenda
        ),
        recusals=tuple(replace(recusal, reason=None) for recusal in described.recusals),
    )


def days_back(agenda: Sequence[AgendaRow], now: int) -> int:
    """The fewest whole days by which a day must be moved to be over."""
    ends = max((slot.planned_at_ms + slot.minutes * MINUTE_MS for slot in agenda), default=0)
    return max(0, (ends + HALF_A_DAY_MS - now) // (2 * HALF_A_DAY_MS) + 1)


def _earlier(at_ms: int, days: int, zone: str) -> int:
    """The same hour of the clocks, days before; where they jumped over it, as long before."""
    local = local_time(at_ms, zone) - timedelta(days)
    try:
        return instant_ms(local.date(), local.time(), zone)
    except Unreadable:
        return at_ms - days * 2 * HALF_A_DAY_MS
