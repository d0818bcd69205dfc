"""The palmarès: who is honoured and for what, once the laureates are announced; who, the packet alone decides.

It says what the ceremony said: the same order of passage, the same tiers, places only where they were called, the
best then first. What stands beside the list is given apart: to an authority, or as somebody's favourite.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.domain import reveal_steps
from app.domain.reveal_steps import LAUREATE, RANKED, UNRANKED, Plan

FAVOURITE = "favourite"


@dataclass(frozen=True)
class Award:
    """A distinction beside the list, to a team or to an authority; `service` is who gave it, where a service did."""

    tier: str
    team: int | None = None
    organisation: str | None = None
    citation: str | None = None
    service: str | None = None


@dataclass(frozen=True)
class Laureate:
    """A team of the list: its tier where the event has tiers, its place where places were called."""

    team: int
    tier: str = LAUREATE
    place: int | None = None
    tied: bool = False
    citation: str | None = None


@dataclass(frozen=True)
class Group:
    """The laureates of a category; of none where the event has none."""

    category: str | None
    laureates: tuple[Laureate, ...]


@dataclass(frozen=True)
class Palmares:
    """The laureates by category, presented as equals, by rank or by tiers (`form`), and what stands beside them."""

    form: str
    groups: tuple[Group, ...]
    beside: tuple[Award, ...]

    @property
    def teams(self) -> list[int]:
        """The number of each laureate in the order of the palmarès."""
        return [each.team for group in self.groups for each in group.laureates]


def palmares(packet: Mapping[str, Any], plan: Plan, awards: Sequence[Award]) -> Palmares:
    """The palmarès of a packet, presented as its reveal was planned. No award makes anybody a laureate."""
    form = reveal_steps.form_of(packet, plan)
    groups = []
    for category, called in groupby(reveal_steps.laureates(packet, plan), lambda each: each.category):
        mine = [_laureate(each, form, plan) for each in called]
        groups.append(Group(category, tuple(mine if form == UNRANKED else mine[::-1])))
    beside = [award for award in awards if award.tier == FAVOURITE or (award.team is None and award.organisation)]
    if plan.favourite is not None and plan.favourite not in {award.team for award in beside}:
        beside.append(Award(FAVOURITE, plan.favourite))
    known = {team["number"] for team in packet["teams"]}
    beside += [
        Award(FAVOURITE, each.team, citation=each.why, service=each.service)
        for each in plan.services
        if each.team in known
    ]
    return Palmares(form, tuple(groups), tuple(beside))


def _laureate(each: reveal_steps.Laureate, form: str, plan: Plan) -> Laureate:
    tier = each.tier if form == reveal_steps.TIERS else LAUREATE
    place, tied = (each.place, each.tied) if form == RANKED else (None, False)
    return Laureate(each.team, tier, place, tied, plan.citations.get(each.team) or None)
