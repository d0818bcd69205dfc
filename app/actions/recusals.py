"""Recusal, a juror's own act, and exclusion, the chair's: out of the average and of the denominator."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app import changes
from app.access import Identity
from app.actions.list_state import refuse_once_closed
from app.changes import Answer, Change
from app.domain import reasons, scope
from app.domain.errors import Invalid, NotYours
from app.domain.reasons import LONGEST_REASON
from app.models import Juror, Recusal, Team
from app.queries import ballots, records


@dataclass(frozen=True)
class Stepping:
    """What was sent, not yet judged. `juror` is given by the chair alone; `undo` takes the recusal back."""

    team: Any
    reason: Any
    juror: Any = None
    undo: Any = False


def recuse(event_id: int, actor: Identity, op: str, sent: Stepping) -> Answer:
    """Take a juror out of a team, or back in; answers 200. 403 when another juror is named by one who may not."""
    body = [sent.team, sent.reason, sent.juror, sent.undo]
    return changes.write(event_id, actor, lambda change: _recuse(change, sent), op, body)


def _recuse(change: Change, sent: Stepping) -> Answer:
    excluded = sent.juror is not None and sent.juror != change.actor.subject
    if excluded and change.actor.role != "chair":
        raise NotYours("Only the chair may exclude a juror from a team.")
    juror, team = _judged(change, sent)
    refuse_once_closed(change)
    if ballots.why_out_of_scope(change.session, change.event, juror, team) == scope.OWN:
        raise NotYours("The rules of the event already keep this juror from scoring this team.")
    row = change.session.scalar(select(Recusal).filter_by(juror_id=juror.id, team_id=team.id))
    if row is not None and row.in_force and row.kind == "exclusion" and change.actor.role != "chair":
        raise NotYours("Only the chair may change an exclusion.")
    if excluded and not sent.undo:
        reasons.judged(sent.reason, required=True)
    reason = change.personal(sent.reason)
    if row is None:
        kind = "exclusion" if excluded else "recusal"
        row = Recusal(event_id=change.event.id, juror_id=juror.id, team_id=team.id, kind=kind, in_force=False)
        change.session.add(row)
    elif not sent.undo:
        row.kind = "exclusion" if excluded else "recusal"
    if not sent.undo:
        row.reason_id = reason.id if reason else None
    row.in_force = not sent.undo
    change.record(
        row.kind,
        {
            "juror": juror.key,
            "team": team.number,
            "in_force": row.in_force,
            "reason": reason.commitment if reason else None,
        },
    )
    return Answer(200, {"juror": juror.key, "team": team.number, "kind": row.kind, "in_force": row.in_force})


def _judged(change: Change, sent: Stepping) -> tuple[Juror, Team]:
    faults: dict[str, str] = {}
    key = change.actor.subject if sent.juror is None else sent.juror
    juror = records.juror(change.session, change.event, key)
    team = records.team(change.session, change.event, sent.team)
    if juror is None:
        faults["juror"] = "There is no such juror."
    if team is None:
        faults["team"] = "There is no such team."
    if type(sent.undo) is not bool:
        faults["undo"] = "True or false is expected."
    if not isinstance(sent.reason, str | None) or len(sent.reason or "") > LONGEST_REASON:
        faults["reason"] = "A reason is a text of at most 2,000 characters."
    if juror is None or team is None or faults:
        raise Invalid("This cannot be recorded as it is.", faults)
    return juror, team
