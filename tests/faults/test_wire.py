"""Twenty tablets behind a wire that cuts, delays and halves: what is acknowledged is there once, and soon."""

import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from app import starting
from app.domain import journal
from tests import preparing
from tests.faults.tablets import CRITERIA, History, Tablet, all_at_once
from tests.faults.wire import Weather, Wire
from tests.serving import ROOT, Server

JURORS, REVISIONS = 20, 3
# Ballots that one tablet sends side by side, as it does once the network is back.
SIDE_BY_SIDE = 2
SAVED_S = 10
FOUND = """
    SELECT juror.key, team.number, version.revision, version.receipt, version.scores
    FROM ballot_version AS version JOIN ballot ON ballot.id = version.ballot_id
    JOIN juror ON juror.id = ballot.juror_id JOIN team ON team.id = ballot.team_id
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An instance folder with fifteen teams and twenty jurors who score them all."""
    made = shutil.copytree(preparing.migrated(), tmp_path / "instance")
    with preparing.opened(made) as app:
        preparing.load_example(app, jurors=JURORS, own_organisation="score")
    (made / starting.MARK).touch()
    return made


def play(server: Server, seed: int, jurors: int, teams: int) -> tuple[History, Counter[str]]:
    """Let that many jurors save that many teams three times each, through the wire; and what befell its chunks."""
    history = History()
    # Links come in the order of the tables, whose keys are j01, j02 …
    seats = [(f"j{number:02}", person) for number, person in enumerate(server.jury()[:jurors], 1)]
    with Wire(server.port, seed, Weather()) as wire:
        tablets = [Tablet(key, person, wire.url, history, seed) for key, person in seats]
        pairs = [(tablet, team) for team in range(1, teams + 1) for tablet in tablets]
        works = [lambda tablet=tablet, team=team: tablet.revise(team, REVISIONS) for tablet, team in pairs]
        all_at_once(works, hands=jurors * SIDE_BY_SIDE)
        return history, wire.befell


def in_the_database(folder: Path) -> Counter[tuple[object, ...]]:
    """Every stored version."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        return Counter((*row[:4], _figures(json.loads(row[4]))) for row in database.execute(FOUND))


def in_the_journal(folder: Path) -> Counter[tuple[object, ...]]:
    """Every save that the journal holds."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        rows = database.execute("SELECT payload, hash FROM journal_entry WHERE kind = 'ballot.saved'").fetchall()
    said = [(json.loads(payload), journal.receipt(head)) for payload, head in rows]
    return Counter(
        (told["juror"], told["team"], told["revision"], receipt, _figures(told["scores"])) for told, receipt in said
    )


def _figures(scores: dict[str, int]) -> tuple[int, ...]:
    return tuple(scores[key] for key in CRITERIA)


@pytest.mark.fault
@pytest.mark.timeout(300)
@pytest.mark.parametrize("teams", [4, pytest.param(15, marks=pytest.mark.nightly)])
def test_what_twenty_jurors_save_through_a_wire_that_cuts_is_there_once_and_soon(
    folder: Path, seed: int, teams: int
) -> None:
    with Server(folder) as server:
        history, befell = play(server, seed, JURORS, teams)
    assert history.strange == []
    acknowledged = Counter(saved.told for saved in history.acknowledged)
    assert sum(acknowledged.values()) == JURORS * teams * REVISIONS
    assert in_the_database(folder) == acknowledged
    assert in_the_journal(folder) == acknowledged
    assert history.p95_s <= SAVED_S
    # The wire was as bad as was promised.
    assert befell["cut"] > 0.08 * befell["chunks"]
    assert history.repeated > 5 * teams


@pytest.mark.nightly
@pytest.mark.fault
@pytest.mark.timeout(120)
def test_control_without_the_memory_of_op_a_lost_answer_becomes_a_quarrel(
    folder: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEAKNESS", "no memory of op")
    with Server(folder, ROOT / "tests" / "faults" / "launcher.py") as server:
        history, _ = play(server, seed, jurors=5, teams=3)
    assert [status for status, _ in history.strange if status == 409], "a repeated command was not noticed"
    acknowledged = Counter(saved.told for saved in history.acknowledged)
    assert sum(in_the_database(folder).values()) > sum(acknowledged.values())
