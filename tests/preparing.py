"""Worlds made once and copied: an instance folder with its tables, and one with the example loaded.

Each test works on a copy of its own; only the making is shared. So are compiled templates, compiled routes, compiled
SQL, the list of static files and the hash of a password, which are the same in every application of the run: without
them there is little to make.
"""

import copy
import functools
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, create_engine
from werkzeug.routing import BaseConverter, Rule
from werkzeug.routing.matcher import RulePart
from whitenoise import WhiteNoise

from app import changes, create_app, instance
from app.actions import events, organisers
from app.cli.installation import links_of
from app.documents import sheets
from app.domain.event_tables import EventTables
from app.extensions import db
from app.models import Event
from app.settings import Settings
from app.web import static
from tests import sharing
from tests.clocks import standing_still

Route = Callable[..., tuple[str, str]]
LINKS = "links.json"
EXAMPLE = Path(__file__).parent.parent / "examples" / "amiens-2019"


class Compiled(BytecodeCache):
    """Templates compiled once for every application of the run; a changed source is another checksum."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before, if it was."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = Compiled()


def compiled_once(compile_route: Callable[[Rule, bool], Route]) -> Callable[[Rule, bool], Route]:
    """What writes the addresses of a route is compiled for the first application that has this route."""
    known: dict[object, Route] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Route:
        key = (rule.rule, tuple(rule._trace), str(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_route(rule, append_unknown)
        return known[key]

    return compiled


def parsed_once(parse: Callable[[Rule, str], Iterable[RulePart]]) -> Callable[[Rule, str], list[RulePart]]:
    """A route is taken apart for the first application that has it."""
    known: dict[str, tuple[list[RulePart], list[tuple[bool, str]], dict[str, BaseConverter]]] = {}

    def parsed(rule: Rule, path: str) -> list[RulePart]:
        begun = len(rule._trace)
        if path not in known:
            known[path] = (list(parse(rule, path)), rule._trace[begun:], dict(rule._converters))
        else:
            rule._trace += known[path][1]
            rule._converters |= known[path][2]
            rule.arguments |= known[path][2].keys()
        return known[path][0]

    return parsed


@functools.cache
def compiled_sql() -> tuple[Dialect, object]:
    """How statements are written for SQLite, and those that were written: for every application of the run."""
    engine = create_engine("sqlite://")
    with engine.connect():
        pass  # by which it learns which SQLite this is
    engine.dispose()
    return engine.dialect, engine._compiled_cache


class StaticFiles(WhiteNoise):
    """The static files of every application; a folder that was read for one is not read again for another."""

    def __init__(self, *given: Any, **options: Any) -> None:
        self._read: set[tuple[str, str | None]] = set()
        super().__init__(*given, **options)

    def add_files(self, root: str, prefix: str | None = None) -> None:
        """Read a folder, once."""
        if (root, prefix) not in self._read:
            super().add_files(root, prefix)
            self._read.add((root, prefix))


@functools.cache
def static_files(root: str, prefix: str, **options: Any) -> StaticFiles:
    """The static files of every application, read once."""
    return StaticFiles(None, root, prefix, **options)


def packed_once(pack: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """The texts of the static folder are packed for the first application, beside what is prepared for all."""
    known: dict[Path, Path] = {}

    @functools.wraps(pack)
    def packed(root: Path, _folder: Path) -> Path:
        if root not in known:
            known[root] = pack(root, room() / "static")
        return known[root]

    return packed


def whitenoise(application: Any, **given: Any) -> WhiteNoise:
    """The static files before an application."""
    made = copy.copy(static_files(**given))
    made.application = application
    return made


Rule._parse_rule = parsed_once(Rule._parse_rule)
Rule._compile_builder = compiled_once(Rule._compile_builder)
static.WhiteNoise = whitenoise
static.build_of = functools.cache(static.build_of)
static.packed = packed_once(static.packed)
# Slow on purpose: a password of the tests is hashed once, and once held against a hash.
organisers.generate_password_hash = functools.cache(organisers.generate_password_hash)
organisers.check_password_hash = functools.cache(organisers.check_password_hash)


@contextmanager
def off_the_network() -> Iterator[None]:
    """In this process nothing asks the machine for its addresses: tests reach the loopback alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.web.guard.own_addresses", lambda: [])
        patch.setattr("app.cli.installation.own_addresses", lambda: [])
        yield


@contextmanager
def opened(folder: Path) -> Iterator[Flask]:
    """An application on an instance folder that has its tables; its database is closed at the end."""
    heard_by = list(changes._listeners)
    with off_the_network():
        made = create_app(Settings(instance=folder))
        made.jinja_env.bytecode_cache = TEMPLATES
        with made.app_context():
            db.engine.dialect, db.engine._compiled_cache = compiled_sql()
        try:
            yield made
        finally:
            with made.app_context():
                db.engine.dispose()
            changes._listeners[:] = heard_by


@functools.cache
def migrated() -> Path:
    """An instance folder with its tables made, without an event: to copy, never to work in."""
    folder = room() / "migrated"
    with opened(folder) as made:
        instance.prepare(made)
    return folder


@functools.cache
def loaded() -> Path:
    """The same with the example as the demonstration begins it: to copy, never to work in."""
    folder = shutil.copytree(migrated(), room() / "loaded")
    # In the past of every clock that a test may use.
    with standing_still(), opened(folder) as made:
        rows = links_of_event(made, load_example(made))
        (folder / LINKS).write_text(json.dumps(rows), encoding="utf-8")
    return folder


@functools.cache
def links() -> list[dict[str, Any]]:
    """The links of the example in every copy of it: the same key signed the same names."""
    rows: list[dict[str, Any]] = json.loads((loaded() / LINKS).read_text(encoding="utf-8"))
    return rows


def links_of_event(app: Flask, event: Event) -> list[dict[str, Any]]:
    """The links of an event, as the command gives them."""
    with app.app_context():
        return links_of(app.extensions["palmares.keys"], event, "http://localhost")


@functools.cache
def room() -> Path:
    """Where what is made once is kept for this process."""
    return Path(tempfile.mkdtemp(dir=sharing.run()))


def load_example(app: Flask, slug: str | None = None, jurors: int = 0, **rules: Any) -> Event:
    """Load the example under a slug, with other rules where some are given, and with more jurors where it has fewer."""
    tables, faults = sheets.read_event(EXAMPLE)
    assert tables is not None, faults
    more = [replace(tables.jurors[0], key=f"j{n}", name=f"Élu {n}") for n in range(len(tables.jurors) + 1, jurors + 1)]
    tables = replace(tables, event=replace(tables.event, **rules), jurors=(*tables.jurors, *more))
    return load_tables(app, tables, slug)


def load_tables(app: Flask, tables: EventTables, slug: str | None = None) -> Event:
    """Load an event from its tables."""
    with app.app_context():
        return events.load(app.extensions["palmares.keys"], tables, slug, demonstration=True)
