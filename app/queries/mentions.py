"""Where a name stands in what is kept of an event, beyond the row of whoever bears it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Session

from app.domain import erasure
from app.models import Base, Event, Juror, PersonalText

# What is not searched: the chain holds keys alone, packets are sealed anew, digests and links say nothing to anybody.
# Undo forgets all of its tables, and a text that was committed to is forgotten whole.
APART = {"journal_entry", "packet", "revision", "link", "tables_step", "personal_text"}
# Somebody else may bear the same name.
ONES_OWN = {("juror", "name"), ("coach", "name"), ("organiser", "name")}


@dataclass(frozen=True)
class Mention:
    """A value of a row that holds the name, and what it becomes."""

    row: Any
    column: str
    becomes: Any


def mentions(session: Session, event: Event, found: re.Pattern[str] | None, instead: str) -> Iterator[Mention]:
    """Every value that holds the name, in any table of the event."""
    for mapper in Base.registry.mappers:
        table = mapper.class_
        name = table.__tablename__
        columns = [
            column.key
            for column in mapper.columns
            if isinstance(column.type, String | JSON) and (name, column.key) not in ONES_OWN
        ]
        if found is None or name in APART or not columns or not (name == "event" or hasattr(table, "event_id")):
            continue
        here = table.id == event.id if name == "event" else table.event_id == event.id
        for row in session.scalars(select(table).where(here)):
            for column in columns:
                value = getattr(row, column)
                becomes = erasure.without(value, found, instead)
                if becomes != value:
                    yield Mention(row, column, becomes)


def texts(session: Session, event: Event, found: re.Pattern[str] | None) -> list[PersonalText]:
    """The committed texts that hold the name: they cannot be changed, they can be forgotten."""
    kept = session.scalars(select(PersonalText).filter_by(event_id=event.id).where(PersonalText.text.is_not(None)))
    return [each for each in kept if found is not None and found.search(each.text or "")]


def place(session: Session, event: Event, juror: Juror) -> int:
    """The place of a juror among the jury, from 1."""
    keys = session.scalars(select(Juror.key).filter_by(event_id=event.id).order_by(Juror.position, Juror.id))
    return list(keys).index(juror.key) + 1
