"""The lengths of the run-down, changed by hand: a break put in, a slot made longer or shorter.

The plan of the others does not change: what is later or earlier shows beside it, as their expected hour.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.agenda import BREAK, FUTURE, MINUTE_MS, PITCH, Slot
from app.domain.run_order import Run, ahead, refuse, to_come
from app.domain.timer import Phase

MOST_MINUTES = 600
# What a pitch is made of, each by the field that gives its minutes; any other slot is one phase.
PHASES = {"pitch_minutes": "pitch", "questions_minutes": "questions"}
# Titles are the event's own words, in its language.
BREAK_TITLES = {"fr": "Pause", "en": "Break"}


def with_break(run: Run, key: str, before: Slot, minutes: Any, title: str = "") -> Run:
    """The run with a break of so many minutes before a slot still to come."""
    to_come(before, "before")
    length = _minutes("minutes", minutes, least=1) * MINUTE_MS
    place = run.index(before)
    # Where teams were moved, the slot that it precedes may be planned late: the break waits for none of them.
    planned = min(slot.planned_at_ms for slot in run[place:] if slot.status in FUTURE or slot is before)
    put = Slot(
        id=key,
        kind=BREAK,
        title=title,
        team=None,
        planned_at_ms=planned,
        duration_ms=length,
        phases=(Phase(BREAK, length),),
        floor_ms=None,
        not_before_at_ms=None,
        status="planned",
        started_at_ms=None,
        ended_at_ms=None,
        position=before.position,
    )
    return ahead(run, (*run[:place], put, *run[place:]), "before")


def with_length(run: Run, slot: Slot, sent: Mapping[str, Any]) -> Run:
    """The run with another length of a slot still to come; a pitch keeps its change-over.

    `sent` has `minutes`; for a pitch `pitch_minutes`, `questions_minutes`, or both: what is None stays.
    """
    to_come(slot)
    changed = _pitch(slot, sent) if slot.kind == PITCH else _lasting(slot, sent)
    if changed == slot:
        refuse("slot", "This changes nothing.")
    return tuple(changed if one.id == slot.id else one for one in run)


def _pitch(slot: Slot, sent: Mapping[str, Any]) -> Slot:
    lengths = {phase.key: phase.duration_ms for phase in slot.phases}
    for field, key in PHASES.items():
        if sent.get(field) is not None:
            lengths[key] = _minutes(field, sent[field], least=int(key == "pitch")) * MINUTE_MS
    phases = tuple(Phase(key, lengths[key]) for key in PHASES.values() if lengths.get(key))
    longer = sum(phase.duration_ms for phase in phases) - slot.phases_ms
    return replace(slot, phases=phases, duration_ms=slot.duration_ms + longer)


def _lasting(slot: Slot, sent: Mapping[str, Any]) -> Slot:
    return lasting(slot, _minutes("minutes", sent.get("minutes")) * MINUTE_MS)


def lasting(slot: Slot, length: int) -> Slot:
    """A slot that is no pitch, of another length."""
    floor = None if slot.floor_ms is None else min(slot.floor_ms, length)
    return replace(slot, duration_ms=length, floor_ms=floor, phases=(Phase(slot.kind, length),))


def _minutes(field: str, given: Any, least: int = 1) -> int:
    if type(given) is not int or not least <= given <= MOST_MINUTES:
        refuse(field, "A whole number of minutes is expected.")
    return int(given)
