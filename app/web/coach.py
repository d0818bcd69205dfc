"""A coach's phone: the table I am at, my round, and who asked for a coach."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Identity
from app.actions import coaching as actions
from app.actions.coaching import Act
from app.domain import coaching as rules
from app.domain.coaching import Visit
from app.extensions import db
from app.models import Event
from app.queries import coaching, records
from app.queries.coaching import Round
from app.web import errors, pages, visitor
from app.web.command import form_op, whole

coach = Blueprint("coach", __name__)


@coach.get("/<slug>/coach")
def tables(slug: str) -> str:
    """The table I am at, or the next one (`?team=` any of them), and the rounds."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("coach", event), whole(request.args.get("team", "")))


@coach.post("/<slug>/coach/visit")
def visit(slug: str) -> ResponseReturnValue:
    """One act on a team's visit."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("visiting", event)
    sent = sent_act()
    given = actions.visit(event.id, identity, form_op(), sent)
    if given.status == 200:
        stays = sent.action in ("word", "begin", "undo")
        return redirect(f"/{event.slug}/coach{f'?team={sent.team}' if stays else ''}", 303)
    db.session.rollback()  # read again what the refusal left
    said = errors.in_words(given.body)
    # Another act's form holds no note: what is kept must show again, or the next save would wipe it.
    parts, note = (sent.parts, sent.note) if sent.action == "word" else (None, None)
    problem = {"text": said["text"], "fields": said["fields"], "parts": parts, "note": note}
    return _page(event, identity, sent.team, problem), given.status


def sent_act() -> Act:
    """The act of the form that was sent."""
    form = request.form
    note = form.get("note", "").replace("\r\n", "\n")
    parts = {part: form.get(part) for part in rules.PARTS}
    team, base = whole(form.get("team", "")), whole(form.get("base", ""))
    other, first = whole(form.get("with", "")), form.get("at") == "next"
    return Act(form.get("action"), team, base, form.get("coach") or None, other, first, parts, note)


def _page(event: Event, identity: Identity, team: int | None, problem: dict[str, Any] | None = None) -> str:
    standing = coaching.as_it_stands(db.session(), event, clock.now_ms())
    mine = standing.mine.get(identity.subject, [])
    chosen = standing.one(team) if team is not None else _own(mine, standing)
    sheet = records.team(db.session(), event, chosen.team) if chosen else None
    # A note is read by the coach of that visit, and by its team.
    writes = chosen is not None and chosen.coach == identity.subject and chosen.begun_at_ms is not None
    return pages.render(
        "coach/tables.html",
        event,
        identity,
        ("day", "stage", "agenda", "coaching"),
        "coach.js",
        round=standing,
        me=identity.subject,
        chosen=chosen,
        sheet=sheet,
        writes=writes,
        note=coaching.note(db.session(), event, chosen.team) if chosen and writes else "",
        following=next((each for each in mine if each.due and each != chosen), None),
        problem=problem,
        path="/coach/visit",
    )


def _own(mine: list[Visit], standing: Round) -> Visit | None:
    """The table a coach is at, or goes to next: of their round, else where a coach is asked for."""
    here = [each for each in mine if each.state == rules.UNDER_WAY] + [each for each in mine if each.due]
    return next(iter([*here, *standing.asking]), None)
