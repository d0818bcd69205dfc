"""The list of laureates at the desk: chosen by hand, decided by the jury, closed, confirmed, opened again."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import laureates, votes
from app.changes import Answer
from app.extensions import db
from app.models import Event
from app.queries import laureates as lists
from app.queries import list_page, packets, reveal
from app.web import errors, pages, visitor
from app.web.command import form_op, whole
from app.web.figures import places
from app.web.why import question

desk_list = Blueprint("desk_list", __name__, url_prefix="/<slug>/desk/list")

TOPICS = ("day", "progress")


@desk_list.get("/")
@desk_list.get("")
def overview(slug: str) -> str:
    """The ranking and its cut, what the jury has to decide, and what keeps the list from being closed."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/list", event))


@desk_list.post("/choose")
def choose(slug: str) -> ResponseReturnValue:
    """Record a list: all of it ticked by hand, or what was decided between a few teams (`stake`)."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    stake = _numbers("stake") or None
    listed = _numbers("team")
    if stake is not None:
        listed = [*lists.deliberation(db.session(), event).retaining(stake, listed)]
    given = laureates.choose(event.id, identity, form_op(), listed, _reason(), stake, places=places(event))
    return _after(given, event, identity, "question" if stake else "choice")


@desk_list.post("/take-back")
def take_back(slug: str) -> ResponseReturnValue:
    """Undo the last act."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    return _after(laureates.take_back(event.id, identity, form_op()), event, identity, "decisions")


@desk_list.post("/names")
def name(slug: str) -> ResponseReturnValue:
    """Name beforehand who confirms, and who ends a draw in the chair's place."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    form = request.form
    given = laureates.name(event.id, identity, form_op(), form.get("confirmer"), form.get("casting"))
    return _after(given, event, identity, "names")


@desk_list.post("/vote")
def vote(slug: str) -> ResponseReturnValue:
    """Have the jury vote, or close the vote that is open."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    number = whole(request.form.get("vote", ""))
    if number is None:
        given = votes.open_vote(event.id, identity, form_op(), _numbers("stake"), request.form.get("mode"))
    else:
        given = votes.close_vote(event.id, identity, form_op(), number, _reason())
    return _after(given, event, identity, "question" if number is None else "poll")


@desk_list.post("/close")
def close(slug: str) -> ResponseReturnValue:
    """Close the list, each missing ballot with its reason."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    typed = {field[7:]: _line(text) for field, text in request.form.items() if field.startswith("absent-")}
    # What is said for all of a juror's holds where nothing is said for one.
    said = {pair: text.strip() or typed.get(pair.partition("/")[0], "") for pair, text in typed.items() if "/" in pair}
    return _after(laureates.close(event.id, identity, form_op(), said, places(event)), event, identity, "close")


@desk_list.post("/confirm")
def confirm(slug: str) -> ResponseReturnValue:
    """Confirm what somebody else closed, as it stood when its page was drawn."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    seen_ms = whole(request.form.get("closed_at_ms", ""))
    return _after(laureates.confirm(event.id, identity, form_op(), seen_ms), event, identity, "close")


@desk_list.post("/reopen")
def reopen(slug: str) -> ResponseReturnValue:
    """Open the list again, with a reason."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("laureates", event)
    return _after(laureates.reopen(event.id, identity, form_op(), _reason()), event, identity, "reopen")


def _numbers(field: str) -> list[int]:
    return [number for text in request.form.getlist(field) if (number := whole(text)) is not None]


def _reason() -> str:
    return _line(request.form.get("reason", ""))


def _line(text: str) -> str:
    # A form writes its lines as the network does.
    return text.replace("\r\n", "\n")


def _after(given: Answer, event: Event, identity: Identity, place: str) -> ResponseReturnValue:
    """Back to what was acted upon; a refusal shows the page again at its place, with what was typed."""
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/list#{place}", 303)
    db.session.rollback()  # read again what the refusal left
    said = errors.in_words(given.body)
    problem = {
        "place": place,
        "text": next(iter(said["fields"].values()), said["text"]),
        "typed": request.form,
        "listed": _numbers("team"),
        "missing": {f"{juror}/{team}" for juror, team in given.body.get("missing", ())},
    }
    return _page(event, identity, problem), given.status


def _page(event: Event, identity: Identity, problem: dict[str, Any] | None = None) -> str:
    sealed = lists.packets(db.session(), event)
    return pages.render(
        "desk/list.html",
        event,
        identity,
        TOPICS,
        "desk_lines.js",
        standing=list_page.standing(db.session(), event, places(event).status),
        question=question(lambda: packets.read(sealed[-1])) if sealed else None,
        confirmers=lists.confirmers(db.session(), event),
        mine=identity.key,
        forms=("pdf", "odt"),
        by_quotas=request.args.get("with") == "quotas",
        revealed=reveal.begun(db.session(), event),
        problem=problem,
    )
