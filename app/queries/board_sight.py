"""What one board is made from: every ballot that counts, less what its reader may not see.

The official score and rank of a team are the same for every reader: where they are at equal severity, every ballot
weighs on them a little, those of a team that the reader stepped aside from too. Nothing else here knows of these.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from app.domain import official, scoring
from app.domain.indicators import Question
from app.domain.views import IN, TIED, Cut, places
from app.models import Event
from app.queries import ballots, day, results


@dataclass(frozen=True)
class Sight:
    """What one board is made from: everything that counts, and the teams its reader stepped aside from."""

    known: ballots.Grid
    # The official one, of all.
    ranking: Sequence[scoring.Row]
    counted: tuple[scoring.Ballot, ...]
    criteria: tuple[scoring.Criterion, ...]
    places: int | None
    scale: tuple[int, int]
    method: str
    aside: frozenset[int]

    @property
    def panel_count(self) -> int:
        """Into how many panels, whose means do not compare, the jury falls; 0 where its method has none."""
        return official.panel_count(row.panel for row in self.ranking)

    @cached_property
    def cut(self) -> int | None:
        """How many places there are; None where there are as many as scored teams, or nobody said."""
        scored = sum(row.rank is not None for row in self.ranking)
        return self.places if self.places is not None and self.places < scored else None

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside an adjusted mean, where that is the official one."""
        return ("received", "panel") if official.by_severity(self.method) else ()

    @cached_property
    def placed(self) -> dict[int, str]:
        """The place of each scored team by the official score."""
        means = {row.team: row.mean for row in self.ranking if row.mean is not None}
        if self.cut is None:
            return {} if self.places is None else dict.fromkeys(means, IN)
        return places(means, Cut(self.cut))

    @cached_property
    def visible(self) -> list[scoring.Row]:
        """The ranking, best first, of the teams whose figures may be shown."""
        return [row for row in self.ranking if row.team not in self.aside]

    @cached_property
    def missing(self) -> list[ballots.Pair]:
        """The ballots still expected of the teams whose figures may be shown."""
        given = {(ballot.juror, ballot.team) for ballot in self.counted}
        return [pair for pair in self.known.expected if pair not in given and pair[1] not in self.aside]

    @cached_property
    def question(self) -> Question:
        """What the indicators are asked of; the teams stepped aside from only hold their place."""
        held = Counter(self.placed.get(team) for team in self.aside)
        cut = None if self.cut is None else Cut(max(0, self.cut - held[IN]), held[TIED])
        seen = tuple(ballot for ballot in self.counted if ballot.team not in self.aside)
        return Question(seen, self.criteria, cut, tuple(self.missing), self.scale, self.method)


def sight(session: Session, event: Event, key: str = "") -> Sight:
    """What the board of a juror (by key) is made from; of nobody in particular, everything."""
    known = ballots.grid(session, event)
    return Sight(
        known=known,
        ranking=results.ranking(session, event),
        counted=tuple(ballots.counting(session, event, known)),
        criteria=day.weighted(session, event),
        places=event.laureates,
        scale=(event.scale_min, event.scale_max),
        method=event.method,
        aside=frozenset(team for juror, team in known.recused if key and juror == key),
    )
