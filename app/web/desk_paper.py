"""Paper at the desk: who scores on paper, what was read in, and the form by which two persons read one ballot."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import paper as reading
from app.changes import Answer
from app.domain import ballots as rules
from app.domain import paper as stages
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event, Juror, PaperBallot, PaperReading, Team
from app.queries import ballots, day, paper, records
from app.web import errors, pages, visitor
from app.web.command import ballot_written, form_op, new_op, whole

desk_paper = Blueprint("desk_paper", __name__, url_prefix="/<slug>/desk/paper")

TOPICS = ("day", "progress")


@desk_paper.get("/")
@desk_paper.get("")
def overview(slug: str) -> str:
    """What waits for another reading, and every juror's papers by state; never a score."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/paper", event)
    waiting = paper.waiting(db.session(), event)
    return pages.render(
        "desk/paper.html",
        event,
        identity,
        TOPICS,
        "desk_lines.js",
        lines=paper.lines(db.session(), event),
        waiting=waiting,
        readers=_names(event, {one.author for one in waiting}),
        mine=_held(),
    )


@desk_paper.post("/jurors")
def put_on_paper(slug: str) -> ResponseReturnValue:
    """Note that a juror scores on paper, or no longer does."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("paper", event)
    key, on_paper = request.form.get("juror", ""), request.form.get("on_paper") == "yes"
    given = reading.put_on_paper(event.id, identity, form_op(), key, on_paper)
    if given.status != 200:
        return errors.refused(given.status, given.body)
    return redirect(f"/{event.slug}/desk/paper#juror-{key}", 303)


@desk_paper.get("/<juror>/<int:number>")
def ballot(slug: str, juror: str, number: int) -> str:
    """One paper ballot: the reading that is due, or what became of it."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/paper", event)
    return _page(event, identity, *_pair(event, juror, number))


@desk_paper.post("/<juror>/<int:number>")
def read(slug: str, juror: str, number: int) -> ResponseReturnValue:
    """Take a reading; a refusal shows the form again with what was typed."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("paper", event)
    form = request.form
    sent = reading.Sent(
        juror,
        number,
        whole(form.get("place", "")),
        base=whole(form.get("base", "")),
        filled=form.get("filled"),
        reason=form.get("reason"),
        held=_held(),
        **ballot_written(),
    )
    return _after(reading.read(event.id, identity, form_op(), sent), event, identity, juror, number)


@desk_paper.post("/<juror>/<int:number>/drop")
def drop(slug: str, juror: str, number: int) -> ResponseReturnValue:
    """Drop what was read of a ballot that does not count yet."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("paper", event)
    return _after(reading.drop(event.id, identity, form_op(), juror, number), event, identity, juror, number)


def _held() -> frozenset[str]:
    """Everybody that this browser is: who read a ballot in under one name does not confirm it under another."""
    return frozenset(identity.key for identity in visitor.held())


def _pair(event: Event, key: str, number: int) -> tuple[Juror, Team]:
    juror, team = records.juror(db.session(), event, key), records.team(db.session(), event, number)
    if juror is None or team is None:
        raise Refusal(404, "There is no such ballot.")
    return juror, team


def _names(event: Event, keys: set[str]) -> dict[str, str]:
    return {key: paper.person(db.session(), event, key) for key in keys}


def _after(given: Answer, event: Event, identity: Identity, juror: str, number: int) -> ResponseReturnValue:
    if given.status == 200:
        return redirect(f"/{event.slug}/desk/paper/{juror}/{number}", 303)
    if given.status == 404:
        return errors.refused(given.status, given.body)
    db.session.rollback()  # read again what the refusal left
    return _page(event, identity, *_pair(event, juror, number), errors.in_words(given.body)), given.status


def _page(event: Event, identity: Identity, juror: Juror, team: Team, problem: dict[str, Any] | None = None) -> str:
    session = db.session()
    sheet = paper.last_of(session, juror, team)
    made = paper.readings(session, sheet)
    marks = next(line.marks for line in paper.lines(session, event) if line.juror is juror)
    counts = ballots.counting_version(session, juror, team)
    standing = _standing(event, identity, marks[team.number], team, sheet, made)
    return pages.render(
        "desk/paper_ballot.html",
        event,
        identity,
        ("day",),
        juror=juror,
        team=team,
        standing=standing,
        place={"second": stages.SECOND, "third": stages.THIRD}.get(standing, stages.FIRST),
        readers=[(paper.person(session, event, each.author), each.read_at_ms) for each in made],
        # Figures leave the server in one case: two readings differ, and the organiser is to decide.
        differ=made if standing == "third" else [],
        comment=ballots.text(session, made[0].comment_id) if standing == "third" else "",
        differing=stages.differing(paper.as_rule(made)) if standing == "third" else (),
        counts=counts,
        revision=ballots.own(session, event, juror, team)["revision"],
        is_open=rules.is_open(event.scoring, juror.reopened),
        next_team=_next(marks, team.number),
        criteria=day.criteria(session, event),
        problem=problem,
        typed=request.form if problem else {},
        op=new_op(),
    )


def _standing(
    event: Event, identity: Identity, mark: str, team: Team, sheet: PaperBallot | None, made: list[PaperReading]
) -> str:
    """What somebody finds: no score expected, a reading to make, one that is for somebody else, or what it became.

    Where the tablet's ballot counts, a paper that counted before it is history.
    """
    if mark in ("out", "recused"):
        return mark
    grid = ballots.grid(db.session(), event)
    if identity.role == "chair" and (identity.subject, team.number) in grid.recused:
        return "stepped_aside"
    if sheet is None:
        return "first"
    if sheet.state not in stages.WAITING:
        return sheet.state if mark in ("paper", "none") else "first"
    readings = paper.as_rule(made)
    if stages.same_person(readings, _held()):
        return "mine"
    if stages.due(readings) == stages.SECOND:
        return "second"
    return "third" if identity.role == "organiser" else "not_mine"


def _next(marks: dict[int, str], number: int) -> int | None:
    """The juror's next team whose ballot nobody read in, going round."""
    order = sorted(marks, key=lambda team: (team <= number, team))
    return next((team for team in order if marks[team] == "none" and team != number), None)
