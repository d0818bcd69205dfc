"""A ballot written for the wrong team, moved to the right one: by its juror while they may write, or by the chair."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app import changes
from app.access import Identity
from app.actions.ballots import append_version, refuse_unless_theirs
from app.changes import Answer, Change
from app.domain import ballots as rules
from app.domain import reasons
from app.domain.errors import Closed, Invalid, NotYours, Stale
from app.models import Ballot, BallotVersion, Juror, Team
from app.queries import ballots, records


@dataclass(frozen=True)
class Move:
    """What was sent, not yet judged. `juror` and `reason` are given by the chair, who moves somebody's ballot."""

    team: Any
    to: Any
    base: Any = None
    juror: Any = None
    reason: Any = None


def move(event_id: int, actor: Identity, op: str, sent: Move) -> Answer:
    """Take what a juror wrote for one team to another one, where it counts as it did; answers 200 with both ballots.

    409 where the other team's ballot is begun, or `base` (from the juror alone) is old; 403 where the juror does not
    score that team; 410 once scoring is closed, but for the chair; 422 where there is nothing to move.
    """
    body = [sent.team, sent.to, sent.base, sent.juror, sent.reason]
    return changes.write(event_id, actor, lambda change: _move(change, sent), op, body)


def _move(change: Change, sent: Move) -> Answer:
    juror, why = _whose(change, sent)
    team = records.team(change.session, change.event, sent.team)
    other = records.team(change.session, change.event, sent.to)
    if team is None or other is None or team is other:
        raise Invalid.at("to", "Choose the team that this ballot is for.")
    refuse_unless_theirs(change, juror, other)
    ballot = _begun(change, juror, team)
    if ballot is None:
        raise Invalid("Nothing is written for this team: there is nothing to move.")
    if sent.juror is None and sent.base != ballot.revision:
        raise Stale(
            "This ballot was changed on another device.", current=ballots.own(change.session, change.event, juror, team)
        )
    if _begun(change, juror, other) is not None:
        found = ballots.own(change.session, change.event, juror, other)
        raise Stale("There is already a ballot for that team.", current=found)
    kept = change.personal(why)
    _carry(change, juror, ballot, team, other)
    said = {"juror": juror.key, "team": team.number, "to": other.number, "revision": ballot.revision}
    change.record("ballot.moved", {**said, "reason": kept.commitment if kept else None})
    change.session.flush()
    both = [ballots.own(change.session, change.event, juror, each) for each in (team, other)]
    return Answer(200, {"ballots": both})


def _whose(change: Change, sent: Move) -> tuple[Juror, str]:
    """Whose ballot, and why: the juror's own while they may write, anybody's for the chair with a reason."""
    if sent.juror is not None and change.actor.role != "chair":
        raise NotYours("Only the chair may move a ballot for somebody else.")
    key = change.actor.subject if sent.juror is None else sent.juror
    juror = records.named_juror(change.session, change.event, key)
    if sent.juror is not None:
        return juror, reasons.judged(sent.reason, required=True)
    if not rules.is_open(change.event.scoring, juror.reopened):
        raise Closed("Scoring is closed: ask the chair to move this ballot.")
    return juror, reasons.judged(sent.reason)


def _begun(change: Change, juror: Juror, team: Team) -> Ballot | None:
    """The ballot of a pair, if anything is written on it or counts."""
    ballot = change.session.scalar(select(Ballot).filter_by(juror_id=juror.id, team_id=team.id))
    if ballot is None:
        return None
    begun = ballot.counting_revision is not None or not _values(change, ballot, ballot.revision).blank
    return ballot if begun else None


def _carry(change: Change, juror: Juror, ballot: Ballot, team: Team, other: Team) -> None:
    """What counts first, then what was written since; and nothing is left behind that counts."""
    revisions = sorted({ballot.revision} | ({ballot.counting_revision} if ballot.counting_revision else set()))
    there = change.session.scalar(select(Ballot).filter_by(juror_id=juror.id, team_id=other.id))
    for revision in revisions:
        there, _ = append_version(change, there, juror, other, _values(change, ballot, revision))
    append_version(change, ballot, juror, team, rules.emptied(_values(change, ballot, revisions[-1])))
    ballot.counting_revision = None


def _values(change: Change, ballot: Ballot, revision: int) -> rules.Values:
    version = change.session.scalars(select(BallotVersion).filter_by(ballot_id=ballot.id, revision=revision)).one()
    return rules.Values(version.scores, ballots.text(change.session, version.comment_id), version.final)
