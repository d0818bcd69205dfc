"""The favourite vote of the room: who is admitted, what counts, what stands apart; indicative, whatever comes out.

A device is a voter. Nothing but its cookie tells one from another: a whole room shares one address and a few browsers,
and presses within the same seconds once it is told to. Who comes fast together is therefore no sign of a script; who
votes the moment that their page is opened is one, for people read the list first. A script that waits as people do
cannot be told from them: the ceiling of seats holds it, and what comes out is indicative.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
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
# Fifteen projects are not read, nor a code typed, in less: whoever votes sooner after opening the page is hasty.
HASTY_MS = 3_000
# So many hasty voters of one kind within so many ms are a burst. The longer, the slower: a script on a busy machine
# waits for each answer. Above five a second, at which three hundred phones of one model come within a minute.
BURSTS = ((18, 2_000), (32, 5_000), (60, 10_000))
# Of those who took their time, this share of the seats, and never fewer than so many, within FLOOD_MS: a network that
# was stuck lets go of many at once, and not of so many of one kind.
FLOOD_SHARE, LEAST_FLOOD, FLOOD_MS = 4, 100, 2_000


@dataclass(frozen=True)
class Arrival:
    """A voter's first vote: when it came, and of which kind, its address and browser as one digest.

    `opened_at_ms` is when its page was opened; None where nobody noted it, which is judged as haste.
    """

    at_ms: int
    kind: str
    opened_at_ms: int | None

    @property
    def hasty(self) -> bool:
        """Whether nobody could have read the list before voting."""
        return self.opened_at_ms is None or self.at_ms - self.opened_at_ms < HASTY_MS


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


def flood(seats: int) -> int:
    """How many of one kind, each of whom took their time, are a burst all the same within FLOOD_MS."""
    return max(LEAST_FLOOD, seats // FLOOD_SHARE)


def suspects(arrivals: Sequence[Arrival], seats: int) -> frozenset[int]:
    """The places in this list of those who came in a burst. Whoever is suspect stays so, whoever comes later."""
    found: set[int] = set()
    alike: dict[tuple[str, bool], list[int]] = {}
    for place in sorted(range(len(arrivals)), key=lambda place: arrivals[place].at_ms):
        alike.setdefault((arrivals[place].kind, arrivals[place].hasty), []).append(place)
    for (_, hasty), places in alike.items():
        for many, within_ms in BURSTS if hasty else ((flood(seats), FLOOD_MS),):
            for first in range(len(places) - many + 1):
                if arrivals[places[first + many - 1]].at_ms - arrivals[places[first]].at_ms < within_ms:
                    found.update(places[first : first + many])
    return frozenset(found)


def is_room(arrivals: Sequence[Arrival], comer: Arrival, seats: int) -> bool:
    """Whether a new voter is admitted: beyond the seats a few are, for a burst that nobody can tell yet holds some."""
    apart = suspects([*arrivals, comer], seats)
    held = len(apart) if len(arrivals) in apart else len(arrivals) + 1 - len(apart)
    return held <= seats + flood(seats)


def outcome(voters: Sequence[Voter], seats: int) -> Outcome:
    """Count the voters, never more than there are seats, the first ones first; the others apart, never dropped."""
    marked = suspects(voters, seats)
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
        and found.keys() <= {field.name for field in fields(Voter)}
        and type(found.get("at_ms")) is int
        and isinstance(found.get("kind"), str)
        and type(found.get("opened_at_ms")) in (int, type(None))
        and isinstance(found.get("teams"), list)
        and all(type(team) is int for team in found["teams"])
    )
