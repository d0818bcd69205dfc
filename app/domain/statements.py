"""What a public body states about itself and this site: facts, and the text of four pages in each language.

A statement is one such thing, by its name: a fact ("host"), or a page's text in a language ("legal.fr"). An empty one
says nothing: a fact is then missing, and a page shows the text that comes with the software.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain import markup
from app.domain.errors import Invalid
from app.domain.event_columns import folded
from app.domain.event_values import cleaned, unshowable

PAGES = ("accessibility", "privacy", "legal", "help")
LANGUAGES = ("fr", "en")

# Each fact, by the word that stands for it between braces in each language; either serves in every text.
FACTS: dict[str, tuple[str, str]] = {
    "authority": ("collectivité", "authority"),
    "address": ("adresse", "address"),
    "contact": ("contact", "contact"),
    "director": ("direction", "director"),
    "host": ("hébergeur", "host"),
    "officer": ("délégué", "officer"),
    "months": ("mois", "months"),
    "plan": ("schéma", "plan"),
    "compliance": ("conformité", "compliance"),
}
WORDS = {folded(word): fact for fact, words in FACTS.items() for word in words}

# How far the site was found to comply with the RGAA; empty: not at all, or no audit that says so.
COMPLIANCE = ("", "partial", "full")
LONGEST_TEXT, LONGEST_FACT, MOST_MONTHS = 20_000, 300, 1_200
MONTHS = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Merged:
    """What a form changes of the statements as they are now, and what somebody else changed otherwise meanwhile."""

    changed: dict[str, str]
    contested: frozenset[str]


def texts_of(page: str) -> tuple[str, ...]:
    """The names of a page's texts, one for each language."""
    return tuple(f"{page}.{language}" for language in LANGUAGES)


def judged(given: Mapping[str, str]) -> dict[str, str]:
    """The statements as they are kept; Invalid names each one that cannot be, and why."""
    kept = {name: cleaned(text) for name, text in given.items()}
    faults = {name: fault for name, text in kept.items() if (fault := _fault(name, text))}
    if faults:
        raise Invalid("Something is to be corrected.", faults)
    return kept


def _fault(name: str, text: str) -> str | None:
    fact = name in FACTS
    if unshowable(text) or (fact and "\n" in text):
        return "This text holds a character that cannot be shown."
    if fact and len(text) > LONGEST_FACT:
        return "This is too long: 300 characters are the most."
    if len(text) > LONGEST_TEXT:
        return "This text is too long: 20,000 characters are the most."
    if name == "months" and text and not (MONTHS.fullmatch(text) and 1 <= int(text) <= MOST_MONTHS):
        return "A whole number of months is expected, such as 12."
    if name == "compliance" and text not in COMPLIANCE:
        return "Choose one of the three."
    if not fact and markup.places(text) - WORDS.keys():
        return "A word between braces names no fact: take those of the list."
    return None


def merged(base: Mapping[str, str], now: Mapping[str, str], given: Mapping[str, str]) -> Merged:
    """What a form that was drawn from `base` asks of `now`: only what its writer changed, or that anew.

    Contested is what both changed, each their own way; what both wrote alike is done already.
    """
    mine = {name for name, text in given.items() if text != base.get(name, "")}
    changed = {name: given[name] for name in mine if given[name] != now.get(name, "")}
    contested = frozenset(name for name in changed if now.get(name, "") != base.get(name, ""))
    return Merged(changed, contested)


def honest(stated: Mapping[str, str]) -> None:
    """Invalid where compliance is claimed above a text that says that no audit was made: the one we come with."""
    if stated.get("compliance") and not all(stated.get(name) for name in texts_of("accessibility")):
        text = (
            "Only an audit says so: give its results in the text of the page “Accessibility”, in both languages, first."
        )
        raise Invalid.at("compliance", text)
