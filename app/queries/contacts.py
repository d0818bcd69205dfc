"""The contacts that teams published."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Event, PersonalText, Team


def contacts(session: Session, event: Event) -> dict[int, str]:
    """The contact of each team that published one, by its number."""
    rows = session.execute(
        select(Team.number, PersonalText.text)
        .join(PersonalText, PersonalText.id == Team.contact_id)
        .where(Team.event_id == event.id, PersonalText.text.is_not(None))
        .order_by(Team.number)
    )
    return {number: str(text) for number, text in rows}
