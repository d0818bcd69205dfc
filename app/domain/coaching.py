"""The coaches' round of the tables: who visits which table, in what order and for how long; proposed, then adjusted.

A team that asked for a coach is served before those that did not. What does not fit in the morning is told, not hidden.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.errors import Invalid

LAST = sys.maxsize
MINUTE_MS = 60_000
# Under ten minutes at a table nobody is helped: a table that would have less is left out, and said to be.
SHORTEST_MS = 10 * MINUTE_MS
# The three parts of a pitch, and how ready a coach finds each.
PARTS = ("drama", "solution", "making")
READINESS = ("review", "coming", "ready")
LONGEST_NOTE = 2_000

# What is kept of a visit beside what was noted, as an export names it.
INSTANTS = ("asked_at_ms", "begun_at_ms", "done_at_ms")
KEPT = ("coach", "place", "length_ms", *INSTANTS)

PLANNED, UNDER_WAY, DONE = "planned", "under_way", "done"


@dataclass(frozen=True)
class Visit:
    """One team in the round: the coach who visits it (None: nobody yet), and its place among that coach's visits.

    `parts` has what the coach said of each part of the pitch. `revision` grows with each change.
    """

    team: int
    coach: str | None = None
    place: int = 0
    length_ms: int = 0
    asked_at_ms: int | None = None
    begun_at_ms: int | None = None
    done_at_ms: int | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0

    @property
    def state(self) -> str:
        """Whether it is to come, under way or done; of a team that nobody visits, to come."""
        return DONE if self.done_at_ms is not None else UNDER_WAY if self.begun_at_ms is not None else PLANNED

    @property
    def waits(self) -> bool:
        """Whether the team asked for a coach and none has come since."""
        asked, begun = self.asked_at_ms, self.begun_at_ms
        return asked is not None and (begun is None or asked > begun)

    @property
    def due(self) -> bool:
        """Whether a coach is still to begin there."""
        return self.state == PLANNED


@dataclass(frozen=True)
class Hours:
    """When a visit is due on the day's own clock, and whether it ends within the morning's slot."""

    begins_at_ms: int
    ends_at_ms: int
    fits: bool


@dataclass(frozen=True)
class Proposal:
    """Each coach's teams in order with the time for each, the teams that no time is left for, and everybody's share."""

    visits: tuple[Visit, ...]
    left_out: tuple[int, ...]
    share_ms: int


def place(table: str | None, team: int) -> tuple[int, str, int]:
    """Where a team comes in the round: tables by number, then by name, then teams without a table."""
    if table and table.isdecimal():
        return int(table), "", team
    return LAST, table or chr(sys.maxunicode), team


def proposed(visits: Sequence[Visit], coaches: Sequence[str], left_ms: int) -> Proposal:
    """Deal the teams that no coach has begun with, given in the order of their tables, among the coaches.

    Whoever asked comes first, in the order of asking, dealt one to each coach in turn; then each coach has a stretch of
    neighbouring tables, and nobody has more than one more than another. A coach's time is shared equally, in minutes.
    """
    due = [visit for visit in visits if visit.due]
    if not coaches or not due:
        return Proposal((), tuple(visit.team for visit in due), 0)
    served = sorted(due, key=lambda visit: LAST if visit.asked_at_ms is None else visit.asked_at_ms)
    room = max(0, left_ms // SHORTEST_MS) * len(coaches)
    served, left_out = served[:room], served[room:]
    asked = [visit for visit in served if visit.asked_at_ms is not None]
    others = [visit for visit in served if visit.asked_at_ms is None]
    found: list[Visit] = []
    for turn, coach in enumerate(coaches):
        first = asked[turn :: len(coaches)]
        count = len(served) // len(coaches) + (turn < len(served) % len(coaches)) - len(first)
        mine, others = first + others[:count], others[count:]
        length_ms = _minutes(left_ms, len(mine))
        found += [
            replace(visit, coach=coach, place=number, length_ms=length_ms) for number, visit in enumerate(mine, 1)
        ]
    share_ms = _minutes(left_ms * len(coaches), len(served))
    return Proposal(tuple(found), tuple(visit.team for visit in left_out), share_ms)


def _minutes(whole_ms: int, parts: int) -> int:
    return whole_ms // parts // MINUTE_MS * MINUTE_MS if parts else 0


def rounds(visits: Sequence[Visit], coaches: Sequence[str]) -> dict[str, list[Visit]]:
    """Each coach's visits in order: those that began as they began, then those to come."""
    mine: dict[str, list[Visit]] = {coach: [] for coach in coaches}
    for visit in visits:
        if visit.coach in mine:
            mine[visit.coach].append(visit)
    for each in mine.values():
        each.sort(key=lambda visit: (visit.due, visit.begun_at_ms or 0, visit.place, visit.team))
    return mine


