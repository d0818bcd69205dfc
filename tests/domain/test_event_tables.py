"""The tables of an event: what is read, and every fault named by table, line and column."""

from datetime import UTC, date, datetime

import pytest

from app.domain.event_columns import TABLES
from app.domain.event_tables import read_tables
from app.domain.event_writing import raw_tables
from app.domain.raw_tables import RawTable
from tests.domain.small_event import add, put, read_well, small_event, table, told

# table, line, column, what is typed there, what is answered
ONE_CELL = [
    ("event", 2, "value", "Petit Forum", "cannot be an address"),
    ("event", 2, "value", "healthz", "an address of the server itself"),
    ("event", 3, "value", "", "A value is missing."),
    ("event", 4, "value", "2019-02-29", "not a date"),
    ("event", 5, "value", "Europe/Amiens", "not a time zone"),
    ("event", 6, "value", "101", "out of limits: from 1 to 100"),
    ("event", 7, "value", "sometimes", "not one of: score, abstain"),
    ("event", 7, "key", "own_organization", "no key “own_organization”"),
    ("event", 7, "key", "scale max", "already, in line 6"),
    ("criteria", 2, "key", "new idea", "cannot be a key"),
    ("criteria", 3, "weight", "0", "from 1 to 1000"),
    ("criteria", 3, "weight", "1.5", "“1.5” is not a whole number"),
    ("criteria", 3, "label", "", "A value is missing."),
    ("organisations", 2, "colour", "blue", "not a colour"),
    ("organisations", 2, "max_laureates", "0", "At least 1 and at most 0"),
    ("organisations", 4, "key", "62", "already, in line 3"),
    ("teams", 2, "number", "un", "not a whole number"),
    ("teams", 2, "short_title", "x" * 21, "has 21 characters; 20 is the most"),
    ("teams", 2, "organisation", "59+60", "no organisation “60”"),
    ("teams", 2, "organisation", "59+59", "named twice"),
    ("teams", 4, "number", "1", "“1” is there already, in line 2"),
    ("teams", 4, "table", "A", "“A” is there already, in line 2"),
    ("teams", 4, "category", "sport", "no category “sport”"),
    ("teams", 4, "title", "Can\x07tines", "cannot be shown"),
    ("jurors", 2, "role", "mayor", "not one of: elected, agent, director, expert"),
    ("jurors", 3, "chair", "yes", "its chair already, in line 2"),
    ("jurors", 3, "chair", "perhaps", "neither yes nor empty"),
    ("jurors", 3, "organisation", "02", "no organisation “02”"),
    ("jurors", 4, "substitute_for", "j9", "no juror “j9”"),
    ("jurors", 4, "substitute_for", "j3", "their own substitute"),
    ("recusals", 2, "juror", "j9", "no juror “j9”"),
    ("recusals", 2, "team", "9", "no team 9"),
    ("coaches", 2, "organisation", "95", "no organisation “95”"),
    ("agenda", 2, "start", "25:00", "not a time"),
    ("agenda", 2, "start", "2019-11-31 09:00", "not a date"),
    ("agenda", 2, "start", "2019-03-31 02:30", "clocks jump over 02:30"),
    ("agenda", 2, "kind", "nap", "not one of: welcome, talk"),
    ("agenda", 2, "title", "", "Only a pitch may go without a title."),
    ("agenda", 2, "floor_minutes", "31", "more than the slot’s 30"),
    ("agenda", 3, "minutes", "0", "from 1 to 1440"),
    ("agenda", 3, "team", "", "A pitch needs its team."),
    ("agenda", 4, "team", "1", "Team 1 pitches already, in line 3."),
    ("agenda", 4, "not_before", "2 pm", "not a time"),
    ("ballots", 2, "innovation", "11", "off the scale, which goes from 0 to 10"),
    ("ballots", 2, "innovation", "8.0", "not a whole number"),
    ("ballots", 2, "comment", "x" * 2001, "2000 is the most"),
    ("ballots", 2, "team", "3", "does not score team 3"),
    ("ballots", 3, "team", "3", "recused from team 3"),
    ("ballots", 4, "team", "1", "“j2, 1” is there already, in line 2"),
    ("awards", 2, "tier", "platinum", "not one of: laureate"),
    ("awards", 2, "team", "", "needs a team or an organisation"),
    ("awards", 3, "team", "1", "not to both"),
    ("awards", 3, "organisation", "95", "no organisation “95”"),
]


