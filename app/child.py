"""The child that computes indicators, started by the path of this file: a question a line in, an answer a line out.

It holds the rules alone, nothing of the web around them; it ends with its parent, and lets ballots go first.
"""

import json
import sys
import types
from pathlib import Path
from typing import IO, Any

if "app" not in sys.modules:
    alone = types.ModuleType("app")
    alone.__path__ = [str(Path(__file__).parent)]
    sys.modules["app"] = alone

from app import limits
from app.domain.indicators import Question, indicators  # the bare package first

MOST_BYTES = 1 << 30
MOST_CPU_S = 60


def main(asked: IO[str], told: IO[str]) -> None:
    """Answer each question until there is nobody left to ask."""
    limits.politely()
    limits.memory(MOST_BYTES)
    for line in asked:
        # One question gets so much; stopped over it, another child starts.
        limits.processor(MOST_CPU_S)
        told.write(json.dumps(answer(json.loads(line))) + "\n")
        told.flush()


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """The indicators of one question, from JSON to JSON."""
    return indicators(Question.read(question))


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
