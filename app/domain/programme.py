"""The programme as the public reads it: past, now, to come; pitches that follow one another are one part.

Twin of static/js/lib/programme.js, which keeps the page up; both run tests/cases/programme.json.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain import agenda
from app.domain.run_down import Line

PAST, NOW, COMING = "past", "now", "coming"
ON = ("called", "on_stage")
# A team gets ready when two pass before it, or this long before it opens the pitches.
READY_TEAMS, READY_MS = 2, 20 * 60_000


@dataclass(frozen=True)
class Part:
    """One part of the day: a slot, or the pitches in a row; `states` says of each line where it stands."""

    lines: tuple[Line, ...]
    states: tuple[str, ...]

    @property
    def pitches(self) -> bool:
        """Whether teams pitch in it."""
        return self.lines[0].slot.kind == agenda.PITCH

    @property
    def state(self) -> str:
        """Past once all of it is; now from the first of its lines that began to the last. Who is absent begins none."""
        pairs = zip(self.lines, self.states, strict=True)
        where = {state for line, state in pairs if line.slot.status != "absent"} or {PAST}
        return where.pop() if len(where) == 1 else NOW

    @property
    def current(self) -> Line | None:
        """The line that is on now, if one is."""
        return next((line for line, state in zip(self.lines, self.states, strict=True) if state == NOW), None)


@dataclass(frozen=True)
class Coming:
    """What comes next: a line; with the part it opens, where that is more than itself."""

    line: Line
    part: Part | None


@dataclass(frozen=True)
class Turn:
    """A team's own pitch, those who pass before it (whoever is on stage included), and what it should know.

    `state` is the slot's once it was called, done or absent; before that "soon" or "waiting".
    """

    line: Line
    before: tuple[Line, ...]
    state: str

    @property
    def come_at_ms(self) -> int:
        """When to be at the stage entrance: as the team before begins, or one turn ahead."""
        own = _hour(self.line)
        return _hour(self.before[-1]) if self.before else own - self.line.slot.duration_ms


@dataclass(frozen=True)
class Day:
    """The parts in run order, and the hour on the day's own clock (None while it is not being played)."""

    parts: tuple[Part, ...]
    now_ms: int | None

    @property
    def pitches(self) -> list[tuple[Line, str]]:
        """Every pitch with where it stands."""
        kept = [part for part in self.parts if part.pitches]
        return [pair for part in kept for pair in zip(part.lines, part.states, strict=True)]

    @property
    def on_stage(self) -> Line | None:
        """The pitch that was called or is on."""
        return next((line for line, state in self.pitches if state == NOW), None)

    def first(self, kind: str) -> Line | None:
        """The first slot of a kind; None where the programme has none."""
        return next((line for part in self.parts for line in part.lines if line.slot.kind == kind), None)

    def following(self, most: int) -> list[Coming]:
        """What comes next, at most `most` lines: within the pitches the next team, otherwise whole parts."""
        coming = []
        for part in self.parts:
            pairs = zip(part.lines, part.states, strict=True)
            first = next((line for line, state in pairs if state == COMING), None)
            if first is not None:
                alone = part.state == NOW or len(part.lines) == 1
                coming.append(Coming(first, None if alone else part))
        return coming[:most]

    def turn(self, team: int) -> Turn | None:
        """The pitch of a team; None where the programme has none."""
        lines = self.pitches
        place = next((place for place, (line, _) in enumerate(lines) if line.slot.team == team), None)
        if place is None:
            return None
        line = lines[place][0]
        before = tuple(other for other, state in lines[:place] if state != PAST)
        if line.slot.status in (*ON, *agenda.OVER):
            return Turn(line, before, line.slot.status)
        begun = any(state != COMING and other.slot.status != "absent" for other, state in lines)
        near = self.now_ms is not None and _hour(line) - self.now_ms <= READY_MS
        return Turn(line, before, "soon" if len(before) <= READY_TEAMS and (begun or near) else "waiting")


def day(lines: Sequence[Line], announced: bool, now: int) -> Day:
    """The day that these lines make."""
    shift = agenda.day_shift_ms([line.slot for line in lines], now)
    where = states(lines, announced, shift, now)
    # A pitch joins the pitches around it; anything else is a part by itself.
    together = groupby(
        zip(lines, where, strict=True),
        key=lambda pair: agenda.PITCH if pair[0].slot.kind == agenda.PITCH else pair[0].slot.id,
    )
    parts = []
    for _, pairs in together:
        kept = list(pairs)
        parts.append(Part(tuple(line for line, _ in kept), tuple(state for _, state in kept)))
    return Day(tuple(parts), None if shift is None else now - shift)


def states(lines: Sequence[Line], announced: bool, shift: int | None, now: int) -> list[str]:
    """Where each line stands. A pitch is on when called; the rest of the day also goes by the clock."""
    # A shift that cannot be told, although something began: that day is over, and nobody plays it again.
    if announced or (shift is None and any(line.slot.started_at_ms is not None for line in lines)):
        return [PAST] * len(lines)
    found = [_by_facts(line) for line in lines]
    if NOW in found or shift is None:
        return found
    for place in reversed(range(len(lines))):
        line = lines[place]
        # What is not a pitch begins at its hour and lasts until something else does.
        if found[place] == COMING and line.slot.kind != agenda.PITCH and _hour(line) <= now - shift:
            found[place] = PAST if NOW in found else NOW
    return found


def _by_facts(line: Line) -> str:
    if line.slot.status in ON:
        return NOW
    return PAST if line.slot.status in agenda.OVER or line.shown_at_ms is None else COMING


def _hour(line: Line) -> int:
    return line.slot.planned_at_ms if line.shown_at_ms is None else line.shown_at_ms
