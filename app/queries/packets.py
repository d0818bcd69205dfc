"""What a packet is made of, read from the tables at one moment."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import attendance
from app.domain import laureates as judging
from app.domain import packets as domain
from app.domain.official import IN_PACKETS, by_severity
from app.domain.scoring import Row
from app.models import (
    Ballot,
    BallotVersion,
    Category,
    Event,
    Juror,
    LaureateList,
    ListAct,
    Organisation,
    Packet,
    Recusal,
    Team,
    Vote,
)
from app.queries import ballots, day, laureates


def body(session: Session, event: Event, status: dict[str, Any] | None) -> dict[str, Any]:
    """All that decided of the list, but for who closed it: two bodies are equal where nothing changed in between."""
    known = ballots.grid(session, event)
    said = {int(team): word for team, word in (status or {}).items()}
    deliberation = laureates.deliberation(session, event, said, known)
    criteria = day.criteria(session, event)
    rows = deliberation.ranking
    place = {row.team: row for row in rows}
    return {
        "rules": _rules(session, event),
        "organisations": _organisations(session, event),
        "categories": _categories(session, event),
        "teams": [_team(team) for team in known.teams],
        "ballots": _ballots(session, event, set(known.expected)),
        "recusals": _recusals(session, event),
        "out_of_scope": [
            {"juror": key, "team": number, "why": why} for (key, number), why in sorted(known.out_of_scope.items())
        ],
        "ranking": [_row(row, [c.key for c in criteria], said.get(row.team), event.method) for row in rows],
        "laureates": [
            {
                "team": team,
                "rank": place[team].rank,
                "off_ranking": team in judging.departures(rows, deliberation.chosen)[0],
            }
            for team in deliberation.chosen
        ],
        "acts": _acts(session, event),
    }


def as_it_stands(session: Session, event: Event, at_ms: int) -> dict[str, Any]:
    """What a packet of this moment would say of how each team came to its place."""
    return {
        "event": described(event),
        "jury": jury(session, event, at_ms),
        **body(session, event, None),
    }


def jury(session: Session, event: Event, at_ms: int) -> list[dict[str, Any]]:
    """The jury in the order of the tables, substitutes too, with who was there when."""
    known = ballots.grid(session, event)
    return [
        {
            "juror": juror.key,
            "name": juror.name,
            "function": juror.function,
            "organisation": juror.organisation,
            "role": juror.role,
            "chair": juror.chair,
            "substitute_for": juror.substitute_for,
            "sits": juror.sits,
            "present": attendance.present(known.moves.get(juror.key, ()), at_ms),
            "moves": [{"kind": move.kind, "at_ms": move.at_ms} for move in known.moves.get(juror.key, ())],
        }
        for juror in known.jurors
    ]


def read(packet: Packet) -> dict[str, Any]:
    """A stored packet as a value."""
    found: dict[str, Any] = json.loads(packet.content)
    return found


def published(packet: Packet) -> dict[str, Any]:
    """What everybody may read of it once the laureates are announced."""
    return domain.published(read(packet))


def described(event: Event) -> dict[str, Any]:
    """The event as a packet names it."""
    names = ("slug", "name", "date", "place", "timezone", "language", "demonstration")
    return {name: getattr(event, name) for name in names}


def absences(session: Session, listing: LaureateList) -> list[dict[str, Any]]:
    """The ballots that were missing when the list was closed, each with its reason."""
    pairs = sorted((juror, int(team), text) for (juror, _, team), text in _split(listing.absences))
    return [{"juror": juror, "team": team, "reason": ballots.text(session, text)} for juror, team, text in pairs]


def _split(kept: dict[str, Any]) -> list[tuple[tuple[str, str, str], int]]:
    return [(pair.rpartition("/"), text) for pair, text in kept.items()]


def _rules(session: Session, event: Event) -> dict[str, Any]:
    return {
        "method": IN_PACKETS[event.method],
        "scale": {"min": event.scale_min, "max": event.scale_max},
        "criteria": [{"key": c.key, "label": c.label, "weight": c.weight} for c in day.criteria(session, event)],
        "comment_at_extremes": event.comment_at_extremes,
        "own_organisation": event.own_organisation,
        "missed_pitches": event.missed_pitches,
        "laureates": event.laureates,
        "quotas": [
            {"organisation": quota.organisation, "min": quota.least, "max": quota.most}
            for quota in laureates.quotas(session, event)
        ],
        "digest": event.rules_frozen,
    }


def _organisations(session: Session, event: Event) -> list[dict[str, Any]]:
    rows = select(Organisation).filter_by(event_id=event.id).order_by(Organisation.position)
    return [{"key": row.key, "name": row.name, "code": row.code} for row in session.scalars(rows)]


def _team(team: Team) -> dict[str, Any]:
    return {
        "number": team.number,
        "title": team.title,
        "short_title": team.short_title,
        "organisations": team.organisation.split("+"),
        "category": team.category,
    }


def _categories(session: Session, event: Event) -> list[dict[str, Any]]:
    rows = session.scalars(select(Category).filter_by(event_id=event.id).order_by(Category.position))
    names = ("key", "name", "sponsor", "gold", "silver", "bronze")
    return [{name: getattr(row, name) for name in names} for row in rows]


def _ballots(session: Session, event: Event, expected: set[ballots.Pair]) -> list[dict[str, Any]]:
    """The ballots that count, each as its juror validated it; comments are not part of what is counted."""
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .join(Juror, Juror.id == Ballot.juror_id)
        .join(Team, Team.id == Ballot.team_id)
        .where(Ballot.event_id == event.id, BallotVersion.revision == Ballot.counting_revision)
        .order_by(Juror.position, Team.number)
    )
    return [
        {
            "juror": key,
            "team": number,
            "revision": version.revision,
            "scores": version.scores,
            "receipt": version.receipt,
            "saved_at_ms": version.saved_at_ms,
        }
        for key, number, version in rows
        if (key, number) in expected
    ]


def _recusals(session: Session, event: Event) -> list[dict[str, Any]]:
    rows = session.execute(
        select(Juror.key, Team.number, Recusal)
        .join(Juror, Juror.id == Recusal.juror_id)
        .join(Team, Team.id == Recusal.team_id)
        .where(Recusal.event_id == event.id, Recusal.in_force)
        .order_by(Juror.position, Team.number)
    )
    return [
        {"juror": key, "team": number, "kind": row.kind, "reason": ballots.text(session, row.reason_id) or None}
        for key, number, row in rows
    ]


def _row(row: Row, criteria: list[str], status: str | None, method: str) -> dict[str, Any]:
    # Beside an adjusted mean, that of the ballots received, and which panel of the jury gave it.
    beside = {"received": row.received and str(row.received), "panel": row.panel} if by_severity(method) else {}
    return {
        "team": row.team,
        "rank": row.rank,
        "tied": row.tied,
        "exact": None if row.mean is None else str(row.mean),
        "criteria": {key: str(row.criteria[key]) for key in criteria if key in row.criteria},
        "ballots": row.ballots,
        "status": status,
        **beside,
    }


def _acts(session: Session, event: Event) -> list[dict[str, Any]]:
    held = {vote.number: vote for vote in laureates.polls(session, event)}
    return [_act(session, act, held.get(act.vote or 0)) for act in laureates.acts(session, event)]


def _act(session: Session, act: ListAct, vote: Vote | None) -> dict[str, Any]:
    return {
        "number": act.number,
        "kind": act.kind,
        "stake": act.stake,
        "teams": act.teams,
        "reason": ballots.text(session, act.reason_id) or None,
        "author": act.author,
        "at_ms": act.at_ms,
        "taken_back": act.taken_back,
        "vote": vote and _vote(session, vote),
    }


def _vote(session: Session, vote: Vote) -> dict[str, Any]:
    choices = laureates.casts(session, vote)
    return {
        "number": vote.number,
        "mode": vote.mode,
        "places": vote.places,
        "voters": vote.voters,
        "voted": list(choices),
        "choices": choices if vote.mode == "named" else None,
        "casting": vote.casting,
        "voices": vote.voices,
        "retained": vote.retained,
        "by_casting": vote.by_casting,
        "opened_at_ms": vote.opened_at_ms,
        "closed_at_ms": vote.closed_at_ms,
    }
