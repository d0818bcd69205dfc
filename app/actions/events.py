"""Loading and deleting an event: all of it in one transaction, journalled from its first line."""

from collections.abc import Mapping

from sqlalchemy import delete as deletion
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import access, changes, clock
from app.access import Identity
from app.actions import describing, links
from app.actions.ballots import append_version
from app.actions.coaching import load_rounds
from app.actions.contact import load_contacts
from app.actions.favourite import load_favourite
from app.actions.feedback import load_feedback
from app.actions.packets import load_packets
from app.actions.reveal import load_reveal
from app.changes import Answer, Change
from app.domain import archives, screens
from app.domain import ballots as rules
from app.domain.errors import Invalid, Refusal
from app.domain.event_tables import EventTables
from app.domain.event_values import Unreadable, local_time
from app.domain.event_values import slug as judged_slug
from app.keys import Keys
from app.models import (
    Award,
    Category,
    Coach,
    Criterion,
    Destruction,
    Event,
    Installation,
    Juror,
    Operation,
    Organisation,
    Recusal,
    Screen,
    StageTimer,
    Team,
)
from app.queries import journal, records


def load(
    keys: Keys,
    tables: EventTables,
    slug: str | None = None,
    demonstration: bool = False,
    actor: Identity | None = None,
    op: str | None = None,
    copy_of: int | None = None,
) -> Event:
    """Write a whole event or nothing; an existing slug is refused (Invalid, at `slug`).

    A demonstration begins with the afternoon: phase "pitches", scoring open. Any other event begins in "setup", closed.
    The same `op` of the same actor makes one event: sent again, it is answered with the one that it made. So is whoever
    copies an event that has its copy.
    """
    with changes.transaction() as session:
        _refuse_unless_valid(session, actor)
        made = _made_by(session, actor, op) or _copy_of(session, copy_of)
        if made is not None:
            return made
        slug = tables.event.slug if slug is None else _checked(slug)
        if session.scalar(select(Event.id).filter_by(slug=slug)) is not None:
            raise Invalid.at(
                "slug",
                "There is already an event “%(slug)s”: delete it first, or load this one under another slug.",
                slug=slug,
            )
        event = _event(tables, slug, demonstration)
        event.copy_of = copy_of
        session.add(event)
        session.flush()
        _describe(session, event, tables)
        change = Change(session, event, access.system(event.id), event.loaded_at_ms)
        change.record("event.loaded", tables.rules())
        _load_what_was_done(change, tables)
        links.make_all(session, keys, event)
        if actor is not None:
            changes.remember(session, event.id, actor.key, op, "", Answer(200, {"slug": slug}))
    changes.tell(event.id)
    return event


def _load_what_was_done(change: Change, tables: EventTables) -> None:
    """Keep what people did at the event before it came here; what describes it is there."""
    _load_recusals(change, tables)
    _load_ballots(change, tables)
    load_packets(change, tables.packets, tables.closed)
    load_reveal(change, tables.reveal)
    load_contacts(change, tables.contacts)
    load_feedback(change, tables.feedback)
    load_favourite(change, tables.favourite)
    load_rounds(change, tables.coaching)


def _refuse_unless_valid(session: Session, actor: Identity | None) -> None:
    """An act of nobody is the installation's own; somebody's wants a link or account that still opens."""
    if actor is not None and not access.still_valid(session, actor):
        raise Refusal(401, "This link no longer opens anything.")


def _made_by(session: Session, actor: Identity | None, op: str | None) -> Event | None:
    """The event that this actor's `op` made, if it is still there."""
    if actor is None or op is None:
        return None
    answered = select(Event).join(Operation, Operation.event_id == Event.id)
    return session.scalar(answered.where(Operation.actor == actor.key, Operation.op == op))


def _copy_of(session: Session, original: int | None) -> Event | None:
    """The copy of an event, if it has one."""
    return None if original is None else session.scalar(select(Event).filter_by(copy_of=original))


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


def delete(event_id: int, actor: Identity, visa: Mapping[str, str]) -> None:
    """Delete an event and everything that hangs from it; whoever listens to it is told that it is gone.

    What stays is that it was, and the `visa` (by field, as typed) that this needs once somebody was judged: Invalid
    at what is missing of it.
    """
    with changes.transaction() as session:
        event = session.get(Event, event_id)
        if event is None:
            raise Refusal(404, "There is no such event.")
        _refuse_unless_valid(session, actor)
        needed = archives.needs_visa(event.demonstration, records.judged(session, event))
        today = local_time(clock.now_ms(), event.timezone).date()
        given = archives.visa(visa, today) if needed or any(visa.values()) else None
        session.add(
            Destruction(
                at_ms=clock.now_ms(),
                actor=actor.key,
                slug=event.slug,
                name=event.name,
                date=event.date,
                journal_head=journal.head(session, event)["head"],
                visa_by=given and given.by,
                visa_reference=given and given.reference,
                visa_date=given and given.on.isoformat(),
            )
        )
        session.execute(deletion(Event).where(Event.id == event_id))
    changes.tell(event_id)
    changes.forget()


def wipe(copy_id: int, actor: Identity) -> None:
    """Delete the copy of an event; wiped already, nothing is left to do. Any other event is refused, 409."""
    with changes.transaction() as session:
        copy = session.get(Event, copy_id)
        if copy is None:
            return
        if copy.copy_of is None:
            raise Refusal(409, "This event is no rehearsal: it is not wiped.")
        _refuse_unless_valid(session, actor)
        session.execute(deletion(Event).where(Event.id == copy_id))
    changes.tell(copy_id)


def _event(tables: EventTables, slug: str, demonstration: bool) -> Event:
    row = tables.event
    return Event(
        slug=slug,
        **describing.event_columns(row),
        visibility=row.visibility,
        top_only=row.top_only,
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
        session.add(Criterion(**here, position=position, **describing.criterion_columns(criterion)))
    described = ((Organisation, tables.organisations), (Category, tables.categories), (Juror, tables.jurors))
    for model, rows in described:
        for position, row in enumerate(rows):
            session.add(model(**here, position=position, **describing.columns(model, row)))
    describing.seat(session, event, tables)
    session.add_all(Team(**here, **describing.team_columns(row)) for row in tables.teams)
    session.add_all(Coach(**here, **describing.columns(Coach, row)) for row in tables.coaches)
    session.add_all(Award(**here, **describing.columns(Award, row)) for row in tables.awards)
    for position, row in enumerate(tables.agenda):
        session.add(describing.slot(event, f"s{position + 1:02}", position, row))
    session.add(StageTimer(event_id=event.id, phases=[]))
    session.flush()


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