def test_a_sound_event_becomes_typed_rows() -> None:
    tables = read_well(small_event())
    assert tables.event.date == date(2019, 11, 28)
    assert (tables.event.pitch_minutes, tables.event.questions_minutes) == (3, 5)
    assert tables.event.visibility == "hidden"  # nothing is shown before somebody says so
    assert tables.teams[1].organisations == ("59", "62")
    assert tables.jurors[0].chair and not tables.jurors[1].chair
    assert tables.criteria[0].levels == {0: "Rien", 10: "Tout"}
    assert [ballot.final for ballot in tables.ballots] == [True, False, True]
    assert tables.ballots[1].scores == {"innovation": 5, "cost": None}
    assert tables.agenda[0].floor_minutes == 15 and tables.agenda[1].floor_minutes is None


def test_times_are_local_and_of_the_events_day_unless_dated() -> None:
    raw = small_event()
    put(raw, "agenda", 5, "start", "2019-07-01 9:05")
    put(raw, "agenda", 5, "not_before", "10:00")
    tables = read_well(raw)
    at = [datetime.fromtimestamp(row.planned_at_ms / 1000, UTC) for row in tables.agenda]
    assert at[0] == datetime(2019, 11, 28, 12, 30, tzinfo=UTC)  # winter: one hour ahead of UTC
    assert at[3] == datetime(2019, 7, 1, 7, 5, tzinfo=UTC)  # summer: two hours
    assert tables.agenda[3].not_before_at_ms == tables.agenda[3].planned_at_ms + 55 * 60_000


def test_the_run_order_may_go_back_in_time() -> None:
    order = [row.planned_at_ms for row in read_well(small_event()).agenda]
    assert order != sorted(order)


@pytest.mark.parametrize("heading", ["public_address", "Adresse publique"])
def test_an_event_may_have_a_public_address_and_older_files_have_none(heading: str) -> None:
    assert read_well(small_event()).event.public_address is None
    raw = small_event()
    raw["event"].rows.append((8, [heading, " https://www.departement.example/forum "]))
    assert read_well(raw).event.public_address == "https://www.departement.example/forum"
    raw["event"].rows[-1] = (8, [heading, "www.departement.example"])
    _, faults = read_tables(raw)
    assert [(fault.line, "not an address such as" in fault.sentence()) for fault in faults] == [(8, True)]


@pytest.mark.parametrize(("name", "line", "column", "typed", "answer"), ONE_CELL)
def test_a_wrong_cell_is_told_at_its_place(name: str, line: int, column: str, typed: str, answer: str) -> None:
    raw = small_event()
    put(raw, name, line, column, typed)
    tables, faults = read_tables(raw)
    assert tables is None
    here = [fault for fault in faults if (fault.table, fault.line, fault.column) == (name, line, column)]
    assert len(here) == 1
    assert answer in here[0].sentence()


def test_every_fault_of_a_line_is_told() -> None:
    raw = small_event()
    spoilt = {"minutes": "long", "kind": "nap", "team": "9", "floor_minutes": "-1"}
    for column, typed in spoilt.items():
        put(raw, "agenda", 2, column, typed)
    _, faults = read_tables(raw)
    assert set(told(faults)) == {("agenda", 2, column) for column in ("minutes", "kind", "team", "floor_minutes")}


def test_a_faulty_row_can_still_be_named_by_others() -> None:
    raw = small_event()
    put(raw, "teams", 2, "short_title", "x" * 21)
    put(raw, "jurors", 3, "role", "mayor")
    _, faults = read_tables(raw)
    assert told(faults) == [("teams", 2, "short_title"), ("jurors", 3, "role")]


