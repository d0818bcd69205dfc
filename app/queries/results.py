"""Live results: the one projection of scores that the room may see."""

from typing import Any

from sqlalchemy.orm import Session

from app.domain import official, scoring
from app.models import Event, Team
from app.queries import ballots, day
from app.queries.moment import once

HIDDEN = {"rank": None, "tied": False, "score": None, "criteria": None, "ballots": None}


def snapshot(session: Session, event: Event, _view: str) -> dict[str, Any]:
    """The body of the `results` topic: what `visibility` lets out, and nothing that depends on the rest."""
    if event.announced:
        return {"visibility": "announced", **unranked(session, event)}
    if event.visibility == "frozen" and event.frozen is not None:
        return {"visibility": "frozen", **event.frozen}
    return {"visibility": event.visibility, **shown(session, event)}


def shown(session: Session, event: Event) -> dict[str, Any]:
    """What the present visibility lets out; an event loaded as frozen has shown nothing yet."""
    if event.visibility == "live":
        return ranked(session, event)
    found = unranked(session, event)
    return found if event.visibility == "progress" else {**found, "ballots": None}


def unranked(session: Session, event: Event) -> dict[str, Any]:
    """How many ballots are in, and the teams by number without a figure: all there is beside the laureates."""
    known = ballots.grid(session, event)
    return {"ballots": _counts(session, event), "teams": [{**named(team), **HIDDEN} for team in known.teams]}


def _counts(session: Session, event: Event) -> dict[str, int]:
    known = ballots.grid(session, event)
    return {"in": len(ballots.counting(session, event, known)), "expected": len(known.expected)}


@once
def ranking(session: Session, event: Event) -> tuple[scoring.Row, ...]:
    """The official ranking as it stands now, whoever may see it."""
    known = ballots.grid(session, event)
    numbers = [team.number for team in known.teams]
    counted = ballots.counting(session, event, known)
    return tuple(official.ranking(numbers, counted, day.weighted(session, event), event.method))


def ranked(session: Session, event: Event) -> dict[str, Any]:
    """Counts and the provisional ranking as they stand now; for the room only when `live`, or kept at a freeze.

    Where the room sees the upper half alone, a team below it is like one without a ballot, in the order of numbers.
    """
    known = ballots.grid(session, event)
    rows = ranking(session, event)
    told = scoring.upper_half(rows) if event.top_only else rows
    shown = scoring.display(told)  # of these alone: what is kept back gives nobody a third decimal
    teams = {team.number: team for team in known.teams}
    below = sorted(teams.keys() - {row.team for row in told})
    return {
        "ballots": _counts(session, event),
        "teams": [
            {
                **named(teams[row.team]),
                "rank": row.rank,
                "tied": row.tied,
                "score": shown.get(row.team),
                "criteria": {key: scoring.decimal_half_up(mean, 2) for key, mean in row.criteria.items()},
                "ballots": row.ballots,
            }
            for row in told
        ]
        + [{**named(teams[team]), **HIDDEN} for team in below],
    }


def named(team: Team) -> dict[str, Any]:
    """A team as the results name it."""
    return {
        "number": team.number,
        "title": team.title,
        "short_title": team.short_title,
        "organisation": team.organisation,
    }
