"""A device tells the terminal that listens what it found, and nobody else tells anybody anything."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import instance
from app.domain.device_check import Report
from app.domain.errors import Refusal
from app.web.device_check import MOST_REPORTS, PATIENCE_MS, Hearing
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.visiting import Visitor, new_op

TOKEN = "the token that the server left in its folder"
FOUND: dict[str, Any] = {"secure": False, "live": True, "awake": False, "reopens": "insecure"}
IPAD = "Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X) AppleWebKit/605.1.15 Version/16.5 Mobile/15E148 Safari/604.1"


@pytest.fixture
def terminal(app: Flask) -> "Terminal":
    """The terminal beside the server."""
    app.extensions["palmares.server"] = instance.Server(1, "127.0.0.1", 5000, TOKEN)
    return Terminal(app)


class Terminal:
    """Who asks as `doctor --room` does, over the loopback, with the owner's token."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()

    def send(self, **asked: Any) -> TestResponse:
        """Its request, and the answer."""
        return self._client.post("/control/room", json=asked, headers={"Authorization": f"Bearer {TOKEN}"})

    def ask(self, **asked: Any) -> dict[str, Any]:
        """What it is told."""
        answer = self.send(**asked)
        assert answer.status_code == 200
        found: dict[str, Any] = answer.get_json()
        return found


def tell(visitor: Visitor, code: Any, op: str | None = None, **others: Any) -> TestResponse:
    """A device reports."""
    return visitor.client.post(
        "/room",
        json={"op": op or new_op(), "code": code, **FOUND, **others},
        headers={"X-CSRFToken": visitor.csrf, "User-Agent": IPAD},
    )


def test_the_terminal_hears_each_device_once_and_by_its_plain_name(doors: Doors, terminal: Terminal) -> None:
    code, op = terminal.ask()["code"], new_op()
    tablet, other = doors.stranger(), doors.enter("juror")
    assert [tell(tablet, code, op).get_json() for _ in range(2)] == [{"number": 1}, {"number": 1}]
    assert terminal.ask(code=code, heard=0) == {"over": False, "reports": [{"device": "ipad/Safari", **FOUND}]}
    assert tell(other, code, secure=True).get_json() == {"number": 2}
    (second,) = terminal.ask(code=code, heard=1)["reports"]
    assert second["secure"] is True


def test_without_a_terminal_that_listens_nobody_is_heard(
    doors: Doors, terminal: Terminal, still_clock: StillClock
) -> None:
    tablet = doors.stranger()
    refused = [tell(tablet, code) for code in ("", "0" * 16, "é", 7, None)]
    code = terminal.ask()["code"]
    refused += [tell(tablet, wrong) for wrong in ("", code[:-1], code.upper() + "0")]
    still_clock.go_on(PATIENCE_MS)  # the terminal was closed
    refused.append(tell(tablet, code))
    assert {answer.status_code for answer in refused} == {404}
    assert len({answer.get_data() for answer in refused}) == 1
    assert terminal.ask(code=code, heard=0)["reports"] == []


def test_a_terminal_that_asks_keeps_listening_and_another_one_ends_it(
    doors: Doors, terminal: Terminal, still_clock: StillClock
) -> None:
    tablet, code = doors.stranger(), terminal.ask()["code"]
    for _ in range(3):
        tell(tablet, code)
        still_clock.go_on(PATIENCE_MS - 1)
        terminal.ask(code=code, heard=0)
    assert tell(tablet, code).status_code == 200
    newer = terminal.ask()["code"]
    assert terminal.ask(code=code, heard=0) == {"over": True, "reports": []}
    assert tell(tablet, code).status_code == 404
    assert tell(tablet, newer).get_json() == {"number": 1}


def test_a_terminal_that_ends_hears_nobody_more_and_ends_no_other(doors: Doors, terminal: Terminal) -> None:
    tablet, ended = doors.stranger(), terminal.ask()["code"]
    assert terminal.ask(code=ended, over=True) == {"over": True, "reports": []}
    assert tell(tablet, ended).status_code == 404
    assert terminal.ask(code=ended, heard=0)["over"] is True
    newer = terminal.ask()["code"]
    terminal.ask(code=ended, over=True)
    assert tell(tablet, newer).status_code == 200


@pytest.mark.parametrize("heard", [{}, {"heard": -1}, {"heard": "1"}, {"heard": None}])
def test_a_terminal_says_how_many_it_has_heard(terminal: Terminal, heard: dict[str, Any]) -> None:
    answer = terminal.send(code=terminal.ask()["code"], **heard)
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["heard"])


@pytest.mark.parametrize(
    ("field", "value"),
    [("secure", "yes"), ("live", None), ("awake", 1), ("reopens", "\x1b[2Jkept"), ("reopens", ["kept"])],
)
def test_what_is_no_answer_is_refused_at_its_field(doors: Doors, terminal: Terminal, field: str, value: object) -> None:
    code = terminal.ask()["code"]
    answer = tell(doors.stranger(), code, **{field: value})
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, [field])


def test_what_is_sent_and_how_often_is_bounded(doors: Doors, terminal: Terminal) -> None:
    code, tablet = terminal.ask()["code"], doors.stranger()
    assert tell(tablet, code, more="a" * 5000).status_code == 413
    answers = [tell(tablet, code).status_code for _ in range(31)]
    assert (answers[:20], answers[-1]) == ([200] * 20, 429)


def test_what_is_kept_is_bounded() -> None:
    hearing, said = Hearing(), Report("ipad/Safari", **FOUND)
    code = hearing.renew()
    assert [hearing.hear(code, f"op {n}", said) for n in range(MOST_REPORTS)][-1] == MOST_REPORTS
    with pytest.raises(Refusal):
        hearing.hear(code, "one more", said)
    assert hearing.hear(code, "op 0", said) == 1
    assert len(hearing.since(code, 0) or ()) == MOST_REPORTS
