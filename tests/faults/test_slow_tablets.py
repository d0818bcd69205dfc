"""Tablets that begin a request and never end it hold nothing that others need."""

import socket
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from tests.serving import SLUG, Server

TABLETS = 40
PROMPT_S = 5


@pytest.mark.fault
def test_forty_unfinished_ballots_leave_the_room_its_screens(tmp_path: Path) -> None:
    with Server(tmp_path / "instance") as server, ExitStack() as stack:
        juror = server.person("juror")
        head = (
            f"PUT /api/events/{SLUG}/ballots/4 HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            f"Cookie: {juror.cookie()}\r\nX-CSRFToken: {juror.http.headers['X-CSRFToken']}\r\n"
            "Content-Type: application/json\r\nContent-Length: 200\r\n\r\n{"
        )
        for _ in range(TABLETS):
            tablet = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            tablet.sendall(head.encode())
        began = time.monotonic()
        assert requests.get(f"{server.url}/{SLUG}/stage", timeout=PROMPT_S).status_code == 200
        juror.validate(4, (5, 5, 5))
        assert time.monotonic() - began < PROMPT_S


@pytest.mark.fault
def test_thirty_logins_at_once_keep_nobody_waiting(tmp_path: Path) -> None:
    with Server(tmp_path / "instance") as server:
        password = (server.folder / "organiser-password").read_text(encoding="ascii")
        answers: list[int] = []

        def log_in() -> None:
            session = requests.Session()
            token = session.get(f"{server.url}/api/session", timeout=30).json()["csrf"]
            form = {"name": "organisation", "password": password, "csrf_token": token}
            answer = session.post(f"{server.url}/login", data=form, allow_redirects=False, timeout=30)
            answers.append(answer.status_code)

        crowd = [threading.Thread(target=log_in) for _ in range(30)]
        for person in crowd:
            person.start()
        slowest = 0.0
        while any(person.is_alive() for person in crowd):
            began = time.monotonic()
            assert requests.get(f"{server.url}/api/events/{SLUG}/stage", timeout=30).status_code == 200
            slowest = max(slowest, time.monotonic() - began)
        assert set(answers) <= {303, 429}, answers
        assert slowest < PROMPT_S
