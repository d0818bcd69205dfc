"""The agenda of a day drafted from the number of its teams, with floors; and whether it ends in time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from app.domain.fitting_cells import time_of

MINUTES_OF_A_DAY = 1_440
HOURS = ("begins", "pitches", "ends")
LENGTHS = ("pitch_minutes", "questions_minutes", "change_minutes")
LONGEST, SHORT = 120, re.compile("[0-9]{1,3}")
# A room sits no longer than this without a pause.
LONGEST_SITTING = 100
WELCOME, TALK, BRIEFING, PAUSE, DELIBERATION, ANNOUNCEMENT = 30, 30, 15, 15, 45, 30
LUNCH, SHORTEST_LUNCH, SHORTEST_COACHING = 75, 45, 45
# How short each kind of slot may become when the day runs late.
FLOORS = {"break": 5, "coaching": 30, "briefing": 10, "deliberation": 30, "announcement": 20}


@dataclass(frozen=True)
class Wishes:
    """What the day is drafted from: minutes since midnight, and minutes."""

    begins: int
    pitches: int
    ends: int
    pitch_minutes: int = 3
    questions_minutes: int = 5
    change_minutes: int = 1


@dataclass(frozen=True)
class Drafted:
    """One slot of the draft; `starts` in minutes since midnight."""

    starts: int
    minutes: int
    kind: str
    team: int | None = None
    floor: int | None = None
    # Of a break, whether people eat.
    lunch: bool = False

    @property
    def ends(self) -> int:
        """When it is over."""
        return self.starts + self.minutes


@dataclass(frozen=True)
class Draft:
    """A day, in order, and what would have it fit where it does not: the questions that are short enough, the hour."""

    slots: tuple[Drafted, ...]
    wished: int
    questions: int | None = None
    earlier: int | None = None

    @property
    def ends(self) -> int:
        """When the last slot is over."""
        return self.slots[-1].ends

    @property
    def late(self) -> int:
        """By how many minutes it does not fit; nothing where it does."""
        return max(0, self.ends - self.wished)


def wished(said: Mapping[str, str]) -> tuple[Wishes | None, dict[str, str]]:
    """What was typed as wishes; where something is wrong none, and by field what."""
    faults: dict[str, str] = {}
    hours = {name: minutes_of(hour) for name in HOURS if (hour := time_of(said[name])) is not None}
    for name in HOURS:
        if name not in hours:
            faults[name] = "An hour such as 14:30 is expected."
    lengths = {name: int(said[name]) for name in LENGTHS if SHORT.fullmatch(said[name])}
    for name, length in {name: lengths.get(name) for name in LENGTHS}.items():
        if length is None or length > LONGEST or (name == "pitch_minutes" and not length):
            faults[name] = "A whole number of minutes is expected, 120 at the most."
    if not faults and not hours["begins"] < hours["pitches"] < hours["ends"]:
        faults["pitches"] = "The pitches begin after the welcome, and before the end of the day."
    return (None if faults else Wishes(**hours, **lengths)), faults


def draft(teams: Sequence[int], wishes: Wishes) -> Draft:
    """A day for these teams; where it ends too late, with what would have it end in time."""
    slots = (*_morning(wishes), *_afternoon(teams, wishes))
    late = max(0, slots[-1].ends - wishes.ends)
    if not late:
        return Draft(slots, wishes.ends)
    shorter = wishes.questions_minutes - -(-late // max(1, len(teams)))
    earlier = wishes.pitches - late
    return Draft(
        slots,
        wishes.ends,
        questions=shorter if shorter >= 1 else None,
        earlier=earlier if earlier >= wishes.begins + WELCOME + BRIEFING else None,
    )


def _morning(wishes: Wishes) -> list[Drafted]:
    """Welcome; a talk, coaching at the tables and lunch where there is time for them; the jury's briefing."""
    slots = [Drafted(wishes.begins, WELCOME, "welcome")]
    briefing = wishes.pitches - BRIEFING
    free = briefing - slots[-1].ends
    if free >= LUNCH + SHORTEST_COACHING:
        if free >= LUNCH + SHORTEST_COACHING + TALK:
            slots.append(Drafted(slots[-1].ends, TALK, "talk"))
        coaching = briefing - LUNCH - slots[-1].ends
        slots.append(Drafted(slots[-1].ends, coaching, "coaching", floor=min(coaching, FLOORS["coaching"])))
        slots.append(Drafted(slots[-1].ends, LUNCH, "break", floor=SHORTEST_LUNCH, lunch=True))
    slots.append(Drafted(briefing, BRIEFING, "briefing", floor=FLOORS["briefing"]))
    return slots


def _afternoon(teams: Sequence[int], wishes: Wishes) -> list[Drafted]:
    """The pitches, paused where the room would sit too long; deliberation, announcement."""
    length = wishes.pitch_minutes + wishes.questions_minutes + wishes.change_minutes
    sittings = max(1, -(-len(teams) * length // LONGEST_SITTING))
    each = max(1, -(-len(teams) // sittings))
    slots: list[Drafted] = []
    at = wishes.pitches
    for place, team in enumerate(teams):
        if place and place % each == 0:
            slots.append(Drafted(at, PAUSE, "break", floor=FLOORS["break"]))
            at += PAUSE
        slots.append(Drafted(at, length, "pitch", team=team))
        at += length
    slots.append(Drafted(at, DELIBERATION, "deliberation", floor=FLOORS["deliberation"]))
    slots.append(Drafted(at + DELIBERATION, ANNOUNCEMENT, "announcement", floor=FLOORS["announcement"]))
    return slots


def minutes_of(hour: time) -> int:
    """Minutes since midnight."""
    return hour.hour * 60 + hour.minute


def hour_of(minutes: int) -> str:
    """`09:30` for 570; past midnight it is the next day's hour."""
    minutes %= MINUTES_OF_A_DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"
