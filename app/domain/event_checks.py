"""What ties the tables of an event together: references, doubles, and values that contradict one another.

Each check goes by the values that could be read, so that a fault neither hides another nor echoes in one.
"""

from datetime import date

from app.domain.event_columns import TAKEN, folded
from app.domain.event_reading import Line, Reading
from app.domain.event_rows import EventRow
from app.domain.event_values import Moment, Unreadable, Value, instant_ms

# What must be unlike in all lines of a table, column by column or taken together.
UNIQUE = (
    ("organisations", ("key",)),
    ("categories", ("key",)),
    ("teams", ("number",)),
    ("teams", ("table",)),
    ("jurors", ("key",)),
    ("recusals", ("juror", "team")),
    ("coaches", ("key",)),
    ("ballots", ("juror", "team")),
)
REFERENCES = {
    "organisation": ("organisations", "key", "There is no organisation “%(value)s”."),
    "category": ("categories", "key", "There is no category “%(value)s”."),
    "team": ("teams", "number", "There is no team %(value)s."),
    "juror": ("jurors", "key", "There is no juror “%(value)s”."),
    "substitute_for": ("jurors", "key", "There is no juror “%(value)s”."),
}
TWICE = "“%(value)s” is there already, in line %(first)s."


def check(reading: Reading) -> None:
    """Add to the reading's faults all those that no single cell shows."""
    _check_scale(reading)
    _check_criteria(reading)
    for table, columns in UNIQUE:
        _check_unique(reading, table, columns)
    for table in reading.sheets:
        for line in reading.lines(table):
            _check_references(reading, table, line)
    _check_quotas(reading)
    _check_chair(reading)
    _check_agenda(reading)
    _check_scope(reading)
    _check_awards(reading)


def _check_scale(reading: Reading) -> None:
    low, high = reading.event.get("scale_min"), reading.event.get("scale_max")
    low, high = EventRow.scale_min if low is None else low, EventRow.scale_max if high is None else high
    sound = not {"scale_min", "scale_max"} & reading.event.spoilt
    if sound and isinstance(low, int) and isinstance(high, int) and low >= high:
        line = reading.event_lines.get("scale_max", reading.event_lines.get("scale_min"))
        text = "The scale goes from %(low)s to %(high)s: its end must be above its beginning."
        reading.fault("event", line, "value", text, low=low, high=high)


def _check_criteria(reading: Reading) -> None:
    """Criteria are columns of the ballots, where neither accents nor case count."""
    first: dict[str, int] = {}
    for line in reading.lines("criteria"):
        key = line.get("key")
        if not isinstance(key, str):
            continue
        if folded(key) in TAKEN:
            text = "“%(value)s” has another meaning in the ballots: choose another key."
            reading.fault("criteria", line.number, "key", text, value=key)
        if folded(key) in first:
            reading.fault("criteria", line.number, "key", TWICE, value=key, first=first[folded(key)])
        first.setdefault(folded(key), line.number)


def _check_unique(reading: Reading, table: str, columns: tuple[str, ...]) -> None:
    first: dict[tuple[Value, ...], int] = {}
    for line in reading.lines(table):
        found = tuple(line.get(column) for column in columns)
        if None in found:
            continue
        if found in first:
            value = ", ".join(str(part) for part in found)
            reading.fault(table, line.number, columns[-1], TWICE, value=value, first=first[found])
        first.setdefault(found, line.number)


def _check_references(reading: Reading, table: str, line: Line) -> None:
    for column, (target, key, text) in REFERENCES.items():
        value = line.get(column)
        if value is None or not _judgeable(reading, target, key):
            continue
        known = {other.get(key) for other in reading.lines(target)}
        for part in value if isinstance(value, tuple) else (value,):
            if part not in known:
                reading.fault(table, line.number, column, text, value=part)


def _judgeable(reading: Reading, table: str, column: str) -> bool:
    """Whether what a table does not hold is really missing; categories left out are none at all."""
    if table in reading.sheets:
        return reading.sheets[table].has(column)
    return table == "categories"


