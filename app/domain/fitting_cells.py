"""One cell as people write it, in the form that a column reads: « n° 7 » is 7, « 9 h 30 » 09:30, « élue » elected."""

import re
from datetime import time

from app.domain.event_columns import Column, folded

NUMBER = re.compile(r"(?:n\s*[°ºo]?\s*)?([0-9]{1,9})(?:[.,]0+)?\s*(?:mn|min|mins|minutes?|pts?|points?|%)?\.?", re.I)
HOURS = re.compile(r"([0-9]{1,2})\s*h(?:ours?|eures?)?\s*([0-9]{2})?\s*(?:mn|min)?", re.I)
CLOCK = re.compile(r"([0-9]{1,2})\s*[h:.]\s*([0-9]{2})?(?::00)?", re.I)
YES = frozenset(["x", "oui", "yes", "o", "y", "1", "vrai", "true", "ok"])
NO = frozenset(["non", "no", "n", "0", "faux", "false"])
WORDS = {
    "elected": ("elu", "elue", "elu_e", "elus"),
    "agent": ("agente", "agent_e", "agents", "officer", "staff"),
    "director": ("directeur", "directrice", "direction", "dgs", "dga", "manager"),
    "expert": ("experte", "personnalite_qualifiee", "qualifie", "qualifiee", "invite", "invitee"),
    "welcome": ("accueil", "ouverture", "opening"),
    "talk": ("intervention", "conference", "discours", "table_ronde", "temoignage", "pleniere", "keynote"),
    "coaching": ("atelier", "ateliers", "accompagnement", "workshop"),
    "break": ("pause", "dejeuner", "repas", "lunch", "cafe", "coffee"),
    "briefing": ("brief", "preparation", "reunion_du_jury"),
    "pitch": ("pitchs", "passage", "passages", "soutenance", "audition"),
    "deliberation": ("delibere", "deliberations"),
    "announcement": ("annonce", "palmares", "remise_des_prix", "resultats", "remise", "ceremonie", "awards"),
    "gold": ("or",),
    "silver": ("argent",),
    "laureate": ("laureat", "laureate"),
}
ELECTED = re.compile(
    r"\b(elue?|maire|mayor|councillor|conseill\w+ (?:municipal|departemental|regional)\w*|(?:vice )?president\w*)\b"
)
DIRECTOR = re.compile(r"\b(direct\w+|dgs|dga|head of \w+)\b")
AGENT = re.compile(
    r"\b(agent\w*|charge\w* de \w+|responsable|chef\w* \w+|cheffe \w+|attache\w*|redact\w+|technicien\w*)\b"
)


def fitted_cell(column: Column, cell: str) -> str:
    """The text that stands for the same value in our files; itself where it cannot be told."""
    text = cell.strip()
    said = " ".join(text.split())
    if column.holds == "whole" or column.name == "team":
        found = NUMBER.fullmatch(said)
        spent = HOURS.fullmatch(said) if column.name.endswith("minutes") else None
        if spent and not found:
            return str(int(spent[1]) * 60 + int(spent[2] or 0))
        return str(int(found[1])) if found else text
    if column.holds == "yes":
        word = folded(text)
        return "yes" if word in YES else "" if word in NO else text
    if column.holds == "word":
        word = folded(text)
        return next((ours for ours in column.words if word == ours or word in WORDS.get(ours, ())), text)
    if column.holds == "moment":
        day, _, hour = said.partition(" ") if re.match(r"[0-9/-]{8,10} ", said) else ("", "", said)
        told = clock_of(hour)
        return f"{day} {told}".strip() if told else text
    return text


def clock_of(hour: str) -> str | None:
    """« 9 h 30 », « 9h » or « 9.30 » as 09:30; None for what is no hour of a clock."""
    found = CLOCK.fullmatch(" ".join(hour.split()))
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else None


def time_of(hour: str) -> time | None:
    """The hour that somebody typed; None where it is none."""
    told = clock_of(hour)
    try:
        return time.fromisoformat(told) if told else None
    except ValueError:
        return None


def role_of(function: str) -> str:
    """The role that somebody's function tells; an expert where it tells none."""
    said = folded(function).replace("_", " ")
    for role, known in (("elected", ELECTED), ("director", DIRECTOR), ("agent", AGENT)):
        if known.search(said):
            return role
    return "expert"


def kind_of(title: str) -> str:
    """The kind of slot that a title tells; a talk where it tells none."""
    words = set(folded(title).split("_"))
    for kind in ("break", "deliberation", "announcement", "briefing", "coaching", "welcome"):
        if words & {kind, *WORDS.get(kind, ())}:
            return kind
    return "talk"
