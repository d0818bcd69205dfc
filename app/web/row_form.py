"""The form of one row of a table: fields by what its columns hold, the same checks as an import, at the field."""

from typing import Any

from flask import request

from app.access import Identity
from app.domain.event_columns import EVENT_KEYS, TABLES, Column
from app.domain.fitting import NAMED_BY, Row, fit, rows_of
from app.domain.headings import ELSEWHERE
from app.domain.putting_in import KEYS, put_in, with_slot, without, without_slot
from app.domain.raw_tables import Fault, RawTable
from app.extensions import db
from app.models import Event
from app.queries import tables as described
from app.web import errors, fault_words, pages
from app.web.command import whole

# What a list of rows says of each.
SAID = {
    "event": ("value",),
    "criteria": ("label", "weight"),
    "organisations": ("name", "key"),
    "teams": ("title", "organisation", "table"),
    "jurors": ("name", "function", "organisation", "role"),
    "coaches": ("name", "organisation"),
    "agenda": ("start", "minutes", "title", "team"),
    "recusals": ("juror", "team", "reason"),
}


def lines(table: str, raw: described.Raw) -> list[dict[str, Any]]:
    """The rows of a table, each with the name that its form is asked by."""
    rows = rows_of(raw[table])
    if table == "event":
        rows = [row for row in rows if row["key"] not in ELSEWHERE["event"]]
        return [{"row": row["key"], "name": row["key"], "said": [row["value"]]} for row in rows]
    return [
        {
            "row": str(place) if table == "agenda" else "/".join(row[column] for column in KEYS[table]),
            "name": row.get("number") or (row["start"] if table == "agenda" else ""),
            "said": [row[column] for column in SAID[table] if row.get(column) and column != "start"],
            "kind": row.get("kind", ""),
        }
        for place, row in enumerate(rows, 1)
    ]


