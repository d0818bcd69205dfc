"""A device of the room tries itself, and tells the terminal that listens beside the server (`doctor --room`).

What it tells is kept in memory alone, while the terminal asks for it, and by who scanned that terminal's code: there
is nothing to write for anybody else. A report is four answers and a plain name, of which none is free text.
"""

import hmac
import secrets
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request
from gevent.event import Event as Signal

from app import clock
from app.domain import device_check, devices
from app.domain.device_check import Report
from app.domain.errors import Invalid, Refusal
from app.extensions import limiter
from app.web import pages
from app.web.command import received

device = Blueprint("device", __name__)

MOST_REPORTS = 200
# A terminal asks again as soon as it is answered; one that was closed asks no more.
ANSWERED_WITHIN_S = 5
PATIENCE_MS = 20_000


class Hearing:
    """What devices said to the terminal that listens, if one does."""

    def __init__(self) -> None:
        self._code = ""
        self._until_ms = 0
        self._reports: dict[str, Report] = {}
        self._told = Signal()

    def renew(self) -> str:
        """Listen for a new terminal, from nothing; returns the code that devices find in its QR code."""
        self._code, self._reports = secrets.token_hex(8), {}
        self._until_ms = clock.now_ms() + PATIENCE_MS
        self._told.set()  # whoever listened before learns that it is over
        return self._code

    def end(self, code: str) -> None:
        """Listen no more for that terminal, unless another one listens since."""
        if code == self._code:
            self.renew()
            self._until_ms = 0

    def hear(self, code: str, op: str, report: Report) -> int:
        """Take a report, once for its `op`; returns its number. Refusal 404 where nobody listens for it."""
        listens = clock.now_ms() < self._until_ms and hmac.compare_digest(code.encode(), self._code.encode())
        if not listens or (op not in self._reports and len(self._reports) >= MOST_REPORTS):
            raise Refusal(404, "Nobody listens for this device. Scan the code that the server’s terminal shows now.")
        self._reports.setdefault(op, report)
        self._told.set()
        return list(self._reports).index(op) + 1

    def since(self, code: str, heard: int) -> list[Report] | None:
        """The reports after the first `heard`, as soon as there is one or after a while; None once it is over."""
        if code == self._code and len(self._reports) <= heard:
            self._until_ms = clock.now_ms() + PATIENCE_MS
            self._told.clear()
            self._told.wait(ANSWERED_WITHIN_S)
        if code != self._code:
            return None
        self._until_ms = clock.now_ms() + PATIENCE_MS
        return list(self._reports.values())[heard:]


def listen(asked: dict[str, Any]) -> dict[str, Any]:
    """What a terminal is told: without a code, a new one; with it, the reports after those it heard, or that it ends.

    Invalid where it does not say how many it has heard.
    """
    hearing = _hearing()
    if "code" not in asked:
        return {"code": hearing.renew(), "reports": []}
    code, heard = str(asked["code"]), asked.get("heard")
    if asked.get("over") is True:
        hearing.end(code)
        return {"over": True, "reports": []}
    if not isinstance(heard, int) or heard < 0:
        raise Invalid.at("heard", "A whole number is expected.")
    found = hearing.since(code, heard)
    return {"over": found is None, "reports": [asdict(report) for report in found or ()]}


@device.get("/room")
def try_out() -> str:
    """The page that tries the device it is open on; it stands alone, so that it can be opened without the network."""
    return pages.render("audience/device.html")


@device.post("/room")
@limiter.limit("30 per minute")
def report() -> Response:
    """Hear what a device found."""
    op, body = received()
    code = str(body.get("code", ""))
    return jsonify({"number": _hearing().hear(code, op, device_check.read(_device(), body))})


def _device() -> str:
    return devices.device(request.user_agent.string)


def _hearing() -> Hearing:
    found: Hearing = current_app.extensions["palmares.hearing"]
    return found


def register(app: Flask) -> None:
    """Give the application its ear."""
    app.extensions["palmares.hearing"] = Hearing()
