"""Which teams a juror does not score, and why: own organisation, a pitch that was missed, a seat another one has.

None of these lowers a score: no ballot is expected of such a pair, and none counts.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.domain.attendance import Move, missed

Pair = tuple[str, int]
OWN, MISSED, REPLACED, IN_RESERVE = "own", "missed", "replaced", "in_reserve"


@dataclass(frozen=True)
class Member:
    """A juror: their authority, whose substitute they are, whether they sit, when they came and went."""

    key: str
    organisation: str | None
    substitute_for: str | None = None
    sits: bool = True
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A team: the authorities that carry it, and when its pitch began (None: it has not)."""

    number: int
    organisations: frozenset[str]
    began_at_ms: int | None = None


@dataclass(frozen=True)
class Scope:
    """What the event's rules say: `abstain` or `score`, of the teams of one's own, and of pitches one missed."""

    own_organisation: str
    missed_pitches: str


def out_of_scope(
    scope: Scope, members: Sequence[Member], entries: Iterable[Entry], validated: Collection[Pair]
) -> dict[Pair, str]:
    """Every pair that is out of scope, with its reason.

    A ballot that was validated stays its juror's. The other teams of a seat are for whoever sits in it.
    """
    seats = seat_of(members)
    shared = {key: {other for other in seats if seats[other] == seats[key]} - {key} for key in seats}
    found = {}
    for entry in entries:
        for member in members:
            why = _why(scope, member, entry, shared[member.key], validated)
            if why:
                found[member.key, entry.number] = why
    return found


def _why(scope: Scope, member: Member, entry: Entry, others: Collection[str], validated: Collection[Pair]) -> str:
    if scope.own_organisation == "abstain" and member.organisation in entry.organisations:
        return OWN
    given = (member.key, entry.number) in validated
    if others and not given:
        if not member.sits:
            return IN_RESERVE if member.substitute_for else REPLACED
        if any((other, entry.number) in validated for other in others):
            return REPLACED
    begun = entry.began_at_ms is not None
    if scope.missed_pitches == "abstain" and (begun or not given) and missed(member.moves, entry.began_at_ms):
        return MISSED
    return ""


def seat_of(members: Sequence[Member]) -> dict[str, str]:
    """Whose seat each juror's is: their own, or that of the first one whom they are, in the end, a substitute for."""
    known = {member.key: member.substitute_for for member in members}

    def root(key: str) -> str:
        seen: list[str] = []
        while key not in seen:
            seen.append(key)
            other = known.get(key)
            if other is None or other not in known:
                return key
            key = other
        return min(seen)  # a ring of substitutes is one seat

    return {key: root(key) for key in known}


def sitting(members: Sequence[Member], marked: Collection[str]) -> set[str]:
    """Who sits when an event begins: a substitute who is marked so, and whoever has no such substitute."""
    seats = seat_of(members)
    taken = {seats[member.key] for member in members if member.substitute_for and member.key in marked}
    first = {member.key for member in members if not member.substitute_for and seats[member.key] not in taken}
    return first | {member.key for member in members if member.substitute_for and member.key in marked}
