"""Somebody at a door: a session of the application in this process, with its CSRF token."""

import secrets
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def new_op() -> str:
    """128 random bits in base64url."""
    return secrets.token_urlsafe(16)


class Visitor:
    """One browser's session, through Flask's test client."""

    def __init__(self, client: FlaskClient, slug: str) -> None:
        self.client = client
        self.slug = slug
        self._csrf = ""

    @property
    def csrf(self) -> str:
        """The token of this session: the same for its whole life."""
        self._csrf = self._csrf or str(self.session()["csrf"])
        return self._csrf

    def session(self) -> dict[str, Any]:
        """What this session holds."""
        answer = self.client.get("/api/session")
        assert answer.status_code == 200
        found: dict[str, Any] = answer.get_json()
        return found

    def enter(self, token: str = "", code: str = "", replace: bool = False) -> TestResponse:
        """Post a token or a code to the door."""
        form = {"token": token, "code": code, "csrf_token": self.csrf}
        return self.client.post("/enter", data=form | ({"replace": "yes"} if replace else {}))

    def topic(self, name: str) -> TestResponse:
        """GET one topic."""
        return self.client.get(f"/api/events/{self.slug}/{name}")

    def send(self, method: str, path: str, body: dict[str, Any], op: str | None = None) -> TestResponse:
        """Send a command with a new `op`, or with the one given."""
        return self.client.open(
            f"/api/events/{self.slug}/{path}",
            method=method,
            json={"op": op or new_op(), **body},
            headers={"X-CSRFToken": self.csrf},
        )

    def ballot(
        self,
        team: int,
        scores: tuple[int | None, ...] = (7, 8, 9),
        base: int = 0,
        final: bool = True,
        op: str | None = None,
        **others: Any,
    ) -> TestResponse:
        """PUT a ballot with the example's three criteria."""
        named = dict(zip(("innovation", "transferability", "cost_use"), scores, strict=True))
        body = {"base": base, "scores": named, "comment": "", "final": final, **others}
        return self.send("PUT", f"ballots/{team}", body, op)

    def timer(self, action: str, op: str | None = None, base: int | None = None, **others: Any) -> TestResponse:
        """Send a timer command, at the revision of the moment unless told otherwise."""
        known = self.topic("stage").get_json()["timer"]["revision"] if base is None else base
        return self.send("POST", "timer", {"base": known, "action": action, **others}, op)
