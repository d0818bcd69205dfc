"""Visits in the round of the coaches: begun, done, moved; a team asks for a coach; what one notes for its team."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

from sqlalchemy import Select, select

from app import changes
from app.access import Identity
from app.actions.rounds import place, row_of
from app.changes import Answer, Change
from app.domain import coaching as rules
from app.domain.errors import Invalid, Nothing, NotYours, Refusal, Stale
from app.models import Coach, PersonalText, TableVisit, Team
from app.queries import coaching, records


@dataclass(frozen=True)
class Act:
    """An act on one team's visit, as sent; `base` is the revision of the visit that its sender saw."""

    action: Any
    team: Any
    base: Any
    coach: Any = None
    other: Any = None
    first: bool = False
    parts: Mapping[str, Any] = field(default_factory=dict)
    note: Any = None


def visit(event_id: int, actor: Identity, op: str, sent: Act) -> Answer:
    """One act of a coach, or of the desk, on a team's visit; answers 200 with its revision.

    409 where somebody changed it meanwhile, 403 for what only the coach of that visit may write.
    """

    def work(change: Change) -> Answer:
        team = records.team(change.session, change.event, sent.team)
        act = ACTS.get(sent.action) if isinstance(sent.action, str) else None
        if team is None or act is None:
            text = "There is no such team." if team is None else "There is no such act."
            raise Invalid(text, {"team" if team is None else "action": text})
        row = row_of(change, team)
        if sent.base != row.revision:
            raise Stale("Somebody else changed this meanwhile.", {"revision": row.revision})
        act(change, team, row, sent)
        return Answer(200, {"team": team.number, "revision": row.revision})

    return changes.write(event_id, actor, work, op, [*astuple(sent)])


def ask(event_id: int, actor: Identity, op: str, wanted: bool) -> Answer:
    """Have a coach come to the actor's own table, or take that back; the visit itself answers it."""

    def work(change: Change) -> Answer:
        team = records.team(change.session, change.event, int(change.actor.subject))
        if team is None:
            raise Nothing
        known = next(each for each in coaching.visits(change.session, change.event) if each.team == team.number)
        if known.state == rules.UNDER_WAY:
            raise Refusal(409, "A coach is at your table.")
        if known.waits != wanted:
            row = row_of(change, team)
            row.asked_at_ms = change.now_ms if wanted else None
            # Not a change of the visit: what a coach is writing meanwhile is not old by it.
            change.record("coaching.asked" if wanted else "coaching.took_back", {"team": team.number})
        return Answer(200, {"asked": wanted})

    return changes.write(event_id, actor, work, op, wanted)


