"""Tablets that keep the rules of the real one: written down before it is sent, the same `op` until it is answered."""

import random
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.serving import Person

CRITERIA = ("innovation", "transferability", "cost_use")
PATIENCE_S = 10
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 8.0


@dataclass(frozen=True)
class Acknowledged:
    """One save that was answered, and how long its juror waited for it."""

    juror: str
    team: int
    revision: int
    receipt: str
    scores: dict[str, int]
    waited_s: float

    @property
    def told(self) -> tuple[str, int, int, str, tuple[int, ...]]:
        """What must be found of it, exactly once."""
        return self.juror, self.team, self.revision, self.receipt, tuple(self.scores[key] for key in CRITERIA)


@dataclass
class History:
    """What the tablets were answered: acknowledgements, refusals that no honest server gives, repeated commands."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    strange: list[tuple[int, Any]] = field(default_factory=list)
    repeated: int = 0

    @property
    def p95_s(self) -> float:
        """How long "saved" took at most, but for one save in twenty."""
        waited = sorted(saved.waited_s for saved in self.acknowledged)
        return waited[int(len(waited) * 0.95)]


class Tablet:
    """One juror's tablet, over HTTP at the address given; its ballots are sent side by side, each one in order."""

    def __init__(self, juror: str, person: Person, url: str, history: History, seed: int) -> None:
        self.juror = juror
        self.history = history
        # What stands on this tablet for each team: its revision last acknowledged, and the command under way.
        self.known: dict[int, int] = {}
        self.under_way: dict[int, dict[str, Any]] = {}
        self._person = person
        self._url = url
        self._seed = seed

    def revise(self, team: int, times: int) -> None:
        """Validate the ballot of a team that many times, each at the revision last acknowledged."""
        chance = random.Random(f"{self._seed} {self.juror} {team}")
        with self._line() as http:
            for _ in range(times):
                if not self._save(http, team, {key: chance.randint(0, 10) for key in CRITERIA}, chance):
                    return

    def _line(self) -> requests.Session:
        """Connections of its own for one ballot, in the tablet's session."""
        http = requests.Session()
        http.cookies.update(self._person.http.cookies)
        http.headers.update(self._person.http.headers)
        return http

    def _save(self, http: requests.Session, team: int, scores: dict[str, int], chance: random.Random) -> bool:
        """Write down, then send until answered; False where the answer is a refusal."""
        base = self.known.get(team, 0)
        command = {"op": secrets.token_urlsafe(16), "base": base, "scores": scores, "comment": "", "final": True}
        self.under_way[team] = command
        began = time.monotonic()
        answer = self._until_answered(http, f"ballots/{team}", command, chance)
        if answer.status_code != 200:
            self.history.strange.append((answer.status_code, answer.json()))
            return False
        told = answer.json()
        del self.under_way[team]
        self.known[team] = told["revision"]
        waited = time.monotonic() - began
        self.history.acknowledged.append(
            Acknowledged(self.juror, team, told["revision"], told["receipt"], scores, waited)
        )
        return True

    def _until_answered(
        self, http: requests.Session, path: str, command: dict[str, Any], chance: random.Random
    ) -> requests.Response:
        """The answer, however often the command has to be repeated; a server that is overloaded gave none."""
        turn = 0
        while True:
            try:
                address = f"{self._url}/api/events/{self._person.slug}/{path}"
                answer = http.put(address, json=command, timeout=PATIENCE_S)
                if answer.status_code < 500 and answer.status_code != 429:
                    answer.json()
                    return answer
            except (requests.RequestException, UnicodeDecodeError):
                pass  # no answer, or half of one: the same op may be repeated safely
            time.sleep(min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**turn) * chance.uniform(0.5, 1))
            self.history.repeated += 1
            turn += 1


def all_at_once(works: list[Callable[[], None]], hands: int) -> None:
    """Do every work, that many side by side; what one raises is raised."""
    with ThreadPoolExecutor(hands) as pool:
        for done in [pool.submit(work) for work in works]:
            done.result()
