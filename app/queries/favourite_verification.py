"""Verify the favourite vote: where it stands, and what each voter chose last, against the journal alone."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.favourite import OFF
from app.domain.journal import FAVOURITE_CAST
from app.models import Event, FavouriteVoter, JournalEntry


def differences(session: Session, event: Event, entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Every way in which the tables do not say of the vote what the journal says."""
    state, chosen = OFF, dict[int, list[int]]()
    for entry in entries:
        if entry.kind == "favourite.vote":
            state = entry.payload["state"]
        elif entry.kind == FAVOURITE_CAST:
            chosen[entry.payload["voter"]] = entry.payload["teams"]
    rows = session.scalars(select(FavouriteVoter).filter_by(event_id=event.id))
    if {row.number: row.teams for row in rows} != chosen:
        yield "favourite vote: its voters did not choose what the journal says"
    if event.favourite != state:
        yield "favourite vote: it does not stand where the journal says"
