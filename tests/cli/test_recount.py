"""`scripts/recount.py` finds what the application sealed, and names whatever was altered in it."""

import ast
import copy
import hashlib
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.domain import packets
from app.domain.official import ADJUSTED, ranking
from benchmarks.board import CRITERIA, asked
from scripts import recount
from tests import preparing, two_panels
from tests.conftest import application
from tests.listing import at_their_doors

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "scripts" / "recount.py"


@pytest.fixture(scope="module")
def packet() -> dict[str, Any]:
    """A packet as the application made it, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.web.guard.own_addresses", lambda: [])
        folder = shutil.copytree(preparing.migrated(), preparing.room() / "recounted")
        with preparing.opened(folder) as app:
            here = at_their_doors(app)
            here.seal([1, 2, 3, 4, 5, 6, 7, 9], "la 9 est mieux reprise ailleurs")
            return json.loads(here.packet(1))


@pytest.fixture(scope="module")
def adjusted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The packet of a jury in two overlapping panels, whose official score is the mean at equal severity."""
    folder = tmp_path_factory.mktemp("panels")
    with application(folder / "instance") as app:
        here = two_panels.loaded(app, folder, two_panels.tables())
        here.seal([3, 5, 1], "le jury en a débattu")
        return json.loads(here.packet(1))


@pytest.fixture(params=["packet", "adjusted"])
def either(request: pytest.FixtureRequest) -> dict[str, Any]:
    """A packet by each of the methods."""
    return request.getfixturevalue(request.param)


def run(packet: Any, file: Path) -> tuple[list[str], int]:
    """What the script prints of a packet, and how it ends: by itself, where the application cannot be imported."""
    file.write_text(json.dumps(packet), encoding="utf-8")
    script = shutil.copy(SCRIPT, file.parent)
    done = subprocess.run([sys.executable, "-I", "-S", script, file], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines(), done.returncode


def test_a_packet_is_recounted_team_by_team(packet: dict[str, Any], tmp_path: Path) -> None:
    lines, code = run(packet, tmp_path / "packet.json")
    assert (lines[-1], code) == ("ok", 0)
    assert lines[:3] == ["1\t1\t10", "2\t2\t9", "2\t3\t9"]
    assert len(lines) == 16


def test_the_script_shares_no_code_with_the_application() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in found]
    assert {str(name).split(".")[0] for name in names} <= sys.stdlib_module_names


def other(value: Any, drawn: random.Random) -> Any:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + drawn.choice([-1, 1])
    if isinstance(value, str):
        return value + "x" if not value or drawn.random() < 0.5 else value[:-1] + ("1" if value[-1] != "1" else "2")
    return "x"


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every single value."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found = [place for key, child in children for place in places(child, (*path, key))]
    yield from found or [path]


