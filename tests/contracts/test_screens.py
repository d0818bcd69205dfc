"""Every page is among the pictures of `docs/screens/`, in both languages and themes, and there is no other picture."""

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Map

from scripts.screens import index
from scripts.screens.camera import LANGUAGES, THEMES
from scripts.screens.moments import THE_DAY

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screens"
HEAVIEST_BYTES = 27_000_000
# What a GET answers with something else than a page.
NO_PAGES = {
    "api",
    "api_list",
    "brand_css",
    "agenda_calendar",
    "team_calendar",
    "report_csv",
    "whoami",
    "operation",
    "static",
    "file",
    "whole_file",
    "scanned",
    "register_file",
}


def pages(app: Flask) -> set[str]:
    """The endpoint of every page."""
    answered = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return {name for name in answered if not NO_PAGES & set(name.split("."))}


def photographed(routes: Map, paths: list[str]) -> set[str]:
    """The endpoints that these addresses lead to."""
    known = routes.bind("localhost")
    return {str(known.match(path.partition("?")[0])[0]) for path in paths if known.test(path.partition("?")[0], "GET")}


@pytest.fixture
def paths() -> list[str]:
    """The addresses that are photographed."""
    return [screen.path for moment in THE_DAY for screen in moment.screens]


def test_every_page_is_photographed(app: Flask, paths: list[str]) -> None:
    assert pages(app) - photographed(app.url_map, paths) == set()


def test_control_a_page_without_a_picture_is_missed(app: Flask, paths: list[str]) -> None:
    assert pages(app) - photographed(app.url_map, [path for path in paths if path != "/help"]) == {"statement.help"}


def faults(found: set[str], wanted: set[str], written: str) -> list[str]:
    """Pictures that are missing, too many, or not in the index."""
    named = set(re.findall(r"[\w-]+\.webp", written))
    return sorted(f"{name} is not taken" for name in wanted - found) + sorted(
        f"{name} is nobody's" if name not in wanted else f"{name} is not in the index" for name in found - named
    )


def test_the_folder_holds_the_pictures_of_the_index_and_no_other() -> None:
    found = {path.name for path in FOLDER.glob("*.webp")}
    assert faults(found, index.pictures(), (FOLDER / "README.md").read_text(encoding="utf-8")) == []


def test_control_a_picture_too_many_and_one_too_few_are_noticed() -> None:
    wanted = index.pictures()
    found = wanted - {"help-390-en-dark.webp"} | {"poll-390-fr-light.webp"}
    assert faults(found, wanted, index.page()) == [
        "help-390-en-dark.webp is not taken",
        "poll-390-fr-light.webp is nobody's",
    ]


def test_a_name_is_a_screen_a_width_a_language_and_a_theme() -> None:
    shape = re.compile(rf"[a-z-]+-\d+-({'|'.join(LANGUAGES)})-({'|'.join(THEMES)})\.webp")
    assert [name for name in index.pictures() if not shape.fullmatch(name)] == []


def test_the_pictures_stay_light_to_clone() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.webp")) <= HEAVIEST_BYTES
