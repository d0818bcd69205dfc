"""What every test may ask for: a day in this process, and a real server beside it."""

import gc
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Select, select

from app import instance
from app.extensions import db
from app.models import Event
from tests import axe, browsing, preparing, sharing
from tests.clocks import StillClock, standing_still
from tests.inspecting import Inspector
from tests.serving import Server
from tests.visiting import Visitor

# Servers and commands are started by the hundred: what Python compiled for the first is kept for the others.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

HERE = Path(__file__).parent
# The files that take longest, by how their paths begin, the longest first.
LONG = (
    "browser/test_five_minutes",
    "browser/test_every_page",
    "browser",
    "faults",
    "stories",
    "contracts",
    "cli",
    "actions",
)


@pytest.fixture(autouse=True)
def off_the_network() -> Iterator[None]:
    """Outside an application too, nothing asks the machine for its addresses."""
    with preparing.off_the_network():
        yield


@pytest.fixture
def still_clock() -> Iterator[StillClock]:
    """A clock that only the test moves."""
    with standing_still() as still:
        yield still


@contextmanager
def application(folder: Path) -> Iterator[Flask]:
    """An application on an instance folder of its own, its tables made, without an event."""
    with preparing.opened(shutil.copytree(preparing.migrated(), folder)) as made:
        yield made


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application of a test."""
    with application(tmp_path / "instance") as made:
        yield made


@pytest.fixture
def event(app: Flask) -> Event:
    """Amiens, 28 November 2019, as the demonstration begins it: scoring open, nobody on stage."""
    with app.app_context():
        db.engine.dispose()
        shutil.copy(preparing.loaded() / instance.DATABASE, app.instance_path)
        return db.session.scalars(select(Event)).one()


class Doors:
    """Lets each test in by the link it needs."""

    def __init__(self, app: Flask, event: Event, links: list[dict[str, Any]] | None = None) -> None:
        self._app = app
        self._event = event
        self.event_id = event.id
        self.links = links or preparing.links_of_event(app, event)

    def link(self, role: str, number: int = 0) -> dict[str, object]:
        """The link of a role: the first one, or the one of that rank or team."""
        mine = [link for link in self.links if link["role"] == role]
        return next((link for link in mine if link["team"] == number), mine[0]) if role == "team" else mine[number]

    def enter(self, role: str, number: int = 0) -> Visitor:
        """Somebody who entered by that link."""
        visitor = Visitor(self._app.test_client(), self._event.slug)
        answer = visitor.enter(str(self.link(role, number)["token"]))
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return visitor

    def stranger(self) -> Visitor:
        """Somebody without a link."""
        return Visitor(self._app.test_client(), self._event.slug)


@pytest.fixture
def stored(app: Flask) -> Callable[[Select[Any]], list[Any]]:
    """Reads what is in the tables, each time anew."""

    def read(query: Select[Any]) -> list[Any]:
        with app.app_context():
            return list(db.session.scalars(query))

    return read


@pytest.fixture
def doors(app: Flask, event: Event) -> Doors:
    """The doors of the example."""
    return Doors(app, event, preparing.links())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server on the demonstration, in a process of its own."""
    with Server(tmp_path / "instance") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        started = browsing.launch(playwright)
        yield started
        started.close()


def pytest_configure(config: pytest.Config) -> None:
    """By day pages are looked at in both themes, their states in the dark one; by night these too in both."""
    if "not nightly" in config.option.markexpr:
        Inspector.themes = ("dark",)
    sharing.run()  # before its other processes begin


def pytest_xdist_auto_num_workers() -> int:
    """Two processes more than there are cores: each waits for its browser or its server, one for five minutes."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files before short ones: shared out among processes, they leave none of them alone at the end."""

    def rank(item: pytest.Item) -> int:
        path = item.path.relative_to(HERE).as_posix()
        return next((place for place, start in enumerate(LONG) if path.startswith(start)), len(LONG))

    items.sort(key=rank)


def pytest_collection_finish() -> None:
    """What is imported by now stays, and a test leaves little: the collector need not walk through it so often."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where the files are shared out among processes, hand over what this one looked at."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["axe"] = pickle.dumps(axe.TALLY).hex()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process is done: count its looks with the others."""
    told = getattr(node, "workeroutput", {}).get("axe")
    if told:
        axe.TALLY.add(pickle.loads(bytes.fromhex(told)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many pages axe looked at, in how many states, and what it found."""
    if axe.TALLY.looks:
        terminalreporter.write_line(axe.TALLY.sentence())
