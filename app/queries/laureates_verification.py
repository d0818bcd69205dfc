"""Verify the list of laureates: its acts, where it stands, and every packet, against the journal alone."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.domain import laureates as rules
from app.domain.journal import canonical
from app.domain.packets import is_whole
from app.domain.reveal import READY
from app.models import Event, JournalEntry
from app.queries import laureates, reveal

STATES = {
    "list.closing": rules.CLOSING,
    "list.closed": rules.CLOSED,
    "list.loaded": rules.CLOSED,
    "list.reopened": rules.OPEN,
}


def differences(session: Session, event: Event, entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Every way in which the tables do not say of the list what the journal says."""
    acts: dict[int, tuple[Any, ...]] = {}
    digests: dict[int, str] = {}
    votes: dict[int, tuple[Any, ...]] = {}
    state, revealed = rules.OPEN, (READY, 0)
    for entry in entries:
        said = entry.payload
        state = STATES.get(entry.kind, state)
        if entry.kind == "list.chosen":
            acts[said["number"]] = (said["act"], said["stake"], said["teams"], said["vote"], entry.at_ms, False)
        elif entry.kind == "list.taken_back":
            acts[said["number"]] = (*acts[said["number"]][:-1], True)
        elif entry.kind == "vote.closed":
            votes[said["vote"]] = (said["voices"], said["retained"], said["by_casting"])
        elif entry.kind == "reveal":
            revealed = (said["state"], said["step"])
        elif entry.kind == "list.reopened":
            revealed = (READY, 0)
        elif entry.kind in ("list.closed", "packet.loaded"):
            digests[said["packet"]] = said["digest"]
        elif entry.kind == "person.erased":
            _reseal(digests, said["packets"])
    told = {
        act.number: (act.kind, act.stake, act.teams, act.vote, act.at_ms, act.taken_back)
        for act in laureates.acts(session, event)
    }
    if told != acts:
        yield "acts of the jury: not those the journal says"
    polls = [vote for vote in laureates.polls(session, event) if vote.closed_at_ms is not None]
    if {vote.number: (vote.voices, vote.retained, vote.by_casting) for vote in polls} != votes:
        yield "votes of the jury: not what came out by the journal"
    if laureates.of(session, event).state != state:
        yield "list of laureates: it does not stand where the journal says"
    begun = reveal.of(session, event)
    if (begun.state, begun.step) != revealed:
        yield "reveal: it does not stand where the journal says"
    yield from _packets(session, event, digests)


def _reseal(digests: dict[int, str], packets: dict[str, dict[str, str]]) -> None:
    """A packet without a name that it held: sealed anew, by an act that says which it was."""
    for number, change in packets.items():
        if digests.get(int(number)) == change["was"]:
            digests[int(number)] = change["is"]


def _packets(session: Session, event: Event, digests: dict[int, str]) -> Iterator[str]:
    kept = {packet.number: packet for packet in laureates.packets(session, event)}
    for number in sorted(kept.keys() | digests.keys()):
        if number not in kept or not _proved(kept[number].content, kept[number].digest, digests.get(number)):
            yield f"packet {number}: not the one the journal says"


def _proved(content: str, digest: str, journalled: str | None) -> bool:
    found = json.loads(content)
    return is_whole(found) and canonical(found).decode() == content and found["digest"] == digest == journalled
