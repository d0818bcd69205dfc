"""A team's phone: when is it our turn."""

from flask import Blueprint

from app.domain.errors import Refusal
from app.extensions import db
from app.queries import records
from app.web import pages, visitor

team = Blueprint("team", __name__)


@team.get("/<slug>/team")
def turn(slug: str) -> str:
    """My slot, my table, my sheet."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, frozenset({"team"}))
    mine = records.team(db.session(), event, int(identity.subject))
    if mine is None:
        raise Refusal(404, "There is no such team.")
    island = {"team": mine.number}
    return pages.render(
        "team/turn.html", event, identity, ("day", "stage", "agenda"), "team.js", island, team=mine
    )
