"""The tables of an event with the rows of a file put in: what they would be, before anybody judges them."""

from collections.abc import Sequence

from app.domain.event_columns import TABLES, folded
from app.domain.event_rows import RawTable
from app.domain.fitting import Fitted, Row, Tables, rows_of

# What tells one row of a table from the others; the agenda has no such thing, and is taken as a whole.
KEYS: dict[str, tuple[str, ...]] = {
    "criteria": ("key",),
    "organisations": ("key",),
    "teams": ("number",),
    "jurors": ("key",),
    "recusals": ("juror", "team"),
    "coaches": ("key",),
}
# Words that tell no authority from another.
COMMON = frozenset(
    [
        *("departement", "departemental", "conseil", "ville", "commune", "communaute", "metropole", "agglomeration"),
        *("region", "regional", "mairie", "de", "du", "des", "d", "la", "le", "les", "l", "et", "the", "of", "and"),
        *("county", "council", "city", "borough", "district"),
    ]
)
CODE = 5


def put_in(table: str, fitted: Fitted, known: Tables, others_stay: bool = True) -> dict[str, RawTable]:
    """The tables with these rows in one of them; those of the event that the file does not name stay, or go.

    A row keeps what its file has no column for. Rows of the event have lines below zero: they stand in no file.
    """
    after = dict(known)
    if fitted.organisations:
        made = [(0, organisation(key, name)) for key, name in fitted.organisations.items()]
        after["organisations"] = _together("organisations", made, known, others_stay=True)
    after[table] = _together(table, fitted.rows, after, others_stay and table in KEYS)
    return after


def organisation(key: str, name: str) -> Row:
    """A row for an authority that a file names first; its code is short enough for a token."""
    return {"key": key, "name": name, "code": key if len(key) <= CODE else code_of(name)}


def code_of(name: str) -> str:
    """A few letters that recall a name: OISE for « Département de l’Oise »."""
    words = [word for word in folded(name).split("_") if word not in COMMON] or folded(name).split("_")
    return words[0][:CODE].upper()


def without(table: str, key: Sequence[str], known: Tables) -> dict[str, RawTable]:
    """The tables without one row, and without what a schedule or a recusal said of it."""
    after = dict(known)
    after[table] = _filtered(known[table], KEYS[table], key, stays=False)
    for other, column in (("agenda", "team"), ("recusals", "team")) if table == "teams" else (("recusals", "juror"),):
        if table in ("teams", "jurors") and other in known:
            after[other] = _filtered(after[other], (column,), key, stays=False)
    return after


def _filtered(raw: RawTable, columns: Sequence[str], key: Sequence[str], stays: bool) -> RawTable:
    places = [raw.header.index(column) for column in columns]
    rows = [(n, cells) for n, cells in raw.rows if (tuple(cells[place] for place in places) == tuple(key)) is stays]
    return RawTable(raw.header, rows)


def _together(table: str, rows: Sequence[tuple[int, Row]], known: Tables, others_stay: bool) -> RawTable:
    raw = known.get(table) or RawTable([column.name for column in TABLES[table]], [])
    header = list(dict.fromkeys([*raw.header, *(name for _, row in rows for name in row)]))
    standing = {_key(table, row): row for row in rows_of(raw)} if table in KEYS else {}
    given: list[tuple[int, Row]] = [(line, {**standing.get(_key(table, row), {}), **row}) for line, row in rows]
    if others_stay:
        first = {_key(table, row): place for place, (_, row) in reversed(list(enumerate(given)))}
        kept = [
            given[first.pop(key)] if key in first else (-place, row)
            for place, (key, row) in enumerate(standing.items(), 1)
        ]
        # What the file has anew, and twice: for whoever judges to name.
        given = kept + [one for one in given if not any(one is other for other in kept)]
    return RawTable(header, [(line, [row.get(name, "") for name in header]) for line, row in given])


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in KEYS.get(table, ()))
