"""Loading and deleting an event: all of it in one transaction, journalled from its first line."""

from typing import Any

from sqlalchemy import delete as deletion
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import access, changes, clock
from app.actions import links
from app.actions.ballots import append_version
from app.actions.contact import load_contacts
from app.actions.feedback import load_feedback
from app.actions.packets import load_packets
from app.actions.reveal import load_reveal
from app.changes import Change
from app.domain import ballots as rules
from app.domain import scope, screens
from app.domain.errors import Invalid
from app.domain.event_tables import AgendaRow, EventTables
from app.domain.event_values import Unreadable
from app.domain.event_values import slug as judged_slug
from app.keys import Keys
from app.models import (
    Award,
    Category,
    Coach,
    Criterion,
    Event,
    Installation,
    Juror,
    Organisation,
    Recusal,
    Screen,
    Slot,
    StageTimer,
    Team,
)
from app.queries import records

MINUTE_MS = 60_000


def load(keys: Keys, tables: EventTables, slug: str | None = None, demonstration: bool = False) -> Event:
    """Write a whole event or nothing; an existing slug is refused (Invalid, at `slug`).

    A demonstration begins with the afternoon: phase "pitches", scoring open. Any other event begins in "setup", closed.
    """
    with changes.transaction() as session:
        slug = tables.event.slug if slug is None else _checked(slug)
        if session.scalar(select(Event.id).filter_by(slug=slug)) is not None:
            text = "There is already an event “%(slug)s”: delete it first, or load this one under another slug."
            raise Invalid(text, {"slug": text}, {"slug": slug})
        event = _event(tables, slug, demonstration)
        session.add(event)
        session.flush()
        _describe(session, event, tables)
        change = Change(session, event, access.system(event.id), event.loaded_at_ms)
        change.record("event.loaded", tables.rules())
        _load_recusals(change, tables)
        _load_ballots(change, tables)
        load_packets(change, tables.packets, tables.closed)
        load_reveal(change, tables.reveal)
        load_contacts(change, tables.contacts)
        load_feedback(change, tables.feedback)
        links.make_all(session, keys, event)
    changes.tell(event.id)
    return event


def restored() -> None:
    """Have every journal say that its event was just brought back from a copy, under a new epoch."""
    with changes.transaction() as session:
        epoch = session.scalars(select(Installation.epoch)).one()
        for event in session.scalars(select(Event)):
            Change(session, event, access.system(event.id), clock.now_ms()).record("event.restored", {"epoch": epoch})


def _checked(slug: str) -> str:
    """Another slug than the tables', by the same rule; Invalid where it cannot be an address."""
    try:
        return judged_slug(slug)
    except Unreadable as why:
        raise Invalid(why.text, {"slug": why.text}, why.params) from why


def delete(event_id: int) -> None:
    """Delete an event and everything that hangs from it; whoever listens to it is told that it is gone."""
    with changes.transaction() as session:
        session.execute(deletion(Event).where(Event.id == event_id))
    changes.tell(event_id)


def _event(tables: EventTables, slug: str, demonstration: bool) -> Event:
    row = tables.event
    return Event(
        slug=slug,
        name=row.name,
        date=row.date.isoformat(),
        place=row.place,
        timezone=row.timezone,
        language=row.language,
        pitch_ms=row.pitch_minutes * MINUTE_MS,
        questions_ms=row.questions_minutes * MINUTE_MS,
        scale_min=row.scale_min,
        scale_max=row.scale_max,
        comment_at_extremes=row.comment_at_extremes,
        laureates=row.laureates,
        own_organisation=row.own_organisation,
        missed_pitches=row.missed_pitches,
        brand=row.brand,
        visibility=row.visibility,
        phase="pitches" if demonstration else "setup",
        scoring="open" if demonstration else "closed",
        demonstration=demonstration,
        loaded_at_ms=clock.now_ms(),
    )


