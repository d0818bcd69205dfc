"""The API of an event: snapshots come out, commands go in; each command is one action."""

from contextlib import suppress

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from app import changes, topics
from app.actions import agenda, day, deliberation, presence, recusals, timer, wrong_team
from app.actions import ballots as saving
from app.domain.errors import Nothing, Refusal
from app.extensions import db
from app.queries import ballots, records, rehearsal, standing
from app.web import errors, figures, visitor
from app.web.command import received

api = Blueprint("api", __name__, url_prefix="/api/events/<slug>")


@api.get("/<topic>")
def snapshot(slug: str, topic: str) -> ResponseReturnValue:
    """One topic as this session may see it; 304 where the browser has it already."""
    event = visitor.event_or_404(slug)
    identity = visitor.role_here(event)
    view = topics.heard(event, identity).get(topic)
    if view is None:
        raise Nothing
    figures.awaited(event, [(topic, view)])
    found = changes.stamped(db.session(), event, [(topic, view)])[topic, view]
    response = jsonify(found.as_dict())
    response.set_etag(f"{found.epoch}.{topic}.{view}.{found.revision}", weak=True)
    response.headers["Cache-Control"] = "no-cache, private"
    response.vary.add("Cookie")
    return response.make_conditional(request)


@api.get("/ballots")
def my_ballots(slug: str) -> Response:
    """The juror's own ballots."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("ballot", event)
    juror = records.juror(db.session(), event, identity.subject)
    return jsonify(ballots.of_juror(db.session(), event, juror) if juror else [])


@api.get("/standing")
def my_standing(slug: str) -> Response:
    """The teams that are not the juror's to score, by reason."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("ballot", event)
    juror = records.juror(db.session(), event, identity.subject)
    return jsonify(standing.of(db.session(), event, juror) if juror else {})


@api.put("/ballots/<int:team>")
def save_ballot(slug: str, team: int) -> Response:
    """Save a ballot; what a revoked tablet still sends is refused and kept aside."""
    event = visitor.event_or_404(slug)
    try:
        identity = visitor.somebody_who("ballot", event)
        if records.team(db.session(), event, team) is None:
            raise Refusal(404, "There is no such team.")
        op, body = received()
        return errors.answer(saving.save(event.id, identity, op, _submission(team, body)))
    except Refusal as refusal:
        if refusal.status == 401:
            with suppress(Refusal):  # what cannot be read cannot be kept, and the answer is 401 all the same
                op, body = received()
                visitor.keep_aside(event, op, _submission(team, body))
        raise


@api.put("/rehearsal")
def rehearse(slug: str) -> Response:
    """Answer a rehearsal ballot as a real one; nothing is kept."""
    event = visitor.event_or_404(slug)
    visitor.somebody_who("ballot", event)
    op, body = received()
    sent = {name: body.get(name) for name in ("base", "scores", "comment", "final")}
    return jsonify({"op": op, **rehearsal.answered(db.session(), event, **sent)})


@api.post("/ballots/<int:team>/move")
def move_ballot(slug: str, team: int) -> Response:
    """Move one's own ballot to the team it was meant for."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("ballot", event)
    op, body = received()
    sent = wrong_team.Move(team, body.get("to"), body.get("base"))
    return errors.answer(wrong_team.move(event.id, identity, op, sent))


def _submission(team: int, body: dict[str, object]) -> saving.Submission:
    return saving.Submission(
        team, *(body.get(name) for name in ("base", "scores", "comment", "final", "again", "epoch"))
    )


@api.post("/recusals")
def recuse(slug: str) -> Response:
    """Step aside for a team, or (chair) exclude a juror from one."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("recusal", event)
    op, body = received()
    sent = recusals.Stepping(body.get("team"), body.get("reason"), body.get("juror"), body.get("undo", False))
    return errors.answer(recusals.recuse(event.id, identity, op, sent))


@api.post("/presence")
def tell_presence(slug: str) -> Response:
    """What a juror's tablet says of itself: ballots that wait on it, a problem signalled."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("presence", event)
    op, body = received()
    return errors.answer(presence.told(event.id, identity, op, body.get("waiting"), body.get("problem")))


@api.post("/timer")
def command_timer(slug: str) -> Response:
    """One command of the stage timer; the answer is the stage."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("timer", event)
    op, body = received()
    sent = timer.Command(body.get("action"), body.get("base"), body.get("slot"), body.get("seconds"))
    return errors.answer(timer.command(event.id, identity, op, sent))


@api.post("/agenda")
def order_agenda(slug: str) -> Response:
    """One act on the run-down; the answer is the agenda."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("agenda", event)
    op, body = received()
    others = {name: body[name] for name in agenda.FIELDS if name in body}
    sent = agenda.Act(body.get("action"), body.get("base"), body.get("slot"), others)
    return errors.answer(agenda.order(event.id, identity, op, sent))


@api.post("/scoring")
def set_scoring(slug: str) -> Response:
    """Open or close scoring, for the whole jury or for one juror."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("scoring", event)
    op, body = received()
    sent = (body.get("state"), body.get("reason"), body.get("juror"))
    return errors.answer(day.set_scoring(event.id, identity, op, *sent))


@api.post("/deliberation")
def set_deliberation(slug: str) -> Response:
    """Open the deliberation board to the jurors, or close it to them."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("deliberation", event)
    op, body = received()
    return errors.answer(deliberation.set_deliberation(event.id, identity, op, body.get("state")))


@api.post("/phase")
def set_phase(slug: str) -> Response:
    """Move the day to another phase."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("phase", event)
    op, body = received()
    return errors.answer(day.set_phase(event.id, identity, op, body.get("phase")))


@api.post("/visibility")
def set_visibility(slug: str) -> Response:
    """Decide what the room sees of the scores."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("visibility", event)
    op, body = received()
    return errors.answer(day.set_visibility(event.id, identity, op, body.get("visibility"), body.get("top_only")))
