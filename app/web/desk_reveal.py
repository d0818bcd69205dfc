"""The reveal at the desk: the presenter's remote, and how the reveal is to be until it begins."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import reveal
from app.domain import reveal_steps, services
from app.extensions import db
from app.models import Event
from app.queries import favourite
from app.queries import reveal as asking
from app.web import errors, pages, visitor
from app.web.command import form_op, number_or_text, whole

desk_reveal = Blueprint("desk_reveal", __name__, url_prefix="/<slug>/desk/reveal")


@desk_reveal.get("/")
@desk_reveal.get("")
def remote(slug: str) -> str:
    """What the room sees, what comes next, and how the reveal is to be."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/reveal", event))


@desk_reveal.post("/plan")
def plan(slug: str) -> ResponseReturnValue:
    """Keep how the reveal is to be; a refusal shows the page again with what was typed."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("reveal", event)
    form = request.form
    favourite = form.get("favourite", "")
    wish = reveal.Wish(
        form=form.get("form"),
        order=form.get("order"),
        sequence=_sequence(),
        suspense=form.get("suspense") == "yes",
        citations=_citations(),
        favourite=number_or_text(favourite),
        services=_services(),
        draw_again=form.get("draw_again") == "yes",
    )
    given = reveal.plan(event.id, identity, form_op(), wish)
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/reveal#steps-title", 303)
    db.session.rollback()  # read again what the refusal left
    return _page(event, identity, errors.in_words(given.body)["fields"]), given.status


def _sequence() -> list[int] | None:
    """The teams by the turns that were typed; None where two have one turn, or one has none."""
    typed = {name[5:]: text.strip() for name, text in request.form.items() if name.startswith("turn-")}
    read = ((whole(team), whole(text)) for team, text in typed.items())
    turns = {team: turn for team, turn in read if team is not None and turn is not None}
    complete = len(turns) == len(typed) == len(set(turns.values()))
    return sorted(turns, key=lambda team: turns[team]) if complete else None


def _citations() -> dict[int, str]:
    typed = {name[9:]: text for name, text in request.form.items() if name.startswith("citation-")}
    return {team: text for number, text in typed.items() if (team := whole(number)) is not None}


def _services() -> list[dict[str, Any]]:
    """The lines of what services chose, as typed; a team is a number where it can be read as one."""
    lines = []
    for place in range(1, services.MOST + 1):
        service, team, why = (request.form.get(f"{name}-{place}", "").strip() for name in ("service", "chosen", "why"))
        lines.append({"service": service, "team": number_or_text(team), "why": why})
    return lines


def _page(event: Event, identity: Identity, refused: dict[str, str] | None = None) -> str:
    sealed = asking.packet(db.session(), event)
    return pages.render(
        "desk/reveal.html",
        event,
        identity,
        ("day", "reveal"),
        "remote.js",
        steps=asking.steps(db.session(), event),
        rehearsal=reveal_steps.rehearsal(),
        errors=refused or {},
        **(_planned(event, sealed) if sealed else {}),
    )


def _planned(event: Event, sealed: reveal_steps.Packet) -> dict[str, Any]:
    """The plan as the form has it: what was typed and refused, else what is kept."""
    kept, form = asking.plan(db.session(), event), request.form
    order = [each.team for each in reveal_steps.laureates(sealed, kept)]
    named = {team["number"]: team for team in sealed["teams"]}
    chosen = [{"service": each.service, "team": each.team, "why": each.why} for each in kept.services]
    lines = _services() if form else chosen
    typed = {
        "form": form.get("form", reveal_steps.form_of(sealed, kept)),
        "order": form.get("order", kept.order),
        "suspense": form.get("suspense") == "yes" if form else kept.suspense,
        "favourite": form.get("favourite", str(kept.favourite or "")),
        "turns": {team: form.get(f"turn-{team}", str(turn)) for turn, team in enumerate(order, 1)},
        "citations": {team: form.get(f"citation-{team}", kept.citations.get(team, "")) for team in order},
        "services": (lines + [{}] * services.MOST)[: services.MOST],
        "named": max((place for place, line in enumerate(lines, 1) if any(line.values())), default=0),
    }
    return {
        "typed": typed,
        "listed": [named[team] for team in order],
        "everybody": [(str(number), f"{number} · {team['title']}") for number, team in sorted(named.items())],
        "voted": favourite.outcome(db.session(), event),
        "open_tiers": reveal_steps.undecided(sealed, kept),
        "seed": kept.seed or sealed["digest"],
    }