def load_rounds(change: Change, found: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the round that an event brings from where it was before."""
    for number, said in found.items():
        team = records.team(change.session, change.event, int(number))
        if team is None:
            raise Invalid("The coaches’ round names a team that is not there.")
        row = row_of(change, team)
        coach = _coach(change, said.get("coach"))
        row.coach_id = coach.id if coach else None
        row.place, row.length_ms = said["place"], said["length_ms"]
        row.asked_at_ms, row.begun_at_ms, row.done_at_ms = (said[name] for name in rules.INSTANTS)
        _note(change, row, *rules.judged(said["parts"], said["note"]))
        _changed(change, "loaded", team, row)


def _begin(change: Change, team: Team, row: TableVisit, sent: Act) -> None:
    """The coach is at the table; the visit that this coach was at is over by it."""
    coach = _acting(change, sent)
    if row.begun_at_ms is not None and row.done_at_ms is None:
        raise _taken("A coach is at this table already.")
    for other in change.session.scalars(_under_way(coach.id)):
        other.done_at_ms = change.now_ms
        _changed(change, "done", change.session.get_one(Team, other.team_id), other)
    row.coach_id, row.begun_at_ms, row.done_at_ms = coach.id, change.now_ms, None
    _changed(change, "begun", team, row)


def _done(change: Change, team: Team, row: TableVisit, sent: Act) -> None:
    _own(change, row)
    if row.begun_at_ms is None or row.done_at_ms is not None:
        raise _taken("No coach is at this table.")
    row.done_at_ms = change.now_ms
    _changed(change, "done", team, row)


def _undo(change: Change, team: Team, row: TableVisit, sent: Act) -> None:
    """A visit that is done goes on, unless its coach is at another table; one that had begun has not."""
    _own(change, row)
    if row.done_at_ms is not None:
        if change.session.scalar(_under_way(row.coach_id)) is not None:
            raise _taken("This coach is at another table: that visit ends first.")
        row.done_at_ms = None
    elif row.begun_at_ms is not None:
        row.begun_at_ms = None
    else:
        raise _taken("No coach is at this table.")
    _changed(change, "undone", team, row)


def _move(change: Change, team: Team, row: TableVisit, sent: Act) -> None:
    coach = _acting(change, sent)
    known = coaching.visits(change.session, change.event)
    place(change, rules.moved(known, team.number, coach.key, sent.first))
    change.record("coaching.moved", {"team": team.number, "coach": coach.key})


def _swap(change: Change, team: Team, row: TableVisit, sent: Act) -> None:
    known = coaching.visits(change.session, change.event)
    place(change, rules.swapped(known, team.number, sent.other))
    change.record("coaching.swapped", {"team": team.number, "with": sent.other})


def _word(change: Change, team: Team, row: TableVisit, sent: Act) -> None:
    """How ready each part is, and a note: of the coach who visits this team, and of nobody else."""
    mine = change.session.get(Coach, row.coach_id) if row.coach_id is not None else None
    if change.actor.role != "coach" or mine is None or mine.key != change.actor.subject or row.begun_at_ms is None:
        raise NotYours("Only the coach who visits this team notes something for it.")
    _note(change, row, *rules.judged(sent.parts, sent.note))
    _changed(change, "noted", team, row)


ACTS = {"begin": _begin, "done": _done, "undo": _undo, "move": _move, "swap": _swap, "word": _word}


def _under_way(coach: int | None) -> Select[TableVisit]:
    """The visit that a coach is at."""
    return select(TableVisit).filter_by(coach_id=coach, done_at_ms=None).where(TableVisit.begun_at_ms.is_not(None))


def _own(change: Change, row: TableVisit) -> None:
    """A coach ends their own visits; the desk ends anybody's."""
    mine = change.session.get(Coach, row.coach_id) if row.coach_id is not None else None
    if change.actor.role == "coach" and mine is not None and mine.key != change.actor.subject:
        raise NotYours("Another coach visits this team: they end that visit, or the desk does.")


def _acting(change: Change, sent: Act) -> Coach:
    """The coach who acts, or whom the desk names."""
    key = sent.coach or (change.actor.subject if change.actor.role == "coach" else None)
    coach = _coach(change, key)
    if coach is None:
        raise Invalid.at("coach", "There is no such coach.")
    return coach


def _coach(change: Change, key: Any) -> Coach | None:
    found = select(Coach).filter_by(event_id=change.event.id, key=key)
    return change.session.scalar(found) if isinstance(key, str) else None


def _note(change: Change, row: TableVisit, parts: dict[str, str], text: str) -> None:
    """Keep what was noted; what stood there before is forgotten."""
    row.parts = parts
    former = change.session.get(PersonalText, row.note_id) if row.note_id is not None else None
    if former is None or former.text != text:
        kept = change.personal(text)
        row.note_id = kept.id if kept else None
        if former is not None:
            former.text = former.salt = None


def _changed(change: Change, what: str, team: Team, row: TableVisit) -> None:
    row.revision += 1
    note = change.session.get(PersonalText, row.note_id) if row.note_id is not None else None
    said = {"team": team.number, "revision": row.revision, "texts": {"note": note.commitment if note else None}}
    change.record(f"coaching.{what}", said)


def _taken(sentence: str) -> Invalid:
    return Invalid.at("team", sentence)
