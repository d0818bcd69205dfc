"""The lasting child: the same answers as in process, started again when killed, given up when it takes too long."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.child import answer
from app.computing import Child
from app.domain.indicators import Question
from app.domain.views import Cut
from tests.domain.judged import ONE, sheet

ASKED = Question(sheet((8, 6, 7), (6, 5, 4), (7, 7, 6)), ONE, Cut(1)).as_dict()
OTHER = Question(sheet((8, 6), (6, 5)), ONE, None).as_dict()


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    """A child of one's own."""
    made = Child()
    yield made
    made.stop()


def fails(tmp_path: Path, body: str, longest_s: float = 20) -> Child:
    """A child whose script is another."""
    script = tmp_path / "child.py"
    script.write_text(body, encoding="utf-8")
    return Child(script, longest_s)


def test_the_child_answers_what_the_rules_answer_and_is_asked_once(child):
    assert child.known(ASKED) == (False, None)
    found = child.answer(ASKED)
    assert found == answer(ASKED)
    assert child.known(ASKED) == (True, found)
    pid = child.pid
    child.stop()
    # Known questions need no child at all.
    assert child.answer(ASKED) == found
    assert pid is not None and child.pid is None


def test_a_child_that_was_killed_is_started_again(child):
    child.answer(ASKED)
    child.answer(OTHER)
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    asked = Question(sheet((1, 2), (3, 4)), ONE, None).as_dict()
    assert child.answer(asked) == answer(asked)
    assert child.pid not in (None, first)


def test_a_question_that_fails_twice_is_given_up_and_the_next_one_answered(tmp_path):
    tries = tmp_path / "tries"
    dying = fails(tmp_path, f"open({str(tries)!r}, 'a').write('x')\nraise SystemExit(1)\n")
    assert dying.answer(ASKED) is None
    assert dying.known(ASKED) == (True, None)
    assert dying.answer(ASKED) is None
    assert tries.read_text() == "xx"


def test_a_child_that_takes_too_long_is_stopped(tmp_path):
    slow = fails(tmp_path, "import sys, time\nsys.stdin.readline()\ntime.sleep(600)\n", longest_s=0.2)
    assert slow.answer(ASKED) is None
    assert slow.pid is None
