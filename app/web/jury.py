"""The jury's tablet: the team on stage first, three criteria, one button; my other ballots beside."""

import secrets

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import JURY, Identity
from app.actions import ballots as saving
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event, Juror
from app.queries import agenda, ballots, day, records
from app.web import errors, pages, visitor

jury = Blueprint("jury", __name__, url_prefix="/<slug>/jury")

TOPICS = ("day", "stage", "agenda", "progress")


@jury.get("/")
@jury.get("")
def mine(slug: str) -> ResponseReturnValue:
    """The ballot of the team on stage, or all my ballots while nobody is."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, JURY)
    juror = _juror(event, identity)
    timer = agenda.timer_of(db.session(), event)
    slot = records.slot(db.session(), event, timer.slot)
    on_stage = slot.team if slot is not None and timer.mode != "idle" else None
    known = ballots.grid(db.session(), event)
    shown = on_stage if (juror.key, on_stage) in known.expected else None
    return _page(event, identity, juror, shown, follows=True)


@jury.get("/<int:number>")
def one(slug: str, number: int) -> ResponseReturnValue:
    """One ballot, whoever is on stage."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, JURY)
    if records.team(db.session(), event, number) is None:
        raise Refusal(404, "There is no such team.")
    return _page(event, identity, _juror(event, identity), number, follows=False)


@jury.post("/<int:number>")
def save(slug: str, number: int) -> ResponseReturnValue:
    """The same ballot from a page without script: the same action, everything typed kept."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, JURY)
    form = request.form
    scores = {name[6:]: _whole(value) for name, value in form.items() if name.startswith("score-")}
    sent = saving.Submission(
        number, _whole(form.get("base", "")), scores, form.get("comment", ""), form.get("act") == "validate"
    )
    given = saving.save(event.id, identity, form.get("op") or secrets.token_urlsafe(16), sent)
    if given.status == 200:
        return redirect(f"/{event.slug}/jury/{number}", 303)
    typed = {"scores": scores, "comment": sent.comment}
    page = _page(event, identity, _juror(event, identity), number, follows=False, typed=typed, refusal=given.body)
    return page, given.status


def _whole(text: str) -> int | str | None:
    """A form's number as JSON would have it; what is not one stays text, for the rule to refuse."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else (text or None)


def _juror(event: Event, identity: Identity) -> Juror:
    juror = records.juror(db.session(), event, identity.subject)
    if juror is None:
        raise Refusal(404, "There is no such juror.")
    return juror


def _page(
    event: Event,
    identity: Identity,
    juror: Juror,
    number: int | None,
    follows: bool,
    typed: dict[str, object] | None = None,
    refusal: dict[str, object] | None = None,
) -> str:
    db.session.rollback()  # read again: the form may just have been saved
    known = ballots.grid(db.session(), event)
    mine = ballots.of_juror(db.session(), event, juror)
    team = records.team(db.session(), event, number)
    ballot = next((ballot for ballot in mine if ballot["team"] == number), None)
    criteria = [
        {"key": c.key, "label": c.label, "description": c.description, "weight": c.weight, "levels": c.levels}
        for c in day.criteria(db.session(), event)
    ]
    problem = refusal and {
        "text": errors.translated(str(refusal["key"]), refusal.get("params", {})),  # type: ignore[arg-type]
        "fields": {
            name: errors.translated(text, refusal.get("params", {}))  # type: ignore[arg-type]
            for name, text in (refusal.get("fields") or {}).items()  # type: ignore[attr-defined]
        },
    }
    return pages.render(
        "jury/ballot.html" if team is not None else "jury/ballots.html",
        event,
        identity,
        TOPICS,
        "jury.js",
        island={
            "juror": juror.key,
            "team": number,
            "follows": follows,
            "ballots": mine,
            "criteria": criteria,
            "recused": sorted(team for key, team in known.recused if key == juror.key),
            "out_of_scope": sorted(team for key, team in known.out_of_scope if key == juror.key),
        },
        juror=juror,
        team=team,
        ballot={**(ballot or {}), **(typed or {})} if team is not None else None,
        ballots=mine,
        criteria=criteria,
        follows=follows,
        in_scope=ballot is not None and ballot["state"] != "set_aside",
        recused=(juror.key, number) in known.recused,
        problem=problem,
        op=secrets.token_urlsafe(16),
    )
