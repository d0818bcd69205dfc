"""The restitution: what each team is told; the announcer's cards and the diplomas, once the list is closed."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import JURY, Identity
from app.actions import feedback as actions
from app.actions.feedback import Wording
from app.domain import feedback as rules
from app.domain import reveal_steps
from app.domain.errors import Nothing, Refusal
from app.extensions import db
from app.models import Event
from app.queries import feedback, reveal
from app.web import errors, pages, visitor
from app.web.command import form_op, whole

restitution = Blueprint("restitution", __name__, url_prefix="/<slug>/desk/restitution")

CARDS, SHEETS, DIPLOMAS = "cards", "sheets", "diplomas"


@restitution.get("/")
@restitution.get("")
def moderate(slug: str) -> str:
    """The sheets of all teams, one of them open beside what the jurors wrote of it."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/restitution", event), whole(request.args.get("team", "")))


@restitution.post("/word")
def word(slug: str) -> ResponseReturnValue:
    """Keep what one team is told; `take` puts a juror's comment in the first text that is empty."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("feedback", event)
    form = request.form
    team, base = whole(form.get("team", "")), whole(form.get("base", ""))
    texts = {field: form.get(field, "").replace("\r\n", "\n") for field in rules.FIELDS}
    if "take" in form:
        texts = rules.taken(texts, form["take"].replace("\r\n", "\n"))
    given = actions.word(event.id, identity, form_op(), Wording(team, base, texts))
    if given.status == 200:
        following = team if "take" in form else whole(form.get("next", "")) or team
        return redirect(f"/{event.slug}/desk/restitution?team={following}#sheet", 303)
    db.session.rollback()  # read again what the refusal left
    said = errors.in_words(given.body)
    current = given.body.get("current") or {}
    problem = {"text": said["text"], "fields": said["fields"], "typed": texts, "current": current.get("texts")}
    return _page(event, identity, team, problem), given.status


@restitution.post("/release")
def release(slug: str) -> ResponseReturnValue:
    """Have every team read its own, or take it back."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("release", event)
    given = actions.release(event.id, identity, form_op(), request.form.get("state"))
    if given.status != 200:
        return errors.refused(given.status, given.body)
    return redirect(f"/{event.slug}/desk/restitution#release", 303)


@restitution.get("/print/<what>")
def print_out(slug: str, what: str) -> str:
    """What is printed: the announcer's `cards`, in the order of the reveal, the teams' `sheets`, the `diplomas`."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/restitution", event)
    sealed = reveal.packet(db.session(), event)
    if what not in (CARDS, SHEETS, DIPLOMAS) or (sealed is None and what != SHEETS):
        raise Nothing
    if sealed is not None and what != SHEETS and reveal_steps.undecided(sealed, reveal.plan(db.session(), event)):
        raise Refusal(409, "Equal scores leave open which tier is whose: set the order by hand first.")
    # As the ceremony has them: a tier only where it tells one.
    called = [step for step in reveal.steps(db.session(), event) if step["kind"] == "laureate"]
    known = {sheet.team.number: sheet for sheet in _sheets(event, identity)}
    return pages.render(
        "desk/restitution_print.html",
        event,
        identity,
        module="print.js",
        what=what,
        called=called,
        sheets=[sheet for sheet in known.values() if sheet.filled],
        records={number: sheet.team for number, sheet in known.items()},
    )


def _sheets(event: Event, identity: Identity) -> list[feedback.Sheet]:
    reader = identity.subject if identity.role in JURY else ""
    return feedback.sheets(db.session(), event, reader)


def _page(event: Event, identity: Identity, team: int | None, problem: dict[str, Any] | None = None) -> str:
    sheets = _sheets(event, identity)
    at = next((place for place, sheet in enumerate(sheets) if sheet.team.number == team), 0)
    return pages.render(
        "desk/restitution.html",
        event,
        identity,
        ("day",),
        "restitution.js",
        sheets=sheets,
        sheet=sheets[at] if sheets else None,
        following=sheets[(at + 1) % len(sheets)].team.number if sheets else None,
        closed=reveal.packet(db.session(), event) is not None,
        fields=rules.FIELDS,
        longest=rules.LONGEST,
        problem=problem,
    )
