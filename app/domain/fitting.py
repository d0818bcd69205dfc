"""A table as people keep it, fitted to the tables of an event: keys made where there are none, names for keys.

Nothing is judged here: what cannot be fitted stays as it was written, for `read_tables` to name at its cell.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from app.domain.event_columns import NAME, TABLES, folded
from app.domain.event_values import KEY
from app.domain.fitting_cells import fitted_cell, kind_of, role_of
from app.domain.raw_tables import RawTable

Tables = Mapping[str, RawTable]
Row = dict[str, str]
# How the key of a new row begins, where the file gives none.
PREFIXES = {"jurors": "j", "coaches": "c"}
NAMED_BY = {"jurors": "name", "coaches": "name", "organisations": "name", "criteria": "label", "teams": "title"}
PARTS = re.compile(r"[+/;&]")
# Authorities in one cell: where there are more, it stays as written.
MOST_PARTS = 20


@dataclass
class Fitted:
    """The rows of a table, each with the line it has in its file, and the organisations that it names first."""

    rows: list[tuple[int, Row]] = field(default_factory=list)
    organisations: dict[str, str] = field(default_factory=dict)


def rows_of(raw: RawTable) -> list[Row]:
    """The rows of a table of ours, by column."""
    return [dict(zip(raw.header, cells, strict=False)) for _, cells in raw.rows]


def fit(table: str, raw: RawTable, columns: Sequence[str | None], known: Tables) -> Fitted:
    """The rows of a file as rows of ours; `columns` says what each place of its lines is."""
    fitting = _Fitting(table, known)
    for line, cells in raw.rows:
        written = {column: cell for column, cell in zip(columns, cells, strict=False) if column is not None}
        if any(cell.strip() for cell in written.values()):
            fitting.take(line, written)
    return fitting.done


class _Fitting:
    """One table on its way, with what the event already holds; each row is looked at once, however many there are."""

    def __init__(self, table: str, known: Tables) -> None:
        self.table = table
        self.done = Fitted()
        self._columns = {column.name: column for column in TABLES[table]}
        self._key, self._name = TABLES[table][0].name, NAMED_BY.get(table, "")
        self._own: dict[str, Row] = {}
        self._of_name: dict[str, deque[str]] = {}
        for row in _rows(known, table):
            self._own.setdefault(row.get(self._key, ""), row)
            self._of_name.setdefault(folded(row.get(self._name, "")), deque()).append(row.get(self._key, ""))
        self._used: set[str] = set()
        self._keys = Keys(self._own)
        self._people = _Called(known, "jurors") if {"juror", "substitute_for"} & self._columns.keys() else None
        self._finders = self._found_by_name(known)

    def take(self, line: int, written: Row) -> None:
        """Fit one line."""
        row = {
            name: fitted_cell(self._columns[name], cell) if name in self._columns else cell.strip()
            for name, cell in written.items()
        }
        for column, find in self._finders.items():
            if row.get(column):
                row[column] = find(row[column])
        if self.table in NAMED_BY and not row.get(self._key):
            row[self._key] = self._key_for(row)
        if self.table == "jurors" and not row.get("role"):
            row["role"] = self._kept(row, "role") or role_of(row.get("function", ""))
        if self.table == "agenda" and not row.get("kind"):
            row["kind"] = "pitch" if row.get("team") else kind_of(row.get("title", ""))
        if self.table == "criteria" and not row.get("weight"):
            row["weight"] = self._kept(row, "weight") or "1"
        self._used.add(row.get(self._key, ""))
        self._keys.taken.add(row.get(self._key, ""))
        if self.table == "jurors" and self._people is not None:
            self._people.add(row)
        self.done.rows.append((line, row))

    def _kept(self, row: Row, column: str) -> str:
        """What the event already says of this row."""
        return self._own.get(row.get(self._key, ""), {}).get(column, "")

    def _found_by_name(self, known: Tables) -> dict[str, Callable[[str], str]]:
        """What stands for a row of another table, and how it is found by its name."""
        if self.table == "organisations":
            return {}
        finders: dict[str, Callable[[str], str]] = {}
        if "organisation" in self._columns:
            finders["organisation"] = _Organisations(known, self.done.organisations).keys_of
        if self._people is not None:
            finders |= dict.fromkeys(("juror", "substitute_for"), self._people.key_of)
        if "team" in self._columns:
            finders["team"] = _Called(known, "teams").key_of
        return finders

    def _key_for(self, row: Row) -> str:
        """The key of the row of the same name, else a new one."""
        name = folded(row.get(self._name, ""))
        same = self._of_name.get(name, deque()) if name else deque()
        while same and same[0] in self._used:
            same.popleft()
        if same:
            return same[0]
        if self.table == "teams":
            return self._keys.free("", str)
        if prefix := PREFIXES.get(self.table):
            return self._keys.free(prefix, lambda number: f"{prefix}{number:02}")
        wished = row.get("code", "") if self.table == "organisations" else ""
        wished = wished if KEY.fullmatch(wished) else key_of(row.get(self._name, ""))
        return self._keys.free(wished) if wished else ""


class Keys:
    """The keys that are taken, and the next free one of each wish: no number is tried twice."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self._numbers: dict[str, count[int]] = {}

    def free(self, wished: str, written: Callable[[int], str] | None = None) -> str:
        """The key that was wished for, or the first one after it that nobody has; it is taken from then on."""
        numbers = self._numbers.setdefault(wished, count(1))
        write = written or (lambda number: wished if number == 1 else f"{wished}_{number}")
        key = next(key for number in numbers if (key := write(number)) not in self.taken)
        self.taken.add(key)
        return key


