"""Two real servers that many looks share: one before anything happened, one in the middle of the afternoon."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import sharing
from tests.browser.days import moved, play
from tests.serving import Server


@pytest.fixture(scope="module")
def fresh_day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Before anything: no ballot, nobody on stage."""
    with Server(tmp_path_factory.mktemp("fresh") / "instance") as running:
        yield running


@pytest.fixture(scope="session")
def played() -> Path:
    """The folder of a day that was played to its fourth pitch: to copy, never to work in."""

    def bring_there(folder: Path) -> None:
        with Server(folder) as running:
            play(running)
            running.person("organiser").timer("undo")

    return sharing.made_once("played", bring_there)


@pytest.fixture(scope="module")
def played_day(tmp_path_factory: pytest.TempPathFactory, played: Path) -> Iterator[Server]:
    """Three teams scored by the whole jury, the fourth one called and started: however long ago."""
    with Server(shutil.copytree(played, tmp_path_factory.mktemp("full") / "instance")) as running:
        yield running


@pytest.fixture(scope="module")
def held_day(played_day: Server) -> Iterator[Server]:
    """The same afternoon, the fourth pitch held: nothing moves while it is measured."""
    with moved(played_day, "start", "pause"):
        yield played_day


@pytest.fixture
def full_day(played_day: Server) -> Iterator[Server]:
    """The same afternoon, the fourth pitch beginning now: no look depends on how long the ones before took."""
    with moved(played_day, "start"):
        yield played_day


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.nightly)])
def language(request: pytest.FixtureRequest) -> str:
    """The test in French, whose words are the longest; at night in English too."""
    return str(request.param)