class Form:
    """One row on its way: `values` as they stand or were typed, what is wrong, what a change would do.

    `stale` says that the tables are others than those it was typed over; `differs` has what stands there now instead.
    """

    def __init__(self, event: Event, table: str, name: str, typed: dict[str, str] | None = None) -> None:
        self.table, self.name, self.typed = table, name, typed
        self.raw = described.raw(db.session(), event)
        self.base = described.base(self.raw)
        self.stale = typed is not None and typed.get("base") != self.base
        if table == "agenda" and self.stale:
            self.name = self._place_of((typed or {}).get("was", ""))
        self.known = self._found()
        self.values: Row = self.known or {}
        self.faults: dict[str, str] = {}
        self.refusals: list[str] = []
        self.consequences: list[str] = []
        self.removal: list[str] = []
        self.removable = False
        self.ready = False
        self.wished: described.Raw = {}
        self.seen = ""
        if typed is not None:
            self._judge(event, typed)
        elif self.known is not None and table != "event":
            self._foresee(event)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that have a field; those that name a row that stands have none."""
        if self.table == "event":
            return tuple(column for column in EVENT_KEYS if column.name not in ELSEWHERE["event"])
        hidden = ELSEWHERE.get(self.table, frozenset()) | (set(KEYS.get(self.table, ())) if self.known else set())
        return tuple(column for column in TABLES[self.table] if column.name not in hidden)

    @property
    def status(self) -> int:
        """What the page is answered with when it was not kept."""
        return 409 if self.stale else 422 if self.faults or self.refusals else 200

    @property
    def was(self) -> str:
        """What tells the row from any other: a slot has no key, and its place may change."""
        return _digest(self.known) if self.known is not None else ""

    @property
    def differs(self) -> dict[str, str]:
        """What stands now in the fields that say something else, where somebody was faster."""
        known = self.known if self.stale else None
        columns = [column.name for column in self.columns] if known else []
        return {name: known.get(name, "") for name in columns if known and known.get(name, "") != self.values[name]}

    @property
    def _place(self) -> int | None:
        """Where the slot stands in the agenda, 1 for the first; None for a new one."""
        return whole(self.name) if self.known is not None else None

    def _place_of(self, was: str) -> str:
        rows = enumerate(rows_of(self.raw["agenda"]), 1)
        return next((str(place) for place, row in rows if _digest(row) == was), "")

    def _found(self) -> Row | None:
        rows = rows_of(self.raw[self.table])
        if self.table == "event":
            return {row["key"]: row["value"] for row in rows}
        if self.table == "agenda":
            place = whole(self.name) or 0
            return rows[place - 1] if 0 < place <= len(rows) else None
        return next((row for row in rows if "/".join(row[column] for column in KEYS[self.table]) == self.name), None)

    def _judge(self, event: Event, typed: dict[str, str]) -> None:
        """What was typed, put in the tables and judged; ready where it can be kept, and what it does was said."""
        self.values = {**self.values, **{column.name: typed.get(column.name, "").strip() for column in self.columns}}
        act = typed.get("act", "")
        wished = self._without() if act == "remove" else self._with()
        if self.known is None and not any(self.values.values()):
            self.faults = dict.fromkeys(self._needed, errors.translated("A value is missing.", {}))
        seen = described.outlook(db.session(), event, wished)
        for fault in seen.faults:
            self._note(fault)
        if seen.judgement is not None:
            self.refusals = [errors.translated(said.text, dict(said.params)) for said in seen.judgement.refusals]
            self.consequences = [errors.translated(s.text, dict(s.params)) for s in seen.judgement.consequences]
        self.wished = {name: table for name, table in wished.items() if table is not self.raw.get(name)}
        self.seen = described.base(self.wished)
        said = act == "remove" or (act == "anyway" and typed.get("seen") == self.seen)
        self.ready = not (self.stale or self.faults or self.refusals) and (said or not self.consequences)
        if self.known is not None and self.table != "event":
            self._foresee(event)

    def _foresee(self, event: Event) -> None:
        """What taking the row out would do, said beside its button."""
        seen = described.outlook(db.session(), event, self._without())
        said = [fault_words.said(fault) for fault in seen.faults[:3]]
        if seen.judgement is not None:
            told = seen.judgement.refusals or seen.judgement.consequences
            said = [errors.translated(one.text, dict(one.params)) for one in told]
            self.removable = not seen.judgement.refusals
        self.removal = said

    def _with(self) -> described.Raw:
        if self.table == "event":
            header, rows, _ = self.raw["event"]
            named = [(line, [cells[0], self.values.get(cells[0], cells[1])]) for line, cells in rows]
            return {**self.raw, "event": RawTable(header, named)}
        header = [column.name for column in TABLES[self.table]]
        extra = [name for name in self.raw[self.table].header if name not in header]
        cells = [self.values.get(name, "") for name in header + extra]
        fitted = fit(self.table, RawTable(header + extra, [(1, cells)]), header + extra, self.raw)
        if self.table != "agenda":
            return put_in(self.table, fitted, self.raw)
        return with_slot(fitted.rows[0][1] if fitted.rows else {}, self._place, self.raw)

    def _without(self) -> described.Raw:
        if self.table == "event" or self.known is None:
            return dict(self.raw)
        if self.table == "agenda":
            return without_slot(self._place or 0, self.raw)
        return without(self.table, [self.known[column] for column in KEYS[self.table]], self.raw)

    @property
    def _needed(self) -> list[str]:
        """What a row cannot be without and that nothing makes for it."""
        named_by = NAMED_BY.get(self.table)
        return [named_by] if named_by else [column.name for column in self.columns if column.required]

    def _note(self, fault: Fault) -> None:
        name = fault.column or ""
        if self.table == "event" and fault.table == "event" and fault.line is not None:
            places = {line: cells[0] for line, cells in self.raw["event"].rows}
            name = places.get(fault.line, "")
        if fault.table == self.table and name in {column.name for column in self.columns}:
            self.faults.setdefault(name, fault_words.said(fault))
        else:
            self.refusals.append(fault_words.said(fault))


def _digest(row: Row) -> str:
    return described.base({"row": RawTable(list(row), [(1, list(row.values()))])})


def page(event: Event, identity: Identity, form: Form) -> str:
    """The form, as it stands or as it was refused."""
    organisations = rows_of(form.raw["organisations"])
    return pages.render(
        "desk/row.html",
        event,
        identity,
        form=form,
        table=form.table,
        organisations=[(row["key"], row["name"]) for row in organisations],
        jurors=[(row["key"], row["name"]) for row in rows_of(form.raw["jurors"])],
        categories=[(row["key"], row["name"]) for row in rows_of(form.raw["categories"])],
        asked=request.method == "POST",
    )
