"""The jury's tablet: the team on stage first, three criteria, one button; my other ballots beside."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access import Identity
from app.actions import ballots as saving
from app.actions import recusals, rules, wrong_team
from app.changes import Answer
from app.domain.errors import Refusal
from app.domain.merge import Words, merged
from app.extensions import db
from app.models import Event
from app.queries import agenda, records, versions
from app.web import errors, tablet, visitor
from app.web.command import ballot_written, form_op, number_or_text

jury = Blueprint("jury", __name__, url_prefix="/<slug>/jury")


@jury.get("/")
@jury.get("")
def mine(slug: str) -> ResponseReturnValue:
    """The ballot of the team on stage, or all my ballots while nobody is."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("jury", event)
    timer = agenda.timer_of(db.session(), event)
    slot = records.slot(db.session(), event, timer.slot)
    on_stage = slot.team if slot is not None and timer.mode != "idle" else None
    return _page(event, identity, on_stage)


@jury.get("/<int:number>")
def one(slug: str, number: int) -> ResponseReturnValue:
    """One ballot, whoever is on stage."""
    event, identity = _at(slug, number)
    return _page(event, identity, number)


@jury.post("/<int:number>")
def save(slug: str, number: int) -> ResponseReturnValue:
    """The same ballot from a page without script: the same action, everything typed kept."""
    form = request.form
    typed = ballot_written()
    sent = saving.Submission(number, number_or_text(form.get("base", "")), final=form.get("act") != "draft", **typed)
    op = form_op()
    try:
        event, identity = _at(slug, number, "ballot")
        given = saving.save(event.id, identity, op, sent)
    except Refusal as refusal:
        if refusal.status == 401:
            visitor.keep_aside(visitor.event_or_404(slug), op, sent)
        raise
    if given.status == 200 and form.get("back") == "scores":
        return redirect(f"/{slug}/jury/scores#team-{number}", 303)
    if given.status == 409:
        return _after(given, event, identity, number, *_joined(event, identity, sent))
    return _after(given, event, identity, number, typed)


@jury.post("/<int:number>/recusal")
def step_aside(slug: str, number: int) -> ResponseReturnValue:
    """Step aside for a team, or come back, from a page without script."""
    event, identity = _at(slug, number, "recusal")
    form = request.form
    sent = recusals.Stepping(number, form.get("reason"), undo=form.get("undo") == "yes")
    given = recusals.recuse(event.id, identity, form_op(), sent)
    return _after(given, event, identity, number, {})


@jury.post("/<int:number>/move")
def move(slug: str, number: int) -> ResponseReturnValue:
    """Move a ballot to the team it was meant for, from a page without script."""
    event, identity = _at(slug, number, "ballot")
    form = request.form
    sent = wrong_team.Move(number, number_or_text(form.get("to", "")), number_or_text(form.get("base", "")))
    given = wrong_team.move(event.id, identity, form_op(), sent)
    return _after(given, event, identity, number, {}, arrival=sent.to)


@jury.post("/rules")
def acknowledge(slug: str) -> ResponseReturnValue:
    """Acknowledge the rules of the event, then go on with the ballot that was open, if one was."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("acknowledgement", event)
    given = rules.acknowledge(event.id, identity, form_op())
    if given.status != 200:
        return errors.refused(given.status, given.body)
    came_from = urlsplit(request.referrer or "").path
    return redirect(came_from if came_from.startswith(f"/{slug}/jury/") else f"/{slug}/jury", 303)


def _at(slug: str, number: int, act: str | None = None) -> tuple[Event, Identity]:
    """The event, and who reads the ballot of a team there, or does something about it."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who(act, event) if act else visitor.at_home("jury", event)
    if records.team(db.session(), event, number) is None:
        raise Refusal(404, "There is no such team.")
    return event, identity


def _joined(event: Event, identity: Identity, sent: saving.Submission) -> tuple[dict[str, Any], dict[str, str]]:
    """Another device was quicker: the ballot joined with what it wrote, and its word beside each field to choose."""
    db.session.rollback()  # as it is now, which the page shows: the answer may be of a first try, long ago
    juror = tablet.juror_of(event, identity)
    base, theirs = versions.between(db.session(), juror, sent.team, sent.base)
    found = merged(base, Words(sent.scores, sent.comment), theirs)
    says = _("The other device says: %(words)s. Keep yours, or change it.")
    nothing = _("nothing")
    said = {field: says % {"words": nothing if theirs[field] in (None, "") else theirs[field]} for field in found.torn}
    return {"scores": found.words.scores, "comment": found.words.comment}, said


def _after(
    given: Answer,
    event: Event,
    identity: Identity,
    number: int,
    typed: dict[str, Any],
    said: dict[str, str] | None = None,
    arrival: Any = None,
) -> ResponseReturnValue:
    """Back to the ballot, or to that of another team; a refusal shows it again with what was typed."""
    if given.status == 200:
        return redirect(f"/{event.slug}/jury/{arrival or number}", 303)
    db.session.rollback()  # read again: what was refused may have left a draft
    problem = errors.in_words(given.body)
    problem["fields"] |= said or {}
    return _page(event, identity, number, typed, problem), given.status


def _page(
    event: Event,
    identity: Identity,
    number: int | None,
    typed: dict[str, Any] | None = None,
    problem: dict[str, Any] | None = None,
) -> str:
    if number is None:
        return tablet.page("jury/ballots.html", "jury.js", event, identity)
    return tablet.page("jury/ballot.html", "jury.js", event, identity, number, typed=typed or {}, problem=problem)
