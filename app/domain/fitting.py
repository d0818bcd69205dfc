"""A table as people keep it, fitted to the tables of an event: keys made where there are none, names for keys.

Nothing is judged here: what cannot be fitted stays as it was written, for `read_tables` to name at its cell.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.event_columns import TABLES, folded
from app.domain.event_rows import RawTable
from app.domain.event_values import KEY
from app.domain.fitting_cells import fitted_cell, kind_of, role_of

Tables = Mapping[str, RawTable]
Row = dict[str, str]
# How the key of a new row begins, where the file gives none.
PREFIXES = {"jurors": "j", "coaches": "c"}
NAMED_BY = {"jurors": "name", "coaches": "name", "organisations": "name", "criteria": "label", "teams": "title"}
PARTS = re.compile(r"\s*[+/;&]\s*")


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
    """One table on its way, with what the event already holds."""

    def __init__(self, table: str, known: Tables) -> None:
        self.table = table
        self.done = Fitted()
        self._known = {name: rows_of(raw) for name, raw in known.items()}
        self._columns = {column.name: column for column in TABLES[table]}
        self._taken = {row.get(self._key, "") for row in self._known.get(table, ())}
        self._used: set[str] = set()

    @property
    def _key(self) -> str:
        return TABLES[self.table][0].name

    def take(self, line: int, written: Row) -> None:
        """Fit one line."""
        row = {
            name: fitted_cell(self._columns[name], cell) if name in self._columns else cell.strip()
            for name, cell in written.items()
        }
        for column, find in self._finders().items():
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
        self.done.rows.append((line, row))

    def _kept(self, row: Row, column: str) -> str:
        """What the event already says of this row."""
        same = (one for one in self._known.get(self.table, ()) if one.get(self._key) == row.get(self._key))
        return next((one.get(column, "") for one in same), "")

    def _finders(self) -> dict[str, Callable[[str], str]]:
        """What stands for a row of another table, and how it is found by its name."""
        if self.table == "organisations":
            return {}
        finders: dict[str, Callable[[str], str]] = {"organisation": self._organisations}
        if "juror" in self._columns:
            finders["juror"] = lambda text: self._named("jurors", text)
        if "substitute_for" in self._columns:
            finders["substitute_for"] = lambda text: self._named("jurors", text)
        if "team" in self._columns:
            finders["team"] = lambda text: self._named("teams", text)
        return finders

    def _named(self, table: str, text: str) -> str:
        """The key of a row by its key or its name; the text itself where there is none."""
        key, name = TABLES[table][0].name, NAMED_BY[table]
        rows: list[Row] = [*self._known.get(table, ()), *(row for _, row in self.done.rows if table == self.table)]
        for column in (key, name):
            for row in rows:
                if row.get(key) and folded(row.get(column, "")) == folded(text):
                    return row[key]
        return text

    def _organisations(self, text: str) -> str:
        """The keys of the organisations that a cell names; one that nobody knows yet is made."""
        if found := self._organisation(text):
            return found
        return "+".join(self._organisation(part) or self._new(part) for part in PARTS.split(text) if part)

    def _organisation(self, text: str) -> str | None:
        word = folded(text)
        for row in self._known.get("organisations", ()):
            if word and word in (folded(row.get(column, "")) for column in ("key", "code", "name")):
                return row["key"]
        return next((key for key, name in self.done.organisations.items() if folded(name) == word), None)

    def _new(self, name: str) -> str:
        taken = {row["key"] for row in self._known.get("organisations", ())} | set(self.done.organisations)
        key = free(name if KEY.fullmatch(name) else key_of(name), taken)
        self.done.organisations[key] = name
        return key

    def _key_for(self, row: Row) -> str:
        """The key of the row of the same name, else a new one."""
        name = folded(row.get(NAMED_BY[self.table], ""))
        for known in self._known.get(self.table, ()):
            key = known[self._key]
            if name and folded(known.get(NAMED_BY[self.table], "")) == name and key not in self._used:
                return key
        taken = self._taken | self._used
        if self.table == "teams":
            return next(str(number) for number in range(1, 10_000) if str(number) not in taken)
        if prefix := PREFIXES.get(self.table):
            return next(key for number in range(1, 10_000) if (key := f"{prefix}{number:02}") not in taken)
        wished = row.get("code", "") if self.table == "organisations" else ""
        wished = wished if KEY.fullmatch(wished) else key_of(row.get(NAMED_BY[self.table], ""))
        return free(wished, taken) if wished else ""


def key_of(name: str) -> str:
    """A key that reads like a name."""
    return folded(name)[:36].strip("_")


def free(wished: str, taken: set[str]) -> str:
    """The key that was wished for, or the first one after it that nobody has."""
    return next(key for n in range(1, 10_000) if (key := wished if n == 1 else f"{wished}_{n}") not in taken)
