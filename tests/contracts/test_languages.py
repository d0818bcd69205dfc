"""Both catalogues are whole and well written, and each reader is answered in the right one."""

from collections.abc import Callable

import pytest
from babel.messages.catalog import Message
from flask import Flask
from flask_babel import force_locale, ngettext

from app.web.language import LANGUAGES
from scripts import catalogues, typography

Sentences = dict[catalogues.MsgId, set[str]]


@pytest.fixture(scope="module")
def wanted() -> Sentences:
    """Every sentence that templates, rules and scripts say."""
    return catalogues.sentences()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete_and_well_written(language: str, wanted: Sentences) -> None:
    assert list(catalogues.faults(language, wanted, catalogues.read(language))) == []


def _saying(text: str) -> Callable[[Message], None]:
    return lambda message: setattr(message, "string", text)


def _saying_of_one(text: str) -> Callable[[Message], None]:
    return lambda message: setattr(message, "string", (text, message.string[1]))


@pytest.mark.parametrize(
    ("language", "msgid", "damage", "fault"),
    [
        ("fr", "Validate my scores", _saying(""), "not translated"),
        ("en", "Validate my scores", _saying(""), "not translated"),
        ("fr", "Validate my scores", _saying("Validate my scores"), "left in English"),
        ("fr", "Validate my scores", _saying("Valider the note"), "a word of English"),
        ("en", "Validate my scores", _saying("Valider votre note"), "a word of French"),
        ("fr", "Validate my scores", lambda message: message.flags.add("fuzzy"), "fuzzy"),
        ("fr", "Team %(number)s", _saying("Équipe %(num)s"), "not the same places"),
        ("fr", "Team %(number)s", _saying("Équipe %(number)s, %(number)s"), "not the same places"),
        ("fr", "%(num)s team", _saying_of_one("Une équipe"), "not the same places"),
        ("fr", "%(num)s team", _saying(""), "not translated"),
        ("fr", "Choose a score.", _saying("Choisissez une note ;"), "narrow no-break space"),
        ("fr", "Choose a score.", _saying("Choisissez : une note."), "before a colon"),
        ("fr", "Choose a score.", _saying("Choisissez « une note »."), "inside « »"),
        ("fr", "Choose a score.", _saying("Choisissez l'une des notes."), "straight apostrophe"),
        ("fr", "Choose a score.", _saying("Choisissez une note..."), "three dots"),
        ("fr", "Choose a score.", _saying("Choisissez un bulletin."), "« fiche » is the word"),
    ],
)
def test_control_a_damaged_sentence_is_noticed(
    language: str, msgid: str, damage: Callable[[Message], None], fault: str, wanted: Sentences
) -> None:
    known = catalogues.read(language)
    damage(known[msgid])
    found = list(catalogues.faults(language, wanted, known))
    assert len(found) == 1 and fault in found[0] and msgid in found[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_a_gap_and_a_left_over_are_noticed(language: str, wanted: Sentences) -> None:
    known = catalogues.read(language)
    known.delete("Choose a score.")
    known.add("Chose a score.", "Choisissez une note.")
    assert [fault.partition(": ")[2] for fault in catalogues.faults(language, wanted, known)] == [
        "missing: 'Choose a score.'",
        "no longer used: 'Chose a score.'",
    ]


@pytest.mark.parametrize(
    ("language", "text", "habit"),
    [
        ("fr", "La moyenne est 8.50.", "a decimal point"),
        ("fr", "Venez à 15:05.", "an hour of a column"),
        ("fr", "Le 2ème rang", "an ordinal"),
        ("fr", "-2 min", "a hyphen instead of a minus"),
        ("fr", "dans 30 s", "a plain space before a unit"),
        ("fr", "2 000 caractères", "in a thousand"),
        ("fr", "la fiche “A”", "English quotes"),
        ("en", "The mean is 8,50.", "a decimal comma"),
        ("en", "Come at 15 h 05.", "an hour of a French sentence"),
        ("en", "Why ?", "a space before"),
        ("en", "the “score's” mean", "a straight apostrophe"),
    ],
)
def test_control_each_habit_is_noticed(language: str, text: str, habit: str) -> None:
    assert any(habit in said for said in typography.wrong(language, text))


def test_french_counts_none_and_one_alike_and_english_only_one(app: Flask) -> None:
    said = {}
    with app.app_context():
        for language in LANGUAGES:
            with force_locale(language):
                said[language] = [ngettext("%(num)s team", "%(num)s teams", n) for n in (0, 1, 2)]
    assert said == {"fr": ["0 équipe", "1 équipe", "2 équipes"], "en": ["0 teams", "1 team", "2 teams"]}