class _Called:
    """The rows of a table by their keys and their names: the first one that is called so is meant."""

    def __init__(self, known: Tables, table: str) -> None:
        self._key, self._name = TABLES[table][0].name, NAMED_BY[table]
        self._by_key: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for row in _rows(known, table):
            self.add(row)

    def add(self, row: Row) -> None:
        """Know one more."""
        if key := row.get(self._key):
            self._by_key.setdefault(folded(key), key)
            self._by_name.setdefault(folded(row.get(self._name, "")), key)

    def key_of(self, text: str) -> str:
        """The key of a row by its key or its name; the text itself where there is none."""
        word = folded(text)
        return (self._by_key.get(word) or self._by_name.get(word) or text) if word else text


class _Organisations:
    """The organisations by their keys, codes and names; `new` keeps the names of those that nobody knew, by key."""

    def __init__(self, known: Tables, new: dict[str, str]) -> None:
        self._new = new
        self._found: dict[str, str] = {}
        rows = _rows(known, "organisations")
        for row in rows:
            for column in ("key", "code", "name"):
                self._found.setdefault(folded(row.get(column, "")), row["key"])
        self._keys = Keys(row["key"] for row in rows)

    def keys_of(self, text: str) -> str:
        """The keys of the organisations that a cell names; one that nobody knows yet is made."""
        if found := self._known(text):
            return found
        parts = [part.strip() for part in PARTS.split(text) if part.strip()]
        if not 0 < len(parts) <= MOST_PARTS or any(len(part) > NAME or not folded(part) for part in parts):
            return text
        return "+".join(self._known(part) or self._made(part) for part in parts)

    def _known(self, text: str) -> str | None:
        word = folded(text)
        return self._found.get(word) if word else None

    def _made(self, name: str) -> str:
        key = self._keys.free(name if KEY.fullmatch(name) else key_of(name))
        self._new[key] = name
        self._found.setdefault(folded(name), key)
        return key


def key_of(name: str) -> str:
    """A key that reads like a name."""
    return folded(name)[:36].strip("_")


def _rows(known: Tables, table: str) -> list[Row]:
    return rows_of(known[table]) if table in known else []
