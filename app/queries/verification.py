"""Verify: re-read the journal's chain, and recount from it alone what the tables say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import journal, official, scoring
from app.models import Ballot, BallotVersion, Event, Juror, PersonalText, Recusal, SetAside, Team
from app.queries import (
    ballots,
    day,
    export,
    favourite_verification,
    jury_verification,
    laureates_verification,
    paper_verification,
    signed,
)
from app.queries import journal as reading
from app.queries.recount import Pair, Recount


@dataclass
class Report:
    """What was looked at, and every difference found."""

    lines: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def verify(session: Session, event: Event) -> Report:
    """Compare chain, texts, ballots, recusals and ranking with what the journal proves."""
    report = Report()
    entries = reading.entries(session, event)
    links = [journal.Entry(e.seq, e.at_ms, e.kind, e.actor, e.payload, e.previous, e.hash) for e in entries]
    broken = journal.first_break(event.slug, links)
    if broken:
        report.differences.append(f"journal: {broken}")
    report.lines.append(f"journal: {len(entries)} entries, head {entries[-1].hash if entries else journal.GENESIS}")
    recount = Recount()
    for entry in entries:
        recount.follow(entry)
    if recount.rules != export.tables(session, event).rules():
        report.differences.append("rules: not those the journal began with")
    report.differences += _texts(session, event, recount)
    report.differences += _versions(session, event, recount)
    report.differences += _every_version(session, event, recount)
    report.differences += _set_aside(session, event, recount)
    report.differences += _acknowledgements(session, event, recount)
    report.differences += _recusals(session, event, recount)
    report.differences += paper_verification.differences(session, event, entries)
    report.differences += jury_verification.differences(session, event, entries)
    report.differences += laureates_verification.differences(session, event, entries)
    report.differences += favourite_verification.differences(session, event, entries)
    report.differences += signed.differences(session, event, entries)
    report.differences += _ranking(session, event, recount)
    report.lines.append(f"ballots: {len(recount.counting)} validated, {len(recount.revisions)} begun")
    report.lines += [_restoration(*each) for each in recount.restorations]
    return report


def _restoration(at_ms: int, last: int, again: set[Pair]) -> str:
    """What the journal knows of a restoration: what came back. What was lost, it cannot."""
    when = datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    jurors = len({juror for juror, _ in again})
    return (
        f"restored {when} from a copy that ended with entry {last}; "
        f"validated ballots sent again from tablets since: {len(again)}, by {jurors} jurors"
    )


def _texts(session: Session, event: Event, recount: Recount) -> Iterator[str]:
    for kept in session.scalars(select(PersonalText).filter_by(event_id=event.id)):
        if kept.commitment not in recount.commitments:
            yield f"personal text {kept.id}: the journal committed to no such text"
        erased = kept.text is None
        if not erased and journal.commitment(kept.salt or "", kept.text or "") != kept.commitment:
            yield f"personal text {kept.id}: not what the journal committed to"


def _versions(session: Session, event: Event, recount: Recount) -> Iterator[str]:
    rows = session.execute(
        select(Juror.key, Team.number, Ballot.revision, Ballot.counting_revision, BallotVersion.scores)
        .join(Ballot, Ballot.juror_id == Juror.id)
        .join(Team, Team.id == Ballot.team_id)
        .outerjoin(
            BallotVersion,
            (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.counting_revision),
        )
        .where(Ballot.event_id == event.id)
    )
    seen: set[Pair] = set()
    for juror, team, revision, counting, scores in rows:
        seen.add((juror, team))
        if recount.revisions.get((juror, team)) != revision:
            yield f"ballot of {juror} for team {team}: revision {revision}, the journal says otherwise"
        if (scores if counting is not None else None) != recount.counting.get((juror, team)):
            yield f"ballot of {juror} for team {team}: what counts is not what the journal says"
    for juror, team in sorted(recount.revisions.keys() - seen):
        yield f"ballot of {juror} for team {team}: in the journal, not in the tables"


def _every_version(session: Session, event: Event, recount: Recount) -> Iterator[str]:
    """Each stored version against its own entry, drafts and superseded ones too, and none missing."""
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion, PersonalText.commitment)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .join(Juror, Juror.id == Ballot.juror_id)
        .join(Team, Team.id == Ballot.team_id)
        .outerjoin(PersonalText, PersonalText.id == BallotVersion.comment_id)
        .where(BallotVersion.event_id == event.id)
    )
    stored = {
        (juror, team, row.revision): (row.receipt, comment, row.scores, row.final, row.saved_at_ms)
        for juror, team, row, comment in rows
    }
    for juror, team, revision in sorted(stored.keys() | recount.versions.keys()):
        key = (juror, team, revision)
        if stored.get(key) != recount.versions.get(key):
            yield f"ballot of {juror} for team {team}, revision {revision}: not what its entry says"


def _set_aside(session: Session, event: Event, recount: Recount) -> Iterator[str]:
    rows = session.execute(
        select(Juror.key, Team.number, SetAside.scores, SetAside.number, SetAside.admitted_revision)
        .join(Juror, Juror.id == SetAside.juror_id)
        .join(Team, Team.id == SetAside.team_id)
        .where(SetAside.event_id == event.id)
        .order_by(SetAside.number)
    ).all()
    kept = [(row.key, row[1], journal.canonical(row.scores).decode()) for row in rows]
    if kept != recount.set_aside:
        yield "ballots set aside: not those the journal says"
    if {row[3]: row.admitted_revision for row in rows if row.admitted_revision is not None} != recount.admitted:
        yield "ballots admitted: not those the journal says"


def _acknowledgements(session: Session, event: Event, recount: Recount) -> Iterator[str]:
    rows = select(Juror.key, Juror.acknowledged_at_ms).filter_by(event_id=event.id)
    for juror, at_ms in session.execute(rows.order_by(Juror.position)):
        if at_ms != recount.acknowledged.get(juror):
            yield f"rules acknowledged by {juror}: not what the journal says"


def _recusals(session: Session, event: Event, recount: Recount) -> Iterator[str]:
    rows = session.execute(
        select(Juror.key, Team.number, Recusal.in_force)
        .join(Juror, Juror.id == Recusal.juror_id)
        .join(Team, Team.id == Recusal.team_id)
        .where(Recusal.event_id == event.id)
    )
    # One that is not in force any more is none: it goes with its juror, or with its team.
    told = {(juror, team) for juror, team, in_force in rows if in_force}
    proved = {pair for pair, in_force in recount.recused.items() if in_force}
    for juror, team in sorted(told ^ proved):
        yield f"recusal of {juror} for team {team}: not what the journal says"


def _ranking(session: Session, event: Event, recount: Recount) -> Iterator[str]:
    """The ranking the screens show, against the ranking of the journal's ballots."""
    known = ballots.grid(session, event)
    criteria = day.weighted(session, event)
    numbers = [team.number for team in known.teams]
    expected = set(known.expected)
    proved = [scoring.Ballot(*pair, scores) for pair, scores in recount.counting.items() if pair in expected]
    counted = ballots.counting(session, event, known)
    if any(type(ballot.scores.get(criterion.key)) is not int for ballot in counted for criterion in criteria):
        yield "ranking: a ballot counts that lacks a score"
        return
    shown = official.ranking(numbers, counted, criteria, event.method)
    for ours, theirs in zip(official.ranking(numbers, proved, criteria, event.method), shown, strict=True):
        if (ours.team, ours.rank, ours.mean) != (theirs.team, theirs.rank, theirs.mean):
            yield f"ranking: team {theirs.team} is shown where the journal has team {ours.team}"
            return
