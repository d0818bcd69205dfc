"""Rows of the database brought to what the tables of their event have become; what was judged is not judged again."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, select

from app.actions import describing, links, published
from app.changes import Change
from app.domain.alterations import ADDED, CHANGED, REMOVED, Judgement, matched
from app.domain.event_rows import AgendaRow, EventTables
from app.keys import Keys
from app.models import AgendaStep, Category, Coach, Criterion, Juror, Organisation, Recusal, Team
from app.queries import agenda, export, records

# The model of each table that goes by a key of its own, and the columns of a row.
MODELS: dict[str, tuple[Any, str, Callable[[Any], dict[str, Any]]]] = {
    "criteria": (Criterion, "key", describing.criterion_columns),
    "organisations": (Organisation, "key", lambda row: describing.columns(Organisation, row)),
    "categories": (Category, "key", lambda row: describing.columns(Category, row)),
    "teams": (Team, "number", describing.team_columns),
    "jurors": (Juror, "key", lambda row: _but_their_seat(describing.columns(Juror, row))),
    "coaches": (Coach, "key", lambda row: describing.columns(Coach, row)),
}


def rewrite(change: Change, keys: Keys, after: EventTables, judged: Judgement) -> None:
    """Write everything in which these tables differ from the event's."""
    altered = {each.table for each in judged.alterations}
    before = export.described(change.session, change.event)
    if "event" in altered:
        for name, value in describing.event_columns(after.event).items():
            setattr(change.event, name, value)
    if "recusals" in altered:
        _recuse(change, after, judged, REMOVED)
    if "agenda" in altered:
        _reschedule(change, before.agenda, after.agenda)
    for table in MODELS:
        if table in altered:
            _rows(change, table, getattr(after, table))
    if "jurors" in altered:
        describing.seat(change.session, change.event, after)
    if "recusals" in altered:
        _recuse(change, after, judged, ADDED)
    if "event" in altered and "agenda" not in altered:
        _relength(change, after)
    _links(change, keys, after, judged)
    if judged.read_again:
        for juror in change.session.scalars(select(Juror).filter_by(event_id=change.event.id)):
            juror.acknowledged_at_ms = None


def _but_their_seat(columns: dict[str, Any]) -> dict[str, Any]:
    """Who sits is decided once the whole jury is there."""
    return {name: value for name, value in columns.items() if name != "sits"}


def _rows(change: Change, table: str, rows: Sequence[Any]) -> None:
    model, key, columns = MODELS[table]
    standing = {
        getattr(row, key): row for row in change.session.scalars(select(model).filter_by(event_id=change.event.id))
    }
    for position, row in enumerate(rows):
        values = columns(row) | ({"position": position} if hasattr(model, "position") else {})
        known = standing.pop(getattr(row, key), None)
        if known is None:
            change.session.add(model(event_id=change.event.id, **values))
            continue
        for name, value in values.items():
            setattr(known, name, value)
    for gone in standing.values():
        change.session.delete(gone)
    change.session.flush()


def _recuse(change: Change, after: EventTables, judged: Judgement, kind: str) -> None:
    """Recusals that go are said to be no longer in force, while their juror and team are still there; then new ones."""
    reasons = {f"{row.juror}/{row.team}": row.reason for row in after.recusals}
    pairs = judged.of("recusals", kind) + (judged.of("recusals", CHANGED) if kind == ADDED else [])
    for pair in filter(None, pairs):
        key, _, number = pair.rpartition("/")
        juror = records.juror(change.session, change.event, key)
        team = records.team(change.session, change.event, int(number))
        if juror is None or team is None:
            raise LookupError(f"{pair} was judged to be there")
        row = change.session.scalar(select(Recusal).filter_by(juror_id=juror.id, team_id=team.id))
        if row is None:
            row = Recusal(event_id=change.event.id, juror_id=juror.id, team_id=team.id, kind="recusal")
            change.session.add(row)
        row.in_force = kind != REMOVED
        reason = change.personal(reasons.get(pair)) if row.in_force else None
        row.reason_id = reason.id if reason else None
        said = {"juror": key, "team": team.number, "in_force": row.in_force}
        change.record(row.kind, said | {"reason": reason.commitment if reason else None})


def _reschedule(change: Change, before: Sequence[AgendaRow], after: Sequence[AgendaRow]) -> None:
    """Slots keep their names and what happened to them; earlier acts on the run-down can be undone no more."""
    slots = agenda.slots(change.session, change.event)
    places = matched(before, after)
    number = max((int(slot.key[1:]) for slot in slots if slot.key[1:].isdigit()), default=0)
    for position, (place, row) in enumerate(zip(places, after, strict=True)):
        if place is None:
            number += 1
            change.session.add(describing.slot(change.event, f"s{number:02}", position, row))
            continue
        slot, moved = slots[place], before[place] != row
        begun = slot.status != "planned" or slot.started_at_ms is not None
        for name, value in describing.slot_columns(change.event, position, row).items():
            if name == "position" or not begun:
                setattr(slot, name, value)
        if moved and not begun:
            slot.published_at_ms = row.planned_at_ms
            published.noted(change, slot)
    for place, slot in enumerate(slots):
        if place not in places:
            change.session.delete(slot)
    change.session.execute(delete(AgendaStep).where(AgendaStep.event_id == change.event.id))
    change.session.flush()


def _relength(change: Change, after: EventTables) -> None:
    """Pitches to come have the event's new lengths."""
    for slot, row in zip(agenda.slots(change.session, change.event), after.agenda, strict=True):
        if slot.status == "planned" and slot.started_at_ms is None:
            slot.phases = describing.phases(change.event, row, slot.duration_ms)


def _links(change: Change, keys: Keys, after: EventTables, judged: Judgement) -> None:
    """A card for whoever is new, none for whoever left, another one for a juror who becomes the chair or was it."""
    chairs = {juror.key: juror.chair for juror in after.jurors}
    turned = [each.key for each in judged.alterations if each.table == "jurors" and "chair" in each.columns]
    for table, role in (("teams", "team"), ("coaches", "coach"), ("jurors", "juror")):
        others = turned if table == "jurors" else []
        for subject in judged.of(table, REMOVED) + others:
            links.kill(change, role, subject)
        for subject in filter(None, judged.of(table, ADDED) + others):
            links.make(change, keys, "chair" if table == "jurors" and chairs[subject] else role, subject)
