"""A vote of the jury on places that the scores do not settle: who votes, whose voice decides a draw, what came out.

As French assemblies do: each says aloud what they choose and it is written down, unless the vote is secret; in a draw
the chair's voice decides, never in a secret vote, and never where the chair's own team is at stake.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

NAMED, SECRET = "named", "secret"


@dataclass(frozen=True)
class Voter:
    """A member of the jury before a vote: their authority, whether they sit, and the teams they may not judge."""

    key: str
    organisation: str | None
    chair: bool = False
    sits: bool = True
    aside: frozenset[int] = frozenset()


def voters(members: Sequence[Voter], stake: Collection[int]) -> list[str]:
    """Who votes between these teams: whoever sits and stepped aside for none of them."""
    return [member.key for member in members if member.sits and not member.aside.intersection(stake)]


def concerned(member: Voter, stake: Mapping[int, Collection[str]]) -> bool:
    """Whether a team of one's own is at stake: of one's authority, or one that one stepped aside for."""
    return bool(member.aside.intersection(stake)) or any(member.organisation in of for of in stake.values())


def casting(members: Sequence[Voter], stake: Mapping[int, Collection[str]], substitute: str | None) -> str | None:
    """Whose voice decides a draw: the chair's, or the substitute's named beforehand where the chair is concerned.

    None: nobody's, because no substitute was named, or because the substitute is concerned too.
    """
    able = set(voters(members, stake))
    chair = next((member for member in members if member.chair and member.sits), None)
    if chair is not None and chair.key in able and not concerned(chair, stake):
        return chair.key
    stands_in = next((member for member in members if member.key == substitute), None)
    if stands_in is None or stands_in.key not in able or concerned(stands_in, stake):
        return None
    return stands_in.key


@dataclass(frozen=True)
class Outcome:
    """What a vote came to: voices by team, best first; who is retained (None: undecided), and if one voice decided."""

    voices: dict[int, int]
    retained: tuple[int, ...] | None
    by_casting: bool = False


def outcome(
    stake: Collection[int], places: int, choices: Sequence[Collection[int]], decisive: Collection[int] | None
) -> Outcome:
    """Count the voices; in a draw across the last place, `decisive` (the casting voter's choice) tells, if it can."""
    counted = Counter(team for choice in choices for team in choice)
    order = sorted(stake, key=lambda team: (-counted[team], team))
    voices = {team: counted[team] for team in order}
    if places >= len(order):
        return Outcome(voices, tuple(sorted(order)))
    last = counted[order[places - 1]]
    if not choices or last != counted[order[places]]:
        return Outcome(voices, tuple(sorted(order[:places])) if choices else None)
    sure = [team for team in order if counted[team] > last]
    drawn = [team for team in order if counted[team] == last]
    preferred = [team for team in drawn if decisive is not None and team in decisive]
    if len(sure) + len(preferred) != places:
        return Outcome(voices, None)
    return Outcome(voices, tuple(sorted(sure + preferred)), by_casting=True)
