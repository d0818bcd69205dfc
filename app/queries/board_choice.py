"""What the board says of the choice: the list under the quotas with its price, and the tie at the cut."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.domain import quotas, ties
from app.domain.indicators import six
from app.models import Event
from app.queries import laureates
from app.queries.board_sight import Sight


def under_quotas(session: Session, event: Event, seen: Sight) -> dict[str, Any]:
    """Each quota with what is proposed of it, and the choice under all of them with its price.

    The price of a choice is a figure of its teams: who stepped aside from one is told neither.
    """
    asked = laureates.quotas(session, event)
    why = "recused" if seen.aside else "no_cut" if seen.cut is None else None if asked else "no_quota"
    entrants = quotas.entrants(seen.ranking, {team.number: team.organisations for team in seen.known.teams})
    chosen = quotas.select(entrants, asked, seen.cut) if why is None and seen.cut is not None else None
    return {
        "quota": [
            {
                "organisation": quota.organisation,
                "min": quota.least or None,
                "max": quota.most,
                **_proposed(chosen, entrants, quota.organisation, why),
            }
            for quota in asked
        ],
        "selection": None if chosen is None else _told(chosen),
        "selection_reason": why,
    }


def _proposed(
    chosen: quotas.Selection | None, entrants: Sequence[quotas.Entrant], key: str, why: str | None
) -> dict[str, Any]:
    """How many laureates are proposed of an organisation; none is where equal choices differ about it."""
    if chosen is None or not chosen.choices:
        return {"proposed": None, "proposed_reason": why or "impossible"}
    counts = {quotas.taken(choice, entrants, key) for choice in chosen.choices}
    return {"proposed": counts.pop()} if len(counts) == 1 else {"proposed": None, "proposed_reason": "tie"}


def _told(chosen: quotas.Selection) -> dict[str, Any]:
    return {
        "choices": [sorted(choice) for choice in chosen.choices],
        "price": six(chosen.price),
        "entering": list(chosen.entering),
        "leaving": list(chosen.leaving),
        "impossible": chosen.impossible,
        "organisation": chosen.organisation,
    }


def tie_at_cut(seen: Sight) -> dict[str, Any] | None:
    """The tie across the cut and how far the announced chain breaks it; untold to who stepped aside from one of it."""
    split = seen.panel_count > 1  # then equal scores are no tie
    found = ties.at_cut(seen.ranking, seen.cut) if seen.cut is not None and not split else None
    if found is None or seen.aside & set(found[0]):
        return None
    tied, shared = found
    tie = ties.broken(tied, shared, seen.counted, seen.criteria)
    return {
        "teams": list(tie.teams),
        "places": shared,
        "step": ("exact", "head_to_head", "criteria", "vote")[tie.step],
        "chosen": list(tie.chosen),
        "to_vote": list(tie.to_vote),
        "duels": [[first, second, *counts] for (first, second), counts in tie.duels.items()],
        "wins": {str(team): float(wins) for team, wins in tie.wins.items()},
    }
