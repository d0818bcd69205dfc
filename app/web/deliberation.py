"""The deliberation board: what is settled, what is open, what do we decide. Never projected."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import topics
from app.actions import deliberation as actions
from app.domain import rounding
from app.domain.errors import Nothing
from app.extensions import db
from app.queries import board_people
from app.web import errors, pages, visitor
from app.web.command import form_op

deliberation = Blueprint("deliberation", __name__, url_prefix="/<slug>/deliberation")

TRIALS = ("scores", "severity", "quota")
Board = dict[str, Any]


@deliberation.get("/")
@deliberation.get("")
def table(slug: str) -> str:
    """The board of the organiser and the chair; of a juror once it is open to them."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("deliberation", event)
    if "board" not in topics.heard(event, identity):
        raise Nothing
    asked = request.args.get("view")
    trial = asked if asked in TRIALS else TRIALS[0]
    subject = identity.subject if identity.role in ("chair", "juror") else ""
    return pages.render(
        "desk/deliberation.html",
        event,
        identity,
        ("day", "progress", "board"),
        "deliberation.js",
        trial=trial,
        lines=lines,
        moved=moved,
        rounding=rounding,
        comments=board_people.comments(db.session(), event, subject),
        recused=board_people.recused(db.session(), event),
        jurors=board_people.names(db.session(), event),
    )


@deliberation.post("/open")
def open_to_jurors(slug: str) -> ResponseReturnValue:
    """Open the board to the jurors, or close it to them, from the page."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("deliberation", event)
    given = actions.set_deliberation(event.id, identity, form_op(), request.form.get("state"))
    if given.status != 200:
        return errors.refused(given.status, given.body)
    return redirect(f"/{slug}/deliberation", 303)


def lines(found: Board, trial: str) -> list[tuple[dict[str, Any], bool]]:
    """The rows in the order of a view, each with whether the cut is drawn above it."""
    rows = found["teams"]
    if trial == "severity":
        rows = sorted(rows, key=lambda row: (row["adjusted"] is None, -float(row["adjusted"] or 0), row["number"]))
    elif trial == "quota" and found["selection"] and found["selection"]["choices"]:
        chosen = found["selection"]["choices"][0]
        rows = sorted(rows, key=lambda row: row["number"] not in chosen)
    return [(row, place == found["cut"]) for place, row in enumerate(rows)]


def moved(found: Board) -> tuple[list[int], list[int]]:
    """Who would come in at equal severity, and who would go."""
    views = [(row["number"], row["views"]) for row in found["teams"] if row["views"]]
    return (
        [number for number, view in views if view["adjusted"] == "in" and view["plain"] == "out"],
        [number for number, view in views if view["adjusted"] == "out" and view["plain"] == "in"],
    )
