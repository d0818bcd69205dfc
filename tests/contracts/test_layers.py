"""The house is a straight line: a module imports only from above it; one place each reads the clock, commits, tells.

The rules read a tree of files, so that a broken one, made for the occasion, must be refused by the same functions.
"""

import ast
import graphlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

# From the top of the house to its edges; names in one row may import each other, without a cycle.
ROWS: tuple[tuple[str, ...], ...] = (
    ("domain", "translations"),
    ("models",),
    ("child", "clock", "computing", "limits", "network", "settings", "extensions"),
    ("keys",),
    ("access",),
    ("queries",),
    ("topics",),
    ("revisions",),
    ("changes",),
    ("actions",),
    ("documents",),
    ("instance",),
    ("web", "live", "cli"),
    ("playing",),
    ("workers",),
    ("starting", "__init__"),
)
# What each room may know beside the standard library and the rooms above it: no more than it does know.
OUTSIDE: dict[str, set[str]] = {
    "translations": {"babel"},
    "models": {"sqlalchemy"},
    "extensions": {"flask_babel", "flask_limiter", "flask_migrate", "flask_socketio", "flask_sqlalchemy", "flask_wtf"},
    "keys": {"itsdangerous"},
    "access": {"sqlalchemy"},
    "queries": {"sqlalchemy"},
    "topics": {"sqlalchemy"},
    "revisions": {"sqlalchemy"},
    "changes": {"sqlalchemy"},
    "actions": {"sqlalchemy", "werkzeug"},
    "documents": {"fpdf", "icalendar", "odfdo", "python_calamine", "xlsxwriter"},
    "instance": {"alembic", "flask", "flask_migrate", "sqlalchemy"},
    "web": {
        *("babel", "flask", "flask_babel", "flask_wtf", "gevent", "jinja2", "markupsafe", "prometheus_client", "segno"),
        *("sqlalchemy", "werkzeug", "whitenoise", "wtforms"),
    },
    "live": {"flask", "flask_socketio", "gevent", "sqlalchemy"},
    "cli": {"click", "flask", "segno", "sqlalchemy"},
    "playing": {"flask", "flask_babel", "gevent", "sqlalchemy"},
    "workers": {"flask", "gevent", "geventwebsocket"},
    "starting": {"flask", "sqlalchemy"},
    "__init__": {"flask"},
}
DEPTH = {name: depth for depth, row in enumerate(ROWS) for name in row}


def room_of(path: str) -> str:
    """The room of a file of `app/`: its package, or itself."""
    return path.split("/")[0].removesuffix(".py")


def sources(root: Path) -> dict[str, str]:
    """The text of every module of a tree by its path below `app/`; migrations write tables by their nature."""
    files = sorted((root / "app").rglob("*.py"))
    paths = {path.relative_to(root / "app").as_posix(): path for path in files}
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items() if "migrations" not in name}


def modules(root: Path) -> dict[str, ast.Module]:
    """Every module of a tree, parsed."""
    return {name: parsed(source) for name, source in sources(root).items()}


@cache
def parsed(source: str) -> ast.Module:
    """A module that is read by each contract, parsed for the first."""
    return ast.parse(source)


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What a module imports, in full, with the name it has there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, alias.asname or alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", alias.asname or alias.name) for alias in node.names)


def import_faults(root: Path) -> list[str]:
    """What the modules of a tree import and may not."""
    return [f"{path}: {fault}" for path, tree in modules(root).items() for fault in _import_faults(room_of(path), tree)]


def _import_faults(room: str, tree: ast.Module) -> Iterator[str]:
    if room not in DEPTH:
        yield "no row has this room"
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and list(imported(node)):
            yield f"imports inside {node.name}()"
        if isinstance(node, ast.ImportFrom) and node.level:
            yield "imports by a relative name"
    for name, _ in imported(tree):
        first, second = [*name.split("."), ""][:2]
        if first == "app" and DEPTH.get(second, DEPTH["__init__"]) > DEPTH[room]:
            yield f"{room} imports {second}, which is below it"
        if first not in {"app", *sys.stdlib_module_names, *OUTSIDE.get(room, ())}:
            yield f"{room} knows {first}"


