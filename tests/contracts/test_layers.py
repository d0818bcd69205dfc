"""The house is a straight line: a module imports only from packages above its own, and never inside a function."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

# From the top of the house to its edges; names in one row may import each other, without a cycle.
ROWS: tuple[tuple[str, ...], ...] = (
    ("domain", "translations"),
    ("models",),
    ("clock", "settings", "extensions"),
    ("access",),
    ("queries",),
    ("topics",),
    ("changes",),
    ("actions",),
    ("documents",),
    ("instance",),
    ("web", "live", "cli"),
    ("workers",),
    ("starting", "__init__"),
)
DEPTH = {name: depth for depth, row in enumerate(ROWS) for name in row}
# The rules know the standard library alone; the tables know nothing of Flask.
FORBIDDEN = {"domain": ("flask", "sqlalchemy", "gevent", "babel"), "models": ("flask",)}


def room_of(path: Path) -> str:
    """The package, or the module, of a file below `app/`."""
    first = path.relative_to(ROOT / "app").parts[0]
    return first.removesuffix(".py")


def faults(room: str, source: str) -> list[str]:
    """What a module of a room may not do."""
    found = []
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
            found += [f"imports inside {node.name}()" for _ in inner]
        for name in _imported(node):
            parts = name.split(".")
            if any(name.startswith(word) for word in FORBIDDEN.get(room, ())):
                found.append(f"{room} knows {parts[0]}")
            if parts[0] == "app" and len(parts) > 1 and DEPTH[parts[1]] > DEPTH[room]:
                found.append(f"{room} imports {parts[1]}, which is below it")
    return found


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "app":
        return [f"app.{alias.name}" for alias in node.names if alias.name != "create_app"]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


MODULES = [path for path in sorted((ROOT / "app").rglob("*.py")) if "migrations" not in path.parts]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "app")))
def test_every_module_imports_only_from_above(path: Path) -> None:
    assert faults(room_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("room", "source", "fault"),
    [
        ("domain", "from app.models import Event", "domain imports models, which is below it"),
        ("domain", "import flask", "domain knows flask"),
        ("queries", "from app import changes", "queries imports changes, which is below it"),
        ("models", "from flask_sqlalchemy import SQLAlchemy", "models knows flask_sqlalchemy"),
        ("actions", "def act():\n    from app import clock", "imports inside act()"),
    ],
)
def test_control_a_broken_module_is_noticed(room: str, source: str, fault: str) -> None:
    assert fault in faults(room, source)
