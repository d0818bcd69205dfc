"""The small event as people keep it: a folder of CSV files, a spreadsheet of either kind, a JSON file."""

import json
from datetime import time, timedelta
from pathlib import Path

import xlsxwriter
from odfdo import Document, Table

from app.domain.raw_tables import RawTable
from tests.domain.small_event import small_event

KINDS = ("folder", "xlsx", "ods", "json")
NUMBERS = {"number", "minutes", "weight", "floor_minutes", "team", "innovation", "cost"}


def written_event(path: Path, kind: str) -> Path:
    """The small event as a person would keep it, in one of the four kinds."""
    raw = small_event()
    if kind == "folder":
        for name, (header, rows, _) in raw.items():
            lines = [";".join(cells) for cells in [header, *(cells for _, cells in rows)]]
            (path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        return path
    file = path / f"event.{kind}"
    {"xlsx": write_xlsx, "ods": write_ods, "json": write_rows}[kind](raw, file)
    return file


def write_xlsx(raw: dict[str, RawTable], file: Path) -> None:
    with xlsxwriter.Workbook(str(file), {"default_date_format": "hh:mm"}) as book:
        for name, (header, rows, _) in raw.items():
            sheet = book.add_worksheet(name.title())
            sheet.write_row(0, 0, header)
            for line, cells in rows:
                for place, cell in enumerate(cells):
                    sheet.write(line - 1, place, typed(header[place], cell))


def write_ods(raw: dict[str, RawTable], file: Path) -> None:
    document = Document("spreadsheet")
    document.body.clear()
    for name, (header, rows, _) in raw.items():
        table = Table(name)
        lines = [[typed(header[place], cell) for place, cell in enumerate(cells)] for _, cells in rows]
        table.set_values([header, *([since_midnight(value) for value in line] for line in lines)])
        document.body.append(table)
    document.save(file)


def since_midnight(value: str | int | time | None) -> str | int | timedelta | None:
    """A value as ODS has it, where times are durations."""
    return timedelta(hours=value.hour, minutes=value.minute) if isinstance(value, time) else value


def write_rows(raw: dict[str, RawTable], file: Path) -> None:
    tables = {
        name: [{head: typed(head, cell) for head, cell in zip(header, cells, strict=True)} for _, cells in rows]
        for name, (header, rows, _) in raw.items()
    }
    for row in tables["agenda"]:
        row["start"] = f"{row['start']:%H:%M}"
        row["not_before"] = f"{row['not_before']:%H:%M}" if row["not_before"] else None
    file.write_text(json.dumps({"format": "palmares-event", "version": 1, "tables": tables}), encoding="utf-8")


def typed(heading: str, cell: str) -> str | int | time | None:
    """A cell as a spreadsheet holds it: numbers and times are not text there."""
    return time.fromisoformat(cell) if cell and heading in ("start", "not_before") else number(heading, cell)


def number(heading: str, cell: str) -> str | int | None:
    """A cell as JSON holds it."""
    if not cell:
        return None
    return int(cell) if heading in NUMBERS else cell
