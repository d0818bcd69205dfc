"""The list of laureates as it stands, and all that it is judged by."""

import hashlib
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import actor_key
from app.domain import laureates as rules
from app.domain import scope, votes
from app.domain.journal import canonical
from app.domain.laureates import CLOSED
from app.domain.quotas import Quota
from app.models import (
    Ballot,
    BallotVersion,
    Event,
    Juror,
    LaureateList,
    Link,
    ListAct,
    Organisation,
    Organiser,
    Packet,
    Team,
    Vote,
    VoteCast,
)
from app.queries import ballots, results
from app.queries.moment import once


def of(session: Session, event: Event) -> LaureateList:
    """Where the event's list stands; open, and not stored yet, where nobody touched it."""
    known = session.get(LaureateList, event.id)
    return known or LaureateList(event_id=event.id, state=rules.OPEN, absences={})


def acts(session: Session, event: Event) -> list[ListAct]:
    """Every act of the jury in its order, those that were taken back too."""
    return list(session.scalars(select(ListAct).filter_by(event_id=event.id).order_by(ListAct.number)))


def packets(session: Session, event: Event) -> list[Packet]:
    """Every packet, the first one first."""
    return list(session.scalars(select(Packet).filter_by(event_id=event.id).order_by(Packet.number)))


def closed_packet(session: Session, event: Event) -> Packet | None:
    """The packet of the list as it is closed now, the last correction; None while it is open or being closed."""
    if of(session, event).state != CLOSED:
        return None
    return session.scalar(select(Packet).filter_by(event_id=event.id).order_by(Packet.number.desc()).limit(1))


def packet(session: Session, event: Event, number: int) -> Packet | None:
    """The packet of a number."""
    return session.scalar(select(Packet).filter_by(event_id=event.id, number=number))


def deliberation(
    session: Session, event: Event, status: Mapping[int, str] | None = None, known: ballots.Grid | None = None
) -> rules.Deliberation:
    """All that the list is judged by; `status` is what the indicators say of each team's place, where they said it."""
    known = known or ballots.grid(session, event)
    validated = {(ballot.juror, ballot.team) for ballot in ballots.counting(session, event, known)}
    missing = [pair for pair in known.expected if pair not in validated]
    complete = _complete_drafts(session, event)
    return rules.Deliberation(
        ranking=results.ranking(session, event),
        places=event.laureates,
        acts=[
            rules.Act(act.kind, frozenset(act.stake), tuple(act.teams))
            for act in acts(session, event)
            if not act.taken_back
        ],
        quotas=quotas(session, event),
        organisations={team.number: team.organisations for team in known.teams},
        status=status or {},
        missing=missing,
        drafts=[pair for pair in missing if pair in complete],
    )


def _complete_drafts(session: Session, event: Event) -> set[scope.Pair]:
    """The pairs of which every criterion is scored and nothing is validated."""
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion.scores)
        .join(Ballot, Ballot.juror_id == Juror.id)
        .join(Team, Team.id == Ballot.team_id)
        .join(BallotVersion, (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.revision))
        .where(Ballot.event_id == event.id, Ballot.counting_revision.is_(None))
    )
    return {(key, number) for key, number, scores in rows if scores and None not in scores.values()}


@once
def quotas(session: Session, event: Event) -> tuple[Quota, ...]:
    """The authorities that have a least or a most number of laureates."""
    held = select(Organisation).filter_by(event_id=event.id).order_by(Organisation.position)
    return tuple(
        Quota(row.key, row.min_laureates or 0, row.max_laureates)
        for row in session.scalars(held)
        if row.min_laureates is not None or row.max_laureates is not None
    )


def counted_digest(session: Session, event: Event) -> str:
    """What tells the ballots that count now from any others: what was computed of others is out of date."""
    found = ballots.counting(session, event, ballots.grid(session, event))
    return hashlib.sha256(canonical([[b.juror, b.team, b.scores] for b in found])).hexdigest()


def members(known: ballots.Grid) -> list[votes.Voter]:
    """The jury before a vote: whoever stepped aside for a team, or may not score their own, judges it here neither."""
    aside: dict[str, set[int]] = {juror.key: set() for juror in known.jurors}
    for key, number in known.recused:
        aside[key].add(number)
    for (key, number), why in known.out_of_scope.items():
        if why == scope.OWN:
            aside[key].add(number)
    return [
        votes.Voter(juror.key, juror.organisation, juror.chair, juror.sits, frozenset(aside[juror.key]))
        for juror in known.jurors
    ]


def confirmers(session: Session, event: Event) -> list[tuple[str, str]]:
    """Who may confirm the list (organisers' accounts and links, the chair): the journal's name of each, and theirs."""
    accounts = select(Organiser).where(Organiser.event_id.in_((event.id,)) | Organiser.event_id.is_(None))
    found = [(f"organiser:{row.name}", row.name) for row in session.scalars(accounts.order_by(Organiser.name))]
    links = select(Link).filter_by(event_id=event.id, role="organiser", revoked_at_ms=None).order_by(Link.id)
    found += [(actor_key(row), "") for row in session.scalars(links)]
    chairs = select(Juror).filter_by(event_id=event.id, chair=True).order_by(Juror.position)
    return [*found, *((f"juror:{row.key}", row.name) for row in session.scalars(chairs))]


def polls(session: Session, event: Event) -> list[Vote]:
    """Every vote of the jury, the first one first."""
    return list(session.scalars(select(Vote).filter_by(event_id=event.id).order_by(Vote.number)))


@once
def open_vote(session: Session, event: Event) -> Vote | None:
    """The vote that is open, if one is: never two at once."""
    return session.scalar(select(Vote).filter_by(event_id=event.id, closed_at_ms=None))


def casts(session: Session, vote: Vote) -> dict[str, list[int] | None]:
    """Who voted, in the order of the jury (never that in which they did), and what they chose in a named vote."""
    rows = select(Juror.key, VoteCast.choice).join(Juror, Juror.id == VoteCast.juror_id)
    found = session.execute(rows.filter(VoteCast.vote_id == vote.id).order_by(Juror.position))
    return {row.key: row.choice for row in found}
