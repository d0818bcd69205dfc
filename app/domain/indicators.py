"""Every indicator of a jury's ballots at once, in keys and figures ready to travel.

A figure that cannot be computed is null, with a reason key beside it. Indicators help the jury and decide nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.domain import agreement, separation
from app.domain.adjusted import Adjusted, adjusted, residual
from app.domain.chance import LEAST_JURORS, Chances, chances
from app.domain.missing import MOST_MISSING, Pair, movable, plain_then
from app.domain.official import MEAN, by_severity
from app.domain.one_more import OneMore
from app.domain.panels import bridges, panels
from app.domain.scoring import Ballot, Criterion, decimal_half_up
from app.domain.totals import Totals, totals
from app.domain.views import IN, OUT, Cut, Places, four, without_each

ASSURED, OPEN, OUT_OF_REACH = "assured", "open", "out"
LIKELY, UNLIKELY = Fraction(9, 10), Fraction(1, 10)
PLACES = 6


@dataclass(frozen=True)
class Question:
    """What indicators are asked of: ballots that count, criteria, and the cut (None: as many places as teams).

    `method` is that of the official score, which says what a missing ballot could move.
    """

    ballots: tuple[Ballot, ...]
    criteria: tuple[Criterion, ...]
    cut: Cut | None
    missing: tuple[Pair, ...] = ()
    scale: tuple[int, int] = (0, 0)
    method: str = MEAN

    def as_dict(self) -> dict[str, Any]:
        """The question as JSON, the same for the same ballots whatever order they came in."""
        keys = [criterion.key for criterion in self.criteria]
        given = sorted((b.juror, b.team, [b.scores[key] for key in keys]) for b in self.ballots)
        return {
            "criteria": [[criterion.key, criterion.weight] for criterion in self.criteria],
            "ballots": [list(ballot) for ballot in given],
            "cut": [self.cut.places, self.cut.floating] if self.cut else None,
            "missing": [list(pair) for pair in sorted(self.missing)],
            "scale": list(self.scale),
            "method": self.method,
        }

    @classmethod
    def read(cls, asked: dict[str, Any]) -> "Question":
        """The question back from its JSON."""
        criteria = tuple(Criterion(key, key, weight) for key, weight in asked["criteria"])
        keys = [criterion.key for criterion in criteria]
        ballots = (
            Ballot(juror, team, dict(zip(keys, scores, strict=True))) for juror, team, scores in asked["ballots"]
        )
        low, high = asked["scale"]
        rest = (tuple((juror, team) for juror, team in asked["missing"]), (low, high), asked["method"])
        return cls(tuple(ballots), criteria, Cut(*asked["cut"]) if asked["cut"] else None, *rest)


def indicators(asked: Question) -> dict[str, Any]:
    """The figures of each scored team by number, and those of the jury with its jurors by key."""
    given = totals(asked.ballots, asked.criteria)
    fit = adjusted(given)
    return {
        "teams": _teams(given, fit, asked.cut),
        "jury": _jury(given, fit, asked.ballots),
        "movable": _movable(asked, given, fit),
    }


def _movable(asked: Question, given: Totals, fit: Adjusted) -> list[list[Any]] | None:
    """The missing ballots that could still move a place, each with the teams; None without a cut, or for too many."""
    if asked.cut is None or len(asked.missing) > MOST_MISSING:
        return None
    fair = by_severity(asked.method)
    scores, then = (fit.mean, OneMore(given, fit).means) if fair else (given.means, plain_then(given))
    moved = movable(asked.missing, scores, then, asked.cut, asked.scale)
    return [[juror, team, teams] for (juror, team), teams in moved.items()]


def six(value: Fraction | float) -> str:
    """A figure with six decimals."""
    return decimal_half_up(Fraction(value), PLACES)


def _teams(given: Totals, fit: Adjusted, cut: Cut | None) -> dict[str, dict[str, Any]]:
    seen = four(given, cut) if cut else {}
    alone = [places for pair in without_each(given, cut).values() for places in pair] if cut else []
    drawn = _chances(given, fit, cut)
    return {
        str(team): {
            "adjusted": six(fit.mean[team]),
            "absence_effect": six(fit.mean[team] - given.means[team]),
            "views": {name: found[team] for name, found in seen.items()} or None,
            **_chance(drawn.get(team), team, cut),
            **_status(given, fit, (*seen.values(), *alone), drawn.get(team), team),
        }
        for team in given.teams
    }


def _chances(given: Totals, fit: Adjusted, cut: Cut | None) -> dict[int, Chances | None]:
    """The chances of each team within its panel; without a cut where the panel has no more teams than places."""
    found: dict[int, Chances | None] = {}
    parts = panels(given)
    for panel in parts:
        of_panel = cut if cut and (len(parts) == 1 or cut.places < len(panel.teams)) else None
        found |= dict.fromkeys(panel.teams, chances(panel, fit, of_panel))
    return found


def _chance(drawn: Chances | None, team: int, cut: Cut | None) -> dict[str, Any]:
    if drawn is None:
        return {
            "chance": None,
            "chance_reason": "few_jurors",
            "rank_interval": None,
            "rank_interval_reason": "few_jurors",
        }
    interval = list(drawn.interval(team))
    if team not in drawn.top:
        return {"chance": None, "chance_reason": "several_panels" if cut else "no_cut", "rank_interval": interval}
    return {"chance": float(drawn.top[team]), "rank_interval": interval}


def _status(given: Totals, fit: Adjusted, seen: Iterable[Places], drawn: Chances | None, team: int) -> dict[str, Any]:
    places = {found[team] for found in seen}
    if not places:
        return {"status": None, "status_reason": "no_cut"}
    if len(given.jurors) < LEAST_JURORS:
        return {"status": None, "status_reason": "few_jurors"}
    chance = drawn.top.get(team) if drawn else None
    if fit.panel_count > 1 or chance is None:
        return {"status": OPEN}
    if places == {IN} and chance >= LIKELY:
        return {"status": ASSURED}
    return {"status": OUT_OF_REACH if places == {OUT} and chance <= UNLIKELY else OPEN}


def _jury(given: Totals, fit: Adjusted, ballots: Sequence[Ballot]) -> dict[str, Any]:
    left = residual(given, fit)
    why = separation.why_not(given, fit, left)
    margins = [] if why else [separation.margin(panel, left) for panel in panels(given)]
    if fit.panel_count > 1 and why is None:
        why_no_margin: str | None = "several_panels"
    else:
        why_no_margin = why if why or margins[0] is not None else "one_team"
    reliable = None if why else agreement.reliability(left)
    agreeing = agreement.concordance(given)
    few = agreeing.comparable < agreement.LEAST_PAIRS
    said = agreement.flags(given, fit, ballots)
    return {
        "margin": None if why_no_margin else six(margins[0] or 0),
        "margin_reason": why_no_margin,
        "margins": [None if found is None else six(found) for found in margins],
        "concordance": None if few else float(agreeing.share or 0),
        "concordance_reason": ("one_juror" if len(given.jurors) < 2 else "few_pairs") if few else None,
        "reliability": None if reliable is None else float(reliable),
        "reliability_reason": why or ("one_team" if reliable is None else None),
        "panels": fit.panel_count,
        "bridges": [list(pair) for pair in bridges(given)],
        "jurors": {
            juror: {
                "severity": six(fit.severity[juror]),
                "ballots": len(given.of[juror]),
                "flags": said[juror],
            }
            for juror in given.jurors
        },
    }