def hours(
    mine: Sequence[Visit], begins_at_ms: int, ends_at_ms: int, now_ms: int | None, shift_ms: int = 0
) -> dict[int, Hours]:
    """When each visit to come of one coach is due, by team: after what is under way, and never in the past.

    `now_ms` is on the day's own clock, None while the day is not being played; `shift_ms` is how much later it plays.
    """
    at = begins_at_ms if now_ms is None else max(begins_at_ms, now_ms)
    for visit in mine:
        if visit.state == UNDER_WAY and visit.begun_at_ms is not None:
            at = max(at, visit.begun_at_ms - shift_ms + visit.length_ms)
    found = {}
    for visit in mine:
        if visit.due:
            found[visit.team] = Hours(at, at + visit.length_ms, at + visit.length_ms <= ends_at_ms)
            at += visit.length_ms
    return found


def moved(visits: Sequence[Visit], team: int, coach: str, first: bool) -> list[Visit]:
    """The visits to come of a coach once a team is put among them, first or last."""
    visit = _due(visits, team)
    others = [each for each in _queue(visits, coach) if each.team != team]
    length_ms = visit.length_ms or (others[0].length_ms if others else SHORTEST_MS)
    others.insert(0 if first else len(others), replace(visit, length_ms=length_ms))
    return [replace(each, coach=coach, place=number) for number, each in enumerate(others, 1)]


def swapped(visits: Sequence[Visit], team: int, other: int) -> list[Visit]:
    """Two visits to come, each in the other's place."""
    one, two = _due(visits, team), _due(visits, other)
    if one.coach is None or two.coach is None or one.team == two.team:
        raise Invalid.at("with", "Two tables of the rounds are expected.")
    return [replace(a, coach=b.coach, place=b.place, length_ms=b.length_ms) for a, b in ((one, two), (two, one))]


def judged(parts: Mapping[str, Any], note: Any) -> tuple[dict[str, str], str]:
    """What a coach noted: how ready each part is, where it was said, and a note; Invalid at the field at fault."""
    said = {part: value for part in PARTS if (value := parts.get(part)) not in (None, "")}
    faults = {part: "One of the three is expected." for part, value in said.items() if value not in READINESS}
    text = note or ""
    if not isinstance(text, str) or len(text) > LONGEST_NOTE:
        faults["note"] = "A note of at most 2,000 characters is expected."
    if faults:
        raise Invalid("This cannot be kept as it is.", faults)
    return said, text.strip()


def is_round(found: Any) -> bool:
    """Whether a value is where one team stands in the round, as an export writes it."""
    try:
        judged(found["parts"], found["note"])
        figures = [found["place"], found["length_ms"], *(found[name] or 0 for name in INSTANTS)]
        whole = all(type(figure) is int and figure >= 0 for figure in figures)
        return whole and isinstance(found["parts"], dict) and isinstance(found["coach"], str | None)
    except (Invalid, KeyError, TypeError, AttributeError):
        return False


def _queue(visits: Sequence[Visit], coach: str) -> list[Visit]:
    mine = [visit for visit in visits if visit.coach == coach and visit.due]
    return sorted(mine, key=lambda visit: (visit.place, visit.team))


def _due(visits: Sequence[Visit], team: int) -> Visit:
    visit = next((each for each in visits if each.team == team), None)
    if visit is None:
        raise Invalid.at("team", "There is no such team.")
    if not visit.due:
        raise Invalid.at("team", "A coach has been at this table already: its place can change no more.")
    return visit
