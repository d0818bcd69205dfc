"""What is kept of one person: all of it, for themselves to read; and what erasing them would do, before it is done."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access import JURY
from app.domain import erasure
from app.domain.errors import Nothing
from app.models import (
    Arrival,
    Attendance,
    Ballot,
    BallotVersion,
    Coach,
    Event,
    Juror,
    Link,
    Organiser,
    Packet,
    PaperBallot,
    PaperReading,
    PersonalText,
    Recusal,
    Seat,
    SetAside,
    TablesStep,
    Team,
    Visit,
)
from app.queries import journal, laureates, packets, records
from app.queries import mentions as searching

ORGANISER = "organiser"
ROLES = {erasure.JUROR: tuple(sorted(JURY)), erasure.COACH: ("coach",), erasure.TEAM: ("team",)}
TABLES: dict[str, Any] = {erasure.JUROR: Juror, erasure.COACH: Coach, erasure.TEAM: Team, ORGANISER: Organiser}


@dataclass(frozen=True)
class Person:
    """Somebody of an event, as their kind and key name them. A team stands for those who are named on its sheet."""

    kind: str
    key: str
    row: Any
    names: tuple[str, ...]
    becomes: str

    @property
    def found(self) -> Any:
        """What finds their names in a text."""
        return erasure.looked_for(list(self.names))


@dataclass(frozen=True)
class Outlook:
    """What erasing somebody would do, in figures."""

    person: Person
    scores: int
    words: int
    mentions: int
    links: int
    packets: tuple[int, ...]
    steps: int
    # The key stays in the journal: it should not be a name.
    key_tells: bool


def person(session: Session, event: Event, kind: str, key: str) -> Person:
    """The person of a kind and key; Nothing where there is none."""
    if kind == erasure.JUROR:
        juror = records.juror(session, event, key)
        if juror is not None:
            place = searching.place(session, event, juror)
            return Person(kind, key, juror, (juror.name,), erasure.pseudonym(kind, place, event.language))
    elif kind == erasure.COACH:
        rows = list(session.scalars(select(Coach).filter_by(event_id=event.id).order_by(Coach.id)))
        for place, coach in enumerate(rows, 1):
            if coach.key == key:
                return Person(kind, key, coach, (coach.name,), erasure.pseudonym(kind, place, event.language))
    elif kind == erasure.TEAM and key.isascii() and key.isdigit():
        team = records.team(session, event, int(key))
        if team is not None:
            named = [name for name in (team.members, _text(session, team.contact_id)) if name]
            return Person(kind, key, team, tuple(named), "")
    elif kind == ORGANISER:
        account = session.scalar(select(Organiser).filter_by(name=key))
        if account is not None and account.event_id in (None, event.id):
            return Person(kind, key, account, (account.name,), account.name)
    raise Nothing


def words(session: Session, who: Person) -> list[PersonalText]:
    """The texts they wrote, or that are about them alone: comments, reasons, a contact."""
    row = who.row
    asked: list[Any] = []
    if who.kind == erasure.JUROR:
        asked = [
            select(BallotVersion.comment_id).join(Ballot, Ballot.id == BallotVersion.ballot_id).where(_of(Ballot, row)),
            select(SetAside.comment_id).where(_of(SetAside, row)),
            select(Recusal.reason_id).where(_of(Recusal, row)),
            select(PaperBallot.reason_id).where(_of(PaperBallot, row)),
            select(PaperReading.comment_id)
            .join(PaperBallot, PaperBallot.id == PaperReading.paper_id)
            .where(_of(PaperBallot, row)),
        ]
    ids = {number for query in asked for number in session.scalars(query) if number is not None}
    if who.kind == erasure.TEAM and row.contact_id is not None:
        ids.add(row.contact_id)
    found = session.scalars(select(PersonalText).where(PersonalText.id.in_(ids), PersonalText.text.is_not(None)))
    return list(found)


def links(session: Session, event: Event, who: Person) -> list[Link]:
    """The links that were made for them."""
    kept = select(Link).filter_by(event_id=event.id, subject=who.key).where(Link.role.in_(ROLES.get(who.kind, ())))
    return list(session.scalars(kept.order_by(Link.id)))


def resealed(session: Session, event: Event, who: Person) -> list[tuple[Packet, dict[str, Any]]]:
    """The packets that name them, each as it would be without."""
    juror = who.key if who.kind == erasure.JUROR else ""
    pairs = [
        (packet, erasure.packet_without(packets.read(packet), juror, who.found, who.becomes or "…"))
        for packet in laureates.packets(session, event)
    ]
    return [(packet, made) for packet, made in pairs if made["digest"] != packet.digest]


def outlook(session: Session, event: Event, who: Person) -> Outlook:
    """What erasing them would do."""
    written = {text.id for text in words(session, who)}
    named = {text.id for text in searching.texts(session, event, who.found)}
    found = list(searching.mentions(session, event, who.found, who.becomes or "…"))
    scored = select(func.count(Ballot.id)).where(_of(Ballot, who.row)) if who.kind == erasure.JUROR else None
    return Outlook(
        person=who,
        scores=(session.scalar(scored) or 0) if scored is not None else 0,
        words=len(written | named),
        mentions=len(found),
        links=sum(link.revoked_at_ms is None for link in links(session, event, who)) if who.kind != erasure.TEAM else 0,
        packets=tuple(packet.number for packet, _ in resealed(session, event, who)),
        steps=session.scalar(select(func.count(TablesStep.id)).filter_by(event_id=event.id)) or 0,
        key_tells=who.kind != erasure.TEAM and any(part in who.key.casefold() for part in _parts(who.names)),
    )


def everything(session: Session, event: Event, who: Person) -> dict[str, Any]:
    """All that is kept of them, with no secret in it: neither a password nor what opens a link."""
    row, journal_name = who.row, f"{who.kind}:{who.key}"
    hidden = {"id", "event_id", "password_hash"}
    kept: dict[str, Any] = {
        "person": {"kind": who.kind, "key": who.key},
        "event": {"slug": event.slug, "name": event.name, "date": event.date},
        "described": {c.key: getattr(row, c.key) for c in row.__mapper__.columns if c.key not in hidden},
        "texts": [text.text for text in words(session, who)],
        "mentions": [
            {"table": each.row.__tablename__, "column": each.column, "value": getattr(each.row, each.column)}
            for each in searching.mentions(session, event, who.found, "…")
        ],
        "links": [
            {"role": link.role, "serial": link.serial, "revoked_at_ms": link.revoked_at_ms}
            for link in links(session, event, who)
        ],
        "sessions": _sessions(session, event, who),
        "packets": [packet.number for packet, _ in resealed(session, event, who)],
        "journal": [
            {"seq": entry.seq, "at_ms": entry.at_ms, "kind": entry.kind, "actor": entry.actor, "payload": entry.payload}
            for entry in journal.entries(session, event)
            if entry.actor == journal_name or _about(entry.payload, who)
        ],
    }
    if who.kind == erasure.JUROR:
        kept |= _of_the_jury(session, row)
    elif who.kind in (erasure.TEAM, erasure.COACH):
        came = select(Arrival.at_ms).filter_by(**{f"{who.kind}_id": row.id})
        kept["arrived_at_ms"] = session.scalar(came)
    # What the database holds is what JSON holds.
    return dict(json.loads(json.dumps(kept, default=str)))


def _of_the_jury(session: Session, juror: Juror) -> dict[str, Any]:
    versions = session.execute(
        select(Team.number, Ballot.counting_revision, BallotVersion)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .join(Team, Team.id == Ballot.team_id)
        .where(_of(Ballot, juror))
        .order_by(Team.number, BallotVersion.revision)
    )
    recusals = session.execute(
        select(Team.number, Recusal).join(Team, Team.id == Recusal.team_id).where(_of(Recusal, juror))
    )
    moves = session.scalars(select(Attendance).where(_of(Attendance, juror)).order_by(Attendance.id))
    return {
        "ballots": [
            {
                "team": team,
                "revision": version.revision,
                "counts": version.revision == counting,
                "scores": version.scores,
                "comment": _text(session, version.comment_id),
                "final": version.final,
                "saved_at_ms": version.saved_at_ms,
                "receipt": version.receipt,
                "device": version.device,
            }
            for team, counting, version in versions
        ],
        "recusals": [
            {"team": team, "kind": row.kind, "in_force": row.in_force, "reason": _text(session, row.reason_id)}
            for team, row in recusals
        ],
        "attendance": [{"kind": each.kind, "at_ms": each.at_ms} for each in moves],
    }


def _sessions(session: Session, event: Event, who: Person) -> list[dict[str, Any]]:
    rows = select(Seat.entered_at_ms, Visit.device).join(Visit, Visit.id == Seat.visit_id)
    if who.kind == ORGANISER:
        rows = rows.where(Seat.organiser_id == who.row.id)
    else:
        rows = rows.where(Seat.link_id.in_([link.id for link in links(session, event, who)]))
    return [{"entered_at_ms": at_ms, "device": device} for at_ms, device in session.execute(rows)]


def _about(payload: dict[str, Any], who: Person) -> bool:
    said: Any = payload.get(who.kind)
    return who.kind == erasure.JUROR and said == who.key


def _of(table: Any, juror: Juror) -> Any:
    return table.juror_id == juror.id


def _text(session: Session, number: int | None) -> str:
    kept = session.get(PersonalText, number) if number is not None else None
    return (kept.text or "") if kept is not None else ""


def _parts(names: Sequence[str]) -> list[str]:
    return [
        part.casefold() for name in names for part in name.replace(",", " ").split() if len(part) >= erasure.SHORTEST
    ]
