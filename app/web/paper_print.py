"""Ballots to print, one sheet for each juror and team, with the address at which the desk types it as a QR code."""

from dataclasses import dataclass

import gevent
import segno
from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions import paper as printing
from app.domain.paper import ALL, BLANK, Printed
from app.extensions import db
from app.models import Event, Juror, Team
from app.queries import ballots, day, paper
from app.web import errors, pages, visitor
from app.web.command import form_op, whole
from app.web.desk import base_url

paper_print = Blueprint("paper_print", __name__, url_prefix="/<slug>/desk/paper/print")

# A ream: more is asked for juror by juror.
MOST_SHEETS = 500


@dataclass(frozen=True)
class Sheet:
    """One printed ballot; without a juror, or a team, there is a line to write it on."""

    juror: Juror | None
    team: Team | None


@paper_print.get("")
def sheets(slug: str) -> str:
    """The ballots of one juror, of the whole jury, or blank ones; of one team, or of all."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/paper", event)
    known = ballots.grid(db.session(), event)
    first = next((juror.key for juror in known.jurors if juror.on_paper), BLANK)
    wanted = request.args.get("juror", first), request.args.get("team", ALL)
    found = _asked(known, *wanted)
    return pages.render(
        "desk/paper_print.html",
        event,
        identity,
        module="print.js",
        jurors=known.jurors,
        wanted=wanted,
        in_hand=max((one.at_ms for one in _printed(event, *wanted)), default=None),
        count=len(found),
        most=MOST_SHEETS,
        sheets=_drawn(event, found) if len(found) <= MOST_SHEETS else [],
    )


@paper_print.post("")
def have_printed(slug: str) -> ResponseReturnValue:
    """Note that these ballots are printed and in hand."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("paper", event)
    juror, team = request.form.get("juror", ""), request.form.get("team", "")
    given = printing.have_printed(event.id, identity, form_op(), juror, team)
    if given.status != 200:
        return errors.refused(given.status, given.body)
    return redirect(f"/{event.slug}/desk/jury#ready-paper", 303)


def _printed(event: Event, juror: str, team: str) -> list[Printed]:
    """Each time these very ballots were printed as they are today."""
    form = paper.form(db.session(), event)
    asked = (juror, team, form)
    return [one for one in paper.printed(db.session(), event) if (one.juror, one.team, one.form) == asked]


def _asked(known: ballots.Grid, juror: str, team: str) -> list[Sheet]:
    """The sheets that are asked for: of pairs that a score is expected of, juror by juror, then of nobody."""
    if juror == BLANK and team == BLANK:
        return [Sheet(None, None)]
    number = whole(team)
    teams = [each for each in known.teams if team == ALL or each.number == number]
    if juror == BLANK:
        return [Sheet(None, each) for each in teams]
    expected = set(known.expected)
    jurors = [each for each in known.jurors if juror in (ALL, each.key)]
    return [Sheet(who, each) for who in jurors for each in teams if (who.key, each.number) in expected]


def _drawn(event: Event, asked: list[Sheet]) -> list[Markup]:
    """Each sheet as it is printed; ballots that arrive meanwhile pass between two of them."""
    criteria = day.criteria(db.session(), event)
    organisations = pages.organisations(event)
    drawn = []
    for sheet in asked:
        code = _code(event, sheet.juror, sheet.team) if sheet.juror and sheet.team else None
        drawn.append(
            Markup(
                render_template(
                    "desk/_paper_sheet.html",
                    event=event,
                    juror=sheet.juror,
                    team=sheet.team,
                    criteria=criteria,
                    page={"organisations": organisations},
                    code=code,
                )
            )
        )
        gevent.sleep(0)
    return drawn


def _code(event: Event, juror: Juror, team: Team) -> Markup:
    """The desk's address of a pair, as a QR code; it opens nothing for who has no business at the desk."""
    address = f"{base_url()}/{event.slug}/desk/paper/{juror.key}/{team.number}"
    # Any mask is legal; trying all eight takes five times as long, and there are as many codes as pairs.
    drawn = segno.make(address, error="m", boost_error=False, mask=3).svg_inline(border=0, omitsize=True)
    return Markup(drawn)  # a juror's key is of letters, digits and dashes: nothing in it needs escaping
