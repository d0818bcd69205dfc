"""Every version of a juror's own ballots, as they read them back: nobody else's, and nothing added up."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import DEMONSTRATION, Identity
from app.domain.merge import Words
from app.domain.paper import ON_PAPER
from app.models import Ballot, BallotVersion, Event, Juror, PersonalText, SetAside, Team
from app.queries import ballots


@dataclass(frozen=True)
class Version:
    """What stood on a ballot at one moment.

    `standing`: "counts", "validated" (it counts no longer), "draft" or "set_aside". `by`: "juror", "chair", "desk",
    "paper", "file" (loaded with the event) or "demonstration" (it plays by itself). `device`: its plain name, of the
    juror's own alone; `here`: it is the one that asks.
    """

    at_ms: int
    scores: dict[str, Any]
    comment: str
    standing: str
    by: str
    revision: int | None = None
    receipt: str | None = None
    device: str | None = None
    here: bool = False


def of_juror(session: Session, event: Event, juror: Juror, reader: Identity) -> dict[int, list[Version]]:
    """All that a juror wrote or had written for them, by team, the latest first."""
    expected = set(ballots.grid(session, event).expected)
    rows = session.execute(
        select(Team.number, Ballot.counting_revision, BallotVersion, PersonalText.text)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .join(Team, Team.id == Ballot.team_id)
        .outerjoin(PersonalText, PersonalText.id == BallotVersion.comment_id)
        .where(Ballot.juror_id == juror.id)
        .order_by(Team.number)
    )
    found: dict[int, list[Version]] = {}
    for number, counting, row, comment in rows:
        counts = row.revision == counting and (juror.key, number) in expected
        found.setdefault(number, []).append(_version(row, comment or "", counts, reader))
    for number, aside in _set_aside(session, juror):
        found.setdefault(number, []).append(aside)
    return {
        number: sorted(found[number], key=lambda version: (version.at_ms, version.revision or 0), reverse=True)
        for number in sorted(found)
    }


def _version(row: BallotVersion, comment: str, counts: bool, reader: Identity) -> Version:
    by = _by(row.author, reader.key)
    return Version(
        at_ms=row.saved_at_ms,
        scores=row.scores,
        comment=comment,
        standing="counts" if counts else "validated" if row.final else "draft",
        by=by,
        revision=row.revision,
        receipt=row.receipt,
        device=row.device if by == "juror" else None,
        here=by == "juror" and row.visit_id is not None and row.visit_id == reader.visit_id,
    )


def _by(author: str, reader: str) -> str:
    if author == reader:
        return "juror"
    if author.startswith(ON_PAPER):
        return "paper"
    role = author.partition(":")[0]
    return {"juror": "chair", "system": "file", DEMONSTRATION: DEMONSTRATION}.get(role, "desk")


def _set_aside(session: Session, juror: Juror) -> list[tuple[int, Version]]:
    """What came late or from a dead link and was not admitted: an admitted one is a version."""
    rows = session.execute(
        select(Team.number, SetAside, PersonalText.text)
        .join(Team, Team.id == SetAside.team_id)
        .outerjoin(PersonalText, PersonalText.id == SetAside.comment_id)
        .where(SetAside.juror_id == juror.id, SetAside.admitted_revision.is_(None))
    )
    return [
        (number, Version(row.received_at_ms, row.scores, comment or "", "set_aside", "juror"))
        for number, row, comment in rows
    ]


def between(session: Session, juror: Juror, number: int, revision: object) -> tuple[Words, Words]:
    """What stood on a ballot at a revision, and what stands there last; empty where there was none."""
    rows = session.execute(
        select(BallotVersion.revision, BallotVersion.scores, PersonalText.text)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .join(Team, Team.id == Ballot.team_id)
        .outerjoin(PersonalText, PersonalText.id == BallotVersion.comment_id)
        .where(Ballot.juror_id == juror.id, Team.number == number)
        .order_by(BallotVersion.revision)
    )
    found = {at: Words(scores, comment or "") for at, scores, comment in rows}
    nothing = Words({}, "")
    then = found.get(revision, nothing) if type(revision) is int else nothing
    return then, found[max(found)] if found else nothing
