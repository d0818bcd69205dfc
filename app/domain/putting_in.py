"""The tables of an event with the rows of a file put in: what they would be, before anybody judges them."""

from collections.abc import Sequence

from app.domain.event_columns import TABLES, folded
from app.domain.fitting import Fitted, Row, Tables, rows_of
from app.domain.raw_tables import RawTable

# What tells one row of a table from the others; the agenda has no such thing, and is taken as a whole.
KEYS: dict[str, tuple[str, ...]] = {
    "criteria": ("key",),
    "organisations": ("key",),
    "teams": ("number",),
    "jurors": ("key",),
    "recusals": ("juror", "team"),
    "coaches": ("key",),
}
# What goes with a team or a juror: the slots and the recusals that name it.
LEANED_ON: dict[str, tuple[tuple[str, str], ...]] = {
    "teams": (("agenda", "team"), ("recusals", "team")),
    "jurors": (("recusals", "juror"),),
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
    if table in LEANED_ON and not others_stay and table in known:
        there = {_key(table, row) for row in rows_of(after[table])}
        for row in rows_of(known[table]):
            if _key(table, row) not in there:
                after = _without_mention(table, _key(table, row), after)
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
    after[table] = _filtered(known[table], KEYS[table], key)
    return _without_mention(table, key, after)


def with_slot(row: Row, place: int | None, known: Tables) -> dict[str, RawTable]:
    """The tables with a slot put in its `place`, 1 for the first; a new one stands before the first that is later."""
    header, rows, _ = known["agenda"]
    slots = [(-n, cells) for n, (_, cells) in enumerate(rows, 1)]
    one = (1, [row.get(name, "") for name in header])
    if place is not None:
        slots[place - 1] = one
    else:
        start = header.index("start")
        later = (n for n, (_, cells) in enumerate(slots) if cells[start] > row.get("start", ""))
        slots.insert(next(later, len(slots)), one)
    return {**known, "agenda": RawTable(header, slots)}


def without_slot(place: int, known: Tables) -> dict[str, RawTable]:
    """The tables without the slot at a place, 1 for the first."""
    header, rows, _ = known["agenda"]
    return {**known, "agenda": RawTable(header, [one for n, one in enumerate(rows, 1) if n != place])}


def _without_mention(table: str, key: Sequence[str], known: Tables) -> dict[str, RawTable]:
    after = dict(known)
    for other, column in LEANED_ON.get(table, ()):
        if other in after:
            after[other] = _filtered(after[other], (column,), key)
    return after


def _filtered(raw: RawTable, columns: Sequence[str], key: Sequence[str]) -> RawTable:
    places = [raw.header.index(column) for column in columns]
    rows = [(line, cells) for line, cells in raw.rows if [cells[place] for place in places] != list(key)]
    return RawTable(raw.header, rows)


def _together(table: str, rows: Sequence[tuple[int, Row]], known: Tables, others_stay: bool) -> RawTable:
    raw = known.get(table) or RawTable([column.name for column in TABLES[table]], [])
    header = list(dict.fromkeys([*raw.header, *(name for _, row in rows for name in row)]))
    standing = {_key(table, row): row for row in rows_of(raw)} if table in KEYS else {}
    needed = {column.name for column in TABLES[table] if column.required}
    given: list[tuple[int, Row]] = []
    for line, row in rows:
        known_row = standing.get(_key(table, row), {})
        # An empty cell empties, but for what a row cannot do without.
        said = {name: cell for name, cell in row.items() if cell or name not in needed or name not in known_row}
        given.append((line, {**known_row, **said}))
    if others_stay:
        first = {_key(table, row): place for place, (_, row) in reversed(list(enumerate(given)))}
        kept = [
            given[first.pop(key)] if key in first else (-place, row)
            for place, (key, row) in enumerate(standing.items(), 1)
        ]
        # What the file has anew, and twice: for whoever judges to name.
        standing_again = {id(one) for one in kept}
        given = kept + [one for one in given if id(one) not in standing_again]
    return RawTable(header, [(line, [row.get(name, "") for name in header]) for line, row in given])


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in KEYS.get(table, ()))
