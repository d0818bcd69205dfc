#!/usr/bin/env python3
"""How long the board's indicators take, beside the plain ranking, and what a ballot waits while they are computed.

Prints a table and writes `benchmarks/results/board.json`. The same number of ballots is saved while the child is idle
and while it computes without a pause: the ratio of the two holds on any machine.
"""

import json
import random
import statistics
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from app.computing import Child  # noqa: E402
from app.domain.indicators import Question  # noqa: E402
from app.domain.missing import MOST_MISSING  # noqa: E402
from app.domain.official import ADJUSTED, MEAN, METHODS, ranking  # noqa: E402
from app.domain.scoring import Ballot, Criterion  # noqa: E402
from app.domain.views import Cut  # noqa: E402
from tests.serving import Server  # noqa: E402

JURIES = ((9, 60), (25, 60))
PLACES = 20
HOLES = 0.15
SCALE = (0, 10)
WARM_UP, BALLOTS, QUESTIONS = 20, 400, 40
RESULTS = Path(__file__).parent / "results" / "board.json"
CRITERIA = tuple(Criterion(key, key, weight) for key, weight in (("a", 40), ("b", 30), ("c", 30)))


def asked(jurors: int, teams: int, seed: int = 1, method: str = MEAN, panel_count: int = 1) -> Question:
    """The question of an invented jury, some of its ballots missing: as many still come as are ever looked into.

    Of two panels each has every second juror and every second team, and what comes stays in one or joins them.
    """
    draw = random.Random(seed)
    worth = [draw.gauss(0, 1) for _ in range(teams)]
    severity = [draw.gauss(0, 1) for _ in range(jurors)]

    def score(juror: int, team: int) -> int:
        return max(SCALE[0], min(SCALE[1], round(6 + worth[team] + severity[juror] + draw.gauss(0, 1.4))))

    pairs = [(juror, team) for juror in range(jurors) for team in range(teams)]
    within = {(juror, team) for juror, team in pairs if juror % panel_count == team % panel_count}
    ballots = tuple(
        Ballot(f"j{juror:02}", team + 1, {criterion.key: score(juror, team) for criterion in CRITERIA})
        for juror, team in pairs
        if (juror, team) in within and draw.random() > HOLES
    )
    given = {(ballot.juror, ballot.team) for ballot in ballots}
    named = [(f"j{juror:02}", team + 1) for juror, team in pairs]
    missing = [pair for pair in named if pair not in given]
    return Question(ballots, CRITERIA, Cut(PLACES), tuple(missing[:MOST_MISSING]), SCALE, method)


def ranking_ms(jurors: int, teams: int, method: str) -> float:
    """The ranking by a method, the best of five juries: nothing of one helps the next."""
    spent = []
    for seed in range(1, 6):
        question = asked(jurors, teams, seed)
        begun = time.perf_counter()
        ranking(range(1, teams + 1), question.ballots, question.criteria, method)
        spent.append((time.perf_counter() - begun) * 1000)
    return min(spent)


def indicators_ms(child: Child, question: Question) -> float:
    """All the indicators, by the child."""
    begun = time.perf_counter()
    if child.answer(question.as_dict()) is None:
        raise RuntimeError("the child gave no answer")
    return (time.perf_counter() - begun) * 1000


def acknowledged_ms(server: Server, first: int) -> list[float]:
    """What each of a series of ballots waits for its acknowledgement, once the server has seen a few."""
    juror = server.person("juror", 0)
    team = juror.get("ballots")[0]["team"]
    spent = []
    for turn in range(WARM_UP + BALLOTS):
        begun = time.perf_counter()
        juror.validate(team, (turn % 10, 5, 5), base=first + turn)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent[WARM_UP:]


def p99(spent: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(spent, n=100)[98]


def while_computing(server: Server) -> tuple[list[float], list[float]]:
    """Ballots beside an idle child, then beside one that computes without a pause."""
    quiet = acknowledged_ms(server, 0)
    done, child = threading.Event(), Child()
    # Made before, for this process measures; each is new to the child, which keeps its answers.
    questions = [asked(25, 60, seed).as_dict() for seed in range(2, 2 + QUESTIONS)]

    def compute() -> None:
        for question in questions:
            child.answer(question)
            if done.is_set():
                return
        raise RuntimeError("the child was idle before the last ballot")

    busy = threading.Thread(target=compute)
    busy.start()
    try:
        return quiet, acknowledged_ms(server, WARM_UP + BALLOTS)
    finally:
        done.set()
        busy.join()
        child.stop()


def main() -> int:
    """Measure, print, write."""
    found: dict[str, Any] = {}
    child = Child()
    child.answer(asked(3, 4).as_dict())
    for jurors, teams in JURIES:
        plain, fair = (ranking_ms(jurors, teams, method) for method in METHODS)
        whole = indicators_ms(child, asked(jurors, teams))
        at_severity, split = (indicators_ms(child, asked(jurors, teams, 1, ADJUSTED, parts)) for parts in (1, 2))
        found[f"{jurors} x {teams}"] = {
            "plain_ms": plain,
            "adjusted_ms": fair,
            "indicators_ms": whole,
            "adjusted_indicators_ms": at_severity,
            "two_panels_indicators_ms": split,
            "ratio": whole / plain,
        }
        print(
            f"{jurors:>3} jurors x {teams} teams: ranking {plain:6.1f} ms, at equal severity {fair:6.1f} ms, "
            f"indicators {whole:5.0f} ms, by that method {at_severity:5.0f} ms, in two panels {split:5.0f} ms"
        )
    child.stop()
    with TemporaryDirectory() as folder, Server(Path(folder) / "instance") as server:
        quiet, busy = while_computing(server)
    found["ballots"] = {"idle_p99_ms": p99(quiet), "computing_p99_ms": p99(busy), "ratio": p99(busy) / p99(quiet)}
    print(f"ballots acknowledged, p99: {p99(quiet):.1f} ms beside an idle child, {p99(busy):.1f} ms beside a busy one")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
