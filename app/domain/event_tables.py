"""The tables of an event, from text to checked rows. Whoever needs a row or a fault imports it from here."""

from collections.abc import Mapping
from typing import Any

from app.domain.event_checks import check
from app.domain.event_columns import TABLES
from app.domain.event_reading import Line, Reading
from app.domain.event_rows import (
    AgendaRow,
    AwardRow,
    BallotRow,
    CategoryRow,
    CoachRow,
    CriterionRow,
    EventRow,
    EventTables,
    JurorRow,
    OrganisationRow,
    RecusalRow,
    TeamRow,
)
from app.domain.raw_tables import Fault, RawTable

__all__ = [
    "AgendaRow",
    "AwardRow",
    "BallotRow",
    "CategoryRow",
    "CoachRow",
    "CriterionRow",
    "EventRow",
    "EventTables",
    "JurorRow",
    "OrganisationRow",
    "RecusalRow",
    "TeamRow",
    "read_tables",
]


def read_tables(raw: Mapping[str, RawTable]) -> tuple[EventTables | None, list[Fault]]:
    """The event that these tables describe, or every fault that they hold, in the order of tables and lines.

    No event is made either of tables of which a part could not be read: whoever read them has said so.
    """
    reading = Reading(raw)
    check(reading)
    if not reading.faults and all(table.whole for table in raw.values()):
        return _built(reading), []
    order = {name: place for place, name in enumerate(TABLES)}
    return None, sorted(reading.faults, key=lambda fault: (order.get(fault.table, -1), fault.line or 0))


def _built(reading: Reading) -> EventTables:
    """The rows of a reading without fault: nothing is judged any more."""
    lines = reading.lines
    return EventTables(
        event=EventRow(**_given(reading.event)),
        criteria=tuple(_criterion(line) for line in lines("criteria")),
        organisations=tuple(OrganisationRow(**_organisation(line)) for line in lines("organisations")),
        categories=tuple(CategoryRow(**_given(line), line=line.number) for line in lines("categories")),
        teams=tuple(_team(line) for line in lines("teams")),
        jurors=tuple(JurorRow(**_given(line), line=line.number) for line in lines("jurors")),
        recusals=tuple(RecusalRow(**_given(line), line=line.number) for line in lines("recusals")),
        coaches=tuple(CoachRow(**_given(line), line=line.number) for line in lines("coaches")),
        agenda=tuple(_slot(line) for line in lines("agenda")),
        ballots=tuple(_ballot(reading, line) for line in lines("ballots")),
        awards=tuple(AwardRow(**_given(line), line=line.number) for line in lines("awards")),
    )


def _given(line: Line) -> dict[str, Any]:
    """The values that were given; rows know what the others are."""
    return dict(line.values)


def _criterion(line: Line) -> CriterionRow:
    given = _given(line)
    levels = {int(name.removeprefix("level_")): given.pop(name) for name in list(given) if name.startswith("level_")}
    return CriterionRow(**given, levels=dict(sorted(levels.items())), line=line.number)


def _organisation(line: Line) -> dict[str, Any]:
    given = _given(line)
    return {"code": given["key"], **given, "line": line.number}


def _team(line: Line) -> TeamRow:
    given = _given(line)
    return TeamRow(organisations=given.pop("organisation"), **given, line=line.number)


def _slot(line: Line) -> AgendaRow:
    given = _given(line)
    given.pop("start")
    given.pop("not_before", None)
    return AgendaRow(**given, line=line.number)


def _ballot(reading: Reading, line: Line) -> BallotRow:
    given = _given(line)
    scores = {
        str(criterion.get("key")): given.pop(str(criterion.get("key")), None) for criterion in reading.lines("criteria")
    }
    return BallotRow(**given, scores=scores, line=line.number)
