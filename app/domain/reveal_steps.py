"""The steps of a reveal, computed from the packet of a closed list: each is all that the room sees at it, and no more.

The order of passage is drawn by lot from a recorded seed, or set by hand: never the teams' numbers, which go by
authority. Whoever has the packet and the seed draws the same order again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.lot import ranked
from app.domain.official import panel_count
from app.domain.services import Choice

# How the laureates are presented: as equals, from the last place to the first, or by the tiers of their categories.
UNRANKED, RANKED, TIERS = "unranked", "ranked", "tiers"
FORMS = (UNRANKED, RANKED, TIERS)
DRAWN, BY_HAND = "drawn", "by_hand"
ORDERS = (DRAWN, BY_HAND)
# From the one that is called last.
METALS = ("gold", "silver", "bronze")
LAUREATE = "laureate"

Packet = Mapping[str, Any]
Shown = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How the organiser wants it: `form` None is what the packet asks for, `seed` "" the packet's own digest."""

    form: str | None = None
    order: str = DRAWN
    seed: str = ""
    sequence: tuple[int, ...] = ()
    suspense: bool = True
    citations: Mapping[int, str] = field(default_factory=dict)
    favourite: int | None = None
    services: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Laureate:
    """A laureate as the ceremony has it: the place among those of its category, shared where equal; its tier."""

    team: int
    category: str | None
    place: int
    tied: bool
    tier: str = LAUREATE


def form_of(packet: Packet, plan: Plan) -> str:
    """How the laureates are presented: as planned, else by tiers where the event has any, else as equals."""
    if plan.form is not None:
        return plan.form
    return TIERS if any(_tiers(packet, key) for key in _categories(packet)) else UNRANKED


def passage(packet: Packet, plan: Plan) -> list[int]:
    """The laureates in the order they are called where nothing else orders them.

    Set by hand, whoever joined the list since then is drawn after the others.
    """
    seed = plan.seed or packet["digest"]
    listed = ranked((row["team"] for row in packet["laureates"]), seed)
    if plan.order != BY_HAND:
        return listed
    set_by_hand = [team for team in plan.sequence if team in listed]
    return [*set_by_hand, *(team for team in listed if team not in set_by_hand)]


def laureates(packet: Packet, plan: Plan) -> list[Laureate]:
    """Every laureate, category after category, in the order they are called."""
    return [each for group in _groups(packet, plan) for each in group]


def compares(packet: Packet, plan: Plan) -> bool:
    """Whether laureates who are called one against another have scores that compare, of one panel of the jury."""
    return all(_panel_count(packet, [each.team for each in group]) < 2 for group in _groups(packet, plan))


def undecided(packet: Packet, plan: Plan) -> list[int]:
    """The teams whose equal scores leave open which tier is whose: no lot decides it, only an order set by hand."""
    if form_of(packet, plan) != TIERS or plan.order == BY_HAND:
        return []
    found = [each for group in _groups(packet, plan) for each in group if each.tied]
    tiers = {(each.category, each.place): set[str]() for each in found}
    for each in found:
        tiers[each.category, each.place].add(each.tier)
    return [each.team for each in found if len(tiers[each.category, each.place]) > 1]


def steps(packet: Packet, plan: Plan) -> list[Shown]:
    """What the room sees at each step; the first is the title, which names nobody."""
    return [{"kind": "title"}, *_called(packet, plan), *_beside(packet, plan), _recap(packet, plan)]


def rehearsal() -> list[Shown]:
    """The steps of a rehearsal: projects A, B and C, which are nobody's, each step marked as such."""
    called: list[Shown] = []
    for position, letter in enumerate("ABC", 1):
        if position == 3:
            called.append({"kind": "suspense", "position": 2, "count": 3, "category": None})
        more = {"category": None, "tier": None, "place": None, "tied": False, "citation": None}
        called.append({"kind": "laureate", "position": position, "count": 3, "team": None, "letter": letter, **more})
    recap = {"kind": "recap", "position": 3, "count": 3, "laureates": [], "letters": ["A", "B", "C"], "favourite": None}
    return [{**step, "rehearsal": True} for step in ({"kind": "title"}, *called, recap)]


def _called(packet: Packet, plan: Plan) -> Iterator[Shown]:
    """The laureates, one step each, with what comes before some of them."""
    groups, known, position = _groups(packet, plan), _categories(packet), 0
    count = sum(map(len, groups))
    form = form_of(packet, plan)
    for group in groups:
        said = known.get(group[0].category or "")
        category = said and {"name": said["name"], "sponsor": said["sponsor"]}
        if category:
            yield {"kind": "category", "position": position, "count": count, "category": category}
        tier = LAUREATE
        for each in group:
            so_far = {"position": position, "count": count, "category": category}
            if form == TIERS and each.tier != tier:
                tier = each.tier
                yield {"kind": "tier", **so_far, "tier": tier}
            if plan.suspense and each is group[-1] and len(group) > 1:
                yield {"kind": "suspense", **so_far}
            position += 1
            citation = plan.citations.get(each.team) or None
            yield {"kind": "laureate", **so_far, "position": position, **_named(packet, form, each)} | {
                "citation": citation
            }


