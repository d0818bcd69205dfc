"""What the jury tells each team: as it is being worded at the desk, and as the team reads it once it is released."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import feedback as rules
from app.models import Event, Feedback, Team
from app.queries import ballots, board_people


@dataclass(frozen=True)
class Sheet:
    """What one team is told so far, and beside it what the jurors wrote; `left`: its reader stepped aside from it."""

    team: Team
    texts: dict[str, str]
    revision: int
    comments: tuple[str, ...]
    left: bool

    @property
    def filled(self) -> int:
        """How many of its texts are written."""
        return rules.filled(self.texts)


def sheets(session: Session, event: Event, reader: str = "") -> list[Sheet]:
    """Every team's, by number; nothing of a team that its reader, a juror by key, stepped aside from."""
    left = board_people.left_by(session, event, reader)
    said = board_people.comments(session, event, reader)
    kept = _kept(session, event)
    found = []
    for team in ballots.grid(session, event).teams:
        row = kept.get(team.id)
        hidden = team.number in left
        texts = {} if row is None or hidden else texts_of(session, row)
        found.append(Sheet(team, texts, row.revision if row else 0, tuple(said.get(team.number, ())), hidden))
    return found


def told(session: Session, event: Event, team: Team) -> dict[str, str]:
    """What a team reads: nothing before it is released, and the laureates announced."""
    if event.feedback != rules.RELEASED or not event.announced:
        return {}
    row = of(session, team)
    return {} if row is None else texts_of(session, row)


def of(session: Session, team: Team) -> Feedback | None:
    """A team's row, if anything was ever written there."""
    return session.scalar(select(Feedback).filter_by(team_id=team.id))


def texts_of(session: Session, row: Feedback) -> dict[str, str]:
    """The texts that are written, by field."""
    texts = {field: ballots.text(session, getattr(row, f"{field}_id")) for field in rules.FIELDS}
    return {field: text for field, text in texts.items() if text}


def exported(session: Session, event: Event) -> dict[str, dict[str, str]]:
    """The texts by the number of their team, as the complete export holds them."""
    kept = _kept(session, event)
    teams = {str(team.number): kept[team.id] for team in ballots.grid(session, event).teams if team.id in kept}
    found = {number: texts_of(session, row) for number, row in teams.items()}
    return {number: texts for number, texts in found.items() if texts}


def _kept(session: Session, event: Event) -> dict[int, Feedback]:
    return {row.team_id: row for row in session.scalars(select(Feedback).filter_by(event_id=event.id))}
