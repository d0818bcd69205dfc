"""The order of passage before the day: by lot, teams of one authority kept apart; or the order of now, as the plan.

A lot can be drawn again by anybody: teams stand in the order of SHA-256 of "seed/number"; each place goes to the first
of those left that shares no authority with the team before it, where that leaves the others a way to be kept apart too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from app.domain.agenda import PITCH, REACHED
from app.domain.run_order import Run, refuse

LONGEST_SEED = 40
Organisations = Mapping[int, frozenset[str]]


def drawn(run: Run, of: Organisations, seed: Any) -> Run:
    """The run with its teams in the order of a lot, each at the hour of its place; refused once a team was called."""
    _before_the_day(run)
    if not isinstance(seed, str) or not 0 < len(seed.strip()) <= LONGEST_SEED:
        refuse("seed", "A seed of 1 to 40 characters is expected.")
    slots = {slot.team: slot for slot in run if slot.kind == PITCH and slot.team is not None}
    order = iter([slots[team] for team in apart(ranked(slots, seed), of)])
    mixed = tuple(next(order) if slot.kind == PITCH and slot.team is not None else slot for slot in run)
    return replanned(mixed, run)


def planned_as_it_stands(run: Run) -> Run:
    """The run with the hours of its order as the plan; refused once a team was called."""
    _before_the_day(run)
    after = replanned(run, run)
    if after == run:
        refuse("action", "This changes nothing.")
    return after


def ranked(teams: Iterable[int], seed: str) -> list[int]:
    """The teams as the seed has them."""
    return sorted(teams, key=lambda team: sha256(f"{seed}/{team}".encode()).hexdigest())


def apart(teams: Sequence[int], of: Organisations) -> list[int]:
    """Teams one after the other, as near their order as keeps those of one authority apart, where anything does."""
    left, found = list(teams), list[int]()
    while left:
        before = of.get(found[-1], frozenset()) if found else frozenset()
        free = [team for team in left if not of.get(team, frozenset()) & before]
        chosen = next((team for team in free if _leaves_a_way(team, left, of)), (free or left)[0])
        left.remove(chosen)
        found.append(chosen)
    return found


def _leaves_a_way(team: int, left: Sequence[int], of: Organisations) -> bool:
    """Whether no authority has more teams among those left than can be kept apart after this one."""
    own = of.get(team, frozenset())
    rest = [other for other in left if other != team]
    counted = Counter(key for other in rest for key in of.get(other, frozenset()))
    return all(many <= (len(rest) + (key not in own)) // 2 for key, many in counted.items())


def replanned(run: Run, before: Run) -> Run:
    """The run where pitches in a row follow one another from the hour at which the row was planned `before`."""
    found = list(run)
    at_ms = None
    for place, slot in enumerate(run):
        if slot.kind != PITCH:
            at_ms = None
            continue
        row = [old.planned_at_ms for old in before[place:] if old.kind == PITCH]
        at_ms = min(row) if at_ms is None else at_ms
        found[place] = replace(slot, planned_at_ms=at_ms)
        at_ms += slot.duration_ms if slot.status != "absent" else 0
    return tuple(found)


def _before_the_day(run: Run) -> None:
    if any(slot.kind == PITCH and slot.status in REACHED for slot in run):
        refuse("action", "A team was called already: the order is changed line by line.")
