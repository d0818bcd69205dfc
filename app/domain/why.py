"""Why one team is before another: from the exact totals, the announced rule of ties, the quotas, the acts of the jury.

Read in what a packet holds, so that an open list and a closed one are explained by the same rule.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.domain import quotas, ties
from app.domain.scoring import Ballot, Criterion, Row, total

# What puts the first before the second; `SHARED`: nothing does, `UNSCORED`: the second has no score.
SCORE, CHAIN, QUOTA, ACT, SHARED, UNSCORED, NEITHER = "score", "chain", "quota", "act", "shared", "unscored", "neither"
HEAD_TO_HEAD = "head_to_head"
Packet = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """What one criterion makes of the difference: both means, and its weighted share of the gap between the scores."""

    key: str
    first: Fraction
    second: Fraction
    share: Fraction


@dataclass(frozen=True)
class Both:
    """What the jurors who scored both say: how many put each first, and the gap by their ballots alone.

    `same` is whether nobody scored only one of the two: then that gap is the whole of it.
    """

    first: int
    second: int
    equal: int
    gap: Fraction | None
    same: bool


@dataclass(frozen=True)
class Why:
    """Why `first` is before `second`; `gap` is what the score of the first is above that of the second.

    `step` is the step of the announced rule that breaks their tie: head to head, or a criterion's key. `act` is the
    act of the jury that decided between them; `quota` the keys of the authorities whose quota moves them.
    """

    first: int
    second: int
    by: str
    gap: Fraction | None = None
    parts: tuple[Part, ...] = ()
    both: Both | None = None
    totals: Mapping[str, tuple[Fraction | None, Fraction | None]] | None = None
    # Where the official score is the adjusted mean: how much it differs from the plain one, for each of the two.
    effects: tuple[Fraction, Fraction] | None = None
    # Whether jurors who share no team scored them: then nothing compares their scores.
    apart: bool = False
    step: str | None = None
    act: Mapping[str, Any] | None = None
    quota: tuple[str, ...] = ()

    def below(self, margin: str | None) -> bool:
        """Whether the gap is one that this jury does not tell apart."""
        return margin is not None and self.gap is not None and 0 < abs(self.gap) < Fraction(margin)


def own_totals_alone(leads: bool, scoring: str) -> bool:
    """Whether somebody reads no totals but their own: what each juror gave is for who leads, once all is in."""
    return not leads or scoring == "open"


def rows(packet: Packet) -> dict[int, Row]:
    """The ranking that a packet holds, by team."""
    return {
        row["team"]: Row(
            row["team"],
            row["rank"],
            row["tied"],
            None if row["exact"] is None else Fraction(row["exact"]),
            {key: Fraction(value) for key, value in row["criteria"].items()},
            row["ballots"],
            None if row.get("received") is None else Fraction(row["received"]),
            row.get("panel"),
        )
        for row in packet["ranking"]
    }


def why(packet: Packet, one: int, other: int, unseen: Collection[int] = ()) -> Why:
    """Why one of two teams is before the other, whichever that is.

    Whoever stepped aside from a team (`unseen`) is told by scores alone: acts, quotas and a tie may be about that one.
    """
    known = rows(packet)
    criteria = [Criterion(each["key"], each["label"], each["weight"]) for each in packet["rules"]["criteria"]]
    given = [Ballot(each["juror"], each["team"], each["scores"]) for each in packet["ballots"]]
    quota = () if unseen else _by_quota(packet, list(known.values()), one, other)
    act = None if unseen else _decided(packet, one, other)
    apart = known[one].panel != known[other].panel
    places = None if apart else packet["rules"]["laureates"]
    step = _step(list(known.values()), places, given, criteria, (one, other), unseen)
    first, second, by = _order(known, one, other, quota, act, step)
    mean, under = known[first].mean, known[second].mean
    if mean is None or under is None:
        return Why(first, second, by)
    totals = _totals(given, criteria, first, second)
    return Why(
        first,
        second,
        by,
        gap=mean - under,
        parts=_parts(known[first], known[second], criteria),
        both=_both(totals),
        totals=totals,
        effects=_effects(known[first], known[second]),
        apart=apart,
        step=step[1] if step else None,
        act=act[1] if act else None,
        quota=quota[1] if quota and quota[0] == first else (),
    )


Found = tuple[int, Any] | None


def _order(
    rows: Mapping[int, Row], one: int, other: int, quota: tuple[Any, ...], act: Found, step: Found
) -> tuple[int, int, str]:
    """Who is before whom and by what: what the jury decided, else the quotas, else the scores, else the chain."""
    ranks = {team: rows[team].rank for team in (one, other)}
    if None in ranks.values():
        scored = [team for team in (one, other) if ranks[team] is not None]
        by = UNSCORED if scored else NEITHER
        first = scored[0] if scored else one
    elif act or quota or (ranks[one] == ranks[other] and step):
        found = act or quota or step or (one, None)
        first, by = found[0], ACT if act else QUOTA if quota else CHAIN
    else:
        first = min((one, other), key=lambda team: ranks[team] or 0)
        by = SHARED if ranks[one] == ranks[other] else SCORE
    return first, other if first == one else one, by


def _decided(packet: Packet, one: int, other: int) -> Found:
    """Which of two the list holds and the other not, with the act that decided it; nothing where none did."""
    held = [act for act in packet["acts"] if not act["taken_back"]]
    listed = {each["team"] for each in packet["laureates"]}
    if not held or (one in listed) == (other in listed):
        return None
    first = one if one in listed else other
    second = other if first == one else one
    so = [act for act in held if first in act["teams"] and second not in act["teams"]]
    between = [act for act in so if {one, other} <= set(act["stake"])]
    deciding = between or [act for act in so if {one, other} & set(act["stake"])]
    return (first, deciding[-1]) if deciding else None


def _by_quota(packet: Packet, rows: Sequence[Row], one: int, other: int) -> tuple[Any, ...]:
    """Which of two the quotas bring in while the other goes out, and by whose quota; empty where they do not."""
    rules = packet["rules"]
    asked = [quotas.Quota(each["organisation"], each["min"] or 0, each["max"]) for each in rules["quotas"]]
    carried = {team["number"]: frozenset(team["organisations"]) for team in packet["teams"]}
    if not asked or rules["laureates"] is None:
        return ()
    scored = quotas.entrants(rows, carried)
    chosen = quotas.select(scored, asked, rules["laureates"])
    free = {*(chosen.choices[0] if chosen.choices else ()), *chosen.leaving} - {*chosen.entering}
    for first, second in ((one, other), (other, one)):
        if first in chosen.entering and second in chosen.leaving:
            held = {quota: quotas.taken(free, scored, quota.organisation) for quota in asked}
            broken = [q for q, n in held.items() if n < q.least or (q.most is not None and n > q.most)]
            return first, tuple(quota.organisation for quota in broken)
    return ()


def _step(
    rows: Sequence[Row],
    places: int | None,
    given: Sequence[Ballot],
    criteria: Sequence[Criterion],
    pair: tuple[int, int],
    unseen: Collection[int],
) -> Found:
    """Of two that tie across the cut, which one the announced rule puts first and by which step; None: no step does."""
    found = ties.at_cut(rows, places) if places is not None else None
    if found is None or not set(pair) <= set(found[0]) or set(found[0]) & set(unseen):
        return None
    wins = ties.broken(*found, given, criteria).wins
    means = {row.team: row.criteria for row in rows}
    steps = [(HEAD_TO_HEAD, wins[pair[0]] - wins[pair[1]])]
    steps += [(criterion.key, means[pair[0]][criterion.key] - means[pair[1]][criterion.key]) for criterion in criteria]
    return next((((pair[0] if ahead > 0 else pair[1]), step) for step, ahead in steps if ahead), None)


def _parts(first: Row, second: Row, criteria: Sequence[Criterion]) -> tuple[Part, ...]:
    weights = sum(criterion.weight for criterion in criteria)
    return tuple(
        Part(
            criterion.key,
            first.criteria[criterion.key],
            second.criteria[criterion.key],
            (first.criteria[criterion.key] - second.criteria[criterion.key]) * criterion.weight / weights,
        )
        for criterion in criteria
    )


def _effects(first: Row, second: Row) -> tuple[Fraction, Fraction] | None:
    """What the absences make of each score; with the shares of the criteria, they make the gap."""
    pairs = [(row.mean, row.received) for row in (first, second)]
    found = [mean - received for mean, received in pairs if mean is not None and received is not None]
    return (found[0], found[1]) if len(found) == 2 else None


def _totals(
    given: Sequence[Ballot], criteria: Sequence[Criterion], first: int, second: int
) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """What each juror gave each of the two, by key."""
    found: dict[str, dict[int, Fraction]] = {}
    for ballot in given:
        if ballot.team in (first, second):
            found.setdefault(ballot.juror, {})[ballot.team] = total(ballot, criteria)
    return {key: (own.get(first), own.get(second)) for key, own in found.items()}


def _both(totals: Mapping[str, tuple[Fraction | None, Fraction | None]]) -> Both:
    pairs = [(mine, yours) for mine, yours in totals.values() if mine is not None and yours is not None]
    ahead = [mine - yours for mine, yours in pairs]
    return Both(
        first=sum(each > 0 for each in ahead),
        second=sum(each < 0 for each in ahead),
        equal=sum(each == 0 for each in ahead),
        gap=sum(ahead, Fraction(0)) / len(ahead) if ahead else None,
        same=len(pairs) == len(totals),
    )
