"""The favourite vote of the room: what the desk sees of it, and what everybody does once it is told."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import favourite as rules
from app.domain.favourite import Outcome, Voter
from app.models import Event, FavouriteVote, FavouriteVoter

SETTLED = (rules.CLOSED, rules.TOLD)


def of(session: Session, event: Event) -> FavouriteVote | None:
    """How the vote was opened; None where it never was."""
    return session.get(FavouriteVote, event.id)


def voters(session: Session, event: Event) -> list[Voter]:
    """Everybody who voted, in the order they came."""
    rows = session.scalars(select(FavouriteVoter).filter_by(event_id=event.id).order_by(FavouriteVoter.number))
    return [Voter(row.at_ms, row.kind, row.opened_at_ms, tuple(row.teams)) for row in rows]


def voter(session: Session, event: Event, digest: str) -> FavouriteVoter | None:
    """What a device chose, by the digest of its cookie."""
    return session.scalar(select(FavouriteVoter).filter_by(event_id=event.id, digest=digest))


def code(session: Session, event: Event) -> str | None:
    """What is to be read on the big screen while the vote is open."""
    kept = of(session, event) if event.favourite == rules.OPEN else None
    return kept.code if kept else None


def outcome(session: Session, event: Event) -> Outcome | None:
    """What came out, suspect voices apart; None until the vote is closed, whoever asks."""
    return _counted(session, event) if event.favourite in SETTLED else None


def _counted(session: Session, event: Event) -> Outcome:
    kept = of(session, event)
    return rules.outcome(voters(session, event), kept.seats if kept else 0)


def snapshot(session: Session, event: Event, view: str) -> dict[str, Any]:
    """The body of the `favourite` topic: no voice of any team before the vote is closed, for the desk either."""
    if view == "all" and event.favourite_state != rules.TOLD:
        return {"counts": None, "suspect": None, "mode": rules.INDICATIVE}
    known = _counted(session, event)
    found = outcome(session, event)
    told = {
        "counts": found and {str(team): voices for team, voices in found.counts.items()},
        "suspect": known.suspect,
        "suspect_counts": found and {str(team): voices for team, voices in found.suspect_counts.items()},
        "mode": rules.INDICATIVE,
        "voters": known.voters,
    }
    if view == "all":
        return told
    kept = of(session, event)
    settings = {"seats": kept and kept.seats, "most": kept and kept.most}
    return {**told, "state": event.favourite, "code": code(session, event), **settings}


def exported(session: Session, event: Event) -> dict[str, Any] | None:
    """The vote as the complete export has it; while it is open, its settings and no voice: nobody reads those yet."""
    kept = of(session, event)
    if kept is None:
        return None
    settled = event.favourite in SETTLED
    cast = voters(session, event) if settled else []
    return {
        "state": event.favourite if settled else rules.OFF,
        "seats": kept.seats,
        "most": kept.most,
        "voters": [vars(each) | {"teams": list(each.teams)} for each in cast],
    }
