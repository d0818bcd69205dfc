"""A team's phone: when is it our turn."""

from flask import Blueprint

from app import clock
from app.domain.errors import Refusal
from app.domain.programme import Turn
from app.extensions import db
from app.queries import agenda, programme, records
from app.web import faces, pages, visitor

team = Blueprint("team", __name__)


@team.get("/<slug>/team")
def turn(slug: str) -> str:
    """My slot, my table, my sheet."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("team", event)
    mine = records.team(db.session(), event, int(identity.subject))
    if mine is None:
        raise Refusal(404, "There is no such team.")
    now = clock.now_ms()
    day = programme.day(db.session(), event, now)
    mine_here = day.turn(mine.number)
    return pages.render(
        "team/turn.html",
        event,
        identity,
        ("day", "stage", "agenda"),
        "team.js",
        {"team": mine.number, "pitch_minutes": _pitch_minutes(mine_here)},
        team=mine,
        turn=mine_here,
        announcement=day.first("announcement"),
        face=faces.face(agenda.timer_of(db.session(), event), now),
    )


def _pitch_minutes(turn: Turn | None) -> int | None:
    """How long the pitch itself lasts, questions apart."""
    phases = turn.line.slot.phases if turn is not None else ()
    return phases[0].duration_ms // 60_000 if phases else None