def _describe(session: Session, event: Event, tables: EventTables) -> None:
    """Criteria, organisations, categories, teams, people and the agenda, each in the order of its table."""
    here = {"event_id": event.id}
    session.add(Screen(**here, key="1", name=screens.FIRST_NAMES[event.language], page="stage", black=False))
    for position, criterion in enumerate(tables.criteria):
        levels = {str(score): text for score, text in criterion.levels.items()}
        session.add(
            Criterion(
                **here,
                position=position,
                key=criterion.key,
                label=criterion.label,
                description=criterion.description or "",
                weight=criterion.weight,
                levels=levels,
            )
        )
    described = ((Organisation, tables.organisations), (Category, tables.categories), (Juror, tables.jurors))
    for model, rows in described:
        for position, row in enumerate(rows):
            session.add(model(**here, position=position, **_columns(model, row)))
    _seat(session, event, tables)
    for team in tables.teams:
        columns = _columns(Team, team)
        columns["organisation"] = "+".join(team.organisations)
        columns["short_title"] = team.short_title or team.title
        session.add(Team(**here, **columns))
    session.add_all(Coach(**here, **_columns(Coach, row)) for row in tables.coaches)
    session.add_all(Award(**here, **_columns(Award, row)) for row in tables.awards)
    session.add_all(_slot(event, position, slot) for position, slot in enumerate(tables.agenda))
    session.add(StageTimer(event_id=event.id, phases=[]))
    session.flush()


def _seat(session: Session, event: Event, tables: EventTables) -> None:
    """Of a juror and their substitutes one sits: the substitute who is said to, else the juror."""
    session.flush()
    members = [scope.Member(row.key, row.organisation, row.substitute_for) for row in tables.jurors]
    sitting = scope.sitting(members, {row.key for row in tables.jurors if row.sits})
    for juror in session.scalars(select(Juror).filter_by(event_id=event.id)):
        juror.sits = juror.key in sitting


def _columns(model: Any, row: Any) -> dict[str, Any]:
    """The columns that a table of the files and ours have in common."""
    names = [column.key for column in model.__table__.columns]
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def _slot(event: Event, position: int, row: AgendaRow) -> Slot:
    duration = row.minutes * MINUTE_MS
    return Slot(
        event_id=event.id,
        key=f"s{position + 1:02}",
        position=position,
        kind=row.kind,
        title=row.title or "",
        team=row.team,
        planned_at_ms=row.planned_at_ms,
        published_at_ms=row.planned_at_ms,
        duration_ms=duration,
        phases=_phases(event, row, duration),
        floor_ms=row.floor_minutes * MINUTE_MS if row.floor_minutes is not None else None,
        not_before_at_ms=row.not_before_at_ms,
    )


def _phases(event: Event, row: AgendaRow, duration: int) -> list[list[object]]:
    """A pitch has its pitch and its questions, of the event's length or its own; any other slot is one phase."""
    if row.kind != "pitch":
        return [[row.kind, duration]]
    pitch = event.pitch_ms if row.pitch_minutes is None else row.pitch_minutes * MINUTE_MS
    questions = event.questions_ms if row.questions_minutes is None else row.questions_minutes * MINUTE_MS
    return [[key, length] for key, length in (("pitch", pitch), ("questions", questions)) if length]


def _load_recusals(change: Change, tables: EventTables) -> None:
    for row in tables.recusals:
        juror = records.juror(change.session, change.event, row.juror)
        team = records.team(change.session, change.event, row.team)
        if juror is None or team is None:
            raise Invalid("A recusal names a juror or a team that is not there.")
        reason = change.personal(row.reason)
        change.session.add(
            Recusal(
                event_id=change.event.id,
                juror_id=juror.id,
                team_id=team.id,
                kind="recusal",
                reason_id=reason.id if reason else None,
                in_force=True,
            )
        )
        said = {"juror": row.juror, "team": row.team, "in_force": True}
        change.record("recusal", {**said, "reason": reason.commitment if reason else None})


def _load_ballots(change: Change, tables: EventTables) -> None:
    """Loaded ballots count as validated ones; a row with an empty criterion is a draft."""
    for row in tables.ballots:
        juror = records.juror(change.session, change.event, row.juror)
        team = records.team(change.session, change.event, row.team)
        if juror is None or team is None:
            raise Invalid("A ballot names a juror or a team that is not there.")
        scores = {criterion.key: row.scores.get(criterion.key) for criterion in tables.criteria}
        append_version(change, None, juror, team, rules.Values(scores, row.comment or "", final=row.final))
