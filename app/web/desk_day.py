"""The day for those who lead it: the host's view, and the report of what was planned, published and done."""

from flask import Blueprint, Response
from flask_babel import gettext as _

from app import clock
from app.documents.csv_folder import content_of
from app.domain import programme as programming
from app.domain import report as reporting
from app.domain import run_down
from app.domain.agenda import FUTURE
from app.extensions import db
from app.models import Event
from app.queries import agenda, records
from app.queries import desk as drawing
from app.web import faces, formats, pages, visitor

desk_day = Blueprint("desk_day", __name__, url_prefix="/<slug>/desk")

# How many are named after the next one: a host looks two or three ahead.
AHEAD = 3


@desk_day.get("/host")
def host(slug: str) -> str:
    """For whoever presents the day: who is on, who is next and how to say it, what is late."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/host", event)
    now = clock.now_ms()
    lines = drawing.run_down(db.session(), event, now)
    current = next((line for line in lines if line.slot.status in programming.ON), None)
    coming = [line for line in lines if line.slot.status in FUTURE and line.shown_at_ms is not None]
    after = [line for line in coming if current is None or line.turn or line.slot.position > current.slot.position]
    return pages.render(
        "desk/host.html",
        event,
        identity,
        ("day", "stage", "agenda"),
        "host.js",
        current=current,
        following=after[: AHEAD + 1],
        turns=sum(line.turn is not None for line in lines),
        late=run_down.lateness(lines),
        face=faces.face(agenda.timer_of(db.session(), event), now),
        sheets={row.number: row for row in records.teams(db.session(), event)},
    )


@desk_day.get("/report")
def report(slug: str) -> str:
    """The report of the day: each slot as planned, published and done; to print."""
    event = visitor.event_or_404(slug)
    identity = visitor.at_home("desk/report", event)
    rows = _report(event)
    return pages.render(
        "desk/report.html", event, identity, module="print.js", rows=rows, summary=reporting.summary(rows)
    )


@desk_day.get("/report.csv")
def report_csv(slug: str) -> Response:
    """The same report, for a spreadsheet."""
    event = visitor.event_or_404(slug)
    visitor.at_home("desk/report", event)
    teams, zone = pages.teams(event), event.timezone
    header = [_("Turn"), _("Team"), _("Slot"), _("State"), _("Planned"), _("Published"), _("Began"), _("Ended")]
    header += [_("Gap, min"), _("Planned length, min"), _("Lasted, min")]
    content = content_of(header, [_cells(row, teams, zone) for row in _report(event)])
    headers = {"Content-Disposition": f'attachment; filename="{event.slug}-day.csv"', "Cache-Control": "no-store"}
    return Response(content, mimetype="text/csv", headers=headers)


def _report(event: Event) -> list[reporting.Row]:
    rows = agenda.slots(db.session(), event)
    run = [agenda.as_rule(row) for row in rows]
    return reporting.rows(run, {row.key: row.published_at_ms for row in rows}, clock.now_ms())


def _states() -> dict[str, str]:
    """What became of a slot, as the report's page says it; nothing of one that is still to come."""
    return {
        "called": _("Called"),
        "on_stage": _("On stage"),
        "done": _("Passed"),
        "absent": _("Absent"),
        "postponed": _("Postponed"),
    }


def _cells(row: reporting.Row, teams: dict[int, dict[str, str]], zone: str) -> list[str]:
    def hour(at_ms: int | None) -> str:
        return "" if at_ms is None else formats.hour_with_seconds(at_ms, zone)

    slot = row.slot
    title = teams[slot.team]["title"] if slot.team else slot.title
    hours = [hour(at_ms) for at_ms in (slot.planned_at_ms, row.published_at_ms, row.began_at_ms, row.ended_at_ms)]
    figures = [row.gap, slot.duration_ms // 60_000, row.lasted]
    named = [str(row.turn or ""), str(slot.team or ""), title, _states().get(slot.status, "")]
    return [*named, *hours, *("" if figure is None else str(figure) for figure in figures)]
