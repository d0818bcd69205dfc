"""Admitting a ballot that was set aside: it counts from then on, by an act that the journal keeps with its reason."""

from typing import Any

from sqlalchemy import select

from app import changes
from app.access import Identity
from app.actions.ballots import append_version
from app.changes import Answer, Change
from app.domain import ballots as rules
from app.domain import reasons
from app.domain.errors import Invalid, Refusal
from app.models import Ballot, Juror, Team
from app.queries import ballots, records


def admit(event_id: int, actor: Identity, op: str, number: int, reason: Any) -> Answer:
    """Make what was set aside the version that counts for its juror and team; answers 200 with its revision.

    422 where the juror had not validated it, no score is expected of them for that team, or no reason is given; 409
    where it was admitted already, or its juror has validated again since.
    """

    def work(change: Change) -> Answer:
        kept = records.set_aside(change.session, change.event, number)
        if kept is None:
            raise Refusal(404, "There is no such ballot.")
        if kept.admitted_revision is not None:
            raise Refusal(409, "This ballot was admitted already.")
        juror = change.session.get_one(Juror, kept.juror_id)
        team = change.session.get_one(Team, kept.team_id)
        values = rules.Values(kept.scores, ballots.text(change.session, kept.comment_id), kept.final)
        _refuse_unless_it_can_count(change, juror, team, values)
        why = change.personal(reasons.judged(reason, required=True))
        row = change.session.scalar(select(Ballot).filter_by(juror_id=juror.id, team_id=team.id))
        counts = ballots.counting_version(change.session, juror, team)
        if rules.overtaken(kept.received_at_ms, counts.saved_at_ms if counts else None):
            raise Refusal(409, "Its juror validated again since: that ballot counts.")
        _, version = append_version(change, row, juror, team, values)
        kept.admitted_revision = version.revision
        said = {"number": number, "juror": juror.key, "team": team.number, "revision": version.revision}
        change.record("ballot.admitted", {**said, "reason": why.commitment if why else None})
        return Answer(200, said)

    return changes.write(event_id, actor, work, op, [number, reason])


def _refuse_unless_it_can_count(change: Change, juror: Juror, team: Team, values: rules.Values) -> None:
    if not values.counts:
        raise Invalid("Its juror had not validated this ballot: it cannot be made to count for them.")
    if (juror.key, team.number) not in ballots.grid(change.session, change.event).expected:
        raise Invalid("No score is expected of this juror for this team.")