def _named(packet: Packet, form: str, each: Laureate) -> Shown:
    """A laureate with what its form tells: a place only where it is ranked, a tier only where there are tiers."""
    ranked = form == RANKED
    return {
        "team": _team(packet, each.team),
        "tier": each.tier if form == TIERS and each.tier != LAUREATE else None,
        "place": each.place if ranked else None,
        "tied": ranked and each.tied,
    }


def _beside(packet: Packet, plan: Plan) -> Iterator[Shown]:
    """What services chose, then the room's favourite: apart from the jury's laureates."""
    count = len(packet["laureates"])
    so_far = {"position": count, "count": count}
    for each in plan.services:
        if each.team in _teams(packet):
            told = {"service": each.service, "citation": each.why}
            yield {"kind": "service", **so_far, "team": _team(packet, each.team), **told}
    if plan.favourite in _teams(packet):
        yield {"kind": "favourite", **so_far, "team": _team(packet, plan.favourite)}


def _recap(packet: Packet, plan: Plan) -> Shown:
    """Everybody who was called: the best first where there is a best, in their order where there is none."""
    form, known = form_of(packet, plan), _categories(packet)
    found = [
        {**_named(packet, form, each), "category": known.get(each.category or "", {}).get("name")}
        for group in _groups(packet, plan)
        for each in (group if form == UNRANKED else group[::-1])
    ]
    favourite = _team(packet, plan.favourite) if plan.favourite in _teams(packet) else None
    count = len(found)
    return {"kind": "recap", "position": count, "count": count, "laureates": found, "favourite": favourite}


def _groups(packet: Packet, plan: Plan) -> list[list[Laureate]]:
    """The laureates of each category, in the order they are called; those of none come last."""
    order = passage(packet, plan)
    turn = {team: place for place, team in enumerate(order)}
    of_team = {team["number"]: team.get("category") for team in packet["teams"]}
    known_ranks = {row["team"]: row["rank"] for row in packet["laureates"]}
    known, form = _categories(packet), form_of(packet, plan)
    groups = []
    for key in (*known, None):
        mine = [team for team in order if (of_team.get(team) if of_team.get(team) in known else None) == key]
        # Between panels whose scores do not compare nobody is ahead by them.
        ranks = known_ranks if _panel_count(packet, mine) < 2 else dict.fromkeys(mine, 1)
        # Among equals, whoever is called later is ahead.
        best = sorted(mine, key=lambda team: (ranks[team], -turn[team]))
        tiers = dict(zip(best, _tiers(packet, key) if key else [], strict=False))
        places = {team: 1 + sum(ranks[other] < ranks[team] for other in mine) for team in mine}
        shared = [places[team] for team in mine]
        called = [Laureate(t, key, places[t], shared.count(places[t]) > 1, tiers.get(t, LAUREATE)) for t in mine]
        groups.append(sorted(called, key=lambda each: _turn(form, each)))
    return [group for group in groups if group]


def _panel_count(packet: Packet, teams: Sequence[int]) -> int:
    """How many panels of the jury scored these teams, where the official score compares only within one."""
    return panel_count(row.get("panel") for row in packet.get("ranking", ()) if row["team"] in teams)


def _turn(form: str, each: Laureate) -> int:
    """What puts one before another, beside the order of passage."""
    if form == RANKED:
        return -each.place
    if form == TIERS:
        return -METALS.index(each.tier) if each.tier in METALS else -len(METALS)
    return 0


def _tiers(packet: Packet, category: str) -> Sequence[str]:
    """The tiers that a category gives, the highest first, one entry each."""
    known = _categories(packet)[category]
    return [metal for metal in METALS for _ in range(known[metal] or 0)]


def _categories(packet: Packet) -> dict[str, dict[str, Any]]:
    """The categories in their order; a packet from before they were part of it has none."""
    return {row["key"]: row for row in packet.get("categories", ())}


def _teams(packet: Packet) -> set[int | None]:
    return {team["number"] for team in packet["teams"]}


def _team(packet: Packet, number: int | None) -> Shown:
    """A team as the room reads it."""
    found = next(team for team in packet["teams"] if team["number"] == number)
    named = {name: found[name] for name in ("number", "title", "short_title")}
    return {**named, "organisation": "+".join(found["organisations"])}
