"""What commands of this machine ask of the running server: it alone writes to its database.

Only over the loopback, only with the token that the server left in its instance folder for its owner to read.
"""

import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from app import access, instance
from app.actions import archives, erasure, events, organisers
from app.changes import Answer
from app.documents import sheets
from app.domain.errors import Nothing, Refusal
from app.domain.raw_tables import Fault
from app.extensions import db
from app.web import device_check
from app.web.command import new_op
from app.web.entry import hashed_apart
from app.web.errors import translated
from app.web.operations import from_this_machine
from app.web.visitor import event_or_404, keys

control = Blueprint("control", __name__, url_prefix="/control")

Asked = dict[str, Any]


@control.before_request
def owner_only() -> None:
    """Anybody but the owner of the instance folder finds nothing here."""
    server: instance.Server | None = current_app.extensions.get("palmares.server")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if server is None or not from_this_machine() or not hmac.compare_digest(given.encode(), server.token.encode()):
        raise Nothing


def load(asked: Asked) -> Asked:
    """Load an event from a path of this machine; every fault comes back, and then nothing was written."""
    tables, faults = sheets.read_event(Path(asked["path"]))
    if tables is None or faults:
        return {"faults": [sentence(fault) for fault in faults]}
    event = events.load(keys(), tables, asked.get("slug"))
    return {"loaded": event.slug, "faults": []}


def sentence(fault: Fault) -> str:
    """A fault on one line: where, then what to correct."""
    place = [fault.table]
    place += [f"line {fault.line}"] if fault.line is not None else []
    place += [f"column {fault.column}"] if fault.column is not None else []
    return f"{', '.join(place)}: {translated(fault.text, dict(fault.params))}"


def delete(asked: Asked) -> Asked:
    """Delete an event, with the visa that this needs once somebody was judged."""
    number = _let_go(asked)
    events.delete(number, access.system(number), asked.get("visa") or {})
    return {"deleted": asked["slug"]}


def pseudonymise(asked: Asked) -> Asked:
    """Erase the jury's names of an event, once the time is over for which they are kept."""
    number = _let_go(asked)
    return _done(erasure.pseudonymise(number, access.system(number), new_op()))


def archive(asked: Asked) -> Asked:
    """Archive an event: from then on nothing of it changes."""
    number = _let_go(asked)
    return _done(archives.keep(number, access.system(number), new_op(), archives.ARCHIVED))


def _let_go(asked: Asked) -> int:
    """The number of the event that is meant; the file is emptied of what goes, so this request reads no more either."""
    number = event_or_404(asked["slug"]).id
    db.session.rollback()
    return number


def _done(given: Answer) -> Asked:
    if given.status != 200:
        raise Refusal(given.status, given.body["key"], params=given.body["params"])
    return given.body


def organiser(asked: Asked) -> Asked:
    """Open an organiser's account."""
    organisers.add(asked["name"], asked["password"], asked.get("event"), hashing=hashed_apart)
    return {"added": asked["name"]}


def backup(asked: Asked) -> Asked:
    """Write a consistent copy of the database and of the signing key."""
    target = Path(asked["path"])
    if target.exists():
        raise Refusal(409, "This file exists already.")
    try:
        instance.backup(target)
    except OSError as error:
        raise Refusal(422, "This file cannot be written.") from error
    return {"backup": str(target)}


COMMANDS: dict[str, Callable[[Asked], Asked]] = {
    "load": load,
    "delete": delete,
    "archive": archive,
    "pseudonymise": pseudonymise,
    "organiser": organiser,
    "backup": backup,
    "room": device_check.listen,
}


@control.post("/<command>")
def obey(command: str) -> Response:
    """Carry out one command."""
    if command not in COMMANDS:
        raise Nothing
    return jsonify(COMMANDS[command](request.get_json()))
