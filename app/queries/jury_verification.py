"""Verify the jury as people: who sits, who came and went, the rules they score by, against the journal alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import scope
from app.domain.attendance import ARRIVED, LEFT, Move
from app.models import Event, JournalEntry, Juror
from app.queries import ballots, rules


def differences(session: Session, event: Event, entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Every way in which the tables do not say of the jury what the journal says."""
    proved: dict[str, list[Move]] = defaultdict(list)
    frozen = None
    for entry in entries:
        said = entry.payload
        if entry.kind in (f"juror.{ARRIVED}", f"juror.{LEFT}"):
            proved[said["juror"]].append(Move(entry.kind.removeprefix("juror."), said["at_ms"]))
        elif entry.kind == "juror.attendance_undone":
            proved[said["juror"]].pop()
        elif entry.kind == "rules.frozen":
            frozen = said["rules"]
    if ballots.moves_of(session, event) != {key: tuple(moves) for key, moves in proved.items() if moves}:
        yield "arrivals and departures: not those the journal says"
    yield from _seats(session, event)
    if event.rules_frozen != frozen or frozen not in (None, rules.digest(session, event)):
        yield "rules of the event: not those that were frozen at the first validated ballot"


def _seats(session: Session, event: Event) -> Iterator[str]:
    """Who sits among the substitutes is compared with the rules; that nobody else sits in their place, here."""
    jurors = list(session.scalars(select(Juror).filter_by(event_id=event.id)))
    members = [scope.Member(juror.key, juror.organisation, juror.substitute_for) for juror in jurors]
    sits = {juror.key for juror in jurors if juror.sits}
    if sits != scope.sitting(members, sits):
        yield "seats of the jury: two sit in one, or nobody does"
