"""The rules of the event on one page: what is scored, by whom, how scores become a list."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.journal import canonical
from app.domain.official import MEAN
from app.models import Event, Organisation
from app.queries import day


@dataclass(frozen=True)
class CriterionRule:
    """A criterion as it is scored: its weight, and the words of its levels by score."""

    label: str
    description: str
    weight: int
    levels: dict[int, str]


@dataclass(frozen=True)
class Quota:
    """How many laureates an authority has at least and at most; None: no such bound."""

    organisation: str
    least: int | None
    most: int | None


@dataclass(frozen=True)
class Rules:
    """All that a juror acknowledges: nothing of it changes once a ballot is validated."""

    criteria: tuple[CriterionRule, ...]
    scale: tuple[int, int]
    comment_at_extremes: bool
    own_organisation: str
    missed_pitches: str
    method: str
    laureates: int | None
    quotas: tuple[Quota, ...]

    def as_dict(self) -> dict[str, Any]:
        """The rules as JSON, to be digested; the usual method goes without saying, as before there was another."""
        said = asdict(self)
        if self.method == MEAN:
            del said["method"]
        return said


def of(session: Session, event: Event) -> Rules:
    """The rules of an event."""
    held = select(Organisation).filter_by(event_id=event.id).order_by(Organisation.position)
    return Rules(
        criteria=tuple(
            CriterionRule(c.label, c.description, c.weight, {int(score): words for score, words in c.levels.items()})
            for c in day.criteria(session, event)
        ),
        scale=(event.scale_min, event.scale_max),
        comment_at_extremes=event.comment_at_extremes,
        own_organisation=event.own_organisation,
        missed_pitches=event.missed_pitches,
        method=event.method,
        laureates=event.laureates,
        quotas=tuple(
            Quota(row.name, row.min_laureates, row.max_laureates)
            for row in session.scalars(held)
            if row.min_laureates is not None or row.max_laureates is not None
        ),
    )


def digest(session: Session, event: Event) -> str:
    """What tells these rules from any others."""
    return hashlib.sha256(canonical(of(session, event).as_dict())).hexdigest()
