"""Where a juror stands: the teams that are not theirs to score, and whose place it is."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.models import Event, Juror
from app.queries import ballots


@dataclass(frozen=True)
class Place:
    """Whose substitute a juror is, and who sits in their place, by name."""

    whose: str | None
    taken_by: str | None


def of(session: Session, event: Event, juror: Juror, known: ballots.Grid | None = None) -> dict[str, Any]:
    """What the tablet obeys: teams `recused` (or excluded), and teams `out_of_scope`, each with its reason."""
    known = known or ballots.grid(session, event)
    return {
        "recused": {team: kind for (key, team), kind in sorted(known.recused.items()) if key == juror.key},
        "out_of_scope": {team: why for (key, team), why in sorted(known.out_of_scope.items()) if key == juror.key},
    }


def seat(known: ballots.Grid, juror: Juror) -> Place:
    """The same in names."""
    names = {other.key: other.name for other in known.jurors}
    taken = [other.name for other in known.jurors if other.substitute_for == juror.key and other.sits]
    return Place(names.get(juror.substitute_for or ""), taken[0] if taken and not juror.sits else None)
