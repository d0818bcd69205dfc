"""Saving a ballot: versions are appended, at most one counts, nothing acknowledged is lost."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app import access, changes, topics
from app.access import Identity
from app.actions.list_state import refuse_once_closed
from app.actions.rules import freeze
from app.changes import Answer, Change
from app.domain import ballots as rules
from app.domain import scope
from app.domain.errors import Closed, Invalid, NotYours, Refusal, Stale
from app.domain.journal import BALLOT_SAVED, is_receipt, receipt
from app.models import Ballot, BallotVersion, Juror, PersonalText, SetAside, Team
from app.queries import ballots, day, records

# Why a ballot is not this juror's to give.
NOT_THEIRS = {
    scope.OWN: "The rules of the event keep you from scoring a team of your own organisation.",
    scope.MISSED: "You were not there for this pitch: by the rules of the event you do not score this team.",
    scope.REPLACED: "Somebody else sits in your place for this team. Your scores were kept aside for the organiser.",
    scope.IN_RESERVE: "You are a substitute: this team is yours once you sit in the other juror’s place.",
}


@dataclass(frozen=True)
class Submission:
    """What a tablet sent for one team, not yet judged: every field may be of any JSON type.

    `again`: the receipt that this version was given before the server came back from an older copy without it.
    `epoch`: the data that `base` was read in, where the tablet says so; revisions of others are other ballots.
    """

    team: int
    base: Any
    scores: Any
    comment: Any
    final: Any
    again: Any = None
    epoch: Any = None

    @property
    def body(self) -> list[Any]:
        """What tells this submission from another one under the same `op`."""
        said = [self.team, self.base, self.scores, self.comment, self.final]
        return said if self.again is None else [*said, self.again]


def save(event_id: int, actor: Identity, op: str, sent: Submission) -> Answer:
    """Save one version of the juror's ballot for a team; only a validated one (`final`) counts.

    Answers 200 with the new revision and its receipt; 403 recused or out of scope; 410 closed (kept aside); 409 an
    older base, with the current ballot; 422 by field (an incomplete `final` is kept as a draft).
    """
    return changes.write(event_id, actor, lambda change: _save(change, op, sent), op, sent.body)


def keep_aside(event_id: int, actor: Identity, op: str, sent: Submission, why: str) -> None:
    """Keep what a dead link still sends, uncounted, for the organiser to see; unreadable values are not kept."""

    def work(change: Change) -> Answer:
        found = _pair(change, actor.subject, sent.team)
        if found is None:
            return Answer(404, {})
        set_aside(change, *found, _judged(change, sent), why)
        return Answer(200, {})

    # Under the juror's own `op`, so that what is sent again and again is kept once.
    changes.write(event_id, access.system(event_id), work, f"{actor.key}/{op}", sent.body)


def _pair(change: Change, juror_key: str, number: int) -> tuple[Juror, Team] | None:
    # Whether it is theirs depends on the whole jury, which is read in any case.
    juror = next((each for each in records.jurors(change.session, change.event) if each.key == juror_key), None)
    team = records.team(change.session, change.event, number)
    return (juror, team) if juror is not None and team is not None else None


def _save(change: Change, op: str, sent: Submission) -> Answer:
    found = _pair(change, change.actor.subject, sent.team)
    if found is None:
        raise Refusal(404, "There is no such team.")
    juror, team = found
    if ballots.why_out_of_scope(change.session, change.event, juror, team) == scope.REPLACED:
        return _kept(change, juror, team, sent, NotYours(NOT_THEIRS[scope.REPLACED]), "replaced")
    refuse_unless_theirs(change, juror, team)
    juror.last_seen_ms = change.now_ms
    if not rules.is_open(change.event.scoring, juror.reopened):
        late = Closed("Scoring is closed. Your scores were kept aside for the organiser; they do not count.")
        return _kept(change, juror, team, sent, late, "closed")
    ballot = change.session.scalar(select(Ballot).filter_by(juror_id=juror.id, team_id=team.id))
    revision = ballot.revision if ballot else 0
    epoch = topics.epoch(change.session)
    if rules.is_stale(sent.base, revision) or sent.epoch not in (None, epoch):
        current = ballots.own(change.session, change.event, juror, team)
        told = current if sent.epoch is None else {**current, "epoch": epoch}
        raise Stale("This ballot was changed on another device.", told)
    values = _judged(change, sent, base=sent.base)
    if sent.again is not None and not is_receipt(sent.again):
        raise Invalid("This ballot cannot be saved as it is.", {"again": "A receipt is expected."})
    ballot, version = append_version(change, ballot, juror, team, values, again=sent.again)
    if values.final and values.lacking:
        return Answer(422, {**_incomplete(values).as_dict(), "draft_revision": version.revision})
    return Answer(
        200,
        {
            "op": op,
            "revision": version.revision,
            "counts": ballot.counting_revision is not None,
            "receipt": version.receipt,
            "saved_at_ms": version.saved_at_ms,
        },
    )


def _judged(change: Change, sent: Submission, base: Any = 0) -> rules.Values:
    return rules.judged(day.rubric(change.session, change.event), sent.scores, sent.comment, sent.final, base=base)


def _incomplete(values: rules.Values) -> Invalid:
    unscored = "Score every criterion, then validate. Your scores are kept as a draft."
    unexplained = "Say why in the comment, then validate. Your scores are kept as a draft."
    return Invalid(unscored if None in values.scores.values() else unexplained, values.lacking)


def refuse_unless_theirs(change: Change, juror: Juror, team: Team) -> None:
    """Say no where the event's rules or a recusal keep this juror from scoring this team."""
    why = ballots.why_out_of_scope(change.session, change.event, juror, team)
    if why:
        raise NotYours(NOT_THEIRS[why])
    if ballots.stepped_aside(change.session, juror, team):
        raise NotYours("You stepped aside for this team: your scores for it do not count.")


