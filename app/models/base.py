"""The declarative base, and how a SQLite connection of ours behaves."""

import sqlite3
from typing import Any, ClassVar

from sqlalchemy import JSON, Connection, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# An acknowledged ballot survives a power cut only if the commit waited for the disk: FULL, never NORMAL.
SYNCHRONOUS = "FULL"


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {dict[str, Any]: JSON, list[Any]: JSON}


@event.listens_for(Engine, "connect")
def prepare(connection: Any, _record: object) -> None:
    """Write-ahead log, durable commits, foreign keys; waiting is the writer lock's task, hence no busy timeout.

    SQLite's own wait would stop every greenlet of the process.
    """
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we write BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", f"synchronous={SYNCHRONOUS}", "foreign_keys=ON", "busy_timeout=0"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def begin(connection: Connection) -> None:
    """Open a write transaction as such from its first statement: one that has read cannot become a writer."""
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
