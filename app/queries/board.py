"""The deliberation board: what is settled, what is open, as far as whoever looks may see it.

For somebody who stepped aside from a team its row has no figure, and what is said of the others is computed without
its ballots: it only holds its place among the K, which the ranks of the others say anyway.
"""

from collections import Counter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import computing
from app.domain import official, scoring
from app.domain.indicators import six
from app.domain.missing import MOST_MISSING
from app.models import Ballot, BallotVersion, Event
from app.queries.board_choice import tie_at_cut, under_quotas
from app.queries.board_sight import Sight, sight

CHAIR = "chair"
FIGURES = ("rank", "tied", "exact", "score", "adjusted", "absence_effect", "views", "chance", "rank_interval", "status")
COUNTS = ("criteria", "ballots", "recused", "out_of_scope", "missing")
COMPUTED = ("adjusted", "absence_effect", "chance", "rank_interval", "status")
VIEWS = ("plain", "adjusted", "trimmed", "rank_sum")


def unanswered(session: Session, event: Event, view: str) -> list[dict[str, Any]]:
    """The question that this view's figures still wait for, if they do."""
    asked = sight(session, event, _key(view)).question.as_dict()
    return [] if computing.child.known(asked)[0] or not asked["ballots"] else [asked]


def snapshot(session: Session, event: Event, view: str) -> dict[str, Any]:
    """The body of the `board` topic; `chair:j01` is that chair's own, `juror:j03` that juror's."""
    seen = sight(session, event, _key(view))
    asked = seen.question.as_dict()
    answered, answer = computing.child.known(asked) if asked["ballots"] else (True, {"teams": {}, "jury": {}})
    why = None if answer else ("failed" if answered else "computing")
    found = answer or {"teams": {}, "jury": {}}
    return {
        "cut": seen.cut,
        "figures": why or "ready",
        "ballots_as_of_ms": _latest(session, event, seen),
        "teams": _rows(seen, found["teams"], why),
        "jury": _jury(seen, found["jury"], why, of_chair=view.startswith(CHAIR)),
        "movable": found.get("movable"),
        "movable_reason": why or (None if found.get("movable") is not None else _why_not_movable(seen)),
        **under_quotas(session, event, seen),
        "tie": tie_at_cut(seen),
        "panel_count": seen.panel_count,
    }


def _key(view: str) -> str:
    return view.partition(":")[2]


def _latest(session: Session, event: Event, seen: Sight) -> int | None:
    """When the last ballot that the figures count was saved."""
    teams = [team.id for team in seen.known.teams if team.number not in seen.aside]
    here = (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.counting_revision)
    latest = select(func.max(BallotVersion.saved_at_ms)).join(Ballot, here)
    return session.scalar(latest.where(Ballot.event_id == event.id, Ballot.team_id.in_(teams)))


def _rows(seen: Sight, found: dict[str, Any], why: str | None) -> list[dict[str, Any]]:
    shown = scoring.display(seen.visible)
    shared = Counter(row.rank for row in seen.visible)
    rows = []
    for row in seen.visible:
        if row.rank is None or row.mean is None:
            rows.append(_unscored(seen, row.team))
            continue
        figures = found.get(str(row.team), {"views": None, **_waiting(seen, why)})
        rows.append(
            {
                "number": row.team,
                "rank": row.rank,
                "tied": shared[row.rank] > 1,
                "exact": f"{row.mean.numerator}/{row.mean.denominator}",
                "score": shown[row.team],
                **figures,
                **_by_severity(row),
                **_views(seen, row.team, figures["views"], why),
                "criteria": {key: six(mean) for key, mean in row.criteria.items()},
                "ballots": row.ballots,
                **_counts(seen, row.team),
            }
        )
    nothing = dict.fromkeys((*FIGURES, *COUNTS, *seen.beside))
    return rows + [{"number": team, **nothing, "recused_me": True} for team in sorted(seen.aside)]


def _waiting(seen: Sight, why: str | None) -> dict[str, Any]:
    waited = [name for name in COMPUTED if not seen.beside or name not in ("adjusted", "absence_effect")]
    return dict.fromkeys(COMPUTED) | {f"{name}_reason": why for name in waited}


def _views(seen: Sight, team: int, computed: dict[str, str] | None, why: str | None) -> dict[str, Any]:
    """The place in each view: the official one at once, the others as soon as they are computed."""
    place = seen.placed.get(team)
    if seen.cut is None:
        return {"views": dict.fromkeys(VIEWS, place), **({} if place else {"views_reason": "no_cut"})}
    if computed is None:
        now = "adjusted" if official.by_severity(seen.method) else "plain"
        return {"views": {name: place if name == now else None for name in VIEWS}, "views_reason": why}
    return {"views": computed}


def _by_severity(row: scoring.Row) -> dict[str, Any]:
    """Where the adjusted mean is the official score it waits for nothing, and is one for every reader.

    So is what it differs by from the mean of the ballots received, which stands beside it.
    """
    if row.mean is None or row.received is None:
        return {}
    effect = six(row.mean - row.received)
    return {"adjusted": six(row.mean), "absence_effect": effect, "received": six(row.received), "panel": row.panel}


def _unscored(seen: Sight, team: int) -> dict[str, Any]:
    counts = _counts(seen, team)
    why = "everyone_recused" if counts["recused"] and not counts["missing"] else "not_scored"
    named = [name for name in (*FIGURES, *seen.beside) if name not in ("tied", "rank", "panel")]
    return {
        "number": team,
        **dict.fromkeys((*FIGURES, *seen.beside)),
        "tied": False,
        "views": dict.fromkeys(VIEWS),
        **{f"{name}_reason": why for name in named},
        "criteria": {criterion.key: None for criterion in seen.criteria},
        "criteria_reason": why,
        "ballots": 0,
        **counts,
    }


def _counts(seen: Sight, team: int) -> dict[str, int]:
    out = {key for key, number in seen.known.out_of_scope if number == team}
    return {
        "recused": sum(number == team and key not in out for key, number in seen.known.recused),
        "out_of_scope": len(out),
        "missing": sum(number == team for _, number in seen.missing),
    }


def _jury(seen: Sight, found: dict[str, Any], why: str | None, of_chair: bool) -> dict[str, Any]:
    """The figures of the jury; those of each juror for the chair alone."""
    if not found:
        names = ("margin", "concordance", "reliability", "panels", "bridges")
        found = dict.fromkeys(names) | {f"{name}_reason": why or "no_ballot" for name in names} | {"jurors": {}}
        found |= {"panels": 0, "bridges": []} if why is None else {}
    jury = {name: value for name, value in found.items() if name != "jurors"}
    if of_chair:
        jury["jurors"] = [_juror(juror.key, found["jurors"], why) for juror in seen.known.jurors]
    return jury


def _juror(key: str, found: dict[str, Any], why: str | None) -> dict[str, Any]:
    nothing: dict[str, Any] = {"severity": None, "severity_reason": why or "no_ballot", "ballots": 0, "flags": []}
    return {"juror": key, **found.get(key, nothing)}


def _why_not_movable(seen: Sight) -> str:
    return "no_cut" if seen.cut is None else "many_missing" if len(seen.missing) > MOST_MISSING else "no_ballot"
