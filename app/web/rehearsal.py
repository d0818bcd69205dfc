"""The rehearsal of the jury: one ballot to try the tablet with, that counts nowhere."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event
from app.queries import rehearsal as trial
from app.web import errors, pages, visitor
from app.web.command import ballot_written
from app.web.tablet import criteria_in_words, explained

rehearsal = Blueprint("rehearsal", __name__, url_prefix="/<slug>/jury/rehearsal")

TOPICS = ("day", "stage")


@rehearsal.get("")
def try_out(slug: str) -> ResponseReturnValue:
    """An empty ballot; the jury's own page once the first team has been called."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("jury", event)
    if not trial.is_on(db.session(), event):
        return redirect(f"/{slug}/jury", 303)
    return _page(event, identity)


@rehearsal.post("")
def judge(slug: str) -> ResponseReturnValue:
    """The same ballot from a page without script: judged, shown again as it would stand, forgotten."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("ballot", event)
    typed = ballot_written()
    final = request.form.get("act") != "draft"
    try:
        given = trial.answered(db.session(), event, base=0, final=final, **typed)
    except Refusal as refusal:
        if refusal.status != 422:
            return redirect(f"/{slug}/jury", 303)
        return _page(event, identity, typed, problem=errors.in_words(refusal.as_dict())), 422
    return _page(event, identity, typed | given | {"state": "validated" if given["counts"] else "draft"})


def _page(
    event: Event, identity: Identity, typed: dict[str, Any] | None = None, problem: dict[str, Any] | None = None
) -> str:
    empty = {"team": 0, "revision": 0, "state": "empty", "counts": False, "scores": {}, "comment": ""}
    empty |= {"saved_at_ms": None, "receipt": None}
    ballot = empty | (typed or {})
    return pages.render(
        "jury/rehearsal.html",
        event,
        identity,
        TOPICS,
        "rehearsal.js",
        # What does not count is not known to anybody: a script takes it from the form, and sends it.
        {"ballots": [ballot if ballot["counts"] else empty], "explained": explained(event)},
        ballot=ballot,
        criteria=criteria_in_words(event),
        standing="open",
        problem=problem,
    )
