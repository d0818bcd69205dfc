"""Packets of closed lists: made of one moment, kept for ever."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from app.actions.list_state import stored
from app.changes import Change
from app.domain import laureates as rules
from app.domain.journal import canonical
from app.models import LaureateList, Packet
from app.queries import ballots, journal, packets


def load_packets(change: Change, made: Sequence[Mapping[str, Any]], closed: bool) -> None:
    """Keep the packets that an event brings from where it was before, as they were made there."""
    for packet in made:
        add_packet(change, dict(packet))
        change.record("packet.loaded", {"packet": packet["number"], "digest": packet["digest"]})
    if closed:
        stored(change).state = rules.CLOSED
        change.record("list.loaded", {"state": rules.CLOSED})


def add_packet(change: Change, made: dict[str, Any]) -> None:
    """Keep a packet for ever, in the one form of its bytes."""
    content = canonical(made).decode()
    change.session.add(
        Packet(
            event_id=change.event.id,
            number=made["number"],
            content=content,
            digest=made["digest"],
            made_at_ms=change.now_ms,
        )
    )
    change.session.flush()


def packet_basis(change: Change, listing: LaureateList) -> str:
    """What tells all that decided of the list from anything else: the same where nothing changed in between."""
    found = packets.body(change.session, change.event, listing.status)
    return hashlib.sha256(canonical(found)).hexdigest()


def packet_body(change: Change, listing: LaureateList, number: int) -> dict[str, Any]:
    """The body of the packet of this moment: what decided, who closed and confirmed, where the journal stood."""
    reason = ballots.text(change.session, listing.reason_id)
    return {
        "number": number,
        "corrects": number - 1 or None,
        "correction": reason or None,
        "event": packets.described(change.event),
        "jury": packets.jury(change.session, change.event, listing.closed_at_ms or change.now_ms),
        "absences": packets.absences(change.session, listing),
        "closing": {
            "closed_by": listing.closed_by,
            "closed_by_label": listing.closed_by_label,
            "closed_at_ms": listing.closed_at_ms,
            "confirmed_by": change.actor.key,
            "confirmed_by_label": change.actor.label or change.actor.role,
            "confirmed_at_ms": change.now_ms,
        },
        "journal": journal.head(change.session, change.event),
        **packets.body(change.session, change.event, listing.status),
    }
