"""Who has scored whom: counts and names, never a score."""

from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from app.domain.attendance import present
from app.models import Event, Juror, Vote
from app.queries import arrivals, ballots, jury, laureates, paper


def snapshot(session: Session, event: Event, view: str) -> dict[str, Any]:
    """The body of the `progress` topic; `desk` also has jurors, drafts, recusals, papers and what was kept aside."""
    known = ballots.grid(session, event)
    expected = known.expected
    validated = {(ballot.juror, ballot.team) for ballot in ballots.counting(session, event, known)}
    drafting = ballots.drafts(session, event, known)
    asked = Counter(team for _, team in expected)
    received = Counter(team for _, team in validated)
    drafted = Counter(team for _, team in drafting)
    body: dict[str, Any] = {
        "teams": [
            {
                "number": team.number,
                "in": received[team.number],
                "expected": asked[team.number],
                "drafts": drafted[team.number],
            }
            for team in known.teams
        ],
        "missing": [list(pair) for pair in expected if pair not in validated],
    }
    # Those for whom scoring is open again while it is closed for the others: their tablets obey it.
    body["deliberation"] = event.deliberation
    body["reopened"] = [juror.key for juror in known.jurors if juror.reopened]
    # Those who declared that they read the rules, on whichever of their devices: the others ask them no more.
    body["declared"] = [juror.key for juror in known.jurors if juror.acknowledged_at_ms is not None]
    # The vote of the jury that is open: their tablets call them to it.
    vote = laureates.open_vote(session, event)
    body["vote"] = vote.number if vote else None
    if view == "desk":
        body["list"] = _list(session, event, vote)
        body["jurors"] = [_juror(known, juror) for juror in known.jurors]
        body["drafting"] = [list(pair) for pair in drafting]
        body["out_of_scope"] = [list(pair) for pair in sorted(known.out_of_scope)]
        body["recused"] = [list(pair) for pair in sorted(known.recused)]
        body["paper"] = [[each.juror.key, each.team.number, each.state] for each in paper.waiting(session, event)]
        body["arrivals"] = arrivals.sheet(session, event, known).told()
        body["set_aside"] = _set_aside(session, event)
    return body


def _juror(known: ballots.Grid, juror: Juror) -> dict[str, Any]:
    """One juror; what waits on their tablet and what they signal is told by it, and null until it says so."""
    return {
        "juror": juror.key,
        "last_seen_ms": juror.last_seen_ms,
        "waiting": juror.waiting,
        "problem": juror.problem,
        "acknowledged_at_ms": juror.acknowledged_at_ms,
        "on_paper": juror.on_paper,
        "sits": juror.sits,
        "present": present(known.moves.get(juror.key, ())),
    }


def _list(session: Session, event: Event, vote: Vote | None) -> dict[str, Any]:
    """Where the list of laureates stands: how many acts hold, who voted in the vote that is open; no team."""
    acts = laureates.acts(session, event)
    return {
        "state": laureates.of(session, event).state,
        "packet": len(laureates.packets(session, event)),
        "acts": [act.number for act in acts if not act.taken_back],
        "voted": list(laureates.casts(session, vote)) if vote else [],
    }


def _set_aside(session: Session, event: Event) -> list[list[Any]]:
    """The ballots that came too late or from a dead link, in the order they came: juror, team, why.

    Neither admitted ones, nor those after which the juror validated again: what they say counts.
    """
    return [[kept.juror.key, kept.team.number, kept.why] for kept in jury.set_aside(session, event) if kept.waits]