def cycle(root: Path) -> list[str]:
    """Modules that import each other in a circle, or nothing."""
    dotted = {path: "app." + path.removesuffix(".py").replace("/", ".") for path in modules(root)}
    names = {path: name.removesuffix(".__init__") for path, name in dotted.items()}
    known = set(names.values())
    graph = {
        names[path]: {name if name in known else name.rpartition(".")[0] for name, _ in imported(tree)} & known
        for path, tree in modules(root).items()
    }
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def house(root: Path, files: dict[str, str]) -> Path:
    """A tree of files made for the occasion."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_every_module_imports_only_from_above() -> None:
    assert import_faults(ROOT) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycle(ROOT) == []


def test_every_room_has_its_row_and_every_row_its_room() -> None:
    rooms = [name for row in ROWS for name in row]
    assert sorted(rooms) == sorted({room_of(path) for path in modules(ROOT)})


def test_the_rows_are_those_that_the_readme_draws() -> None:
    drawing = (ROOT / "README.md").read_text(encoding="utf-8").split("## The house")[1].split("```")[1]
    drawn = [name for line in drawing.splitlines() for name in re.findall(r"(\w+)(?:/|\.py)", line.split("  ")[0])]
    assert len(drawn) == len(set(drawn)) == 12
    assert drawn == sorted(drawn, key=lambda name: DEPTH[name])


def test_no_room_may_know_more_than_it_does() -> None:
    known: dict[str, set[str]] = {}
    for path, tree in modules(ROOT).items():
        known.setdefault(room_of(path), set()).update(name.split(".")[0] for name, _ in imported(tree))
    strangers = {room: names - {"app", *sys.stdlib_module_names} for room, names in known.items()}
    assert {room: names for room, names in strangers.items() if names} == OUTSIDE


# For each room: what it must refuse. Written out, so that a row moved, merged or loosened lets one of these pass.
REFUSED = (
    ("domain/a.py", "from app.models import Event", "domain imports models, which is below it"),
    ("domain/a.py", "import sqlalchemy", "domain knows sqlalchemy"),
    ("translations/__init__.py", "from app import models", "translations imports models, which is below it"),
    ("models/a.py", "from app import clock", "models imports clock, which is below it"),
    ("models/a.py", "from flask_sqlalchemy import SQLAlchemy", "models knows flask_sqlalchemy"),
    ("child.py", "from app import access", "child imports access, which is below it"),
    ("computing.py", "from app.queries import board", "computing imports queries, which is below it"),
    ("clock.py", "from app import access", "clock imports access, which is below it"),
    ("limits.py", "from app import access", "limits imports access, which is below it"),
    ("network.py", "from app import access", "network imports access, which is below it"),
    ("settings.py", "import app.access", "settings imports access, which is below it"),
    ("extensions.py", "from app.access import Identity", "extensions imports access, which is below it"),
    ("keys.py", "from app import access", "keys imports access, which is below it"),
    ("access.py", "from app.queries import records", "access imports queries, which is below it"),
    ("access.py", "from flask import session", "access knows flask"),
    ("queries/a.py", "from app import topics as told", "queries imports topics, which is below it"),
    ("queries/a.py", "from flask import g", "queries knows flask"),
    ("topics.py", "from app import changes", "topics imports changes, which is below it"),
    ("revisions.py", "from app import changes", "revisions imports changes, which is below it"),
    ("changes.py", "from app.actions import day", "changes imports actions, which is below it"),
    ("changes.py", "from flask_socketio import emit", "changes knows flask_socketio"),
    ("actions/a.py", "from app.documents import sheets", "actions imports documents, which is below it"),
    ("actions/a.py", "import gevent", "actions knows gevent"),
    ("documents/a.py", "from app import instance", "documents imports instance, which is below it"),
    ("documents/a.py", "from sqlalchemy import select", "documents knows sqlalchemy"),
    ("instance.py", "from app.web import pages", "instance imports web, which is below it"),
    ("web/a.py", "from app import workers", "web imports workers, which is below it"),
    ("live/a.py", "from app import workers", "live imports workers, which is below it"),
    ("cli/a.py", "from app import create_app", "cli imports create_app, which is below it"),
    ("playing.py", "from app import workers", "playing imports workers, which is below it"),
    ("workers.py", "from app import starting", "workers imports starting, which is below it"),
    ("starting.py", "import gevent", "starting knows gevent"),
    ("__init__.py", "import gevent", "__init__ knows gevent"),
    ("helpers/a.py", "", "no row has this room"),
    ("web/a.py", "def act():\n    from app import clock", "imports inside act()"),
    ("web/a.py", "class A:\n    async def act(self):\n        import json", "imports inside act()"),
    ("web/a.py", "from . import pages", "imports by a relative name"),
)


@pytest.mark.parametrize(("path", "source", "fault"), REFUSED)
def test_control_a_broken_house_is_refused(tmp_path: Path, path: str, source: str, fault: str) -> None:
    assert f"{path}: {fault}" in import_faults(house(tmp_path, {f"app/{path}": source}))


def test_every_room_refuses_something() -> None:
    assert DEPTH.keys() <= {room_of(path) for path, _, _ in REFUSED}


def test_control_a_circle_is_noticed(tmp_path: Path) -> None:
    files = {"app/web/a.py": "from app.web import b", "app/web/b.py": "from app.web.a import act"}
    assert set(cycle(house(tmp_path, files))) == {"app.web.a", "app.web.b"}
