"""The order of the day, changed by hand: who is absent, who comes later, who goes before whom.

Every act gives the whole run anew, in its new order, or says at which field it does not fit. What was reached (called,
on stage, done) stays where it is; a slot that is no pitch never falls behind it, where nobody would wait for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from app.domain.agenda import FUTURE, PITCH, REACHED, Slot
from app.domain.errors import Invalid

Run = tuple[Slot, ...]
# What an act needs beside the slot itself: the fields that may name it, the first of them where none does.
OTHERS = {"move": ("before", "after"), "swap": ("with",)}


def acted(run: Sequence[Slot], action: str, slot: Slot, other: Slot | None = None, field: str = "slot") -> Run:
    """The run once an organiser did one of "absent", "postpone", "restore", "move" and "swap".

    The last two are about another slot too, which `field` named: "before", "after" or "with".
    """
    before = tuple(run)
    to_come(slot)
    if other is not None:
        _fit_other(field, slot, other)
        after = _swapped(before, slot, other) if field == "with" else _moved(before, slot, other, field == "after")
    else:
        after = {"absent": _absent, "postpone": _postponed, "restore": _restored}[action](before, slot)
    if after == before:
        refuse("slot", "This changes nothing.")
    return ahead(before, after, field)


def to_come(slot: Slot, field: str = "slot") -> None:
    """Refuse, at its field, a slot that was reached."""
    if slot.status in REACHED:
        refuse(field, "This slot is on stage or over.")


def ahead(before: Run, after: Run, field: str) -> Run:
    """The run that comes after, where no slot but a pitch fell behind what was reached."""
    if _waited(before) - _waited(after) - {slot.id for slot in after if slot.status not in FUTURE}:
        refuse(field, "This slot would fall behind what was already played.")
    return after


def ordered(run: Sequence[Slot], order: Sequence[str], statuses: Mapping[str, str]) -> Run:
    """The run in another order of its ids, some slots with another status."""
    place = {key: index for index, key in enumerate(order)}
    known = sorted(run, key=lambda slot: place.get(slot.id, len(place)))
    return tuple(replace(slot, status=statuses.get(slot.id, slot.status)) for slot in known)


def _fit_other(field: str, slot: Slot, other: Slot) -> None:
    if other.id == slot.id:
        refuse(field, "Another slot is expected here.")
    to_come(other, field)


def _absent(run: Run, slot: Slot) -> Run:
    return _with_status(run, slot, "absent")


def _postponed(run: Run, slot: Slot) -> Run:
    """After the last pitch that is still to come, in what follows it nothing changes."""
    if slot.kind != PITCH:
        refuse("slot", "Only a pitch is postponed.")
    rest = [one for one in run if one.id != slot.id]
    coming = [place for place, one in enumerate(rest) if one.kind == PITCH and one.status in FUTURE]
    place = max(coming[-1] + 1 if coming else 0, run.index(slot))
    return (*rest[:place], replace(slot, status="postponed"), *rest[place:])


def _restored(run: Run, slot: Slot) -> Run:
    """Where it is; one that was postponed goes back before what is still to come and was planned after it."""
    if slot.status not in ("absent", "postponed"):
        refuse("slot", "This slot takes place as planned.")
    rest = [one for one in run if one.id != slot.id]
    reached = max((place for place, one in enumerate(rest) if one.status in REACHED), default=-1)
    later = [
        place
        for place, one in enumerate(rest)
        if place > reached and one.status == "planned" and one.planned_at_ms > slot.planned_at_ms
    ]
    own = run.index(slot)
    place = min(own, later[0]) if later and slot.status == "postponed" else own
    return (*rest[:place], replace(slot, status="planned"), *rest[place:])


def _moved(run: Run, slot: Slot, other: Slot, behind: bool) -> Run:
    rest = [one for one in run if one.id != slot.id]
    place = rest.index(other) + behind
    return (*rest[:place], slot, *rest[place:])


def _swapped(run: Run, slot: Slot, other: Slot) -> Run:
    places = {slot.id: other, other.id: slot}
    return tuple(places.get(one.id, one) for one in run)


def _with_status(run: Run, slot: Slot, status: str) -> Run:
    return tuple(replace(one, status=status) if one.id == slot.id else one for one in run)


def _waited(run: Run) -> set[str]:
    """What is no pitch and still to come: after the furthest slot that was reached."""
    reached = max((place for place, one in enumerate(run) if one.status in REACHED), default=-1)
    return {one.id for place, one in enumerate(run) if one.kind != PITCH and one.status in FUTURE and place > reached}


def refuse(field: str, text: str) -> NoReturn:
    """Say at which field an act does not fit."""
    raise Invalid.at(field, text)
