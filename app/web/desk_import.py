"""One table brought in at the desk: from a file or a pasted text, looked at line by line, then put in at once."""

import json
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import tables
from app.documents import exports, uploads
from app.documents.csv_folder import read_text
from app.documents.read_upload import MOST_COLUMNS, MOST_ROWS
from app.domain.alterations import ADDED, CHANGED, REMOVED
from app.domain.errors import Nothing
from app.domain.event_columns import LEVEL, TABLES, folded
from app.domain.event_rows import Fault, RawTable
from app.domain.fitting import fit
from app.domain.headings import IMPORTED, headed
from app.domain.putting_in import KEYS, put_in
from app.extensions import db
from app.models import Event
from app.queries import tables as described
from app.web import errors, fault_words, pages, visitor
from app.web.command import form_op
from app.web.desk_tables import after
from app.web.visitor import keys

desk_import = Blueprint("desk_import", __name__, url_prefix="/<slug>/desk/tables/<table>/import")

SHOWN = 100
LEFT_OUT = ""


@desk_import.get("")
def ask(slug: str, table: str) -> str:
    """The form: a file or a text, and what becomes of what it does not name."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/tables", event)
    return _page(event, identity, _known(table))


@desk_import.post("")
def take(slug: str, table: str) -> ResponseReturnValue:
    """Read what was sent, show what it would do, and on the last word do it; nothing is written before."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("tables", event)
    _known(table)
    if request.form.get("lines"):
        raw, columns = _kept(table)
        faults: list[Fault] = []
    else:
        raw, columns, faults = _sent(table)
    event = visitor.event_or_404(slug)
    if faults or not raw.rows:
        said = [fault_words.sentence(fault) for fault in faults] or [errors.translated("There is no line in it.", {})]
        return Response(_page(event, identity, table, {"file": "; ".join(said[:5])}), 422)
    preview = Preview(event, table, raw, columns, request.form.get("others") != "go")
    if request.form.get("act") == "make" and preview.sound:
        base, wished = request.form.get("base"), preview.wished
        db.session.rollback()  # the action reads for itself
        return after(tables.replace(event.id, identity, form_op(), keys(), base, wished), event, table)
    return Response(_shown(event, identity, preview), 200 if preview.sound else 422)


