"""The jury in the room: who arrived, who left, and when, as somebody of the desk noted it."""

from typing import Any

from sqlalchemy import select

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import attendance as rules
from app.domain.errors import Refusal
from app.models import Attendance, Juror
from app.queries import records


def note(event_id: int, actor: Identity, op: str, juror: Any, kind: Any, at_ms: Any) -> Answer:
    """Note that a juror arrived or left; answers 200. What they missed by it is for the rules of the event to say.

    422 where the hour has not come yet, or contradicts what was noted before.
    """

    def work(change: Change) -> Answer:
        who = records.named_juror(change.session, change.event, juror)
        move = add_move(change, who, kind, at_ms)
        return Answer(200, {"juror": who.key, "kind": move.kind, "at_ms": move.at_ms})

    return changes.write(event_id, actor, work, op, [juror, kind, at_ms])


def take_back(event_id: int, actor: Identity, op: str, juror: Any) -> Answer:
    """Undo what was noted last of a juror's coming and going; answers 200, 409 where nothing was."""

    def work(change: Change) -> Answer:
        who = records.named_juror(change.session, change.event, juror)
        undo_move(change, who)
        return Answer(200, {"juror": who.key})

    return changes.write(event_id, actor, work, op, juror)


def add_move(change: Change, who: Juror, kind: Any, at_ms: Any) -> rules.Move:
    """Note the next move of a juror; Invalid where it contradicts those before."""
    move = rules.judged(moves(change, who), kind, at_ms, change.now_ms)
    row = Attendance(event_id=change.event.id, juror_id=who.id, kind=move.kind, at_ms=move.at_ms)
    change.session.add(row)
    change.record(f"juror.{move.kind}", {"juror": who.key, "at_ms": move.at_ms})
    return move


def undo_move(change: Change, who: Juror) -> None:
    """Forget what was noted last of a juror; Refusal 409 where nothing was."""
    noted = _noted(change, who)
    if not noted:
        raise Refusal(409, "Nothing was noted of this juror.")
    change.session.delete(noted[-1])
    change.record("juror.attendance_undone", {"juror": who.key})


def moves(change: Change, who: Juror) -> list[rules.Move]:
    """All that was noted of a juror's coming and going."""
    return [rules.Move(row.kind, row.at_ms) for row in _noted(change, who)]


def _noted(change: Change, juror: Juror) -> list[Attendance]:
    return list(change.session.scalars(select(Attendance).filter_by(juror_id=juror.id).order_by(Attendance.id)))