def _kept(change: Change, juror: Juror, team: Team, sent: Submission, refused: Refusal, why: str) -> Answer:
    """Refused, and kept aside where it can be read."""
    with suppress(Invalid):  # what cannot be read cannot be kept
        set_aside(change, juror, team, _judged(change, sent), why)
    return Answer(refused.status, refused.as_dict())


def append_version(
    change: Change,
    ballot: Ballot | None,
    juror: Juror,
    team: Team,
    values: rules.Values,
    author: str | None = None,
    again: str | None = None,
) -> tuple[Ballot, BallotVersion]:
    """Append one version, the first making the ballot; complete and validated it counts, and no older one does.

    Its author is whoever acts, unless several persons made it together. `again`: its receipt before a restoration.
    """
    ballot = ballot or _begun(change, juror, team)
    comment = change.personal(values.comment)
    ballot.revision += 1
    said = {"juror": juror.key, "team": team.number, "revision": ballot.revision, "final": values.counts}
    said |= _said(values, comment) | ({} if again is None else {"again": again})
    entry = change.record(BALLOT_SAVED, said)
    version = BallotVersion(
        event_id=change.event.id,
        ballot_id=ballot.id,
        revision=ballot.revision,
        scores=values.scores,
        comment_id=comment.id if comment else None,
        final=values.counts,
        saved_at_ms=change.now_ms,
        receipt=receipt(entry.hash),
        author=author or change.actor.key,
        device=change.actor.device,
        visit_id=change.actor.visit_id,
    )
    change.session.add(version)
    change.session.flush()
    if values.counts:
        refuse_once_closed(change)
        ballot.counting_revision = version.revision
        freeze(change)
    return ballot, version


def _begun(change: Change, juror: Juror, team: Team) -> Ballot:
    ballot = Ballot(event_id=change.event.id, juror_id=juror.id, team_id=team.id, revision=0)
    change.session.add(ballot)
    change.session.flush()
    return ballot


def set_aside(change: Change, juror: Juror, team: Team, values: rules.Values, why: str) -> int:
    """Keep a ballot uncounted, for the organiser to see and perhaps admit; returns its number."""
    comment = change.personal(values.comment)
    before = select(func.count()).select_from(SetAside).filter_by(event_id=change.event.id)
    number = change.session.scalars(before).one() + 1
    change.session.add(
        SetAside(
            event_id=change.event.id,
            number=number,
            juror_id=juror.id,
            team_id=team.id,
            why=why,
            scores=values.scores,
            comment_id=comment.id if comment else None,
            final=values.final,
            received_at_ms=change.now_ms,
        )
    )
    said = {"juror": juror.key, "team": team.number, "why": why, "final": values.final}
    change.record("ballot.set_aside", said | _said(values, comment))
    return number


def _said(values: rules.Values, comment: PersonalText | None) -> dict[str, Any]:
    """What the journal keeps of what is written on a ballot."""
    return {"scores": values.scores, "comment": comment.commitment if comment else None, "salt": salt()}


def salt() -> str:
    """What keeps an entry from being guessed: without it, a receipt would tell which scores came before it."""
    return secrets.token_hex(16)
