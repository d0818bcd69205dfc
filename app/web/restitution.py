"""The restitution: what each team is told; the announcer's cards and the diplomas, once the list is closed."""

from typing import Any

from flask import Blueprint, Response, redirect, request
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
from app.web import errors, pages, restitution_words, visitor
from app.web.command import form_op, whole
from app.web.printed_words import Drawing
from app.web.restitution_words import CARDS, DIPLOMAS, SHEETS
from app.web.sheet_file import cards_file

restitution = Blueprint("restitution", __name__, url_prefix="/<slug>/desk/restitution")


@restitution.get("/")
@restitution.get("")
def moderate(slug: str) -> str:
    """The sheets of all teams, one of them open beside what the jurors wrote of it."""
    event, identity = _here(slug)
    return _page(event, identity, whole(request.args.get("team", "")))


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
    event, identity = _here(slug)
    return pages.render(
        "desk/restitution_print.html",
        event,
        identity,
        module="print.js",
        what=what,
        handed=_handed(event, identity, what),
    )


@restitution.get("/print/<what>/pdf")
def file(slug: str, what: str) -> Response:
    """The same as a file to keep or to send to a print shop."""
    event, identity = _here(slug)
    return cards_file(_handed(event, identity, what), f"{event.slug}-{what}")


def _here(slug: str) -> tuple[Event, Identity]:
    event = visitor.event_or_404(slug)
    return event, visitor.at_home("desk/restitution", event)


def _handed(event: Event, identity: Identity, what: str) -> Drawing:
    """What is handed out of one kind; cards and diplomas only once the list is closed, and its tiers known."""
    sheets = _sheets(event, identity)
    if what == SHEETS:
        return restitution_words.told(event, sheets)
    sealed = reveal.packet(db.session(), event)
    if what not in (CARDS, DIPLOMAS) or sealed is None:
        raise Nothing
    if reveal_steps.undecided(sealed, reveal.plan(db.session(), event)):
        raise Refusal(409, "Equal scores leave open which tier is whose: set the order by hand first.")
    # As the ceremony has them: a tier only where it tells one.
    called = [step for step in reveal.steps(db.session(), event) if step["kind"] == "laureate"]
    words = restitution_words.announcers if what == CARDS else restitution_words.diplomas
    return words(event, called, {sheet.team.number: sheet.team for sheet in sheets})


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
