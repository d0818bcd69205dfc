"""A juror votes on the tablet, once, between the teams that the scores leave level."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import votes
from app.extensions import db
from app.models import Event
from app.queries import list_page
from app.web import errors, pages, tablet, visitor
from app.web.command import form_op, whole

jury_vote = Blueprint("jury_vote", __name__, url_prefix="/<slug>/jury/vote")


@jury_vote.get("")
def booth(slug: str) -> str:
    """The vote that is open, or that none is."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("jury", event))


@jury_vote.post("")
def cast(slug: str) -> ResponseReturnValue:
    """Cast one's vote."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("ballot", event)
    form = request.form
    teams = [number for text in form.getlist("team") if (number := whole(text)) is not None]
    given = votes.cast(event.id, identity, form_op(), whole(form.get("vote", "")), teams)
    if given.status == 200:
        return redirect(f"/{event.slug}/jury/vote", 303)
    db.session.rollback()  # read again what the refusal left
    said = errors.in_words(given.body)
    return _page(event, identity, {"text": said["text"], "listed": teams}), given.status


def _page(event: Event, identity: Identity, problem: dict[str, object] | None = None) -> str:
    juror = tablet.juror_of(event, identity)
    return pages.render(
        "jury/vote.html",
        event,
        identity,
        ("day", "progress"),
        "desk_lines.js",
        juror=juror,
        problem=problem,
        **list_page.own_vote(db.session(), event, juror),
    )
