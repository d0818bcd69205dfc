"""A coach's phone: who sits at which table, and with what project."""

import sys

from flask import Blueprint
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Team
from app.queries import programme
from app.web import pages, visitor

coach = Blueprint("coach", __name__)

LAST = sys.maxsize


@coach.get("/<slug>/coach")
def tables(slug: str) -> str:
    """The tables in their order, each with its team and its sheet."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("coach", event)
    teams = sorted(db.session.scalars(select(Team).filter_by(event_id=event.id)), key=_place)
    day = programme.day(db.session(), event, clock.now_ms())
    session = next((part.lines[0] for part in day.parts if part.lines[0].slot.kind == "coaching"), None)
    topics = ("day", "stage", "agenda")
    return pages.render("coach/tables.html", event, identity, topics, "coach.js", teams_in_order=teams, session=session)


def _place(team: Team) -> tuple[int, str, int]:
    """Where a team sits in the round: tables by number, then by name, then teams without a table."""
    table = team.table or ""
    if table.isdecimal():
        return int(table), "", team.number
    return LAST, table or chr(sys.maxunicode), team.number
