"""An event's tables as text again: what is written here is read back as the same event."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.domain.event_columns import EVENT_KEYS, TABLES
from app.domain.event_rows import EventTables
from app.domain.event_values import local_time
from app.domain.raw_tables import RawTable


def raw_tables(tables: EventTables) -> dict[str, RawTable]:
    """Every table with every column, in the order of the model; one without rows has its headings alone."""
    event = tables.event
    raw = {name: _table(name, getattr(tables, name)) for name in TABLES if name not in ("event", "criteria", "ballots")}
    raw["event"] = RawTable(
        ["key", "value"],
        [(line, [column.name, text_of(getattr(event, column.name))]) for line, column in enumerate(EVENT_KEYS, 2)],
    )
    raw["criteria"] = _criteria(tables)
    raw["ballots"] = _ballots(tables)
    raw["agenda"] = _agenda(tables)
    raw["organisations"] = _organisations(tables)
    return {name: raw[name] for name in TABLES}


def text_of(value: object) -> str:
    """A value as a cell shows it: nothing for nothing, `yes` for true."""
    if value is None or value is False:
        return ""
    if isinstance(value, tuple):
        return "+".join(value)
    return "yes" if value is True else str(value)


def _table(name: str, rows: Iterable[Any]) -> RawTable:
    """A table whose cells are simply the values of its rows; a team's organisations are one cell."""
    header = [column.name for column in TABLES[name]]
    fields = ["organisations" if name == "teams" and heading == "organisation" else heading for heading in header]
    return _lines(header, ([getattr(row, field, None) for field in fields] for row in rows))


def _lines(header: list[str], rows: Iterable[Iterable[object]]) -> RawTable:
    return RawTable(header, [(line, [text_of(value) for value in row]) for line, row in enumerate(rows, 2)])


def _organisations(tables: EventTables) -> RawTable:
    """A code that is the key goes without saying: a key may be longer than a code."""
    plain = _table("organisations", tables.organisations)
    for row, (_, cells) in zip(tables.organisations, plain.rows, strict=True):
        if row.code == row.key:
            cells[plain.header.index("code")] = ""
    return plain


def _criteria(tables: EventTables) -> RawTable:
    described = sorted({score for row in tables.criteria for score in row.levels})
    plain = _table("criteria", tables.criteria)
    levels = [[row.levels.get(score, "") for score in described] for row in tables.criteria]
    rows = [(line, [*cells, *own]) for (line, cells), own in zip(plain.rows, levels, strict=True)]
    return RawTable(plain.header + [f"level_{score}" for score in described], rows)


def _ballots(tables: EventTables) -> RawTable:
    keys = [row.key for row in tables.criteria]
    return _lines(
        ["juror", "team", *keys, "comment"],
        ([row.juror, row.team, *(row.scores[key] for key in keys), row.comment] for row in tables.ballots),
    )


def _agenda(tables: EventTables) -> RawTable:
    plain, zone = _table("agenda", tables.agenda), tables.event.timezone
    for row, (_, cells) in zip(tables.agenda, plain.rows, strict=True):
        written: Mapping[str, str] = {
            "start": _hour(row.planned_at_ms, zone, tables.event.date),
            "not_before": _hour(row.not_before_at_ms, zone, local_time(row.planned_at_ms, zone).date()),
        }
        for heading, text in written.items():
            cells[plain.header.index(heading)] = text
    return plain


def _hour(at_ms: int | None, zone: str, day: date) -> str:
    """A local time, with its date where it is not of that day."""
    if at_ms is None:
        return ""
    local = local_time(at_ms, zone)
    return f"{local:%H:%M}" if local.date() == day else f"{local:%Y-%m-%d %H:%M}"
