"""The round of the tables, while coaches go from one to the next."""

import sys

LAST = sys.maxsize


def place(table: str | None, team: int) -> tuple[int, str, int]:
    """Where a team comes in the round: tables by number, then by name, then teams without a table."""
    if table and table.isdecimal():
        return int(table), "", team
    return LAST, table or chr(sys.maxunicode), team
