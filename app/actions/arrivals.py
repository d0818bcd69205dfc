"""The check-in: who comes is ticked as they come, and that can be undone."""

from typing import Any

from sqlalchemy import select

from app import changes
from app.access import Identity
from app.actions import attendance
from app.changes import Answer, Change
from app.domain import arrivals as rules
from app.domain.attendance import ARRIVED, came_at_ms
from app.domain.badges import GUESTS, JURY, TEAMS
from app.domain.errors import Invalid, Refusal
from app.models import Arrival, Coach
from app.queries import records


def tick(event_id: int, actor: Identity, op: str, group: Any, key: Any, act: Any) -> Answer:
    """Note that somebody came (`come`), or take that back (`undo`); answers 200. Of guests one more, or one less.

    Whoever is there already stays as they were noted: two people at the door tick the same team once. What is undone
    twice is refused, 409.
    """

    def work(change: Change) -> Answer:
        known, wanted = rules.judged(group, act)
        if known == JURY:
            _juror(change, key, wanted)
        else:
            _listed(change, known, key, wanted)
        return Answer(200, {"group": known, "key": key, "act": wanted})

    return changes.write(event_id, actor, work, op, [group, key, act])


def _juror(change: Change, key: Any, act: str) -> None:
    """A juror's coming is their attendance: what they missed by it is for the rules of the event to say."""
    who = records.named_juror(change.session, change.event, key)
    there = came_at_ms(attendance.moves(change, who)) is not None
    if act == rules.UNDO:
        _refuse_unless(there)
        attendance.undo_move(change, who)
    elif not there:
        attendance.add_move(change, who, ARRIVED, change.now_ms)


def _listed(change: Change, group: str, key: Any, act: str) -> None:
    whom, said = _whom(change, group, key)
    rows = select(Arrival).filter_by(event_id=change.event.id, **whom).order_by(Arrival.id.desc())
    last = change.session.scalars(rows).first()
    if act == rules.UNDO:
        _refuse_unless(last is not None)
        change.session.delete(last)
        change.record("arrival.undone", said)
    elif last is None or group == GUESTS:
        change.session.add(Arrival(event_id=change.event.id, at_ms=change.now_ms, **whom))
        change.record("arrival", said)


def _whom(change: Change, group: str, key: Any) -> tuple[dict[str, int | None], dict[str, Any]]:
    """Whose row it is, and how the journal names them."""
    if group == GUESTS:
        return {"team_id": None, "coach_id": None}, {"guest": True}
    if group == TEAMS:
        team = records.team(change.session, change.event, int(key)) if str(key).isdecimal() else None
        if team is not None:
            return {"team_id": team.id}, {"team": team.number}
        raise Invalid.at("key", "There is no such team.")
    coach = change.session.scalar(select(Coach).filter_by(event_id=change.event.id, key=str(key)))
    if coach is not None:
        return {"coach_id": coach.id}, {"coach": coach.key}
    raise Invalid.at("key", "There is no such coach.")


def _refuse_unless(there: bool) -> None:
    if not there:
        raise Refusal(409, "That was taken back already.")
