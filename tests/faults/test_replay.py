"""An afternoon's requests, captured and sent again in any order, by whoever: nothing changes."""

import io
import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app import changes, clock
from app.actions import organisers
from app.extensions import db
from app.models import Event
from tests import preparing
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.visiting import Visitor

REPLAYED = 1_000
SESSIONS = {"visit", "seat"}
JURORS = 6


@dataclass
class Captured:
    """One request as it reached the server, and what it was answered."""

    environ: dict[str, Any]
    body: bytes
    status: int = 0


class Capture:
    """What stands before the application and keeps each request that is not a mere reading."""

    def __init__(self, app: Flask) -> None:
        self.kept: list[Captured] = []
        self.folder = Path(app.instance_path)
        self._wsgi = app.wsgi_app
        app.wsgi_app = self  # type: ignore[method-assign]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        said = {name: value for name, value in environ.items() if isinstance(value, str)}
        request = Captured(said | {name: environ[name] for name in ("wsgi.version", "wsgi.url_scheme")}, body)
        if environ["REQUEST_METHOD"] != "GET" or environ["PATH_INFO"].startswith("/amiens-2019/"):
            self.kept.append(request)

        def respond(status: str, *rest: Any) -> Any:
            request.status = int(status[:3])
            return start_response(status, *rest)

        return self._wsgi(environ, respond)

    def again(self, request: Captured, **others: str) -> int:
        """Send a captured request once more, with other headers where some are given; its status."""
        told: list[int] = []
        environ = {
            **request.environ,
            **others,
            "wsgi.input": io.BytesIO(request.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        answer = self._wsgi(environ, lambda status, *_: told.append(int(status[:3])))
        for _ in answer:
            pass
        if hasattr(answer, "close"):
            answer.close()
        return told[0]


def form(visitor: Visitor, path: str, **fields: str) -> int:
    """Post a form of a page as a browser does, with the `op` that the page drew for it."""
    fields = {"csrf_token": visitor.csrf, "op": os.urandom(16).hex()[:21] + "A", **fields}
    return visitor.client.post(f"/{visitor.slug}/{path}", data=fields).status_code


def afternoon(app: Flask, doors: Doors, still: StillClock) -> None:
    """An eventful afternoon: doors, ballots in every state, acts of the jury and of the desk, and their opposites."""
    with app.app_context():
        organisers.add("marie", "a long password", None)
    desk, chair, keeper = doors.enter("organiser"), doors.enter("chair"), doors.enter("timekeeper")
    jury = [doors.enter("juror", number) for number in range(JURORS)]
    at_the_doors(doors)
    for juror in [*jury, chair]:
        assert form(juror, "jury/rules") == 303
        assert form(juror, "jury/rules") == 303
        score(juror)
    still.go_on(60_000)
    on_stage(desk, keeper)
    asides(jury, chair)
    still.go_on(60_000)
    closing_time(desk, chair, jury)
    for visibility in ("hidden", "progress", "frozen", "live"):
        desk.send("POST", "visibility", {"visibility": visibility})
    for phase in ("morning", "pitches", "deliberation", "pitches"):
        desk.send("POST", "phase", {"phase": phase})
    for page in ("stage", "results", "agenda", "desk/jury"):
        desk.client.get(f"/{desk.slug}/{page}")


def at_the_doors(doors: Doors) -> None:
    """Entering in every way, taking another's seat, logging in, and leaving."""
    visitor = doors.stranger()
    visitor.enter(token="forged")
    visitor.enter(code=str(doors.link("juror")["code"]))
    visitor.enter(token=str(doors.link("juror", 1)["token"]))
    visitor.enter(token=str(doors.link("juror", 1)["token"]), replace=True)
    account = doors.stranger()
    for password in ("a wrong password", "a long password"):
        account.client.post("/login", data={"name": "marie", "password": password, "csrf_token": account.csrf})
    account.client.post("/privacy/edit", data={"csrf_token": account.csrf, "base": "0", "body": "Amiens"})
    account.client.post("/logout", data={"csrf_token": account.csrf})


def score(juror: Visitor) -> None:
    """Ballots drafted, validated, revised, incomplete, too old, malformed, and one from a page without script."""
    mine = [ballot["team"] for ballot in juror.client.get(f"/api/events/{juror.slug}/ballots").get_json()]
    juror.ballot(mine[0], (5, None, None), final=False)
    juror.ballot(mine[0], (5, 6, 7), base=1, comment="clear")
    juror.ballot(mine[0], (4, 6, 7), base=2)
    juror.ballot(mine[0], (1, 1, 1), base=1)
    juror.ballot(mine[1], (1, 2, None))
    juror.ballot(mine[2], (11, 2, 3))
    juror.client.put(f"/api/events/{juror.slug}/ballots/{mine[1]}", json={"op": "A" * 22, "base": 1})
    scores = {"score-innovation": "3", "score-transferability": "4", "score-cost_use": "5"}
    assert form(juror, f"jury/{mine[3]}", base="0", comment="", **scores) == 303
    assert form(juror, f"jury/{mine[3]}", base="1", comment="again", act="draft", **scores) == 303
    juror.send("POST", "presence", {"waiting": 2, "problem": "tablet"})


def on_stage(desk: Visitor, keeper: Visitor) -> None:
    """Two slots called, timed and ended, and what was done undone."""
    slots = [slot["id"] for slot in desk.topic("agenda").get_json()["slots"] if slot["kind"] == "pitch"]
    for slot in slots[:2]:
        keeper.timer("call", slot=slot)
        for action in ("start", "pause", "resume", "next", "stop", "undo", "stop"):
            desk.timer(action)
        desk.timer("start", base=0)


def asides(jury: list[Visitor], chair: Visitor) -> None:
    """Recusals and their undoing, an exclusion, ballots moved: by API and by form."""
    for place, juror in enumerate(jury):
        mine = [ballot["team"] for ballot in juror.client.get(f"/api/events/{juror.slug}/ballots").get_json()]
        juror.send("POST", "recusals", {"team": mine[5], "reason": "a neighbour"})
        juror.send("POST", "recusals", {"team": mine[5], "undo": True})
        assert form(juror, f"jury/{mine[6]}/recusal", reason="a neighbour") == 303
        if place % 2:
            assert form(juror, f"jury/{mine[6]}/recusal", undo="yes") == 303
        juror.send("POST", f"ballots/{mine[0]}/move", {"base": 3, "to": mine[7]})
        juror.ballot(mine[0], (9, 9, 9), base=4)
        assert form(juror, f"jury/{mine[3]}/move", base="2", to=str(mine[8])) == 303
    chair.send("POST", "recusals", {"team": 5, "juror": "j05", "reason": "spoke for them"})
    chair.send("POST", "recusals", {"team": 5, "juror": "j05", "undo": True})


def closing_time(desk: Visitor, chair: Visitor, jury: list[Visitor]) -> None:
    """Scoring closed, opened for one, late ballots admitted, one moved by the chair, a link revoked; open again."""
    desk.send("POST", "scoring", {"state": "closed"})
    for juror in jury[:4]:
        juror.ballot(11, (2, 2, 2))
    assert form(desk, "desk/jury/scoring", juror="j02", state="open", reason="no network") == 303
    jury[1].ballot(12, (3, 3, 3))
    assert form(desk, "desk/jury/scoring", juror="j02", state="closed") == 303
    assert form(desk, "desk/jury/set-aside/1", reason="no network") == 303
    form(chair, "desk/jury/move", juror="j02", team="12", to="13", reason="the wrong row")
    assert form(desk, "desk/jury/seen-to", juror="j03") == 303
    jury[2].send("POST", "presence", {"waiting": 0, "problem": "tablet"})
    desk.send("POST", "scoring", {"state": "open"})
    desk.client.post(f"/{desk.slug}/desk/links/8/revoke", data={"csrf_token": desk.csrf})
    for juror in jury:
        juror.ballot(14, (6, 6, 6))


def state(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those of sessions, which tell who entered where."""
    with closing(sqlite3.connect(folder / "palmares.db")) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: list(database.execute(f"SELECT * FROM {name}")) for name in sorted(set(tables) - SESSIONS)}


def replay(capture: Capture, seed: int, times: int) -> Counter[str]:
    """Send what was captured again, shuffled: as it was, with somebody else's session, with none, or a stale token."""
    chance = random.Random(seed)
    cookies = [request.environ["HTTP_COOKIE"] for request in capture.kept if "HTTP_COOKIE" in request.environ]
    told: Counter[str] = Counter()
    for _ in range(times):
        request = chance.choice(capture.kept)
        how = chance.choices(("as it was", "another session", "no session", "a stale token"), (85, 5, 5, 5))[0]
        others = {
            "as it was": {},
            "another session": {"HTTP_COOKIE": chance.choice(cookies)},
            "no session": {"HTTP_COOKIE": ""},
            "a stale token": {"HTTP_X_CSRFTOKEN": "stale"},
        }[how]
        status = capture.again(request, **others)
        told[how] += 1
        told["answered as before"] += how == "as it was" and status == request.status
        assert status < 500, (request, how)
    return told


@pytest.fixture(scope="module")
def capture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Capture]:
    """The afternoon's requests, all heard; whoever sends them again must find the afternoon as it was."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("app.web.guard.own_addresses", lambda: [])  # as for each test: the loopback alone
        yield from _captured(tmp_path_factory.mktemp("afternoon") / "instance")


def _captured(folder: Path) -> Iterator[Capture]:
    shutil.copytree(preparing.loaded(), folder)
    known, still = clock._clock, StillClock()
    clock.use(still)
    with preparing.opened(folder) as app:
        with app.app_context():
            doors = Doors(app, db.session.scalars(select(Event)).one(), preparing.links())
        kept = Capture(app)
        afternoon(app, doors, still)
        for role in ("organiser", "juror"):
            listener = doors.enter(role)
            for topic in ("day", "stage", "agenda", "progress", "results"):
                listener.topic(topic)
        yield kept
    clock.use(known)


@pytest.mark.fault
@pytest.mark.timeout(300)
@pytest.mark.parametrize("times", [REPLAYED, pytest.param(3 * REPLAYED, marks=pytest.mark.nightly)])
def test_requests_sent_again_in_any_order_change_nothing(capture: Capture, seed: int, times: int) -> None:
    before = state(capture.folder)
    told = replay(capture, seed, times)
    after = state(capture.folder)
    assert {name: (rows, before[name]) for name, rows in after.items() if rows != before[name]} == {}
    # Most were truly heard again: doors that were shut in their face prove nothing.
    assert told["answered as before"] > times / 2


@pytest.mark.fault
def test_control_without_the_memory_of_op_the_same_requests_change_much(
    capture: Capture, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(capture.folder)
    monkeypatch.setattr(changes, "recall", lambda *_: None)
    monkeypatch.setattr(changes, "remember", lambda *_: None)
    replay(capture, seed, REPLAYED // 5)
    changed = {name for name, rows in state(capture.folder).items() if rows != before[name]}
    assert changed >= {"journal_entry", "recusal"}
