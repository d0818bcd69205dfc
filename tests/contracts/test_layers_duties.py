"""One place each reads the clock, opens a write, writes, commits, tells and emits: what a module names says so.

A duty is a pattern of full names (`app.changes.write`, `datetime.datetime.now`, `….session.add`) and those who may use
them, each with its reason.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.contracts.test_layers import ROOT, house, imported, sources

Duty = tuple[str, dict[str, str]]

DUTIES: dict[str, Duty] = {
    "reads the clock": (
        r"^time\.\w+$|^datetime\.(datetime|date)\.(now|utcnow|today)$",
        {
            "clock.py": "the only reader",
            "web/operations.py": "how long an answer took, finer than a millisecond; no instant comes of it",
        },
    ),
    "opens a write": (
        r"^app\.changes\.(write|transaction)$|^sqlalchemy\.orm\.(Session|sessionmaker|scoped_session)\(\)$",
        {
            "changes.py": "the only place that commits",
            "actions/": "the only writers",
            "instance.py": "the epoch of an installation that has none yet",
            "web/operations.py": "whether a write would succeed; it changes nothing",
        },
    ),
    "commits": (r"\.(commit|begin|begin_nested)$|autocommit", {"changes.py": "the only place that commits"}),
    "writes": (
        r"\bsession(\(\))?\.(add|add_all|delete|merge|flush|bulk_\w+)$|^sqlalchemy\.(insert|update|delete)$",
        {
            "changes.py": "the journal, the memory of commands",
            "revisions.py": "what an audience was told, inside a transaction of `changes`",
            "actions/": "the only writers",
            "instance.py": "the epoch of an installation that has none yet",
        },
    ),
    "speaks SQL": (
        r"^sqlalchemy\.text$|\.exec_driver_sql$|^sqlite3\.connect$",
        {
            "models/base.py": "how a connection of ours behaves",
            "instance.py": "the epoch of a copy, before anybody opens it",
            "web/operations.py": "whether a write would succeed; it changes nothing",
        },
    ),
    "tells": (
        r"^app\.changes\.tell$|^tell$",
        {"changes.py": "after each commit", "actions/": "what is no decision and has no journal entry"},
    ),
    "emits": (
        r"^flask_socketio\.(emit|send|disconnect)$|^app\.extensions\.socketio\.(emit|send|call|server)$",
        {
            "live/publisher.py": "what changed, to whoever hears it, and the beat",
            "live/sockets.py": "to one who connects; and it cuts those who may not stay",
        },
    ),
}


@cache
def used(source: str) -> frozenset[str]:
    """The names that a module uses: its text is read once for all duties."""
    return frozenset(names(ast.parse(source)))


def names(tree: ast.Module) -> Iterator[str]:
    """Every name that a module uses, in full, whatever it calls it; what is called also with its brackets."""
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    full = {alias: name for node in froms for name, alias in imported(node)}
    full |= {alias: name for name, alias in imported(tree) if alias != name.split(".")[0]}  # import … as …
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            yield _in_full(ast.unparse(node), full)
        elif isinstance(node, ast.Call):
            yield f"{_in_full(ast.unparse(node.func), full)}()"


def _in_full(name: str, full: dict[str, str]) -> str:
    first, dot, rest = name.partition(".")
    return full.get(first, first) + dot + rest


def trespasses(root: Path, duty: str) -> list[str]:
    """The modules of a tree that take a duty which is not theirs."""
    pattern, holders = DUTIES[duty]
    return [
        f"{path} {duty}: {name}"
        for path, source in sources(root).items()
        if not any(path == holder or (holder.endswith("/") and path.startswith(holder)) for holder in holders)
        for name in sorted(used(source))
        if re.search(pattern, name)
    ]


def idle(root: Path, duty: str) -> set[str]:
    """Those who hold a duty and do not do it: an exception that is no longer one."""
    pattern, holders = DUTIES[duty]
    found = {path for path, source in sources(root).items() if any(re.search(pattern, name) for name in used(source))}
    return {holder for holder in holders if not any(path.startswith(holder) for path in found)}


@pytest.mark.parametrize("duty", DUTIES)
def test_each_duty_is_done_where_it_belongs_and_nowhere_else(duty: str) -> None:
    assert trespasses(ROOT, duty) == []
    assert idle(ROOT, duty) == set()


BROKEN = (
    ("reads the clock", "queries/a.py", "import time\nnow = time.time()"),
    ("reads the clock", "actions/a.py", "from time import monotonic as steady\nsteady()"),
    ("reads the clock", "domain/a.py", "from datetime import datetime\ntoday = datetime.now"),
    ("reads the clock", "web/a.py", "import datetime as d\nd.date.today()"),
    ("opens a write", "web/a.py", "from app import changes\nchanges.write(1, None, print)"),
    ("opens a write", "live/a.py", "from app.changes import transaction\nwith transaction(): ..."),
    ("opens a write", "queries/a.py", "from sqlalchemy.orm import Session\nSession(engine)"),
    ("commits", "actions/a.py", "change.session.commit()"),
    ("commits", "web/a.py", "from app.extensions import db\ndb.session.begin_nested()"),
    ("writes", "queries/a.py", "session.add(row)"),
    ("writes", "web/a.py", "from app.extensions import db\ndb.session().delete(row)"),
    ("writes", "live/a.py", "from sqlalchemy import update as change\nchange(Juror)"),
    ("speaks SQL", "actions/a.py", "from sqlalchemy import text\ntext('DELETE FROM ballot')"),
    ("speaks SQL", "web/a.py", "db.session.connection().exec_driver_sql('DELETE FROM ballot')"),
    ("tells", "web/a.py", "from app import changes\nchanges.tell(1)"),
    ("emits", "actions/a.py", "from app.extensions import socketio\nsocketio.emit('day', {})"),
    ("emits", "web/a.py", "from flask_socketio import emit as shout\nshout('day', {})"),
)


@pytest.mark.parametrize(("duty", "path", "source"), BROKEN)
def test_control_a_trespass_is_noticed(tmp_path: Path, duty: str, path: str, source: str) -> None:
    assert len(trespasses(house(tmp_path, {f"app/{path}": source}), duty)) >= 1


def test_every_duty_is_broken_once() -> None:
    assert DUTIES.keys() == {duty for duty, _, _ in BROKEN}


def test_control_an_exception_that_is_no_longer_one_is_noticed(tmp_path: Path) -> None:
    made = house(tmp_path, {"app/clock.py": "import time\ntime.time()", "app/web/operations.py": "ready = True"})
    assert idle(made, "reads the clock") == {"web/operations.py"}
