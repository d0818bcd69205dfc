"""What takes longer than a ballot may wait is computed by one lasting child; its answers are kept by their question.

A thread would hold ballots back. The child is started at the first question, and again whenever it was killed.
"""

import atexit
import hashlib
import json
import subprocess
import sys
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.domain.journal import canonical

CHILD = Path(__file__).parent / "child.py"
# A question that takes longer, waiting for a processor included, is given up.
LONGEST_S = 90.0
TRIES = 2
KEPT = 64

Asked = dict[str, Any]
Answer = dict[str, Any]


class Child:
    """One child and what it answered; a question that fails twice is answered None, and not asked again."""

    def __init__(self, script: Path = CHILD, longest_s: float = LONGEST_S) -> None:
        self._script = script
        self._longest_s = longest_s
        self._process: subprocess.Popen[str] | None = None
        self._asking = threading.Lock()
        self._known: OrderedDict[str, Answer | None] = OrderedDict()

    @property
    def pid(self) -> int | None:
        """The process that computes, while there is one."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def known(self, asked: Asked) -> tuple[bool, Answer | None]:
        """Whether this question was answered, and how; None is the answer of one that failed."""
        key = _key(asked)
        return key in self._known, self._known.get(key)

    def answer(self, asked: Asked) -> Answer | None:
        """The answer to a question: at once where it is known, else after the child has computed it."""
        key = _key(asked)
        with self._asking:
            if key not in self._known:
                self._known[key] = self._computed(json.dumps(asked))
                while len(self._known) > KEPT:
                    self._known.popitem(last=False)
            self._known.move_to_end(key)
            return self._known[key]

    def stop(self) -> None:
        """End the child; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):  # words it will not read any more
                        pipe.close()

    def _computed(self, line: str) -> Answer | None:
        for _ in range(TRIES):
            try:
                told = self._told(line)
            except OSError:
                told = ""  # it was killed before it could read
            if told:
                answer: Answer = json.loads(told)
                return answer
            self.stop()
        return None

    def _told(self, line: str) -> str:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise TypeError("the child is started with both its pipes")
        limit = threading.Timer(self._longest_s, process.kill)
        limit.daemon = True
        limit.start()
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return process.stdout.readline()
        finally:
            limit.cancel()

    def _running(self) -> "subprocess.Popen[str]":
        if self.pid is None:
            self.stop()
            # Isolated and without site packages: the standard library and the rules are all it may know.
            command = [sys.executable, "-I", "-S", str(self._script)]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        if self._process is None:
            raise TypeError("a child was just started")
        return self._process


def _key(asked: Asked) -> str:
    return hashlib.sha256(canonical(asked)).hexdigest()


child = Child()
atexit.register(child.stop)
