"""How far apart two teams must be for this jury to tell them apart."""

from itertools import combinations
from math import sqrt

from app.domain.adjusted import Adjusted, Residual, inverse
from app.domain.panels import panels
from app.domain.totals import Totals

LEAST_FREEDOM = 5
Pair = tuple[int, int]


def quantile(freedom: int) -> float:
    """Student's 97.5 % quantile, by its expansion around the normal one (within 0.003 from five degrees on)."""
    z, f = 1.959964, freedom
    return (
        z
        + (z**3 + z) / (4 * f)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * f**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * f**3)
    )


def why_not(given: Totals, fit: Adjusted, left: Residual) -> str | None:
    """Why this jury's ballots cannot tell how far apart is apart, as a reason key; None where they can."""
    if len(given.jurors) < 2:
        return "one_juror"
    if left.squares == 0 and len(set(fit.mean.values())) == 1:
        return "no_difference"
    if left.freedom < LEAST_FREEDOM:
        return "few_ballots"
    return "no_residual" if left.squares == 0 else None


def errors_of_differences(panel: Totals, variance: float) -> dict[Pair, float]:
    """The standard error of the difference of each pair of teams of one panel."""
    spread = _inverse(panel)
    teams = panel.teams
    return {
        (teams[i], teams[k]): sqrt(max(0.0, variance * (spread[i][i] + spread[k][k] - 2 * spread[i][k])))
        for i, k in combinations(range(len(teams)), 2)
    }


def margin(panel: Totals, left: Residual) -> float | None:
    """The least difference that tells two teams of a panel apart, on average; None for a panel of one team."""
    errors = errors_of_differences(panel, float(left.variance or 0))
    return quantile(left.freedom) * sum(errors.values()) / len(errors) if errors else None


def separated(given: Totals, fit: Adjusted, left: Residual) -> set[Pair]:
    """The pairs of teams that this jury tells apart; never two of different panels."""
    if why_not(given, fit, left) is not None:
        return set()
    least = quantile(left.freedom)
    return {
        pair
        for panel in panels(given)
        for pair, error in errors_of_differences(panel, float(left.variance or 0)).items()
        if abs(float(fit.mean[pair[0]] - fit.mean[pair[1]])) > least * error
    }


def _inverse(panel: Totals) -> list[list[float]]:
    """A generalised inverse of the teams' information matrix: made regular by the mean that it leaves free."""
    teams = panel.teams
    place = {team: index for index, team in enumerate(teams)}
    size = len(teams)
    matrix = [[1 / size] * size for _ in teams]
    for team, jurors in panel.by_team.items():
        matrix[place[team]][place[team]] += len(jurors)
    for own in panel.of.values():
        places = [place[team] for team in own]
        for i in places:
            row = matrix[i]
            for k in places:
                row[k] -= 1 / len(own)
    return inverse(matrix)
