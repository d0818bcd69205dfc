"""Reading a command: strict JSON with an `op`, before anything is judged."""

import base64
import hashlib
import json
import re
import secrets
from typing import Any, NoReturn

from flask import request

from app.domain import signed
from app.domain.errors import Invalid, Refusal
from app.domain.journal import canonical

# Where more may be sent than elsewhere: a scan, and what its form has around it; and where less, by whoever comes.
MOST_BYTES_AT = {"minutes.attach": signed.MOST_BYTES + 64 * 1024, "device.report": 4096}
# 128 random bits in base64url, with or without padding.
OP = re.compile(r"[A-Za-z0-9_-]{21}[AQgw](==)?")


def new_op() -> str:
    """128 random bits in base64url."""
    return secrets.token_urlsafe(16)


def form_op() -> str:
    """The `op` of the form that was sent: sent twice it acts once; with another content it acts anew."""
    drawn = request.form.get("op", "")
    if not OP.fullmatch(drawn):
        return new_op()
    said = sorted(item for item in request.form.items(multi=True) if item[0] != "csrf_token")
    files = []
    for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
        files.append([name, file.filename or "", hashlib.sha256(file.read()).hexdigest()])
        file.seek(0)
    digest = hashlib.sha256(canonical([request.path, said, files])).digest()[:16]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def whole(text: str) -> int | None:
    """A form's whole number; None for whatever else was sent."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def number_or_text(text: str) -> int | str | None:
    """A form's number as JSON would have it; what is not one stays text, for the rule to refuse."""
    number = whole(text)
    return (text or None) if number is None else number


def ballot_written() -> dict[str, Any]:
    """The scores and the comment of the ballot's form that was sent, as typed."""
    scores = {
        name[6:]: number_or_text(text.strip()) for name, text in request.form.items() if name.startswith("score-")
    }
    # A form writes its lines as the network does.
    return {"scores": scores, "comment": request.form.get("comment", "").replace("\r\n", "\n")}


def size_first(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Settle how much may be sent here, before anything reads a form."""
    request.max_content_length = MOST_BYTES_AT.get(endpoint or "", request.max_content_length)


def body_first() -> None:
    """Take in the whole body before anything reads the database: a slow tablet must hold no connection of its pool."""
    request.get_data(parse_form_data=True)


def received() -> tuple[str, dict[str, Any]]:
    """The `op` and the body of a command. 400 for malformed JSON (NaN and lone surrogates too), 422 without `op`."""
    try:
        text = request.get_data().decode("utf-8")
        body = json.loads(text, parse_constant=_not_json)
        json.dumps(body, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise Refusal(400, "This is not well-formed JSON.") from None
    if not isinstance(body, dict):
        raise Invalid.at("body", "A JSON object is expected.")
    op = body.get("op")
    if not isinstance(op, str) or not OP.fullmatch(op):
        raise Invalid.at("op", "An operation is named by 128 random bits in base64url.")
    return op, body


def _not_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
