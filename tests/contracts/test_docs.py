"""Every command, setting, topic and address is in the documentation, by its own name."""

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
