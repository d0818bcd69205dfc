"""The packet of a closed list: everything that made it, in one canonical JSON that any program can recount.

`seals` holds a short digest of every single value in the order of its path, so that what was altered can be named;
`digest` covers all of it. `scripts/recount.py` knows the same form and shares nothing with this file.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from app.domain.journal import canonical

FORMAT, VERSION = "palmares-packet", 1
SEALS, DIGEST = "seals", "digest"


def values(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value below a JSON value with its path, `ballots[3].scores.innovation`, keys in sorted order."""
    if isinstance(node, dict) and node:
        for key in sorted(node):
            yield from values(node[key], f"{path}.{key}" if path else key)
    elif isinstance(node, list) and node:
        for place, each in enumerate(node):
            yield from values(each, f"{path}[{place}]")
    else:
        yield path, node


def seal(path: str, value: Any) -> str:
    """The short digest of one value in its place."""
    return hashlib.sha256(f"{path}=".encode() + canonical(value)).hexdigest()[:12]


def sealed(body: dict[str, Any]) -> dict[str, Any]:
    """A packet: its body with the seals of its values, and the digest of both."""
    packet = {"format": FORMAT, "version": VERSION, **body}
    packet[SEALS] = [seal(*each) for each in values(packet)]
    packet[DIGEST] = hashlib.sha256(canonical(packet)).hexdigest()
    return packet


def is_whole(packet: Any) -> bool:
    """Whether something is a packet, and says what it said when it was made."""
    if not isinstance(packet, dict) or packet.get("format") != FORMAT or packet.get("version") != VERSION:
        return False
    body = {key: value for key, value in packet.items() if key not in (SEALS, DIGEST)}
    if packet.get(SEALS) != [seal(*each) for each in values(body)]:
        return False
    return bool(hashlib.sha256(canonical({**body, SEALS: packet[SEALS]})).hexdigest() == packet.get(DIGEST))


def published(packet: dict[str, Any]) -> dict[str, Any]:
    """What everybody may read once the laureates are announced: the list, the method, the acts.

    No juror's figure or reason, no score of a team that was not chosen; the digest is that of the whole packet.
    """
    chosen = {each["team"] for each in packet["laureates"]}
    names = ("juror", "name", "function", "organisation", "role", "chair")
    kept = ("format", "version", "number", "event", "rules", "organisations", "teams", "laureates", "journal")
    return {
        **{name: packet[name] for name in kept},
        "categories": packet.get("categories", []),  # older packets have none
        "jury": [{name: each[name] for name in names} for each in packet["jury"]],
        "ranking": [row for row in packet["ranking"] if row["team"] in chosen],
        "acts": [_published_act(act) for act in packet["acts"] if not act["taken_back"]],
        "counts": {
            "ballots": len(packet["ballots"]),
            "recusals": len(packet["recusals"]),
            "absences": len(packet["absences"]),
        },
        "closed_at_ms": packet["closing"]["confirmed_at_ms"],
        "kept_back": ["ballots", "recusals", "out_of_scope", "absences", "presence", "scores of the other teams"],
        DIGEST: packet[DIGEST],
    }


def _published_act(act: dict[str, Any]) -> dict[str, Any]:
    """An act without who chose what: of a vote, the voices of each team."""
    shown = {name: act[name] for name in ("number", "kind", "stake", "teams", "reason", "at_ms")}
    vote = act["vote"]
    return {**shown, "vote": vote and {name: vote[name] for name in ("mode", "places", "voices", "by_casting")}}
