"""The child that computes indicators, started by the path of this file: a question a line in, an answer a line out.

It holds the rules alone, nothing of the web around them; it ends with its parent, and lets ballots go first.
"""

import json
import os
import sys
import types
from pathlib import Path
from typing import IO, Any

if "app" not in sys.modules:
    alone = types.ModuleType("app")
    alone.__path__ = [str(Path(__file__).parent)]
    sys.modules["app"] = alone

from app.domain.indicators import Question, indicators  # the bare package first

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]  # a module elsewhere, nothing here

MOST_BYTES = 1 << 30
MOST_CPU_S = 60
POLITENESS = 5


def main(asked: IO[str], told: IO[str]) -> None:
    """Answer each question until there is nobody left to ask."""
    _limit_memory()
    for line in asked:
        _limit_time()
        told.write(json.dumps(answer(json.loads(line))) + "\n")
        told.flush()


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """The indicators of one question, from JSON to JSON."""
    return indicators(Question.read(question))


def _limit_memory() -> None:
    if hasattr(os, "nice"):
        os.nice(POLITENESS)
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def _limit_time() -> None:
    """One question gets so much of a processor, then the child is stopped and another one starts."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + MOST_CPU_S, hard))


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
