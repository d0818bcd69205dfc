"""Two desks press Next at the same instant: the stage goes one step further, not two, and both desks see the same."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.serving import ROOT, Person, Server


def press_together(server: Server, times: int) -> list[tuple[list[int], int]]:
    """Let two desks press Next together that many times; the answers each time, and how far the timer went."""
    desks = [server.person("organiser"), server.person("timekeeper")]
    slots = [slot["id"] for slot in desks[0].get("agenda")["slots"] if slot["kind"] == "pitch"]
    desks[0].timer("call", slot=slots[0])
    base = desks[0].timer("start")["timer"]["revision"]
    line = threading.Barrier(len(desks))

    def press(desk: Person) -> int:
        line.wait()
        return desk.send("POST", "timer", {"base": base, "action": "next"}).status_code

    seen = []
    with ThreadPoolExecutor(len(desks)) as hands:
        for _ in range(times):
            answers = sorted(hands.map(press, desks))
            after = desks[0].get("stage")["timer"]
            seen.append((answers, after["revision"] - base))
            # Back to the pitch, as many commands as were carried out.
            for _ in range(after["revision"] - base):
                base = desks[1].timer("undo")["timer"]["revision"]
    return seen


@pytest.mark.fault
@pytest.mark.parametrize("times", [10, pytest.param(200, marks=[pytest.mark.nightly, pytest.mark.timeout(600)])])
def test_two_desks_that_press_next_together_advance_one_step(tmp_path: Path, times: int) -> None:
    with Server(tmp_path / "instance") as server:
        assert press_together(server, times) == [([200, 409], 1)] * times


@pytest.mark.fault
def test_control_without_the_base_two_desks_skip_the_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEAKNESS", "no base of the timer")
    with Server(tmp_path / "instance", ROOT / "tests" / "faults" / "launcher.py") as server:
        assert press_together(server, 2) == [([200, 200], 2)] * 2
