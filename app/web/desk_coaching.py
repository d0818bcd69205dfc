"""The morning at the desk: the coaches' round proposed and adjusted, who asked for a coach, the plan of the tables."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Identity
from app.actions import coaching as actions
from app.actions import rounds as dealing
from app.changes import Answer
from app.extensions import db
from app.models import Event
from app.queries import coaching
from app.queries import desk as drawing
from app.web import errors, pages, visitor
from app.web.coach import sent_act
from app.web.command import form_op

desk_coaching = Blueprint("desk_coaching", __name__, url_prefix="/<slug>/desk/coaching")


@desk_coaching.get("/")
@desk_coaching.get("")
def rounds(slug: str) -> str:
    """The round of each coach, hour by hour."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/coaching", event))


@desk_coaching.get("/plan")
def plan(slug: str) -> str:
    """The plan of the tables, to print: for the desk, or (`?for=room`) in large letters for a door."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/coaching", event)
    now = clock.now_ms()
    lines = drawing.run_down(db.session(), event, now)
    return pages.render(
        "desk/tables_plan.html",
        event,
        identity,
        module="print.js",
        round=coaching.as_it_stands(db.session(), event, now),
        order={line.slot.team: line for line in lines if line.slot.team},
        for_room=request.args.get("for") == "room",
    )


@desk_coaching.post("/propose")
def propose(slug: str) -> ResponseReturnValue:
    """Deal the tables that are still to be visited among the coaches."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("coaching", event)
    return _shown(event, identity, dealing.propose(event.id, identity, form_op()), "rounds")


@desk_coaching.post("/put-back")
def put_back(slug: str) -> ResponseReturnValue:
    """Put the round back as it was before it was last proposed."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("coaching", event)
    return _shown(event, identity, dealing.put_back(event.id, identity, form_op()), "rounds")


@desk_coaching.post("/visit")
def visit(slug: str) -> ResponseReturnValue:
    """One act on a team's visit, for a coach without a phone too."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("coaching", event)
    sent = sent_act()
    given = actions.visit(event.id, identity, form_op(), sent)
    return _shown(event, identity, given, f"visit-{request.form.get('team', '')}")


def _shown(event: Event, identity: Identity, given: Answer, where: str) -> ResponseReturnValue:
    """The round at the place of an act that was done, or what refused it."""
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/coaching#{where}", 303)
    db.session.rollback()  # read again what the refusal left
    return _page(event, identity, errors.in_words(given.body)["text"]), given.status


def _page(event: Event, identity: Identity, problem: str | None = None) -> str:
    return pages.render(
        "desk/coaching.html",
        event,
        identity,
        ("day", "agenda", "coaching"),
        "desk_coaching.js",
        round=coaching.as_it_stands(db.session(), event, clock.now_ms()),
        me=None,
        problem=problem,
        proposed=coaching.before_proposal(db.session(), event) is not None,
        path="/desk/coaching/visit",
    )
