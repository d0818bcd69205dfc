"""The deliberation board: what is settled, what is open, what do we decide. Never projected."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import clock, topics
from app.access import ACTS, JURY
from app.actions import deliberation as actions
from app.domain import rounding, trials, why
from app.domain.errors import Nothing
from app.extensions import db
from app.models import Event
from app.queries import board_people, laureates, packets
from app.web import errors, pages, visitor
from app.web.command import form_op
from app.web.why import question

deliberation = Blueprint("deliberation", __name__, url_prefix="/<slug>/deliberation")


@deliberation.get("/")
@deliberation.get("")
def table(slug: str) -> str:
    """The board of the organiser and the chair; of a juror once it is open to them."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("deliberation", event)
    if "board" not in topics.heard(event, identity):
        raise Nothing
    asked = request.args.get("view")
    known = trials.of(event.method)
    trial = asked if asked in known else known[0]
    subject = identity.subject if identity.role in JURY else ""
    chairs = identity.role in ACTS["deliberation"]  # leads it, and sees how the list stands meanwhile
    own = why.own_totals_alone(identity.role != "juror", event.scoring)
    return pages.render(
        "desk/deliberation.html",
        event,
        identity,
        ("day", "progress", "board"),
        "deliberation.js",
        trial=trial,
        trials=known,
        lines=trials.lines,
        moved=trials.moved,
        rounding=rounding,
        comments=board_people.comments(db.session(), event, subject),
        recused=board_people.recused(db.session(), event),
        jurors=board_people.names(db.session(), event),
        question=question(
            lambda: packets.as_it_stands(db.session(), event, clock.now_ms()),
            board_people.left_by(db.session(), event, subject),
            subject if own else None,
        ),
        why_own=own,
        first_pair=trials.at_the_cut,
        chairs=chairs,
        so_far=_so_far(event) if chairs else (),
        list_state=laureates.of(db.session(), event).state,
        sitting=[each for each in packets.jury(db.session(), event, clock.now_ms()) if each["sits"]],
    )


def _so_far(event: Event) -> tuple[int, ...]:
    """The teams on the list once somebody decided anything; none before, when it is the ranking's alone."""
    if all(act.taken_back for act in laureates.acts(db.session(), event)):
        return ()
    return laureates.deliberation(db.session(), event).chosen


@deliberation.post("/open")
def open_to_jurors(slug: str) -> ResponseReturnValue:
    """Open the board to the jurors, or close it to them, from the page."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("deliberation", event)
    given = actions.set_deliberation(event.id, identity, form_op(), request.form.get("state"))
    if given.status != 200:
        return errors.refused(given.status, given.body)
    return redirect(f"/{slug}/deliberation", 303)
