"""The contact that a team publishes with its project, or takes back."""

from collections.abc import Mapping
from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import contact as rules
from app.domain.errors import Nothing
from app.models import PersonalText, Team
from app.queries import records


def publish(event_id: int, actor: Identity, op: str, text: Any) -> Answer:
    """Keep the contact of the actor's own team; empty takes it back. What stood there before is forgotten."""

    def work(change: Change) -> Answer:
        said = rules.judged(text)
        team = records.team(change.session, change.event, int(change.actor.subject))
        if team is None:
            raise Nothing
        return Answer(200, {"published": _keep(change, team, said)})

    return changes.write(event_id, actor, work, op, text)


def load_contacts(change: Change, published: Mapping[int, str]) -> None:
    """Keep the contacts that an event brings from where it was before."""
    for number, said in published.items():
        team = records.team(change.session, change.event, number)
        if team is not None and said:
            _keep(change, team, said)


def _keep(change: Change, team: Team, said: str | None) -> bool:
    former = change.session.get(PersonalText, team.contact_id) if team.contact_id is not None else None
    kept = change.personal(said)
    team.contact_id = kept.id if kept else None
    if former is not None:
        former.text = former.salt = None
    change.record("contact", {"team": team.number, "contact": kept.commitment if kept else None})
    return kept is not None
