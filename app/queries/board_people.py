"""Beside the board's figures: what jurors wrote of the teams, who stepped aside, what they are called."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Ballot, BallotVersion, Event, Juror, PersonalText, Team
from app.queries import ballots


def comments(session: Session, event: Event, key: str = "") -> dict[int, list[str]]:
    """What jurors wrote of each team with a ballot that counts, unsigned; nothing of a team its reader left."""
    known = ballots.grid(session, event)
    expected = set(known.expected)
    here = (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.counting_revision)
    rows = session.execute(
        select(Juror.key, Team.number, PersonalText.text)
        .join(Ballot, Ballot.juror_id == Juror.id)
        .join(Team, Team.id == Ballot.team_id)
        .join(BallotVersion, here)
        .join(PersonalText, PersonalText.id == BallotVersion.comment_id)
        .where(Ballot.event_id == event.id, PersonalText.text.is_not(None))
        .order_by(PersonalText.text)
    )
    found: dict[int, list[str]] = {}
    for juror, team, text in rows:
        if text and (juror, team) in expected and (key, team) not in known.recused:
            found.setdefault(team, []).append(text)
    return found


def left_by(session: Session, event: Event, key: str) -> frozenset[int]:
    """The teams that a juror (by key) stepped aside from, or was taken out of."""
    return frozenset(team for juror, team in ballots.grid(session, event).recused if key and juror == key)


def recused(session: Session, event: Event) -> dict[int, list[str]]:
    """Who stepped aside from each team, by name: they leave the room while it is discussed."""
    known = ballots.grid(session, event)
    called = {juror.key: juror.name for juror in known.jurors}
    found: dict[int, list[str]] = {}
    for key, team in sorted(known.recused):
        if (key, team) not in known.out_of_scope:
            found.setdefault(team, []).append(called[key])
    return found


def names(session: Session, event: Event) -> dict[str, str]:
    """The jurors' names by key."""
    return {juror.key: juror.name for juror in ballots.grid(session, event).jurors}