def _check_quotas(reading: Reading) -> None:
    for line in reading.lines("organisations"):
        low, high = line.get("min_laureates"), line.get("max_laureates")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            text = "At least %(low)s and at most %(high)s laureates contradict one another."
            reading.fault("organisations", line.number, "max_laureates", text, low=low, high=high)
    for line in reading.lines("teams"):
        carriers = line.get("organisation")
        if isinstance(carriers, tuple) and len(set(carriers)) < len(carriers):
            reading.fault("teams", line.number, "organisation", "The same organisation is named twice.")


def _check_chair(reading: Reading) -> None:
    first: int | None = None
    for line in reading.lines("jurors"):
        if line.get("chair"):
            if first is not None:
                text = "The jury has its chair already, in line %(first)s."
                reading.fault("jurors", line.number, "chair", text, first=first)
            first = first or line.number
        if line.get("key") is not None and line.get("key") == line.get("substitute_for"):
            reading.fault("jurors", line.number, "substitute_for", "Nobody can be their own substitute.")


def _check_agenda(reading: Reading) -> None:
    first: dict[Value, int] = {}
    for line in reading.lines("agenda"):
        team, pitch = line.get("team"), line.get("kind") == "pitch"
        if pitch and team is None and "team" not in line.spoilt:
            reading.fault("agenda", line.number, "team", "A pitch needs its team.")
        if pitch and team in first:
            text = "Team %(value)s pitches already, in line %(first)s."
            reading.fault("agenda", line.number, "team", text, value=team, first=first[team])
        if pitch and team is not None:
            first.setdefault(team, line.number)
        unnamed = line.get("title") is None and "title" not in line.spoilt
        if unnamed and not pitch and line.get("kind") is not None:
            reading.fault("agenda", line.number, "title", "Only a pitch may go without a title.")
        floor, minutes = line.get("floor_minutes"), line.get("minutes")
        if isinstance(floor, int) and isinstance(minutes, int) and floor > minutes:
            text = "%(floor)s minutes at the least is more than the slot’s %(minutes)s."
            reading.fault("agenda", line.number, "floor_minutes", text, floor=floor, minutes=minutes)
        _resolve_times(reading, line)


def _resolve_times(reading: Reading, line: Line) -> None:
    """Put instants beside local times; undated, a start is of the event's day, a promise of its slot's."""
    day, zone = reading.event.get("date"), reading.event.get("timezone") or EventRow.timezone
    if "timezone" in reading.event.spoilt or not isinstance(zone, str):
        return
    for column, instant in (("start", "planned_at_ms"), ("not_before", "not_before_at_ms")):
        moment = line.get(column)
        if not isinstance(moment, Moment):
            continue
        day = moment.day or day
        if isinstance(day, date):
            try:
                line.values[instant] = instant_ms(day, moment.hour, zone)
            except Unreadable as why:
                reading.fault("agenda", line.number, column, why.text, **why.params)


def _check_scope(reading: Reading) -> None:
    """A ballot is refused where its juror may not score its team: recused, or of the same authority."""
    recused = {(line.get("juror"), line.get("team")) for line in reading.lines("recusals")}
    home = {line.get("key"): line.get("organisation") for line in reading.lines("jurors")}
    carriers = {line.get("number"): line.get("organisation") for line in reading.lines("teams")}
    rule = reading.event.get("own_organisation") or EventRow.own_organisation
    abstain = rule == "abstain" and "own_organisation" not in reading.event.spoilt
    for line in reading.lines("ballots"):
        juror, team = line.get("juror"), line.get("team")
        if juror is None or team is None:
            continue
        their = carriers.get(team)
        if (juror, team) in recused:
            text = "“%(juror)s” is recused from team %(team)s and can have no ballot for it."
            reading.fault("ballots", line.number, "team", text, juror=juror, team=team)
        elif abstain and isinstance(their, tuple) and home.get(juror) in their:
            text = "“%(juror)s” does not score team %(team)s, which is of the same organisation."
            reading.fault("ballots", line.number, "team", text, juror=juror, team=team)


def _check_awards(reading: Reading) -> None:
    for line in reading.lines("awards"):
        named = [column for column in ("team", "organisation") if line.get(column) is not None]
        if len(named) == 2:
            reading.fault("awards", line.number, "team", "An award goes to a team or to an organisation, not to both.")
        elif not named and not {"team", "organisation"} & line.spoilt:
            reading.fault("awards", line.number, "team", "An award needs a team or an organisation.")
