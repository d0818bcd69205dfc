"""Twelve tablets that save without rest, repeat what is unanswered under its own `op`, and note what they hear."""

import random
import secrets
import threading
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.serving import Person

CRITERIA = ("innovation", "transferability", "cost_use")
# How often a tablet hangs up right after sending, as bad Wi-Fi does: the answer is lost, the command is not.
HANGS_UP = 0.05


@dataclass
class History:
    """What the tablets were answered: acknowledgements, and answers that no honest server gives."""

    acknowledged: list[tuple[str, int, int, str, dict[str, int]]] = field(default_factory=list)
    strange: list[tuple[int, Any]] = field(default_factory=list)


class Tablet(threading.Thread):
    """One juror's tablet, saving one team after the other until told to stop."""

    def __init__(self, key: str, person: Person, history: History, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.key = key
        self.person = person
        self.history = history
        self.over = stop
        self.chance = random.Random(key)
        self.revisions = {ballot["team"]: ballot["revision"] for ballot in person.get("ballots")}

    def run(self) -> None:
        """Save, each time at the revision last acknowledged."""
        while not self.over.is_set():
            team = self.chance.choice(list(self.revisions))
            scores = {criterion: self.chance.randint(0, 10) for criterion in CRITERIA}
            op = secrets.token_urlsafe(16)
            command = {"op": op, "base": self.revisions[team], "scores": scores, "comment": "", "final": True}
            answer = self._until_answered(f"ballots/{team}", command)
            if answer is None:
                return
            if answer.status_code != 200:
                self.history.strange.append((answer.status_code, answer.json()))
                return
            body = answer.json()
            self.revisions[team] = body["revision"]
            self.history.acknowledged.append((self.key, team, body["revision"], body["receipt"], scores))

    def _until_answered(self, path: str, command: dict[str, Any]) -> requests.Response | None:
        """The answer, however often the command has to be repeated; None when told to stop meanwhile."""
        url = f"{self.person.url}/api/events/{self.person.slug}/{path}"
        while not self.over.is_set():
            try:
                if self.chance.random() < HANGS_UP:
                    self._hang_up(url, command)
                return self.person.http.put(url, json=command, timeout=5)
            except requests.RequestException:
                self.over.wait(0.25)  # oftener, twelve of them would take the processor from the server that starts
        return None

    def _hang_up(self, url: str, command: dict[str, Any]) -> None:
        """Send the command and close before its answer can come."""
        answer = self.person.http.put(url, json=command, timeout=5, stream=True)
        answer.close()
