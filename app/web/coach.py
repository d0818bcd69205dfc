"""A coach's phone: who sits at which table, and with what project."""

from flask import Blueprint
from sqlalchemy import select

from app.extensions import db
from app.models import Team
from app.web import pages, visitor

coach = Blueprint("coach", __name__)


@coach.get("/<slug>/coach")
def tables(slug: str) -> str:
    """The tables in their order, each with its team and its sheet."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home(event, frozenset({"coach"}))
    teams = list(db.session.scalars(select(Team).filter_by(event_id=event.id).order_by(Team.number)))
    topics = ("day", "stage", "agenda")
    return pages.render("coach/tables.html", event, identity, topics, "coach.js", teams_in_order=teams)
