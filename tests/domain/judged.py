"""Ballots in few words: the sheets of published examples, as the domain takes them."""

from collections.abc import Mapping, Sequence

from app.domain.scoring import Ballot, Criterion
from app.domain.totals import Totals, totals

ONE = (Criterion("total", "Total", 100),)


def criteria(*weights: int) -> tuple[Criterion, ...]:
    """Criteria of these weights, in their announced order."""
    return tuple(Criterion(f"c{place}", f"c{place}", weight) for place, weight in enumerate(weights))


def sheet(*jurors: Sequence[int | None]) -> tuple[Ballot, ...]:
    """Ballots of one score: a line per juror, a column per team from 1 on, None where there is none."""
    return tuple(
        Ballot(f"j{row:02}", team, {"total": score})
        for row, scores in enumerate(jurors, start=1)
        for team, score in enumerate(scores, start=1)
        if score is not None
    )


def lines(*jurors: Sequence[int | None]) -> Totals:
    """The totals of such a sheet."""
    return totals(sheet(*jurors), ONE)


def of(weighted: Sequence[Criterion], jurors: Mapping[str, Mapping[int, Sequence[int]]]) -> tuple[Ballot, ...]:
    """Ballots of several criteria: per juror, from the team to its scores in the criteria's order."""
    return tuple(
        Ballot(juror, team, {c.key: score for c, score in zip(weighted, scores, strict=True)})
        for juror, own in jurors.items()
        for team, scores in own.items()
    )
