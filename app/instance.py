"""One installation on disk: who holds it, at which version its tables are, how to reach the server that runs on it."""

import json
import os
import secrets
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import select

from app import changes, clock
from app.extensions import db
from app.models import Installation

DATABASE = "palmares.db"
KEY = "secret.key"
MIGRATIONS = Path(__file__).parent / "migrations"

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # a module elsewhere, nothing here
    import msvcrt


class HeldElsewhere(Exception):
    """Another program of ours works on this folder; its text is the sentence to print."""


@dataclass(frozen=True)
class Server:
    """How to reach the server that runs on an instance folder, from this machine alone."""

    pid: int
    host: str
    port: int
    token: str


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the instance folder alone, until the end or the death of this process; raises HeldElsewhere at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "instance.lock").open("a+b") as file:
        try:
            _lock(file)
        except OSError:
            raise HeldElsewhere(f"Another Palmarès already works on {folder}.") from None
        yield


def _lock(file: IO[bytes]) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)


def announce(folder: Path, host: str, port: int) -> Server:
    """Write down how commands of this machine reach the server that starts on a folder."""
    server = Server(os.getpid(), host, port, secrets.token_urlsafe(32))
    handle = os.open(folder / "server.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(server), file)
    return server


def running(folder: Path) -> Server | None:
    """The server that says it runs on a folder; it may have died since."""
    try:
        return Server(**json.loads((folder / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def prepare(app: Flask) -> None:
    """Bring the database to this version, after a backup where it holds anything, and see that it has an epoch."""
    with app.app_context():
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        head = ScriptDirectory.from_config(config).get_current_head()
        with db.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        if current != head:
            if current is not None:
                backup(Path(app.instance_path) / "backups" / f"before-{head}-{stamp()}.zip")
            upgrade(directory=str(MIGRATIONS))
        with changes.transaction() as session:
            if session.scalar(select(Installation)) is None:
                session.add(Installation(id=1, epoch=new_epoch()))
        db.session.remove()


def new_epoch() -> str:
    """A short string that no other epoch of these data had."""
    return secrets.token_hex(4)


def stamp() -> str:
    """The present moment, as the name of a file carries it."""
    return datetime.fromtimestamp(clock.now_ms() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")


def backup(target: Path) -> None:
    """Write a consistent copy of the database, while it runs, with the key that opens its links: one secret file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy = Path(scratch) / DATABASE
        with db.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if not isinstance(raw, sqlite3.Connection):
                raise TypeError("only SQLite databases are backed up here")
            connection.rollback()
            raw.execute("VACUUM INTO ?", (str(copy),))
        packed = Path(scratch) / "packed"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, DATABASE)
            archive.write(Path(current_app.instance_path) / KEY, KEY)
        packed.chmod(0o600)
        packed.replace(target)


def restore(folder: Path, source: Path, database: Path) -> None:
    """Bring an instance folder back to a backup, under a new epoch; what was there is kept beside, renamed.

    Raises ValueError where the file is no backup of ours. The folder must be held, its database closed.
    """
    try:
        with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory(dir=folder) as scratch:
            for name in (DATABASE, KEY):
                archive.extract(name, scratch)
            _renew(Path(scratch) / DATABASE)
            kept = folder / f"before-restore-{stamp()}"
            kept.mkdir()
            log = [database.with_name(database.name + ending) for ending in ("-wal", "-shm")]
            for path in (*log, database, folder / KEY):
                if path.exists():
                    shutil.move(path, kept / path.name)
            # The key first: a database without its key would open no link that was printed.
            for name, place in ((KEY, folder / KEY), (DATABASE, database)):
                (Path(scratch) / name).chmod(0o600)
                shutil.move(Path(scratch) / name, place)
    except (zipfile.BadZipFile, KeyError, sqlite3.DatabaseError) as error:
        raise ValueError(f"{source} is not a backup of Palmarès.") from error


def _renew(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE installation SET epoch = ?", (new_epoch(),))
