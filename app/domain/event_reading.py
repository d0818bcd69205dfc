"""From raw tables to lines of values: headings recognised, each cell read alone, every fault noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.event_columns import (
    EVENT_KEYS,
    FILLED,
    LEVEL,
    MOST_ROWS,
    REQUIRED,
    ROWS,
    TABLES,
    TAKEN,
    Column,
    folded,
)
from app.domain.event_rows import EventRow
from app.domain.event_values import Unreadable, Value, cleaned, shortened, value_of
from app.domain.raw_tables import Fault, RawTable

HEADING_LINE = 1


@dataclass
class Line:
    """One line of a table: the value of each cell that has one; `spoilt` names those that cannot be read."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)

    def get(self, column: str) -> Value:
        """The value of a column, None where there is none."""
        return self.values.get(column)


@dataclass
class Sheet:
    """A table on its way: how its file writes each heading, its lines, whether all of it could be read."""

    name: str
    whole: bool
    headings: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def has(self, column: str) -> bool:
        """Whether what this column does not hold is really not there."""
        return self.whole and (column in self.headings or not self.lines)


class Reading:
    """All tables of an event while they are read, with the faults found so far."""

    def __init__(self, raw: Mapping[str, RawTable]) -> None:
        self.faults: list[Fault] = []
        self.sheets: dict[str, Sheet] = {}
        self.event = Line(0)
        self.event_lines: dict[str, int] = {}
        for name in raw:
            if name not in TABLES:
                self.fault(name, None, None, "There is no table of this name.")
        for name in TABLES:
            if name in raw:
                self.sheets[name] = self._sheet(name, raw[name])
                if name == "event":
                    self._read_event(self.sheets[name])
            elif name in REQUIRED:
                self.fault(name, None, None, "This table is missing.")

    def fault(self, table: str, line: int | None, column: str | None, text: str, **params: object) -> None:
        """Note a fault; `column` is ours, the file's own heading is put in its place."""
        sheet = self.sheets.get(table)
        heading = sheet.headings.get(column, column) if sheet and column else column
        self.faults.append(Fault(table, line, heading, text, params))

    def lines(self, table: str) -> list[Line]:
        """The lines of a table, none where it is absent."""
        return self.sheets[table].lines if table in self.sheets else []

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and the highest score, None where the event does not say it rightly."""
        if {"scale_min", "scale_max"} & self.event.spoilt or not self._has_event():
            return None
        low, high = (self.event.get(key) for key in ("scale_min", "scale_max"))
        low = EventRow.scale_min if low is None else low
        high = EventRow.scale_max if high is None else high
        return (low, high) if isinstance(low, int) and isinstance(high, int) and low < high else None

    def _has_event(self) -> bool:
        return "event" in self.sheets and self.sheets["event"].whole

    def _sheet(self, name: str, raw: RawTable) -> Sheet:
        sheet = self.sheets[name] = Sheet(name, raw.whole)
        places = self._places(sheet, raw)
        for number, cells in raw.rows:
            if any(cell.strip() for cell in cells):
                sheet.lines.append(self._line(sheet, places, number, cells))
        if len(sheet.lines) > (most := ROWS.get(name, MOST_ROWS)):
            text = "This table has %(lines)s lines; %(most)s is the most."
            self.fault(name, sheet.lines[most].number, None, text, lines=len(sheet.lines), most=most)
        if not sheet.lines and sheet.whole and name in FILLED:
            self.fault(name, None, None, "This table has no line.")
        return sheet

    def _places(self, sheet: Sheet, raw: RawTable) -> dict[int, Column | None]:
        """Which column stands at each headed place of the heading row; None for one that we do not know."""
        columns = self._columns(sheet)
        known = {folded(heading): column for column in columns for heading in (column.name, *column.french)}
        places: dict[int, Column | None] = {}
        for place, written in enumerate(raw.header):
            if not (heading := cleaned(written)):
                continue
            column = places[place] = known.get(folded(heading)) or self._level(sheet, heading)
            if column is None:
                if sheet.name != "ballots" or self._knows_criteria():
                    self.fault(sheet.name, HEADING_LINE, shortened(heading), "There is no column of this name.")
            elif column.name in sheet.headings:
                places[place] = None
                self.faults.append(Fault(sheet.name, HEADING_LINE, heading, "This column is there twice."))
            else:
                sheet.headings[column.name] = heading
        if sheet.whole and (raw.header or raw.rows):
            for column in columns:
                if column.name not in sheet.headings and (column.required or column.holds == "score"):
                    self.fault(sheet.name, HEADING_LINE, column.name, "This column is missing.")
        return places

    def _columns(self, sheet: Sheet) -> Sequence[Column]:
        """The columns that a table may have; the ballots have one for each criterion."""
        if sheet.name != "ballots":
            return TABLES[sheet.name]
        low, high = self.scale or (0, 100)
        keys = [key for line in self.lines("criteria") if isinstance(key := line.get("key"), str)]
        scores = (Column(key, (), "score", low=low, high=high) for key in keys if folded(key) not in TAKEN)
        return (*TABLES["ballots"], *scores)

    def _knows_criteria(self) -> bool:
        return "criteria" in self.sheets and self.sheets["criteria"].has("key")

    def _level(self, sheet: Sheet, heading: str) -> Column | None:
        """The column that describes a score in words, if the heading is one and the score is on the scale."""
        if sheet.name != "criteria" or not (found := LEVEL.fullmatch(folded(heading))):
            return None
        if self.scale and not self.scale[0] <= int(found[1]) <= self.scale[1]:
            low, high = self.scale
            text = "This level is off the scale, which goes from %(low)s to %(high)s."
            self.fault("criteria", HEADING_LINE, heading, text, low=low, high=high)
        return Column(f"level_{int(found[1])}", ())

    def _line(self, sheet: Sheet, places: Mapping[int, Column | None], number: int, cells: list[str]) -> Line:
        line = Line(number)
        for place, cell in enumerate(cells):
            if (column := places.get(place)) is not None:
                self._read(sheet.name, line, column, cell)
            elif place not in places and cell.strip():
                value = shortened(cleaned(cell))
                self.fault(sheet.name, number, None, "“%(value)s” stands under no heading.", value=value)
        for column in places.values():
            if column and column.required and line.get(column.name) is None and column.name not in line.spoilt:
                self.fault(sheet.name, number, column.name, "A value is missing.")
        return line

    def _read(self, table: str, line: Line, column: Column, cell: str, shown: str | None = None) -> None:
        """Put a cell's value in its line; nothing where it is empty, a fault where it cannot be read."""
        text = cleaned(cell)
        if text:
            try:
                line.values[column.name] = value_of(column, text)
            except Unreadable as why:
                line.spoilt.add(column.name)
                self.fault(table, line.number, shown or column.name, why.text, **why.params)

    def _read_event(self, sheet: Sheet) -> None:
        """The event's own table goes by lines: each is a key and its value."""
        known = {heading: column for column in EVENT_KEYS for heading in (column.name, *column.french)}
        for line in sheet.lines:
            written, text = line.get("key"), line.get("value")
            if not isinstance(written, str):
                continue
            column = known.get(folded(written))
            if column is None:
                said = "There is no key “%(value)s” in this table."
                self.fault("event", line.number, "key", said, value=shortened(written))
            elif column.name in self.event_lines:
                first = self.event_lines[column.name]
                said = "“%(value)s” is there already, in line %(first)s."
                self.fault("event", line.number, "key", said, value=written, first=first)
            else:
                self.event_lines[column.name] = self.event.number = line.number
                if column.required and text is None and "value" not in line.spoilt:
                    self.fault("event", line.number, "value", "A value is missing.")
                self._read("event", self.event, column, str(text or ""), "value")
        missing = [c for c in EVENT_KEYS if c.required and c.name not in self.event_lines]
        for column in missing if sheet.lines and sheet.has("key") else ():
            self.fault("event", None, None, "“%(key)s” is missing.", key=column.name)
