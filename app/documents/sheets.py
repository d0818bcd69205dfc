"""Files of an event, in and out: a folder of CSV files, an .xlsx, an .ods, or a .json, the complete export.

Here are shapes only: what comes in is text in cells, with the line that a person sees in the file. What the
cells mean, and whether that is right, is judged by `domain.event_tables`.
"""

from dataclasses import replace
from pathlib import Path

from app.documents.complete_export import read_beside, read_export, write_export
from app.documents.csv_folder import read_folder, write_folder
from app.documents.workbooks import read_workbook
from app.domain.event_tables import EventTables, read_tables
from app.domain.event_writing import raw_tables
from app.domain.raw_tables import Fault, RawTable

# Amiens, 28 November 2019: what the demonstration loads. One may begin from it, or from a prize judged on paper.
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "amiens-2019"
EXAMPLES = {folder.name: folder for folder in (EXAMPLE, EXAMPLE.with_name("territoria-2017"))}
READERS = {".xlsx": read_workbook, ".ods": read_workbook, ".json": read_export}


def read_event(path: Path) -> tuple[EventTables | None, list[Fault]]:
    """The event of a path, or everything that is to be corrected in its files."""
    raw, faults = read_path(path)
    if faults and not raw:
        return None, faults
    tables, more = read_tables(raw)
    if faults or tables is None or READERS.get(path.suffix.lower()) is not read_export:
        return (None if faults else tables), faults + more
    beside, altered = read_beside(path)
    return (None, altered) if altered else (replace(tables, **beside), [])


def read_path(path: Path) -> tuple[dict[str, RawTable], list[Fault]]:
    """The tables of a path as they stand there; what cannot be read is a fault, never an exception."""
    if path.is_dir():
        return read_folder(path)
    if not path.is_file():
        return {}, [Fault(path.name, None, None, "There is no such file or folder.")]
    if reader := READERS.get(path.suffix.lower()):
        return reader(path)
    text = "A folder of CSV files, an .xlsx, an .ods or a .json is expected."
    return {}, [Fault(path.name, None, None, text)]


def write_json(tables: EventTables, path: Path) -> None:
    """Write the complete export."""
    write_export(raw_tables(tables), path, tables)


def write_csv_folder(tables: EventTables, path: Path) -> None:
    """Write a folder of CSV files, one per table."""
    write_folder(raw_tables(tables), path)
