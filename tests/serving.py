"""The real server in a process of its own, and people who reach it over HTTP and sockets."""

import atexit
import functools
import json
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

from tests import sharing

ROOT = Path(__file__).parent.parent
READY_S = 60
SLUG = "amiens-2019"
# The pages that most tests open, by who opens them.
VISITED = {
    "organiser": ("desk", "desk/jury", "desk/links", "desk/list", "desk/tables", "deliberation"),
    "screen": ("stage", "results", "waiting"),
    "juror": ("jury", "jury/scores", "agenda", ""),
    "team": ("team",),
}


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Forked:
    """A server that `tests/preloaded.py` started, waited for as `Popen` would."""

    def __init__(self, number: int) -> None:
        self.pid = number
        try:
            self._open: int | None = os.pidfd_open(number)
        except ProcessLookupError:
            self._open = None

    def poll(self) -> int | None:
        """Whether it has ended: None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        """Come back once it has ended."""
        if self._open is not None:
            if not select.select([self._open], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("run.py", timeout or 0)
            os.close(self._open)
            self._open = None
        return 0


@functools.cache
def _preloaded() -> subprocess.Popen[str]:
    """The process that starts servers, one for the whole run."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
    program = [sys.executable, str(ROOT / "tests" / "preloaded.py")]
    pipe = subprocess.PIPE
    started = subprocess.Popen(program, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
    atexit.register(started.communicate)
    return started


def _fork(arguments: list[str], environment: dict[str, str], log: Path) -> Forked:
    there = _preloaded()
    assert there.stdin is not None and there.stdout is not None
    there.stdin.write(json.dumps({"arguments": arguments, "environment": environment, "log": str(log)}) + "\n")
    there.stdin.flush()
    return Forked(int(there.stdout.readline()))


def demonstration() -> Path:
    """An instance folder in which the demonstration has begun, its pages compiled: to copy, never to work in."""

    def begin(folder: Path) -> None:
        server = Server(folder)
        # Not `with`: that would copy what is being made here.
        try:
            server._run()
            for role, paths in VISITED.items():
                http = server.person(role).http
                for path in paths:
                    assert http.get(f"{server.url}/{SLUG}/{path}", timeout=30).ok
        finally:
            server.stop()

    return sharing.made_once("demonstration", begin)


class Server:
    """`run.py --demo` on an instance folder, or without; can be killed and started again on the same port."""

    def __init__(
        self,
        folder: Path,
        launcher: Path | None = None,
        prefix: tuple[str, ...] = (),
        more: tuple[str, ...] = (),
        demo: bool = True,
    ) -> None:
        self.demo = demo
        self.folder = folder
        self.port = free_port()
        self.launcher = launcher
        self.prefix = prefix
        self.more = more
        self.process: subprocess.Popen[str] | Forked | None = None
        self.links: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Self:
        """Start, and come back once it says that it is ready."""
        if self.demo and not self.more and not self.folder.exists():
            shutil.copytree(demonstration(), self.folder)
        return self._run()

    def _run(self) -> Self:
        file = self.folder.parent / "links.json"
        arguments = ["--host", "127.0.0.1", "--port", str(self.port), "--instance", str(self.folder), *self.more]
        arguments += ["--demo", "--open-links", str(file)] if self.demo else []
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
        log = self.folder.parent / "server.log"
        if self.launcher is None and not self.prefix and hasattr(os, "pidfd_open"):
            self.process = _fork(arguments, environment, log)
        else:
            command = [*self.prefix, sys.executable, str(self.launcher or ROOT / "run.py"), *arguments]
            with log.open("a", encoding="utf-8") as out:
                self.process = subprocess.Popen(
                    command, cwd=ROOT, stdout=out, stderr=out, env=environment, text=True, start_new_session=True
                )
        self._wait(log)
        self.links = json.loads(file.read_text(encoding="utf-8")) if self.demo else []
        return self

    def _wait(self, log: Path) -> None:
        until = time.monotonic() + READY_S
        while time.monotonic() < until:
            if self.process is not None and self.process.poll() is not None:
                break
            try:
                if requests.get(f"{self.url}/healthz", timeout=2).ok:
                    return
            except requests.RequestException:
                time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")

    def kill(self) -> None:
        """kill -9, at whatever instruction it is."""
        if self.process is not None:
            self._signal(signal.SIGKILL)
            self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        # To its whole group: a tracer that is told to end lets go of the server, which would go on alone.
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def stop(self) -> None:
        """Stop it politely, then firmly."""
        if self.process is not None and self.process.poll() is None:
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def link(self, role: str, number: int = 0) -> dict[str, Any]:
        """The link of a role: the first one, or the one of that rank or team."""
        mine = [link for link in self.links if link["role"] == role]
        return next((link for link in mine if link["team"] == number), mine[0]) if role == "team" else mine[number]

    def person(self, role: str, number: int = 0) -> "Person":
        """Somebody who entered by that link."""
        return Person(self.url).enter(self.link(role, number)["token"])

    def jury(self) -> "list[Person]":
        """The chair and every other juror, each entered."""
        tokens = [link["token"] for link in self.links if link["role"] in ("chair", "juror")]
        return [Person(self.url).enter(token) for token in tokens]


class Person:
    """Somebody with a session, over HTTP."""

    def __init__(self, url: str, slug: str = SLUG) -> None:
        self.url = url
        self.slug = slug
        self.http = requests.Session()

    def session(self) -> dict[str, Any]:
        """What the session holds."""
        found: dict[str, Any] = self.http.get(f"{self.url}/api/session", timeout=10).json()
        return found

    def enter(self, token: str) -> Self:
        """Enter by a link."""
        form = {"token": token, "csrf_token": self.session()["csrf"]}
        answer = self.http.post(f"{self.url}/enter", data=form, allow_redirects=False, timeout=10)
        assert answer.status_code == 303, answer.text
        self.http.headers["X-CSRFToken"] = self.session()["csrf"]
        return self

    def get(self, path: str) -> Any:
        """GET from the event's API."""
        answer = self.http.get(f"{self.url}/api/events/{self.slug}/{path}", timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def send(self, method: str, path: str, body: dict[str, Any]) -> requests.Response:
        """Send a command."""
        command = {"op": secrets.token_urlsafe(16), **body}
        return self.http.request(method, f"{self.url}/api/events/{self.slug}/{path}", json=command, timeout=10)

    def timer(self, action: str, **others: Any) -> dict[str, Any]:
        """Send a timer command at the revision of the moment; the stage comes back."""
        base = self.get("stage")["timer"]["revision"]
        answer = self.send("POST", "timer", {"base": base, "action": action, **others})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def validate(self, team: int, scores: tuple[int, int, int], base: int = 0) -> dict[str, Any]:
        """Validate a ballot; the receipt comes back."""
        named = dict(zip(("innovation", "transferability", "cost_use"), scores, strict=True))
        body = {"base": base, "scores": named, "comment": "", "final": True}
        answer = self.send("PUT", f"ballots/{team}", body)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def cookie(self) -> str:
        """The session's cookie, as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies)