class Preview:
    """What a file would do: its lines, the fault at each cell, what changes, what follows, what is refused."""

    def __init__(self, event: Event, table: str, raw: RawTable, columns: list[str | None], others_stay: bool) -> None:
        self.table, self.raw, self.columns, self.others_stay = table, raw, columns, others_stay
        known = described.raw(db.session(), event)
        self.base = described.base(known)
        fitted = fit(table, raw, columns, known)
        wished = put_in(table, fitted, known, others_stay)
        self.wished = {name: made for name, made in wished.items() if made is not known.get(name)}
        self.organisations = list(fitted.organisations.values())
        self.keys = {line: "/".join(row.get(name, "") for name in KEYS.get(table, ())) for line, row in fitted.rows}
        self.seen = described.outlook(db.session(), event, wished)
        self.at: dict[tuple[int, str], str] = {}
        self.elsewhere: list[str] = []
        for fault in self.seen.faults:
            self._place(fault)

    def _place(self, fault: Fault) -> None:
        """A fault stands at its cell where it has one on the page, else above."""
        line, column = fault.line or 0, fault.column or ""
        if fault.table == self.table and line > 0 and column in self.columns:
            self.at.setdefault((line, column), fault_words.said(fault))
        elif fault.table == self.table and line > 0:
            self.elsewhere.append(fault_words.sentence(fault))
        else:
            self.elsewhere.append(fault_words.said(fault))

    @property
    def sound(self) -> bool:
        """Whether it can be put in."""
        judged = self.seen.judgement
        return judged is not None and not judged.refusals and bool(judged.alterations)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are added, changed, removed."""
        judged = self.seen.judgement
        kinds = (ADDED, CHANGED, REMOVED)
        return {kind: len(judged.of(self.table, kind)) if judged else 0 for kind in kinds}

    def told(self, what: str) -> list[str]:
        """The consequences or the refusals in words."""
        judged = self.seen.judgement
        return [errors.translated(one.text, dict(one.params)) for one in getattr(judged, what)] if judged else []

    def mark(self, line: int) -> str:
        """What becomes of a line: added, changed, or nothing."""
        judged = self.seen.judgement
        if judged is None or self.table not in KEYS:
            return ""
        key = self.keys.get(line)
        return next((kind for kind in (ADDED, CHANGED) if key in judged.of(self.table, kind)), "")

    @property
    def lines(self) -> list[tuple[int, list[str]]]:
        """The first lines, and every one with a fault."""
        wrong = {line for line, _ in self.at}
        return [one for place, one in enumerate(self.raw.rows) if place < SHOWN or one[0] in wrong][: 3 * SHOWN]


def _sent(table: str) -> tuple[RawTable, list[str | None], list[Fault]]:
    """The table of a file, else of the text that was pasted."""
    file = request.files.get("file")
    content = file.read() if file else b""
    if content and file:
        db.session.rollback()  # reading takes its time, and holds no connection of the pool
        read = uploads.taken(content, file.filename or "")
        raw = read.tables.get(table) or next(iter(read.tables.values()), RawTable([], []))
        faults = read.faults
    else:
        raw, faults = read_text(table, request.form.get("text", "").strip())
    if len(raw.rows) > MOST_ROWS or len(raw.header) > MOST_COLUMNS:
        faults = [Fault(table, None, None, "A table has at most 2,000 lines and 30 columns.")]
    raw, columns = headed(table, raw)
    return raw, [column or _level(table, raw, place) for place, column in enumerate(columns)], faults


def _level(table: str, raw: RawTable, place: int) -> str | None:
    """The words of a score are a column too, which no list names."""
    heading = folded(raw.header[place]) if table == "criteria" and place < len(raw.header) else ""
    found = LEVEL.fullmatch(heading)
    return f"level_{int(found[1])}" if found else None


def _kept(table: str) -> tuple[RawTable, list[str | None]]:
    """The lines that the page carries, with the cells corrected on it, and the columns as they were chosen."""
    try:
        told = json.loads(request.form["lines"])
        header = [str(cell) for cell in told["header"]]
        rows = [(int(line), [str(cell) for cell in cells]) for line, cells in told["rows"]]
        width = int(told["width"])
    except (ValueError, TypeError, KeyError):
        raise Nothing from None
    names = {column.name for column in TABLES[table]}
    columns: list[str | None] = []
    for place in range(min(width, MOST_COLUMNS + 100)):
        chosen = request.form.get(f"column-{place}", LEFT_OUT)
        known = chosen in names or (table == "criteria" and LEVEL.fullmatch(chosen))
        columns.append(chosen if known and chosen not in columns else None)
    for line, cells in rows[:MOST_ROWS]:
        for place in range(len(cells)):
            corrected = request.form.get(f"cell-{line}-{place}")
            if corrected is not None:
                cells[place] = corrected
    return RawTable(header, rows[:MOST_ROWS]), columns


def _known(table: str) -> str:
    if table not in IMPORTED:
        raise Nothing
    return table


def _page(event: Event, identity: Identity, table: str, faults: dict[str, str] | None = None) -> str:
    return pages.render(
        "desk/import.html",
        event,
        identity,
        table=table,
        errors=faults or {},
        text=request.form.get("text", ""),
        others=request.form.get("others", "stay"),
        forms=exports.FORMS,
        keyed=table in KEYS,
        columns=[column.name for column in TABLES[table]],
    )


def _shown(event: Event, identity: Identity, preview: Preview) -> str:
    width = max([len(preview.raw.header), *(len(cells) for _, cells in preview.raw.rows)])
    padded = (preview.columns + [None] * width)[:width]
    known: dict[str, Any] = {"header": preview.raw.header, "rows": preview.raw.rows, "width": width}
    return pages.render(
        "desk/import_preview.html",
        event,
        identity,
        preview=preview,
        table=preview.table,
        width=width,
        placed=padded,
        columns=[column.name for column in TABLES[preview.table]] + [c for c in padded if c and c.startswith("level_")],
        kept=json.dumps(known, ensure_ascii=False),
        consequences=preview.told("consequences"),
        refusals=preview.told("refusals"),
        hidden=len(preview.raw.rows) - len(preview.lines),
    )
