"""What the server draws of a step of the reveal; its twin in static/js/lib/reveal_words.js runs the same cases."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

CASES = json.loads((Path(__file__).parent.parent / "cases" / "reveal.json").read_text(encoding="utf-8"))
EVENT = SimpleNamespace(**CASES["event"])
PAGE = {"organisations": {key: {"name": name} for key, name in CASES["organisations"].items()}}
NOTHING = dict.fromkeys(("before", "figure", "after", "title", "team", "foot"), "")


@pytest.fixture
def macros(app: Flask) -> Iterator[Any]:
    """The macros, for an English reader."""
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield app.jinja_env.get_template("macros/reveal_words.html").make_module({"event": EVENT, "page": PAGE})


def test_every_step_says_the_same_as_on_a_screen(macros: Any) -> None:
    for case in CASES["cases"]:
        shown = case["shown"]
        said = [macros.reveal_line(shown).split("|"), macros.reveal_title(shown), macros.reveal_team(shown)]
        before, figure, after = (part.strip() for part in said[0])
        title, team, foot = (str(text).strip() for text in (*said[1:], macros.reveal_foot(shown)))
        found = dict(zip(NOTHING, (before, figure, after, title, team, foot), strict=True))
        assert found == NOTHING | case["words"], case["name"]
