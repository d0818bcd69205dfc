"""A coach's phone: who sits at which table, and with what project."""

from flask import Blueprint
from sqlalchemy import select

from app import clock
from app.domain import coaching
from app.extensions import db
from app.models import Team
from app.queries import programme
from app.web import pages, visitor

coach = Blueprint("coach", __name__)


@coach.get("/<slug>/coach")
def tables(slug: str) -> str:
    """The tables in their order, each with its team and its sheet."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("coach", event)
    teams = db.session.scalars(select(Team).filter_by(event_id=event.id))
    day = programme.day(db.session(), event, clock.now_ms())
    return pages.render(
        "coach/tables.html",
        event,
        identity,
        ("day", "stage", "agenda"),
        "coach.js",
        teams_in_order=sorted(teams, key=lambda team: coaching.place(team.table, team.number)),
        session=day.first("coaching"),
    )
