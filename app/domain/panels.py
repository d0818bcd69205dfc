"""Panels: the parts of a jury that share no team, between which adjusted scores do not compare."""

from collections.abc import Iterable

from app.domain.totals import Totals

Pair = tuple[str, int]


def panels(given: Totals) -> list[Totals]:
    """The jury split where no team is scored by both sides, the part of the first juror first."""
    left = list(given.jurors)
    found = []
    while left:
        reached = _reached(given, left[0], None)
        found.append(given.among(reached))
        left = [juror for juror in left if juror not in reached]
    return found


def planned_panels(pairs: Iterable[Pair]) -> int:
    """Into how many panels a jury falls by who scores whom, before anybody has: each juror and a team of theirs."""
    of: dict[str, dict[int, int]] = {}
    for juror, team in pairs:
        of.setdefault(juror, {})[team] = 0
    return len(panels(Totals(1, of)))


def bridges(given: Totals) -> list[Pair]:
    """The ballots each of which alone holds two panels together; there are none in a jury split already."""
    if len(panels(given)) != 1:
        return []
    alone = [
        (juror, team)
        for juror in given.jurors
        for team in sorted(given.of[juror])
        # A juror of one ballot, or a team of one, leaves no panel behind.
        if len(given.of[juror]) > 1 and len(given.by_team[team]) > 1 and not _tied_elsewhere(given, juror, team)
    ]
    return [pair for pair in alone if len(_reached(given, pair[0], pair)) < len(given.jurors)]


def _tied_elsewhere(given: Totals, juror: str, team: int) -> bool:
    """Whether the juror shares another team with a juror of this one."""
    mine = given.of[juror].keys()
    return any(len(mine & given.of[other].keys()) > 1 for other in given.by_team[team] if other != juror)


def _reached(given: Totals, first: str, cut: Pair | None) -> set[str]:
    """Every juror tied to one by teams scored in common, as if the ballot `cut` were not there."""
    jurors, teams, waiting = {first}, set(), [first]
    while waiting:
        juror = waiting.pop()
        for team in given.of[juror]:
            if team in teams or (juror, team) == cut:
                continue
            teams.add(team)
            new = {other for other in given.by_team[team] if (other, team) != cut} - jurors
            jurors |= new
            waiting += new
    return jurors
