"""The complete export: one JSON file that alone can rebuild the event."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain import contact
from app.domain import reveal as revealing
from app.domain.errors import Invalid
from app.domain.event_columns import TABLES
from app.domain.event_tables import EventTables, Fault, RawTable
from app.domain.event_values import WHOLE
from app.domain.feedback import are_texts
from app.domain.laureates import CLOSED, OPEN
from app.domain.packets import is_whole

FORMAT, VERSION = "palmares-event", 1
MOST_BYTES = 64_000_000
NO_JSON = "This file is not JSON."
NO_CELL = "Text, a whole number, true or nothing is expected."


def export_of(raw: Mapping[str, RawTable], tables: EventTables) -> dict[str, Any]:
    """The export as a JSON value: every row has every column, null where nothing was given; packets as made."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "tables": {name: _rows(name, table) for name, table in raw.items()},
        "packets": list(tables.packets),
        "list": CLOSED if tables.closed else OPEN,
        "reveal": tables.reveal and dict(tables.reveal),
        "contacts": {str(team): text for team, text in tables.contacts.items()},
        "feedback": {team: dict(texts) for team, texts in tables.feedback.items()},
    }


def write_export(raw: Mapping[str, RawTable], path: Path, tables: EventTables) -> None:
    """Write the export, readable by a person too."""
    path.write_text(json.dumps(export_of(raw, tables), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_packets(path: Path) -> tuple[tuple[dict[str, Any], ...], bool, list[Fault]]:
    """The packets of an export that was read without fault, and whether its list is closed; older ones have none."""
    return packets_of(json.loads(path.read_bytes()), path.name)


def packets_of(found: dict[str, Any], where: str) -> tuple[tuple[dict[str, Any], ...], bool, list[Fault]]:
    """The same of an export that was parsed."""
    packets = found.get("packets", [])
    numbers = range(1, len(packets) + 1) if isinstance(packets, list) else ()
    if not isinstance(packets, list) or not all(
        is_whole(packet) and packet.get("number") == number for number, packet in zip(numbers, packets, strict=True)
    ):
        text = "A packet of a closed list is not as it was made: take this export again from where it comes."
        return (), False, [Fault(where, None, None, text)]
    return tuple(packets), bool(packets) and found.get("list") == CLOSED, []


def read_reveal(path: Path, closed: bool) -> tuple[dict[str, Any] | None, list[Fault]]:
    """How the reveal of an export stood; None in one that has none, or whose list is not closed."""
    return reveal_of(json.loads(path.read_bytes()), closed, path.name)


def reveal_of(export: dict[str, Any], closed: bool, where: str) -> tuple[dict[str, Any] | None, list[Fault]]:
    """The same of an export that was parsed."""
    found = export.get("reveal")
    if found is None or not closed:
        return None, []
    if revealing.read(found) is None:
        text = "The reveal of this export is not as it was written: take it again from where it comes."
        return None, [Fault(where, None, None, text)]
    return found, []


def read_contacts(path: Path) -> tuple[dict[int, str], list[Fault]]:
    """What teams published in an export that was read without fault; older ones have none."""
    return contacts_of(json.loads(path.read_bytes()), path.name)


def contacts_of(export: dict[str, Any], where: str) -> tuple[dict[int, str], list[Fault]]:
    """The same of an export that was parsed, by the numbers of the teams."""
    found = export.get("contacts", {})
    try:
        if not isinstance(found, dict) or not all(team.isascii() and team.isdigit() for team in found):
            raise ValueError("contacts are texts by the number of a team")
        return {int(team): said for team, text in found.items() if (said := contact.judged(text))}, []
    except (Invalid, ValueError):
        text = "A contact that a team published is not as it was written: take this export again from where it comes."
        return {}, [Fault(where, None, None, text)]


def read_feedback(path: Path) -> tuple[dict[str, dict[str, str]], list[Fault]]:
    """What each team is told, of an export that was read without fault; older ones have none."""
    return feedback_of(json.loads(path.read_bytes()), path.name)


def feedback_of(export: dict[str, Any], where: str) -> tuple[dict[str, dict[str, str]], list[Fault]]:
    """The same of an export that was parsed, by the number of the team."""
    found = export.get("feedback", {})
    if not isinstance(found, dict) or not all(
        team.isascii() and team.isdigit() and are_texts(texts) for team, texts in found.items()
    ):
        text = "What a team is told is not as it was written: take this export again from where it comes."
        return {}, [Fault(where, None, None, text)]
    return found, []


def read_export(path: Path) -> tuple[dict[str, RawTable], list[Fault]]:
    """The tables of an export. Rows count as lines of a sheet would: the first one is line 2."""
    where = path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            text = "This file is too large: %(most)s MB is the most."
            return {}, [Fault(where, None, None, text, {"most": MOST_BYTES // 1_000_000})]
        content = path.read_bytes()
    except OSError:
        return {}, [Fault(where, None, None, NO_JSON)]
    _, raw, faults = parsed(content, where)
    return raw, faults


def parsed(content: bytes, where: str) -> tuple[dict[str, Any], dict[str, RawTable], list[Fault]]:
    """An export as it stands in its file, and its tables."""
    try:
        found = json.loads(content, object_pairs_hook=_once, parse_constant=_no_constant)
    except _Twice as twice:
        return {}, {}, [Fault(where, None, None, "“%(name)s” is there twice in one object.", {"name": str(twice)})]
    except (ValueError, RecursionError):
        return {}, {}, [Fault(where, None, None, NO_JSON)]
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("tables"), dict):
        return {}, {}, [Fault(where, None, None, "This file is not the export of an event.")]
    if found.get("version") != VERSION or isinstance(found["version"], bool):
        return {}, {}, [Fault(where, None, None, "This export is of a version that is not known here.")]
    raw: dict[str, RawTable] = {}
    faults: list[Fault] = []
    for name, rows in found["tables"].items():
        raw[name] = _table(name, rows, faults)
    return found, raw, faults


def _rows(name: str, table: RawTable) -> list[dict[str, Any]]:
    whole = {column.name for column in TABLES[name] if column.holds == "whole"}
    if name == "ballots":
        whole |= set(table.header) - {column.name for column in TABLES[name]}
    return [
        {heading: _json_value(heading in whole, cell) for heading, cell in zip(table.header, cells, strict=True)}
        for _, cells in table.rows
    ]


def _json_value(whole: bool, cell: str) -> str | int | None:
    if not cell:
        return None
    return int(cell) if whole and WHOLE.fullmatch(cell) else cell


def _table(name: str, rows: Any, faults: list[Fault]) -> RawTable:
    if not isinstance(rows, list):
        faults.append(Fault(name, None, None, "A list of rows is expected."))
        return RawTable([], [], whole=False)
    header = list(dict.fromkeys(heading for row in rows if isinstance(row, dict) for heading in row))
    lines: list[tuple[int, list[str]]] = []
    before = len(faults)
    for line, row in enumerate(rows, 2):
        if isinstance(row, dict):
            cells = [_text(row.get(heading), Fault(name, line, heading, NO_CELL), faults) for heading in header]
            lines.append((line, cells))
        else:
            faults.append(Fault(name, line, None, "A row is an object of columns and values."))
    return RawTable(header, lines, whole=len(faults) == before)


def _text(value: Any, fault: Fault, faults: list[Fault]) -> str:
    """A JSON value as the text of a cell; `fault` is noted where it can be none."""
    if isinstance(value, list | dict):
        faults.append(fault)
        return ""
    if value is None or value is False:
        return ""
    return "yes" if value is True else str(value)


class _Twice(Exception):
    """A name that an object holds twice, of which one value would be lost."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
