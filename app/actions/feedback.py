"""What the jury tells each team: worded and moderated by the chair or the organiser, released by the organiser."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app import changes
from app.access import JURY, Identity
from app.changes import Answer, Change
from app.domain import feedback as rules
from app.domain.errors import Invalid, NotYours, Refusal, Stale
from app.models import Feedback, Team
from app.queries import ballots, board_people, feedback, records


@dataclass(frozen=True)
class Wording:
    """What was sent for one team, not yet judged; `base` is the revision that its sender saw."""

    team: Any
    base: Any
    texts: Mapping[str, Any]


def word(event_id: int, actor: Identity, op: str, sent: Wording) -> Answer:
    """Keep what a team will be told; answers 200 with its revision.

    409 with the present texts where somebody else was faster, 403 for a chair who stepped aside from the team.
    """

    def work(change: Change) -> Answer:
        team = records.team(change.session, change.event, sent.team)
        if team is None:
            raise Invalid.at("team", "There is no such team.")
        left = board_people.left_by(change.session, change.event, actor.subject if actor.role in JURY else "")
        if team.number in left:
            raise NotYours("You stepped aside for this team: somebody else words what it is told.")
        row = feedback.of(change.session, team)
        known = feedback.texts_of(change.session, row) if row else {}
        revision = row.revision if row else 0
        if sent.base != revision:
            raise Stale("Somebody else changed this meanwhile.", {"revision": revision, "texts": known})
        called = [juror.name for juror in ballots.grid(change.session, change.event).jurors]
        texts = rules.judged(sent.texts, called, change.event.scale_max)
        return Answer(200, {"team": team.number, "revision": _write(change, team, texts).revision})

    return changes.write(event_id, actor, work, op, [sent.team, sent.base, dict(sent.texts)])


def release(event_id: int, actor: Identity, op: str, state: Any) -> Answer:
    """Have every team read what it is told, or take it back; answers 200, 409 before the announcement."""

    def work(change: Change) -> Answer:
        if state not in (rules.HELD, rules.RELEASED):
            raise Invalid.at("state", "One of these is expected: %(known)s.", known=f"{rules.HELD}, {rules.RELEASED}")
        if state == rules.RELEASED and not change.event.announced:
            raise Refusal(409, "The laureates are not announced yet: teams read nothing before.")
        change.event.feedback = state
        change.record("feedback.released", {"state": state})
        return Answer(200, {"state": state})

    return changes.write(event_id, actor, work, op, state)


def load_feedback(change: Change, found: Mapping[str, Mapping[str, str]]) -> None:
    """Keep what an event brings from where it was before; nobody reads it until it is released here."""
    for number, texts in found.items():
        team = records.team(change.session, change.event, int(number))
        if team is None:
            raise Invalid("What a team is told names a team that is not there.")
        _write(change, team, rules.judged(texts, highest=change.event.scale_max))


def _write(change: Change, team: Team, texts: Mapping[str, str]) -> Feedback:
    row = feedback.of(change.session, team)
    if row is None:
        row = Feedback(event_id=change.event.id, team_id=team.id, revision=0)
        change.session.add(row)
    known = feedback.texts_of(change.session, row)
    said: dict[str, str | None] = {}
    for field in rules.FIELDS:
        if texts[field] != known.get(field, ""):
            kept = change.personal(texts[field])
            setattr(row, f"{field}_id", kept.id if kept else None)
            said[field] = kept.commitment if kept else None
    if said:
        row.revision += 1
        change.session.flush()
        change.record("feedback", {"team": team.number, "revision": row.revision, "texts": said})
    return row
