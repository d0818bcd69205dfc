"""The favourite vote of the room: who is admitted, what counts, what stands apart; indicative, whatever comes out.

A device is a voter. Nothing but its cookie tells one from another: a whole room shares one address and a few browsers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid

# Off until the desk opens it; closed, the desk alone knows what came out, until it is told to everybody.
OFF, OPEN, CLOSED, TOLD = "off", "open", "closed", "told"
STATES = (OFF, OPEN, CLOSED, TOLD)
# It was not by ticket: whoever reads a total reads this word too.
INDICATIVE = "indicative"
MOST_SEATS, MOST_CHOICES = 5_000, 10
# The code of the big screen: letters and digits that nobody takes for one another.
CODE_SIGNS, CODE_LENGTH = "ACDEFHJKLMNPQRTUVWXY34679", 4
# So many new voters of one kind within so many ms are a burst: no room does that, a script does. Three hundred phones
# of one model come at five a second when they come within a minute.
BURSTS = ((25, 2_000), (80, 10_000))
SPARE = max(many for many, _ in BURSTS)


@dataclass(frozen=True)
class Arrival:
    """A voter's first vote: when, and of which kind, its address and browser as one digest."""

    at_ms: int
    kind: str


@dataclass(frozen=True)
class Voter(Arrival):
    """A voter with what it chose last."""

    teams: tuple[int, ...]


@dataclass(frozen=True)
class Outcome:
    """What came out: voices by team of the voters that count, and apart those of a burst or beyond the seats."""

    voters: int
    counts: dict[int, int]
    suspect: int
    suspect_counts: dict[int, int]

    @property
    def rows(self) -> tuple[tuple[int, int, int], ...]:
        """Each team that was chosen, its voices and those apart: most voices first, then by number."""
        named = self.counts.keys() | self.suspect_counts.keys()
        every = [(team, self.counts.get(team, 0), self.suspect_counts.get(team, 0)) for team in named]
        return tuple(sorted(every, key=lambda row: (-row[1], row[0])))

    @property
    def first(self) -> tuple[int, ...]:
        """The teams with the most voices, by number; none where nobody voted."""
        most = max(self.counts.values(), default=0)
        return tuple(sorted(team for team, voices in self.counts.items() if voices == most))


def suspects(arrivals: Sequence[Arrival]) -> frozenset[int]:
    """The places in this list of those who came in a burst. Whoever is suspect stays so, whoever comes later."""
    found: set[int] = set()
    kinds: dict[str, list[int]] = {}
    for place in sorted(range(len(arrivals)), key=lambda place: arrivals[place].at_ms):
        kinds.setdefault(arrivals[place].kind, []).append(place)
    for places in kinds.values():
        for many, within_ms in BURSTS:
            for first in range(len(places) - many + 1):
                if arrivals[places[first + many - 1]].at_ms - arrivals[places[first]].at_ms < within_ms:
                    found.update(places[first : first + many])
    return frozenset(found)


def is_room(arrivals: Sequence[Arrival], comer: Arrival, seats: int) -> bool:
    """Whether a new voter is admitted: beyond the seats a few are, for a burst that nobody can tell yet holds some."""
    apart = suspects([*arrivals, comer])
    held = len(apart) if len(arrivals) in apart else len(arrivals) + 1 - len(apart)
    return held <= seats + SPARE


def outcome(voters: Sequence[Voter], seats: int) -> Outcome:
    """Count the voters, never more than there are seats, the first ones first; the others apart, never dropped."""
    marked = suspects(voters)
    counted = [place for place in range(len(voters)) if place not in marked][:seats]
    apart = sorted(set(range(len(voters))) - set(counted))
    return Outcome(len(counted), _voices(voters, counted), len(apart), _voices(voters, apart))


def _voices(voters: Sequence[Voter], places: Iterable[int]) -> dict[int, int]:
    return dict(sorted(Counter(team for place in places for team in voters[place].teams).items()))


def chosen(sent: Any, teams: Iterable[int], most: int) -> tuple[int, ...]:
    """What a voter chose, by number: one team, or a list of them; Invalid at `team`."""
    listed, known = sent if isinstance(sent, list | tuple) else [sent], set(teams)
    if not listed or any(type(team) is not int or team not in known for team in listed):
        raise Invalid.at("team", "Choose a project of the list.")
    if len(set(listed)) > most:
        raise Invalid(
            "Choose at most %(most)s projects.", {"team": "Choose at most %(most)s projects."}, {"most": most}
        )
    return tuple(sorted(set(listed)))


def setting(name: str, sent: Any, most: int) -> int:
    """A number of the vote's settings, from 1 to `most`; Invalid at its name."""
    if type(sent) is not int or not 1 <= sent <= most:
        raise Invalid.at(name, "A whole number from 1 to %(most)s is expected.", most=most)
    return sent


def as_shown(typed: Any) -> str:
    """A typed code as the big screen has it, whatever its case and spaces."""
    return "".join(typed.split()).upper() if isinstance(typed, str) else ""


def moved(state: str, act: str) -> str:
    """Where the vote stands after an act of the desk; Invalid, in words, where it does not fit."""
    if (state, act) not in MOVES:
        raise Invalid.at("act", "The vote does not stand where this fits: look at it again.")
    return MOVES[state, act]


MOVES = {
    (OFF, "open"): OPEN,
    (OPEN, "close"): CLOSED,
    (OPEN, "new_code"): OPEN,
    (OPEN, "seats"): OPEN,
    (CLOSED, "reopen"): OPEN,
    (CLOSED, "tell"): TOLD,
    (TOLD, "untell"): CLOSED,
}


def is_kept(found: Any) -> bool:
    """Whether a value is a vote as an export writes it."""
    if not isinstance(found, dict) or found.get("state") not in (OFF, CLOSED, TOLD):
        return False
    try:
        setting("seats", found.get("seats"), MOST_SEATS)
        setting("most", found.get("most"), MOST_CHOICES)
    except Invalid:
        return False
    voters = found.get("voters")
    return isinstance(voters, list) and all(_is_voter(voter) for voter in voters)


def _is_voter(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and type(found.get("at_ms")) is int
        and isinstance(found.get("kind"), str)
        and isinstance(found.get("teams"), list)
        and all(type(team) is int for team in found["teams"])
    )
