"""Erasing a person: what they are called from then on, and every text without their name.

The acts stay, by their key: who scored what is needed to recount. The name, the words and the function go.
"""

import re
from typing import Any

from app.domain.packets import DIGEST, SEALS, sealed

JUROR, COACH, TEAM = KINDS = ("juror", "coach", "team")
CALLED = {
    "fr": {JUROR: "Membre du jury", COACH: "Coach"},
    "en": {JUROR: "Juror", COACH: "Coach"},
}
# A shorter name is part of too many words to be looked for in what others wrote.
SHORTEST = 4


def pseudonym(kind: str, place: int, language: str) -> str:
    """What an erased person is called: their place among their like, in the event's language."""
    return f"{CALLED.get(language, CALLED['en'])[kind]} {place}"


def looked_for(names: list[str]) -> re.Pattern[str] | None:
    """What finds names in a text, their parts in either order, however they are spaced; None where none is to find."""
    written = []
    for name in names:
        parts = re.findall(r"[^\s,;]+", name)
        if sum(map(len, parts)) >= SHORTEST:
            orders = [parts, parts[::-1]] if len(parts) > 1 else [parts]
            written += [r"[\s,;]+".join(re.escape(part).replace("’", "['’]") for part in order) for order in orders]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE) if written else None


def without(value: Any, found: re.Pattern[str] | None, instead: str) -> Any:
    """A text, or a JSON value, in which a name is replaced wherever it stands; keys of objects stay."""
    if found is None:
        return value
    if isinstance(value, str):
        return found.sub(lambda _: instead, value)
    if isinstance(value, list):
        return [without(each, found, instead) for each in value]
    if isinstance(value, dict):
        return {key: without(each, found, instead) for key, each in value.items()}
    return value


def packet_without(packet: dict[str, Any], juror: str, found: re.Pattern[str] | None, instead: str) -> dict[str, Any]:
    """A packet as it would have been made of somebody of that name: every figure the same, sealed anew.

    Equal to the one given where it names nobody of them.
    """
    body = {name: value for name, value in packet.items() if name not in (SEALS, DIGEST)}
    # Others keep their names, be they the same.
    others = [each | {"name": None, "function": None} for each in body["jury"]]
    body = without(body | {"jury": others}, found, instead)
    jury = [each | _named(was, juror, instead) for each, was in zip(body["jury"], packet["jury"], strict=True)]
    recusals = [each | {"reason": None} if each["juror"] == juror else each for each in body["recusals"]]
    closing = dict(body["closing"])
    for act in ("closed_by", "confirmed_by"):
        if closing.get(act) == f"juror:{juror}":
            closing[f"{act}_label"] = instead
    return sealed(body | {"jury": jury, "recusals": recusals, "closing": closing})


def _named(was: dict[str, Any], juror: str, instead: str) -> dict[str, Any]:
    if was["juror"] == juror:
        return {"name": instead, "function": None}
    return {"name": was["name"], "function": was["function"]}
