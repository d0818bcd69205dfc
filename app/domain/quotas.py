"""Which teams to take where organisations have a least and a most number of laureates, and what that costs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from app.domain.scoring import Row

MOST_OPTIMA = 20
MOST_JOINT = 8


@dataclass(frozen=True)
class Quota:
    """How many laureates an organisation has at least, and at most (None: no most)."""

    organisation: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Entrant:
    """A scored team and the organisations that carry it."""

    number: int
    organisations: frozenset[str]
    score: Fraction


@dataclass(frozen=True)
class Selection:
    """The best choices under the quotas (several where equal scores leave them equal), and their price.

    `impossible` is the first condition that cannot hold, as a reason key, and `organisation` the one it is about.
    `entering` and `leaving` compare the first choice with the ranking's own.
    """

    choices: tuple[tuple[int, ...], ...] = ()
    price: Fraction = Fraction(0)
    entering: tuple[int, ...] = ()
    leaving: tuple[int, ...] = ()
    impossible: str | None = None
    organisation: str | None = None


def select(entrants: Sequence[Entrant], quotas: Sequence[Quota], places: int) -> Selection:
    """Take the best least number of each organisation, then the best of all, skipping those that have their most."""
    wrong = _impossible(entrants, quotas, places)
    if wrong is not None:
        return wrong
    free = _best(entrants, (), places)
    found = _best(entrants, quotas, places)
    if not found:
        joint = sum(len(entrant.organisations & {quota.organisation for quota in quotas}) > 1 for entrant in entrants)
        return Selection(impossible="joint_teams" if joint > MOST_JOINT else "quotas")
    score = {entrant.number: entrant.score for entrant in entrants}
    chosen = found[0]
    ours = max(free, key=lambda numbers: len(set(numbers) & set(chosen)))
    return Selection(
        choices=tuple(found),
        price=sum((score[n] for n in ours), Fraction(0)) - sum((score[n] for n in chosen), Fraction(0)),
        entering=tuple(n for n in chosen if n not in ours),
        leaving=tuple(n for n in ours if n not in chosen),
    )


def entrants(ranking: Iterable[Row], organisations: Mapping[int, frozenset[str]]) -> list[Entrant]:
    """The teams of a ranking that have a score."""
    return [Entrant(row.team, organisations[row.team], row.mean) for row in ranking if row.mean is not None]


def taken(numbers: Collection[int], entrants: Iterable[Entrant], organisation: str) -> int:
    """How many of the chosen teams an organisation carries, joint ones too."""
    return sum(entrant.number in numbers and organisation in entrant.organisations for entrant in entrants)


def _impossible(entrants: Sequence[Entrant], quotas: Sequence[Quota], places: int) -> Selection | None:
    """The first condition that cannot hold, in the order in which they are told."""
    sizes = {
        quota.organisation: sum(quota.organisation in entrant.organisations for entrant in entrants) for quota in quotas
    }
    joint = any(len(entrant.organisations & sizes.keys()) > 1 for entrant in entrants)
    if len(entrants) < places:
        return Selection(impossible="few_teams")
    if not joint and sum(quota.least for quota in quotas) > places:
        return Selection(impossible="least_above_places")
    for quota in quotas:
        if quota.least > sizes[quota.organisation]:
            return Selection(impossible="least_above_teams", organisation=quota.organisation)
    within = sum(size if quota.most is None else min(quota.most, size) for quota, size in _sized(quotas, sizes))
    outside = sum(not entrant.organisations & sizes.keys() for entrant in entrants)
    return Selection(impossible="most_below_places") if within + outside < places else None


def _sized(quotas: Sequence[Quota], sizes: Mapping[str, int]) -> list[tuple[Quota, int]]:
    return [(quota, sizes[quota.organisation]) for quota in quotas]


def _best(entrants: Sequence[Entrant], quotas: Sequence[Quota], places: int) -> list[tuple[int, ...]]:
    """Every best choice, its teams best first.

    Joint teams, whose organisations overlap, are tried in and out; the others then fall into separate groups, for
    which taking the best is best.
    """
    known = {quota.organisation for quota in quotas}
    joint = [entrant for entrant in entrants if len(entrant.organisations & known) > 1]
    if len(joint) > MOST_JOINT:
        return []
    single = [entrant for entrant in entrants if entrant not in joint]
    found: dict[tuple[int, ...], Fraction] = {}
    for size in range(len(joint) + 1):
        for held in combinations(joint, size):
            for choice in _around(single, held, quotas, places):
                found[tuple(entrant.number for entrant in choice)] = sum((e.score for e in choice), Fraction(0))
    best = max(found.values(), default=Fraction(0))
    return [numbers for numbers, total in found.items() if total == best][:MOST_OPTIMA]


def _around(
    single: Sequence[Entrant], held: Sequence[Entrant], quotas: Sequence[Quota], places: int
) -> list[tuple[Entrant, ...]]:
    """The best choices around the joint teams that are held in; none where they leave no way."""
    rest = {}
    for quota in quotas:
        used = sum(quota.organisation in entrant.organisations for entrant in held)
        most = len(single) if quota.most is None else quota.most - used
        if most < 0:
            return []
        rest[quota.organisation] = (max(0, quota.least - used), most)
    first = _greedy(single, rest, places - len(held))
    if first is None:
        return []
    choices = [first]
    for choice in choices:
        for equal in _swapped(choice, single, rest):
            if equal not in choices and len(choices) < MOST_OPTIMA:
                choices.append(equal)
    return [tuple(sorted((*held, *choice), key=_order)) for choice in choices]


def _greedy(single: Sequence[Entrant], rest: Mapping[str, tuple[int, int]], places: int) -> frozenset[Entrant] | None:
    ordered = sorted(single, key=_order)
    chosen: list[Entrant] = []
    for organisation, (least, _) in rest.items():
        own = [entrant for entrant in ordered if organisation in entrant.organisations]
        chosen += own[:least]
    if len(chosen) > places:
        return None
    for entrant in ordered:
        if len(chosen) < places and entrant not in chosen and _fits([*chosen, entrant], rest, at_least=False):
            chosen.append(entrant)
    return frozenset(chosen) if len(chosen) == places and _fits(chosen, rest) else None


def _swapped(
    choice: frozenset[Entrant], single: Sequence[Entrant], rest: Mapping[str, tuple[int, int]]
) -> Iterable[frozenset[Entrant]]:
    """The choices one exchange of equal scores away; all best ones are reached by such exchanges."""
    for coming in single:
        if coming not in choice:
            for going in choice:
                other = choice - {going} | {coming}
                if going.score == coming.score and _fits(other, rest):
                    yield other


def _fits(chosen: Collection[Entrant], rest: Mapping[str, tuple[int, int]], at_least: bool = True) -> bool:
    for organisation, (least, most) in rest.items():
        count = sum(organisation in entrant.organisations for entrant in chosen)
        if count > most or (at_least and count < least):
            return False
    return True


def _order(entrant: Entrant) -> tuple[Fraction, int]:
    return -entrant.score, entrant.number
