"""The scans of signed minutes."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Event, JournalEntry, SignedScan


def of_packet(session: Session, event: Event, packet: int) -> list[SignedScan]:
    """The scans of a packet's minutes that were not taken out, without their bytes."""
    kept = select(SignedScan).filter_by(event_id=event.id, packet=packet).where(SignedScan.content.is_not(None))
    return list(session.scalars(kept.order_by(SignedScan.number)))


def scan(session: Session, event: Event, packet: int, number: int) -> SignedScan | None:
    """A scan of a packet's minutes; one that was taken out has no content any more."""
    return session.scalar(select(SignedScan).filter_by(event_id=event.id, packet=packet, number=number))


def differences(session: Session, event: Event, entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Every scan that is not what the journal says."""
    told: dict[int, tuple[int, str] | None] = {}
    for entry in entries:
        said = entry.payload
        if entry.kind == "minutes.signed":
            told[said["scan"]] = (said["packet"], said["digest"])
        elif entry.kind == "minutes.unsigned":
            told[said["scan"]] = None
    # One at a time: they are megabytes each.
    found = select(SignedScan.number, SignedScan.packet, SignedScan.content).filter_by(event_id=event.id)
    rows = session.execute(found.execution_options(yield_per=1))
    kept = {number: (packet, sha256(content).hexdigest()) if content else None for number, packet, content in rows}
    for number in sorted(told.keys() | kept.keys()):
        if number not in kept or number not in told or kept[number] != told[number]:
            yield f"signed minutes, scan {number}: not what the journal says"