def test_nobody_is_blamed_for_naming_what_could_not_be_read() -> None:
    raw = small_event()
    raw["teams"] = RawTable([], [], whole=False)
    raw["jurors"] = raw["jurors"]._replace(rows=raw["jurors"].rows[:1], whole=False)
    tables, faults = read_tables(raw)
    assert (tables, faults) == (None, [])  # whoever found the files unreadable has said so


def test_a_missing_table_is_one_fault() -> None:
    raw = small_event()
    del raw["teams"]
    _, faults = read_tables(raw)
    assert told(faults) == [("teams", None, None)]


def test_tables_that_may_be_left_out() -> None:
    raw = small_event()
    for name in ("recusals", "coaches", "ballots", "awards"):
        del raw[name]
    assert read_well(raw).ballots == ()


def test_a_table_of_another_name_is_a_fault() -> None:
    raw = small_event() | {"équipes": table("numero;titre")}
    _, faults = read_tables(raw)
    assert told(faults) == [("équipes", None, None)]


def test_an_empty_table_is_a_fault_where_lines_are_needed() -> None:
    raw = small_event() | {"criteria": RawTable([], []), "coaches": RawTable([], [])}
    del raw["ballots"]
    _, faults = read_tables(raw)
    assert told(faults) == [("criteria", None, None)]


def test_a_scale_upside_down() -> None:
    raw = small_event()
    add(raw, "event", "scale_min;10")
    _, faults = read_tables(raw)
    assert told(faults) == [("event", 6, "value")]


def test_jurors_score_their_own_only_where_the_rule_says_so() -> None:
    raw = small_event()
    add(raw, "ballots", "j1;1;5;5;")
    assert told(read_tables(raw)[1]) == [("ballots", 5, "team")]
    put(raw, "event", 7, "value", "score")
    assert read_well(raw).ballots[3].juror == "j1"


@pytest.mark.parametrize(
    ("name", "most", "line"), [("teams", 200, "{n};T;;59;;"), ("jurors", 100, "k{n};J;59;agent;;")]
)
def test_there_are_limits(name: str, most: int, line: str) -> None:
    raw = small_event()
    for n in range(len(raw[name].rows) + 1, most + 1):
        add(raw, name, line.format(n=n))
    assert read_tables(raw)[1] == []
    add(raw, name, line.format(n=most + 1))
    assert told(read_tables(raw)[1]) == [(name, most + 2, None)]


def test_every_column_can_be_written_and_read_again() -> None:
    tables = read_well(small_event())
    raw = raw_tables(tables)
    assert list(raw) == list(TABLES)
    assert read_well(raw) == tables


def test_a_promise_of_another_day_is_written_with_its_date() -> None:
    raw = small_event()
    put(raw, "agenda", 5, "start", "2019-11-29 09:00")
    put(raw, "agenda", 5, "not_before", "2019-11-28 18:00")
    tables = read_well(raw)
    assert read_well(raw_tables(tables)) == tables


def test_two_ways_of_writing_an_accent_are_one() -> None:
    raw = small_event()
    put(raw, "jurors", 3, "key", "andre\u0301")
    put(raw, "jurors", 4, "substitute_for", "andr\u00e9")
    put(raw, "ballots", 2, "juror", "andr\u00e9")
    put(raw, "ballots", 4, "juror", "andr\u00e9")
    assert read_well(raw).jurors[1].key == "andr\u00e9"


def test_the_method_is_the_usual_one_unless_its_cell_says_so() -> None:
    assert read_well(small_event()).event.method == "mean"
    raw = small_event()
    add(raw, "event", "méthode;adjusted")
    assert read_well(raw).event.method == "adjusted"
    assert read_well(raw).rules()["method"] == "adjusted"
    assert "method" not in read_well(small_event()).rules()
    add(raw := small_event(), "event", "method;median")
    last = raw["event"].rows[-1][0]
    _, faults = read_tables(raw)
    assert told(faults) == [("event", last, "value")]
    assert "not one of: mean, adjusted" in faults[0].sentence()
