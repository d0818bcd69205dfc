"""An event as its tables: what the complete export writes, and loading reads back."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import event_tables as tables_of
from app.domain.agenda import MINUTE_MS
from app.domain.ballots import written
from app.domain.event_tables import EventTables
from app.domain.laureates import CLOSED
from app.models import (
    Award,
    Ballot,
    BallotVersion,
    Category,
    Coach,
    Event,
    Juror,
    Organisation,
    Recusal,
    Slot,
    Team,
)
from app.queries import agenda, ballots, coaching, day, favourite, feedback, laureates, packets, reveal
from app.queries.contacts import contacts


def tables(session: Session, event: Event) -> EventTables:
    """Every table of an event, with the ballots that count and, where none does, the draft."""
    return replace(
        described(session, event),
        ballots=_ballots(session, event),
        packets=tuple(packets.read(each) for each in laureates.packets(session, event)),
        closed=laureates.of(session, event).state == CLOSED,
        reveal=reveal.exported(session, event),
        contacts=contacts(session, event),
        feedback=feedback.exported(session, event),
        favourite=favourite.exported(session, event),
        coaching=coaching.exported(session, event),
    )


def described(session: Session, event: Event) -> EventTables:
    """What describes an event: its tables without its ballots."""
    return EventTables(
        event=_event(event),
        criteria=tuple(
            tables_of.CriterionRow(
                key=c.key,
                label=c.label,
                description=c.description or None,
                weight=c.weight,
                levels={int(score): text for score, text in c.levels.items()},
            )
            for c in day.criteria(session, event)
        ),
        organisations=_rows(session, event, Organisation, tables_of.OrganisationRow),
        categories=_rows(session, event, Category, tables_of.CategoryRow),
        teams=_teams(session, event),
        jurors=_jurors(session, event),
        recusals=_recusals(session, event),
        coaches=_rows(session, event, Coach, tables_of.CoachRow),
        agenda=tuple(_slot(event, slot) for slot in agenda.slots(session, event)),
        awards=_rows(session, event, Award, tables_of.AwardRow),
    )


def _event(event: Event) -> tables_of.EventRow:
    return tables_of.EventRow(
        slug=event.slug,
        name=event.name,
        date=date.fromisoformat(event.date),
        place=event.place,
        public_address=event.public_address,
        timezone=event.timezone,
        language=event.language,
        pitch_minutes=event.pitch_ms // MINUTE_MS,
        questions_minutes=event.questions_ms // MINUTE_MS,
        scale_min=event.scale_min,
        scale_max=event.scale_max,
        comment_at_extremes=event.comment_at_extremes,
        laureates=event.laureates,
        own_organisation=event.own_organisation,
        missed_pitches=event.missed_pitches,
        method=event.method,
        visibility=event.visibility,
        top_only=event.top_only,
        brand=event.brand,
        retention_months=event.retention_months,
        controllers=event.controllers,
    )


def _rows(session: Session, event: Event, model: Any, row_type: Any) -> tuple[Any, ...]:
    """The rows of a table whose columns are those of its file."""
    found = session.scalars(select(model).filter_by(event_id=event.id).order_by(model.id))
    names = [name for name in row_type.__dataclass_fields__ if name != "line"]
    return tuple(row_type(**{name: getattr(row, name) for name in names}) for row in found)


def _teams(session: Session, event: Event) -> tuple[tables_of.TeamRow, ...]:
    found = session.scalars(select(Team).filter_by(event_id=event.id).order_by(Team.id))
    own = ("line", "organisations", "short_title")
    names = [name for name in tables_of.TeamRow.__dataclass_fields__ if name not in own]
    return tuple(
        tables_of.TeamRow(
            organisations=tuple(team.organisation.split("+")),
            # A team without a short title is called by its title, however long.
            short_title=team.short_title if team.short_title != team.title else None,
            **{name: getattr(team, name) for name in names},
        )
        for team in found
    )


def _jurors(session: Session, event: Event) -> tuple[tables_of.JurorRow, ...]:
    """That somebody sits goes without saying, but of a substitute."""
    found: tuple[tables_of.JurorRow, ...] = _rows(session, event, Juror, tables_of.JurorRow)
    return tuple(replace(row, sits=row.sits and row.substitute_for is not None) for row in found)


def _slot(event: Event, slot: Slot) -> tables_of.AgendaRow:
    lengths = dict(slot.phases) if slot.kind == "pitch" else {}
    usual = {"pitch": event.pitch_ms, "questions": event.questions_ms}
    own = {key: lengths.get(key, 0) // MINUTE_MS for key in usual if lengths and lengths.get(key, 0) != usual[key]}
    return tables_of.AgendaRow(
        planned_at_ms=slot.planned_at_ms,
        minutes=slot.duration_ms // MINUTE_MS,
        kind=slot.kind,
        title=slot.title or None,
        team=slot.team,
        floor_minutes=slot.floor_ms // MINUTE_MS if slot.floor_ms is not None else None,
        not_before_at_ms=slot.not_before_at_ms,
        pitch_minutes=own.get("pitch"),
        questions_minutes=own.get("questions"),
    )


def _recusals(session: Session, event: Event) -> tuple[tables_of.RecusalRow, ...]:
    rows = session.execute(
        select(Juror.key, Team.number, Recusal.reason_id)
        .join(Juror, Juror.id == Recusal.juror_id)
        .join(Team, Team.id == Recusal.team_id)
        .where(Recusal.event_id == event.id, Recusal.in_force)
        .order_by(Recusal.id)
    )
    return tuple(
        tables_of.RecusalRow(juror=juror, team=team, reason=ballots.text(session, reason) or None)
        for juror, team, reason in rows
    )


def _ballots(session: Session, event: Event) -> tuple[tables_of.BallotRow, ...]:
    """A ballot that counts is written as it counts, an unfinished draft as that draft.

    A draft with every criterion scored is left out: loaded back it would count, and its juror never said so.
    """
    expected = set(ballots.grid(session, event).expected)
    kept = select(Ballot, BallotVersion, Juror.key, Team.number).join(
        BallotVersion, BallotVersion.ballot_id == Ballot.id
    )
    rows = session.execute(
        kept.join(Juror, Juror.id == Ballot.juror_id)
        .join(Team, Team.id == Ballot.team_id)
        .where(Ballot.event_id == event.id)
        .order_by(Juror.position, Team.number)
    )
    return tuple(
        tables_of.BallotRow(
            juror=juror,
            team=team,
            scores=version.scores,
            comment=ballots.text(session, version.comment_id) or None,
        )
        for ballot, version, juror, team in rows
        if (juror, team) in expected and _is_written(ballot, version)
    )


def _is_written(ballot: Ballot, version: BallotVersion) -> bool:
    if ballot.counting_revision is not None:
        return version.revision == ballot.counting_revision
    begun = written(version.scores, version.comment_id is not None)
    return version.revision == ballot.revision and begun and None in version.scores.values()
