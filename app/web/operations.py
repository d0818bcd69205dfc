"""For those who keep the server running: alive, able to work, figures."""

import hmac
import ipaddress
import shutil
import sqlite3
import time

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import changes, clock
from app.domain.errors import Nothing
from app.web.guard import PROXIED

operation = Blueprint("operation", __name__)

LEAST_FREE_BYTES = 500 * 1024 * 1024
WORST_DRIFT_MS = 250

ANSWERED = Histogram("palmares_request_seconds", "Time to answer, by endpoint and status", ["endpoint", "status"])


@operation.get("/healthz")
def alive() -> Response:
    """Alive."""
    return jsonify({"status": "ok"})


@operation.get("/readyz")
def ready() -> tuple[Response, int]:
    """Able to work: the database takes writes, the disk has room, the clock is sane."""
    _operators_only()
    checks = {
        "database": _writable(),
        "disk": shutil.disk_usage(current_app.instance_path).free > LEAST_FREE_BYTES,
        "clock": abs(clock.drift_ms()) < WORST_DRIFT_MS,
    }
    body = {"ready": all(checks.values()), "checks": checks, "sqlite": sqlite3.sqlite_version}
    return jsonify(body), 200 if body["ready"] else 503


@operation.get("/metrics")
def metrics() -> Response:
    """Prometheus text."""
    _operators_only()
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _writable() -> bool:
    try:
        with changes.transaction() as session:
            session.execute(text("UPDATE installation SET epoch = epoch"))
    except SQLAlchemyError:
        return False
    return True


def _operators_only() -> None:
    """This machine, or the token of the settings; anybody else finds nothing here."""
    token = current_app.config["SETTINGS"].metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if from_this_machine() or (token and hmac.compare_digest(given.encode(), token.encode())):
        return
    raise Nothing


def from_this_machine() -> bool:
    """Whether the request came over the loopback, and not through a proxy there."""
    address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")
    plain = getattr(address, "ipv4_mapped", None) or address
    return plain.is_loopback and not request.environ.get(PROXIED)


def register(app: Flask) -> None:
    """Time every request by endpoint; never by address, which may name a team."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def stop(response: Response) -> Response:
        took = time.perf_counter() - g.get("started", time.perf_counter())
        ANSWERED.labels(request.endpoint or "none", response.status_code).observe(took)
        return response
