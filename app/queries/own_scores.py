"""All of a juror's own scores on one page, so that their scale stays even: teams by criteria, nobody else's figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from app.domain import scoring
from app.models import Event, Juror
from app.queries import agenda, ballots, day

ORDERS = ("turn", "mean")


@dataclass(frozen=True)
class OwnRow:
    """One team that the juror scores, or stepped aside for.

    `turn` is its place in the order of the day; `mean` is the juror's own, where every criterion is scored.
    """

    team: int
    turn: int
    ballot: Mapping[str, Any] | None
    mean: str | None


def rows(session: Session, event: Event, juror: Juror, order: str) -> list[OwnRow]:
    """In the order of the day, or by the juror's own mean, best first and the unfinished last."""
    known = ballots.grid(session, event)
    mine = {ballot["team"]: ballot for ballot in ballots.of_juror(session, event, juror)}
    aside = {number for key, number in known.recused if key == juror.key}
    turns = [slot.team for slot in agenda.slots(session, event) if slot.team is not None]
    numbers = dict.fromkeys((*turns, *(team.number for team in known.teams)))
    criteria = day.weighted(session, event)
    found: list[tuple[Fraction | None, OwnRow]] = []
    for turn, number in enumerate(numbers):
        if number in aside:
            found.append((None, OwnRow(number, turn, None, None)))
        elif number in mine:
            mean = scoring.own_mean(mine[number]["scores"], criteria)
            shown = None if mean is None else scoring.decimal_half_up(mean, scoring.PLACES)
            found.append((mean, OwnRow(number, turn, mine[number], shown)))
    if order == "mean":
        found.sort(key=lambda pair: (pair[0] is None, -(pair[0] or 0)))
    return [row for _, row in found]
