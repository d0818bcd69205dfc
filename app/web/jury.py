"""The jury's tablet: the team on stage first, three criteria, one button; my other ballots beside."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.access import Identity
from app.actions import ballots as saving
from app.actions import recusals, rules, wrong_team
from app.changes import Answer
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event, Juror, Recusal, Team
from app.queries import agenda, ballots, day, records
from app.queries import rehearsal as trial
from app.web import errors, pages, visitor
from app.web.command import form_op, whole

jury = Blueprint("jury", __name__, url_prefix="/<slug>/jury")

TOPICS = ("day", "stage", "agenda", "progress")
SHEET = ("problem", "solution", "implementation", "cost")


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
    typed = written(form)
    sent = saving.Submission(number, _whole(form.get("base", "")), final=form.get("act") != "draft", **typed)
    op = form_op()
    try:
        event, identity = _at(slug, number, "ballot")
        given = saving.save(event.id, identity, op, sent)
    except Refusal as refusal:
        if refusal.status == 401:
            visitor.keep_aside(visitor.event_or_404(slug), op, sent)
        raise
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
    sent = wrong_team.Move(number, _whole(form.get("to", "")), _whole(form.get("base", "")))
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


def _whole(text: str) -> int | str | None:
    """A form's number as JSON would have it; what is not one stays text, for the rule to refuse."""
    number = whole(text)
    return (text or None) if number is None else number


def written(form: Mapping[str, str]) -> dict[str, Any]:
    """The scores and the comment of a ballot's form, as typed."""
    scores = {name[6:]: _whole(value) for name, value in form.items() if name.startswith("score-")}
    # A form writes its lines as the network does.
    return {"scores": scores, "comment": form.get("comment", "").replace("\r\n", "\n")}


def problem_of(refusal: dict[str, Any]) -> dict[str, Any]:
    """A refusal in the reader's words: its sentence, and one for each field at fault."""
    params = refusal.get("params", {})
    fields = {name: errors.translated(text, params) for name, text in (refusal.get("fields") or {}).items()}
    return {"text": errors.translated(refusal["key"], params), "fields": fields}


def _after(
    given: Answer, event: Event, identity: Identity, number: int, typed: dict[str, Any], arrival: Any = None
) -> ResponseReturnValue:
    """Back to the ballot, or to that of another team; a refusal shows it again with what was typed."""
    if given.status == 200:
        return redirect(f"/{event.slug}/jury/{arrival or number}", 303)
    db.session.rollback()  # read again: what was refused may have left a draft
    return _page(event, identity, number, typed, problem_of(given.body)), given.status


def _page(
    event: Event,
    identity: Identity,
    number: int | None,
    typed: dict[str, Any] | None = None,
    problem: dict[str, Any] | None = None,
) -> str:
    juror = records.juror(db.session(), event, identity.subject)
    if juror is None:
        raise Refusal(404, "There is no such juror.")
    known = ballots.grid(db.session(), event)
    mine = {ballot["team"]: ballot for ballot in ballots.of_juror(db.session(), event, juror)}
    island = {
        "juror": juror.key,
        "loaded_at_ms": event.loaded_at_ms,
        "team": number,
        "ballots": list(mine.values()),
        "recused": _stepped_aside(juror),
        # The scores that ask for a comment before the ballot can count.
        "explained": [event.scale_min, event.scale_max] if event.comment_at_extremes else [],
        "out_of_scope": sorted(team for key, team in known.out_of_scope if key == juror.key),
        "sheets": {team.number: {name: getattr(team, name) for name in SHEET} for team in known.teams},
    }
    return pages.render(
        "jury/ballots.html" if number is None else "jury/ballot.html",
        event,
        identity,
        TOPICS,
        "jury.js",
        island,
        juror=juror,
        number=number,
        ballot={"revision": 0, "scores": {}, "comment": ""} | mine.get(number or 0, {}) | (typed or {}),
        ballots=mine,
        criteria=criteria_in_words(event),
        rehearses=trial.is_on(db.session(), event) and not any(ballot["revision"] for ballot in mine.values()),
        problem=problem,
    )


def _stepped_aside(juror: Juror) -> dict[int, str]:
    """The teams this juror does not score, by their own act (recusal) or the chair's (exclusion)."""
    rows = select(Team.number, Recusal.kind).join(Team, Team.id == Recusal.team_id)
    found = db.session.execute(rows.where(Recusal.juror_id == juror.id, Recusal.in_force))
    return {row.number: row.kind for row in found}


def criteria_in_words(event: Event) -> list[dict[str, Any]]:
    """What each ruler says: the criterion, its question, the words of its levels by score."""
    return [
        {
            "key": row.key,
            "label": row.label,
            "description": row.description,
            "levels": {int(score): words for score, words in row.levels.items()},
        }
        for row in day.criteria(db.session(), event)
    ]
