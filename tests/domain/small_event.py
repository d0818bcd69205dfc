"""A small event in raw tables, for tests that spoil one cell of it."""

from app.domain.event_tables import EventTables, read_tables
from app.domain.raw_tables import Fault, RawTable

TABLES = {
    "event": """key;value
        slug;petit-forum
        name;Petit forum
        date;2019-11-28
        timezone;Europe/Paris
        scale_max;10
        own_organisation;abstain""",
    "criteria": """key;label;weight;level_0;level_10
        innovation;Innovation;2;Rien;Tout
        cost;Coût;1;;""",
    "organisations": """key;name;code;colour;min_laureates;max_laureates
        59;Nord;59;#15327E;1;2
        62;Pas-de-Calais;62;;;
        80;Somme;80;;;""",
    "categories": """key;name;gold
        usage;Usages;1""",
    "teams": """number;title;short_title;organisation;table;category
        1;Le bon contact;Contact;59;A;usage
        2;Médiation;Médiation;59+62;B;
        3;Cantines;Cantines;80;C;usage""",
    "jurors": """key;name;organisation;role;chair;substitute_for
        j1;Élue, Nord;59;elected;yes;
        j2;Agent, Somme;80;agent;;
        j3;DGS, Pas-de-Calais;62;director;;j2""",
    "recusals": """juror;team;reason
        j3;3;Un proche""",
    "coaches": """key;name;organisation
        c1;Coach A;""",
    "agenda": """start;minutes;kind;title;team;floor_minutes;not_before
        13:30;30;break;Déjeuner;;15;
        14:00;8;pitch;;1;;
        14:08;8;pitch;;2;;14:10
        14:00;60;deliberation;Délibération;;;""",
    "ballots": """juror;team;innovation;cost;comment
        j2;1;8;7;Très clair
        j3;1;5;;
        j2;2;6;6;""",
    "awards": """team;organisation;category;tier
        1;;usage;gold
        ;59;;excellence""",
}

Raw = dict[str, RawTable]


def small_event() -> Raw:
    """The tables above, without a fault."""
    return {name: table(text) for name, text in TABLES.items()}


def table(text: str) -> RawTable:
    """A raw table from lines of cells parted by semicolons; the headings are line 1."""
    header, *rows = ([cell.strip() for cell in line.split(";")] for line in text.splitlines())
    return RawTable(header, list(enumerate(rows, 2)))


def put(raw: Raw, name: str, line: int, column: str, value: str) -> None:
    """Write a value in a cell, as a person would in the file; line 1 changes a heading."""
    header, rows, _ = raw[name]
    place = header.index(column)
    cells = header if line == 1 else dict(rows)[line]
    cells[place] = value


def add(raw: Raw, name: str, line: str) -> None:
    """Add a line at the end of a table."""
    rows = raw[name].rows
    rows.append((rows[-1][0] + 1, line.split(";")))


def read_well(raw: Raw) -> EventTables:
    """The event of these tables, which have no fault."""
    tables, faults = read_tables(raw)
    assert [fault.sentence() for fault in faults] == []
    assert tables is not None
    return tables


def told(faults: list[Fault]) -> list[tuple[str, int | None, str | None]]:
    """Where the faults are."""
    return [(fault.table, fault.line, fault.column) for fault in faults]
