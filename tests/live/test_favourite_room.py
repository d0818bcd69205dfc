"""A room votes within a minute through one address, on a real server: people count, a script stands apart."""

import random
import re
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from app.domain.favourite import HASTY_MS
from tests.serving import SLUG, Server

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
MODELS = ["one model"] * 6 + ["another"] * 3 + ["rare"]
# A script waits for no answer before it sends the next.
SCRIPT_WORKERS = 8
# What a script votes for, and nobody else.
WANTED = 9
# The room comes at the pace of three hundred in a minute.
PER_SECOND = 5
# The least that anybody reads for.
LEAST_S = HASTY_MS / 1_000 + 0.5


class Phone:
    """A browser of its own, of some model; all of them come through one address."""

    def __init__(self, url: str, model: str) -> None:
        self.http = requests.Session()
        self.http.headers["User-Agent"] = model
        self._url = url

    def open(self) -> None:
        """Open the page of the vote, as whoever scans the code does."""
        page = self.http.get(f"{self._url}/{SLUG}/vote", timeout=60)
        assert page.status_code == 200
        found = TOKEN.search(page.text)
        assert found is not None, "the vote is not open"
        self.http.headers["X-CSRFToken"] = found[1]

    def prepare(self) -> None:
        """Have a session and no page: a cookie that was cleared a moment ago."""
        self.http.headers["X-CSRFToken"] = self.http.get(f"{self._url}/api/session", timeout=60).json()["csrf"]

    def vote(self, team: int, code: str) -> int:
        """Vote; the status of the answer."""
        body = {"op": secrets.token_urlsafe(16), "team": team, "code": code}
        answer = self.http.post(f"{self._url}/api/events/{SLUG}/favourite", json=body, timeout=60)
        return answer.status_code


class Desk:
    """The organiser, who opens the vote and closes it."""

    def __init__(self, server: Server) -> None:
        self._person = server.person("organiser")
        self._url = server.url

    def act(self, act: str, **sent: Any) -> None:
        """One act on the vote."""
        form = {"csrf_token": self._person.http.headers["X-CSRFToken"], "op": secrets.token_urlsafe(16), "act": act}
        address = f"{self._url}/{SLUG}/desk/favourite/vote"
        answer = self._person.http.post(address, data=form | sent, allow_redirects=False, timeout=60)
        assert answer.status_code == 303, answer.text

    def told(self) -> dict[str, Any]:
        """The vote as the desk hears it."""
        found: dict[str, Any] = self._person.get("favourite")
        return found


def burst(url: str, code: str, votes: int) -> list[int]:
    """A script with the browser of most of the room: so many votes as fast as they go, each with another cookie."""
    phones = [Phone(url, MODELS[0]) for _ in range(votes)]
    with ThreadPoolExecutor(SCRIPT_WORKERS) as pool:
        list(pool.map(Phone.prepare, phones))
        return list(pool.map(lambda phone: phone.vote(WANTED, code), phones))


@pytest.mark.parametrize(
    ("room", "scripted"),
    [(40, 40), pytest.param(300, 150, marks=[pytest.mark.nightly, pytest.mark.timeout(300)])],
)
def test_every_phone_of_the_room_counts_and_no_vote_of_a_script(server: Server, room: int, scripted: int) -> None:
    desk, drawn = Desk(server), random.Random(room)
    desk.act("open", seats=room, most=1)
    code = desk.told()["code"]
    over_s = room / PER_SECOND

    def live(number: int, model: str, opened_s: float, read_s: float) -> int:
        """Told to vote, somebody opens the page at their second, reads, and votes."""
        phone = Phone(server.url, model)
        time.sleep(opened_s)
        phone.open()
        time.sleep(read_s)
        return phone.vote(1 + number % 3, code)

    def attack(part: int) -> list[int]:
        time.sleep(over_s * part / 3)
        return burst(server.url, code, scripted)

    done, counted = threading.Event(), list[int]()

    def watch() -> None:
        while not done.wait(0.5):
            counted.append(desk.told()["voters"])

    with ThreadPoolExecutor(room + 3) as pool:
        watching = pool.submit(watch)
        # Most open the page in the first third.
        lives = [
            (number, drawn.choice(MODELS), drawn.triangular(0, over_s, over_s / 4), LEAST_S + drawn.uniform(0, 5))
            for number in range(room)
        ]
        people = [pool.submit(live, *each) for each in lives]
        scripts = [pool.submit(attack, part) for part in (1, 2)]
        answers = [each.result() for each in people]
        sent = [status for each in scripts for status in each.result()]
        done.set()
        watching.result()
    assert set(answers) == {200} and set(sent) <= {200, 403}
    assert counted and max(counted) <= room

    # One more than there are seats is kept, and not counted.
    late = Phone(server.url, "rare")
    late.open()
    assert late.vote(1, code) == 200
    desk.act("close")
    told = desk.told()
    assert (told["voters"], sum(told["counts"].values())) == (room, room)
    assert str(WANTED) not in told["counts"]
    assert told["suspect_counts"] == {"1": 1, str(WANTED): sent.count(200)}
