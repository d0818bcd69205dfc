"""The hash chain of an event's journal, as a rule that any program can recompute."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
FORMAT = "palmares-journal-1"
BALLOT_SAVED, FAVOURITE_CAST = "ballot.saved", "favourite.cast"
# What comes all day from many, and by itself hides, closes and decides nothing: news may leave that are older by it.
HIDES_NOTHING = frozenset({BALLOT_SAVED, FAVOURITE_CAST})

# Letters that nobody mistakes for one another when a receipt is read aloud.
LETTERS = "ACDEFGHJKLMNPQRTUVWXYZ"
RECEIPT = re.compile(f"[{LETTERS}][0-9]-[0-9]{{3}}")


@dataclass(frozen=True)
class Entry:
    """One link: what happened (`kind`, `payload`), by whom, when, after what."""

    seq: int
    at_ms: int
    kind: str
    actor: str
    payload: dict[str, Any]
    previous: str
    hash: str


def canonical(value: object) -> bytes:
    """The one byte string of a JSON value: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chained(slug: str, seq: int, at_ms: int, kind: str, actor: str, payload: dict[str, Any], previous: str) -> Entry:
    """The entry that follows `previous`: SHA-256 over the format's name, the event, the entry and that hash."""
    text = canonical([FORMAT, slug, seq, at_ms, kind, actor, payload, previous])
    return Entry(seq, at_ms, kind, actor, payload, previous, hashlib.sha256(text).hexdigest())


def first_break(slug: str, entries: Iterable[Entry]) -> str | None:
    """Where the chain fails, in words, or None: sequence without gap, each link, each hash."""
    previous, expected = GENESIS, 1
    for entry in entries:
        if entry.seq != expected:
            return f"entry {expected} is missing: the next one is {entry.seq}"
        if entry.previous != previous:
            return f"entry {entry.seq} does not follow entry {entry.seq - 1}"
        again = chained(slug, entry.seq, entry.at_ms, entry.kind, entry.actor, entry.payload, previous)
        if again.hash != entry.hash:
            return f"entry {entry.seq} ({entry.kind}) was altered"
        previous, expected = entry.hash, expected + 1
    return None


def commitment(salt: str, text: str) -> str:
    """What the chain holds in the place of a personal text: it can be checked while the text exists, no longer."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def is_receipt(said: object) -> bool:
    """Whether something said has the form of a receipt."""
    return isinstance(said, str) and RECEIPT.fullmatch(said) is not None


def receipt(entry_hash: str) -> str:
    """The short code of an entry that a juror reads to the organiser: K4-812."""
    number = int(entry_hash[:16], 16)
    number, last = divmod(number, 1000)
    number, digit = divmod(number, 10)
    return f"{LETTERS[number % len(LETTERS)]}{digit}-{last:03}"
