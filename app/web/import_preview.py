"""What a table that is brought in would do to the event, as its page shows it before anything is written."""

import json
from dataclasses import dataclass
from functools import cached_property

from app.domain.alterations import ADDED, CHANGED, REMOVED
from app.domain.fitting import fit
from app.domain.putting_in import KEYS, put_in
from app.domain.raw_tables import Fault, RawTable
from app.extensions import db
from app.models import Event
from app.queries import tables as described
from app.web import errors, fault_words

SHOWN, MOST_SHOWN = 100, 300
# A form carries so many fields at the most: faults beyond them are corrected the next time.
MOST_INPUTS = 500

Columns = list[str | None]


@dataclass(frozen=True)
class Brought:
    """The lines of a file, what each of their places was taken for, and whether the event's other rows stay."""

    table: str
    raw: RawTable
    columns: Columns
    others_stay: bool

    @cached_property
    def width(self) -> int:
        """How many columns the page has."""
        return self.raw.width

    @cached_property
    def placed(self) -> Columns:
        """What each place of a line was taken for; None where it was left out."""
        return (self.columns + [None] * self.width)[: self.width]

    @cached_property
    def kept(self) -> str:
        """The lines as the page carries them."""
        return json.dumps({"header": self.raw.header, "rows": self.raw.rows, "width": self.width}, ensure_ascii=False)


class Preview:
    """What a file would do: its lines, the fault at each cell, what changes, what follows, what is refused.

    `seen` tells what would be written from anything else: what is put in was shown before.
    """

    def __init__(self, event: Event, brought: Brought) -> None:
        self.brought, table = brought, brought.table
        known = described.raw(db.session(), event)
        self.base = described.base(known)
        fitted = fit(table, brought.raw, brought.columns, known)
        wished = put_in(table, fitted, known, brought.others_stay)
        self.wished = {name: made for name, made in wished.items() if made is not known.get(name)}
        self.seen = described.base(self.wished)
        self.organisations = list(fitted.organisations.values())
        self._keys = {line: "/".join(row.get(name, "") for name in KEYS.get(table, ())) for line, row in fitted.rows}
        self._outlook = described.outlook(db.session(), event, wished)
        self.at: dict[tuple[int, str], str] = {}
        self.elsewhere: list[str] = []
        for fault in self._outlook.faults:
            self._place(fault)

    def _place(self, fault: Fault) -> None:
        """A fault stands at its cell where it has one on the page, else above."""
        line, column, table = fault.line or 0, fault.column or "", self.brought.table
        if fault.table == table and line > 0 and column in self.brought.columns:
            self.at.setdefault((line, column), fault_words.said(fault))
        elif fault.table == table and line > 0:
            self.elsewhere.append(fault_words.sentence(fault))
        else:
            self.elsewhere.append(fault_words.said(fault))

    @property
    def sound(self) -> bool:
        """Whether it can be put in."""
        judged = self._outlook.judgement
        return judged is not None and not judged.refusals and bool(judged.alterations)

    @cached_property
    def _altered(self) -> dict[str, set[str]]:
        judged = self._outlook.judgement
        kinds = (ADDED, CHANGED, REMOVED)
        return {kind: set(judged.of(self.brought.table, kind)) if judged else set() for kind in kinds}

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are added, changed, removed."""
        return {kind: len(keys) for kind, keys in self._altered.items()}

    @property
    def consequences(self) -> list[str]:
        """What follows, in words."""
        judged = self._outlook.judgement
        return [errors.translated(one.text, dict(one.params)) for one in judged.consequences] if judged else []

    @property
    def refusals(self) -> list[str]:
        """Why it cannot be put in, in words."""
        judged = self._outlook.judgement
        return [errors.translated(one.text, dict(one.params)) for one in judged.refusals] if judged else []

    def mark(self, line: int) -> str:
        """What becomes of a line: added, changed, or nothing."""
        if self.brought.table not in KEYS:
            return ""
        key = self._keys.get(line)
        return next((kind for kind in (ADDED, CHANGED) if key in self._altered[kind]), "")

    @cached_property
    def lines(self) -> list[tuple[int, list[str]]]:
        """The first lines, and every one with a fault, up to so many."""
        return [one for place, one in enumerate(self.brought.raw.rows) if place < SHOWN or one[0] in self._wrong_lines][
            :MOST_SHOWN
        ]

    @cached_property
    def _wrong_lines(self) -> set[int]:
        return {line for line, _ in self.at}

    @cached_property
    def corrected_here(self) -> dict[tuple[int, str], str]:
        """What is wrong with the cells that can be corrected on this page, in their order."""
        placed = [column for column in self.brought.placed if column]
        cells = [(line, column) for line, _ in self.lines for column in placed if (line, column) in self.at]
        return {cell: self.at[cell] for cell in cells[:MOST_INPUTS]}

    @property
    def hidden(self) -> int:
        """How many lines without a fault are not shown."""
        return len(self.brought.raw.rows) - len(self.lines) - self.hidden_faulty

    @property
    def hidden_faulty(self) -> int:
        """How many lines with a fault are not shown."""
        shown = {line for line, _ in self.lines}
        return sum(line in self._wrong_lines and line not in shown for line, _ in self.brought.raw.rows)