def named(path: tuple[Any, ...]) -> str:
    """A place as the script writes it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def test_two_hundred_alterations_of_one_value_are_all_noticed_and_named(either: dict[str, Any]) -> None:
    packet = either
    drawn = random.Random(2019)
    body = [path for path in places(packet) if path[0] != "seals"]
    # Half of them where the figures are, so that each kind of value has its turn.
    figures = [path for path in body if path[0] in ("ballots", "ranking", "laureates", "rules", "acts", "closing")]
    seals = [path for path in places(packet) if path[0] == "seals"]
    for path in drawn.sample(body, 90) + drawn.sample(figures, 90) + drawn.sample(seals, 20):
        altered = copy.deepcopy(packet)
        node = altered
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = other(node[path[-1]], drawn)
        first = next(recount.differences(altered), None)
        assert first is not None and first.startswith(f"{named(path)}: "), (path, first)


def test_what_is_taken_out_or_put_in_is_named_by_its_place(packet: dict[str, Any]) -> None:
    def first(alter: Any) -> str:
        altered = copy.deepcopy(packet)
        alter(altered)
        return next(recount.differences(altered), "")

    assert first(lambda p: p["acts"][0].pop("reason")).startswith("between acts[0].number and acts[0].stake")
    assert first(lambda p: p.pop("absences")).startswith("between the beginning and acts")
    assert first(lambda p: p.update(more=1)) == "more: 1 is not what was sealed"
    assert first(lambda p: p["ballots"].pop(3)).startswith("ballots[3].")
    assert first(lambda p: p["seals"].pop()).startswith("seals[")
    assert first(lambda p: p["seals"].append("0")).startswith("seals[")
    assert first(lambda p: p.pop("seals")).startswith("seals: ")
    for mark in ("digest", "format", "version"):
        assert first(lambda p, mark=mark: p.update({mark: "0"})).startswith(f"{mark}: ")


def resealed(packet: dict[str, Any]) -> dict[str, Any]:
    """A packet altered by somebody who can compute the seals and the digest too."""
    body = {key: value for key, value in packet.items() if key not in ("seals", "digest")}
    marked = {**body, "seals": [packets.seal(*each) for each in packets.values(body)]}
    return {**marked, "digest": hashlib.sha256(recount.canonical(marked)).hexdigest()}


def test_figures_altered_and_sealed_again_are_still_noticed(packet: dict[str, Any]) -> None:
    def first(alter: Any) -> str:
        altered = copy.deepcopy(packet)
        alter(altered)
        return next(recount.differences(resealed(altered)), "")

    assert first(lambda p: None) == ""
    assert first(lambda p: p["ballots"][0]["scores"].update(innovation=0)).startswith("ranking, team")
    assert "scale" in first(lambda p: p["ballots"][0]["scores"].update(innovation=11))
    assert "twice" in first(lambda p: p["laureates"].__setitem__(0, p["laureates"][1]))
    assert "7 are" in first(lambda p: (p["laureates"].pop(), p["acts"][-1]["teams"].pop()))
    assert "no act" in first(lambda p: p["acts"][-1].update(reason=None))
    assert "does not score" in first(
        lambda p: p["recusals"].append({"juror": "j01", "team": 10, "kind": "recusal", "reason": None})
    )
    assert "missing" in first(lambda p: p["absences"].pop())
    assert "own organisation" in first(lambda p: p["jury"][0].update(organisation="80"))
    assert "confirmed" in first(lambda p: p["closing"].update(confirmed_by=p["closing"]["closed_by"]))
    assert "quota" in first(lambda p: p["rules"]["quotas"].append({"organisation": "95", "min": 1, "max": None}))


def test_a_packet_at_equal_severity_is_recounted_by_its_method(adjusted: dict[str, Any], tmp_path: Path) -> None:
    lines, code = run(adjusted, tmp_path / "packet.json")
    assert (lines[-1], code) == ("ok", 0)
    assert [line.split("\t")[:2] for line in lines[:3]] == [["1", "3"], ["2", "5"], ["3", "1"]]

    def first(alter: Any) -> str:
        altered = copy.deepcopy(adjusted)
        alter(altered)
        return next(recount.differences(resealed(altered)), "")

    assert first(lambda p: None) == ""
    assert first(lambda p: p["ballots"][0]["scores"].update(innovation=0)).startswith("ranking, team")
    assert first(lambda p: p["rules"].update(method="weighted_mean")).startswith("ranking, team")
    assert first(lambda p: p["rules"].update(method="median")).startswith("rules.method: ")
    assert "received is" in first(lambda p: p["ranking"][0].update(received="9"))
    assert "panel is" in first(lambda p: p["ranking"][0].update(panel=2))


def test_panels_that_do_not_compare_want_an_act(tmp_path: Path) -> None:
    with application(tmp_path / "instance") as app:
        here = two_panels.loaded(app, tmp_path, two_panels.tables(two_panels.SPLIT))
        here.seal([3, 1, 2], "le jury en a débattu")
        packet = json.loads(here.packet(1))
    assert list(recount.differences(packet)) == []
    packet["acts"][-1]["stake"] = [1, 2]
    assert "panels whose scores do not compare" in next(recount.differences(resealed(packet)))


def test_the_app_and_the_recount_agree_beyond_what_is_exact() -> None:
    """Thirty-three jurors with holes: both round to a billionth, each by its own arithmetic."""
    question = asked(33, 12)
    rows = ranking(range(1, 13), question.ballots, CRITERIA, ADJUSTED)
    packet = {
        "rules": {"method": "adjusted_mean", "criteria": [{"key": c.key, "weight": c.weight} for c in CRITERIA]},
        "teams": [{"number": row.team} for row in rows],
        "ballots": [{"juror": b.juror, "team": b.team, "scores": b.scores} for b in question.ballots],
        "ranking": [{"team": row.team, "exact": str(row.mean)} for row in rows],
    }
    found = recount.ranked(packet)
    assert [(row["team"], row["rank"], row["exact"]) for row in found] == [(r.team, r.rank, str(r.mean)) for r in rows]
    packet["ranking"][0]["exact"] = str((rows[0].mean or 0) + Fraction(3, 10**9))
    assert any(f"team {rows[0].team}: exact is" in each for each in recount.wrong_ranking(packet))


@pytest.mark.parametrize("given", [[], {}, 3, {"format": "palmares-packet", "version": 1}])
def test_what_is_no_packet_is_refused_in_one_line(given: Any, tmp_path: Path) -> None:
    lines, code = run(given, tmp_path / "packet.json")
    assert code == 1
    assert len(lines) == 1
