"""What a juror reads back: all their scores on one page, edited in place, and every version of every ballot."""

from flask import Blueprint, request

from app.extensions import db
from app.queries import own_scores, versions
from app.web import pages, tablet, visitor

jury_scores = Blueprint("jury_scores", __name__, url_prefix="/<slug>/jury")


@jury_scores.get("/scores")
def scores(slug: str) -> str:
    """Teams by criteria: the juror's own scores, in the order of the day or by their own mean."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("jury", event)
    juror = tablet.juror_of(event, identity)
    asked = request.args.get("by")
    order = asked if asked in own_scores.ORDERS else own_scores.ORDERS[0]
    return tablet.page(
        "jury/scores.html",
        "jury_scores.js",
        event,
        identity,
        order=order,
        rows=own_scores.rows(db.session(), event, juror, order),
    )


@jury_scores.get("/versions")
def read_back(slug: str) -> str:
    """Every version of the juror's ballots, and which one counts."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("jury", event)
    juror = tablet.juror_of(event, identity)
    return pages.render(
        "jury/versions.html",
        event,
        identity,
        ("day",),
        juror=juror,
        versions=versions.of_juror(db.session(), event, juror, identity),
    )
