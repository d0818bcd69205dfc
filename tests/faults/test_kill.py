"""kill -9 while twelve tablets save: nothing acknowledged is lost, nothing is stored twice, the timer stays right."""

import random
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.jury import History, Tablet
from tests.serving import ROOT, Server

TIMER_MS = 300


def play(server: Server, cycles: int) -> History:
    """Let the jury save through that many kills and restarts; the timer is read after each."""
    history, stop = History(), threading.Event()
    seated = [link["token"] for link in server.links if link["role"] in ("chair", "juror")]
    people = server.jury()
    keys = [f"tablet-{number}" for number in range(len(seated))]
    started = start_timer(server)
    tablets = [Tablet(key, person, history, stop) for key, person in zip(keys, people, strict=True)]
    for tablet in tablets:
        tablet.start()
    chance = random.Random(2019)
    for _ in range(cycles):
        time.sleep(chance.uniform(0.15, 0.5))
        server.kill()
        server.start()
        off = abs(remaining_ms(server) - (180_000 - (time.time() * 1000 - started)))
        assert off < TIMER_MS, f"the timer is {off:.0f} ms off after a restart"
    time.sleep(0.3)
    stop.set()
    for tablet in tablets:
        tablet.join(timeout=10)
    return history


def start_timer(server: Server) -> float:
    """Call the first team and start its three minutes; the instant, which the test's own wall clock has seen pass."""
    organiser = server.person("organiser")
    slot = next(slot for slot in organiser.get("agenda")["slots"] if slot["kind"] == "pitch")
    organiser.timer("call", slot=slot["id"])
    asked_ms = time.time() * 1000
    started = float(organiser.timer("start")["timer"]["anchor_at_ms"])
    assert asked_ms - 1 <= started <= time.time() * 1000 + 1
    return started


def remaining_ms(server: Server) -> float:
    """What is left of the pitch, by the formula of the interface."""
    timer = server.person("screen").get("stage")["timer"]
    assert timer["mode"] == "running"
    counted = timer["elapsed_ms"] + time.time() * 1000 - timer["anchor_at_ms"]
    return float(timer["duration_ms"] + timer["added_ms"] - counted)


def stored(folder: Path) -> list[tuple[str, int]]:
    """Every stored version: receipt and revision."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        return database.execute("SELECT receipt, revision FROM ballot_version").fetchall()


def gaps(folder: Path) -> list[tuple[int, int, int]]:
    """Ballots whose revisions are not 1, 2, 3 … without a gap."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        rows = database.execute(
            "SELECT ballot_id, COUNT(*), MAX(revision) FROM ballot_version GROUP BY ballot_id"
        ).fetchall()
    return [row for row in rows if row[1] != row[2]]


@pytest.mark.fault
@pytest.mark.timeout(300)
@pytest.mark.parametrize("cycles", [5, pytest.param(40, marks=pytest.mark.nightly)])
def test_kills_lose_nothing_and_store_nothing_twice(tmp_path: Path, cycles: int) -> None:
    with Server(tmp_path / "instance") as server:
        history = play(server, cycles)
        assert server.person("organiser").get("results")["ballots"]["in"] > 0
    assert history.strange == []
    assert len(history.acknowledged) > 10 * cycles
    kept = Counter(stored(server.folder))
    acknowledged = Counter((receipt, revision) for _, _, revision, receipt, _ in history.acknowledged)
    assert acknowledged - kept == Counter(), "an acknowledged ballot is lost"
    # What is stored beyond what was acknowledged: at most the one command each tablet was waiting for at the end.
    assert sum((kept - acknowledged).values()) <= 12
    assert gaps(server.folder) == []


@pytest.mark.nightly
@pytest.mark.fault
@pytest.mark.timeout(300)
def test_control_without_the_memory_of_op_the_same_play_goes_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEAKNESS", "no memory of op")
    with Server(tmp_path / "instance", ROOT / "tests" / "faults" / "launcher.py") as server:
        history = play(server, 3)
    assert [status for status, _ in history.strange if status == 409], "a repeated command was not noticed"
