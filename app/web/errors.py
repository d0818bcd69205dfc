"""Refusals in words: problem+json for programs, a page for people, both in the reader's language."""

import logging
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from app.changes import Answer
from app.domain.errors import Refusal
from app.extensions import db
from app.queries import records
from app.web import visitor
from app.web.entry import home_of

log = logging.getLogger(__name__)

# The texts of statuses that no rule of ours raises.
HTTP_TEXTS = {
    400: "This request could not be understood.",
    401: "Enter with your link first.",
    403: "This is not allowed.",
    404: "There is nothing at this address.",
    405: "This address is not used that way.",
    409: "This was changed meanwhile.",
    410: "It is too late for this.",
    413: "This is too much at once.",
    422: "Something is to be corrected.",
    429: "Too many attempts: wait a minute, then try again.",
    500: "Something went wrong on our side. Nothing you saved is lost.",
}


def register(app: Flask) -> None:
    """Have every error of the application answered here."""
    app.register_error_handler(Refusal, lambda refusal: refused(refusal.status, refusal.as_dict()))
    app.register_error_handler(CSRFError, lambda error: refused(400, {"key": STALE_PAGE, "code": "csrf"}))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _bug)


NO_EVENT = "There is no such event."
STALE_PAGE = "This page is too old to be trusted: reload it, then try again."


def answer(given: Answer) -> Response:
    """A command's answer as JSON; a refusal as a problem."""
    if given.status >= 400:
        return problem(given.status, given.body)
    return jsonify(given.body)


def refused(status: int, refusal: dict[str, Any]) -> Response:
    """A refusal for whoever asked: a problem for programs, a page for people."""
    if request.path.startswith("/api/") or request.is_json:
        return problem(status, refusal)
    text = translated(refusal["key"], refusal.get("params", {}))
    slug = _event_here() if status < 500 and refusal["key"] != NO_EVENT else None
    back = request.path if request.method in ("GET", "HEAD") else None
    # No island and no event: this page also stands in where the database is what failed.
    page = render_template(
        "audience/refusal.html",
        status=status,
        text=text,
        slug=slug,
        back=back,
        account=status == 401 and request.blueprint in ("desk", "statement"),
        own=_own_page(slug) if slug and status == 404 else None,
        language=str(get_locale()),
    )
    return Response(page, status)


def _event_here() -> str | None:
    """The event that this address is below, be there anything at it or not."""
    if request.view_args is not None:
        return request.view_args.get("slug")
    first = request.path.split("/")[1]
    return first if records.event(db.session(), first) else None


def _own_page(slug: str) -> dict[str, str] | None:
    """Where this session is at home in the event, for who knocked at somebody else's door."""
    identity = visitor.role_here(visitor.event_or_404(slug))
    return {"role": identity.role, "address": home_of(identity.role, slug)} if identity else None


def in_words(refusal: dict[str, Any]) -> dict[str, Any]:
    """A refusal as a form shows it, in the reader's words: its sentence, and one for each field at fault."""
    params = refusal.get("params", {})
    fields = {name: translated(text, params) for name, text in (refusal.get("fields") or {}).items()}
    return {"text": translated(refusal["key"], params), "fields": fields}


def problem(status: int, refusal: dict[str, Any]) -> Response:
    """A refusal as `application/problem+json`; what the refusal carries beside its text travels as it is."""
    params = refusal.get("params", {})
    extra = {key: value for key, value in refusal.items() if key not in ("key", "params", "fields", "status")}
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": translated(_text_of(status), {}),
        "status": status,
        "detail": translated(refusal["key"], params),
        **{key: value for key, value in extra.items() if value is not None},
    }
    if refusal.get("fields"):
        body["fields"] = {name: translated(text, params) for name, text in refusal["fields"].items()}
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def translated(key: str, params: dict[str, Any]) -> str:
    """A rule's English sentence in the reader's language."""
    text: str = _(key)
    return text % params if params else text


def _text_of(status: int) -> str:
    """What a status says; Werkzeug's own descriptions are in English alone."""
    return HTTP_TEXTS.get(status, HTTP_TEXTS[500 if status >= 500 else 400])


def _http(error: HTTPException) -> BaseResponse:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()  # a redirect is not a refusal
    status = error.code or 500
    response = refused(status, {"key": _text_of(status)})
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _bug(error: Exception) -> BaseResponse:
    log.exception("unexpected error", exc_info=error)
    return _http(InternalServerError())
