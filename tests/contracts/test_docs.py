"""What is offered is documented by its own name, and what the documentation names exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from app import access
from app.settings import NAMES, PREFIX

ROOT = Path(__file__).parent.parent.parent
PAGES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
FLASKS_OWN = {"run", "shell", "routes", "db"}


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    """Every command of a group and of the groups in it, as it is typed."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name


def targets() -> set[str]:
    """The targets that `make` lists."""
    return set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))


def address(rule: str) -> str:
    """A route as the documentation writes it: its placeholders by their names."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule).replace("<slug>", "<event>").rstrip("/") or "/"


def undocumented(app: Flask, pages: str) -> list[str]:
    """What the application offers and the pages do not name."""
    typed = {f"flask --app app {name}" for name in commands(app.cli) if name.split()[0] not in FLASKS_OWN}
    typed |= {f"make {name}" for name in targets()}
    settings = {PREFIX + name.upper() for name in NAMES}
    addresses = {address(rule.rule) for rule in app.url_map.iter_rules()}
    named = typed | settings | addresses | set(access.VIEWS)
    return sorted(name for name in named if not re.search(rf"`[^`]*{re.escape(name)}/?(?![\w/<-])[^`]*`", pages))


def test_everything_that_is_offered_is_documented(app: Flask) -> None:
    assert undocumented(app, PAGES) == []


@pytest.mark.parametrize(
    "name", ["make bench", "flask --app app event verify", "PALMARES_HOSTS", "progress", "/<event>/coach"]
)
def test_control_what_is_taken_out_is_missed(app: Flask, name: str) -> None:
    assert name in undocumented(app, PAGES.replace(name, "…"))


READ = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md")),
]
# A word in backticks that begins with a folder of the tree, or is one of these, is a path.
FOLDERS = r"(?:app|benchmarks|docs|examples|scripts|static|templates|tests|\.ci)/[\w./-]+"
NAMED = re.compile(rf"`({FOLDERS}|run\.py|Makefile|CHANGELOG\.md)`")


def not_there(page: Path, text: str) -> list[str]:
    """The paths that a page links to or names and the tree does not hold, and the targets that nothing makes."""
    linked = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    named = NAMED.findall(text)
    made = set(re.findall(r"(?m)(?:^|`|; )(?:[A-Z]+=\S+ )*make ([a-z-]+)", text))
    return [
        *(path for path in linked if not (page.parent / path).exists()),
        *(path for path in named if not (ROOT / path).exists()),
        *(f"make {name}" for name in sorted(made - targets())),
    ]


@pytest.mark.parametrize("name", READ)
def test_every_path_and_target_that_a_page_names_exists(name: str) -> None:
    assert not_there(ROOT / name, (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("see [the guide](docs/nowhere.md)", "docs/nowhere.md"),
        ("![a picture](docs/nothing.webp)", "docs/nothing.webp"),
        ("held by `tests/contracts/test_nothing.py`", "tests/contracts/test_nothing.py"),
        ("```\nmake coffee\n```", "make coffee"),
        ("`FRESH=1 make tea` begins again", "make tea"),
    ],
)
def test_control_a_path_or_a_target_that_is_not_there_is_noticed(text: str, fault: str) -> None:
    assert not_there(ROOT / "README.md", text) == [fault]
