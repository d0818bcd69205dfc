"""The complete export: one JSON file that alone can rebuild the event."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.domain import coaching, contact
from app.domain import reveal as revealing
from app.domain.errors import Invalid
from app.domain.event_columns import TABLES
from app.domain.event_tables import EventTables
from app.domain.event_values import WHOLE
from app.domain.favourite import is_kept
from app.domain.feedback import are_texts
from app.domain.laureates import CLOSED, OPEN
from app.domain.packets import is_whole
from app.domain.raw_tables import Fault, RawTable

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
        "favourite": tables.favourite and dict(tables.favourite),
        "coaching": {team: dict(said) for team, said in tables.coaching.items()},
    }


def write_export(raw: Mapping[str, RawTable], path: Path, tables: EventTables) -> None:
    """Write the export, readable by a person too."""
    path.write_text(json.dumps(export_of(raw, tables), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_beside(path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """What an export that was read without fault holds beside its tables."""
    return beside_of(json.loads(path.read_bytes()), path.name)


def beside_of(export: dict[str, Any], where: str) -> tuple[dict[str, Any], list[Fault]]:
    """The same of an export that was parsed, each part as `EventTables` has it; older ones lack some."""
    closed = bool(export.get("packets")) and export.get("list") == CLOSED
    found: dict[str, Any] = {"closed": closed}
    faults = []
    for name, (read, text) in BESIDE.items():
        try:
            # No reveal stands where the list is not closed.
            found[name] = read(None if name == "reveal" and not closed else export.get(name))
        except (Invalid, ValueError):
            faults.append(Fault(where, None, None, text))
    return found, faults


def _packets(found: Any) -> tuple[dict[str, Any], ...]:
    packets = [] if found is None else found
    if not isinstance(packets, list) or not all(
        is_whole(packet) and packet.get("number") == number for number, packet in enumerate(packets, 1)
    ):
        raise ValueError("packets are whole, and numbered from 1")
    return tuple(packets)


def _reveal(found: Any) -> dict[str, Any] | None:
    if found is not None and revealing.read(found) is None:
        raise ValueError("a reveal is where it stands, and how it is wanted")
    reveal: dict[str, Any] | None = found
    return reveal


def _contacts(found: Any) -> dict[int, str]:
    contacts = {} if found is None else found
    if not isinstance(contacts, dict) or not all(team.isascii() and team.isdigit() for team in contacts):
        raise ValueError("contacts are texts by the number of a team")
    return {int(team): said for team, text in contacts.items() if (said := contact.judged(text))}


def _feedback(found: Any) -> dict[str, dict[str, str]]:
    feedback = {} if found is None else found
    if not isinstance(feedback, dict) or not all(
        team.isascii() and team.isdigit() and are_texts(texts) for team, texts in feedback.items()
    ):
        raise ValueError("what teams are told is texts by the number of a team")
    return feedback


def _coaching(found: Any) -> dict[str, dict[str, Any]]:
    rounds = {} if found is None else found
    if not isinstance(rounds, dict) or not all(
        team.isascii() and team.isdigit() and coaching.is_round(said) for team, said in rounds.items()
    ):
        raise ValueError("the round is where each team stands, by its number")
    return rounds


def _favourite(found: Any) -> dict[str, Any] | None:
    if found is not None and not is_kept(found):
        raise ValueError("a vote is how it was opened, and its voters")
    vote: dict[str, Any] | None = found
    return vote


BESIDE: dict[str, tuple[Callable[[Any], Any], str]] = {
    "packets": (
        _packets,
        "A packet of a closed list is not as it was made: take this export again from where it comes.",
    ),
    "reveal": (
        _reveal,
        "The reveal of this export is not as it was written: take it again from where it comes.",
    ),
    "contacts": (
        _contacts,
        "A contact that a team published is not as it was written: take this export again from where it comes.",
    ),
    "feedback": (
        _feedback,
        "What a team is told is not as it was written: take this export again from where it comes.",
    ),
    "coaching": (
        _coaching,
        "The coaches’ round is not as it was written: take this export again from where it comes.",
    ),
    "favourite": (
        _favourite,
        "The room’s vote of this export is not as it was written: take it again from where it comes.",
    ),
}


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
