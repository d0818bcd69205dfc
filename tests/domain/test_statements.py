"""What may be stated, what a form changes, and the texts that come with the software."""

import json
from pathlib import Path

import pytest

from app import translations
from app.domain import markup
from app.domain import statements as rules
from app.domain.errors import Invalid
from app.domain.event_columns import SERVER_WORDS
from app.domain.event_values import cleaned
from app.web import language
from scripts import typography

ROOT = Path(__file__).parent.parent.parent


def fault(name: str, text: str) -> str | None:
    try:
        rules.judged({name: text})
    except Invalid as refusal:
        assert refusal.fields.keys() == {name}
        return refusal.fields[name]
    return None


def test_what_is_typed_is_kept_with_plain_line_ends_and_composed_accents() -> None:
    kept = rules.judged({"legal.fr": " ## Qui\r\nNous, e\u0301lus\r\n", "host": " OVH "})
    assert kept == {"legal.fr": "## Qui\nNous, \u00e9lus", "host": "OVH"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("legal.fr", "a\x00b"),
        ("legal.fr", "a\x1bb"),
        ("legal.fr", "\ud800"),
        ("legal.fr", "x" * 20_001),
        ("legal.fr", "The {hots}"),
        ("host", "x" * 301),
        ("host", "two\nlines"),
        ("months", "twelve"),
        ("months", "0"),
        ("months", "1201"),
        ("months", "12.5"),
        ("months", "١٢"),
        ("compliance", "fully"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_name(name: str, text: str) -> None:
    assert fault(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("legal.fr", ""),
        ("legal.fr", "x" * 20_000),
        ("legal.fr", "À {hébergeur}\tici\n{HOST}"),
        ("host", "x" * 300),
        ("months", ""),
        ("months", "12"),
        ("compliance", ""),
        ("compliance", "full"),
    ],
)
def test_what_can_be_kept_is(name: str, text: str) -> None:
    assert fault(name, text) is None


def test_a_form_changes_only_what_its_writer_changed() -> None:
    base = {"host": "A", "officer": "B"}
    now = {"host": "A", "officer": "someone else's"}
    merged = rules.merged(base, now, {"host": "mine", "officer": "B", "contact": ""})
    assert merged.changed == {"host": "mine"}
    assert merged.contested == frozenset()


def test_what_both_changed_each_their_own_way_is_contested() -> None:
    merged = rules.merged({"host": "A"}, {"host": "theirs"}, {"host": "mine"})
    assert merged.contested == {"host"}


def test_what_both_wrote_alike_or_a_form_sent_twice_changes_nothing() -> None:
    assert rules.merged({"host": "A"}, {"host": "same"}, {"host": "same"}) == rules.Merged({}, frozenset())


def test_emptying_what_somebody_else_changed_is_contested_too() -> None:
    assert rules.merged({"host": "A"}, {"host": "B"}, {"host": ""}).contested == {"host"}


def test_compliance_cannot_be_claimed_above_a_text_that_denies_any_audit() -> None:
    for texts in ({}, {"accessibility.fr": "Audit"}, {"accessibility.en": "Audit"}):
        with pytest.raises(Invalid) as caught:
            rules.honest({"compliance": "full", **texts})
        assert caught.value.fields.keys() == {"compliance"}
    rules.honest({"compliance": "full", "accessibility.fr": "Audit", "accessibility.en": "Audit"})
    rules.honest({})


def test_no_event_can_take_the_address_of_a_page() -> None:
    assert set(rules.PAGES) <= SERVER_WORDS


def test_pages_are_stated_in_the_languages_that_the_site_speaks() -> None:
    assert sorted(rules.LANGUAGES) == sorted(language.LANGUAGES)


def shape(text: str) -> list[tuple[object, ...]]:
    """What must not differ from one language to the other: blocks, and in each line the places and the links."""
    return [
        (
            block.kind,
            [[span.missing or span.href for span in line if span.missing or span.href] for line in block.lines],
        )
        for block in markup.blocks(text, rules.WORDS, {})
    ]


@pytest.mark.parametrize("page", rules.PAGES)
def test_both_languages_say_the_same_with_the_same_places(page: str) -> None:
    french, english = (translations.statement(page, spoken) for spoken in ("fr", "en"))
    assert shape(french) == shape(english)
    assert len(shape(french)) >= 5


@pytest.mark.parametrize("name", [name for page in rules.PAGES for name in rules.texts_of(page)])
def test_the_texts_we_come_with_could_have_been_typed(name: str) -> None:
    text = translations.statement(*name.split("."))
    assert rules.judged({name: text}) == {name: text} == {name: cleaned(text)}


@pytest.mark.parametrize("page", rules.PAGES)
@pytest.mark.parametrize("spoken", rules.LANGUAGES)
def test_the_texts_we_come_with_keep_the_habits_of_their_language(page: str, spoken: str) -> None:
    lines = translations.statement(page, spoken).splitlines()
    assert [fault for line in lines for fault in typography.wrong(spoken, line)] == []


def test_control_a_broken_habit_and_a_lost_place_are_noticed() -> None:
    assert list(typography.wrong("fr", "Pourquoi ? Parce que"))
    assert shape("Hôte : {hébergeur}") != shape("Host: OVH")


def test_every_fact_has_its_place_in_a_text_we_come_with() -> None:
    used = {rules.WORDS[word] for page in rules.PAGES for word in markup.places(translations.statement(page, "en"))}
    assert used == rules.FACTS.keys()


@pytest.mark.parametrize("spoken", rules.LANGUAGES)
def test_the_legal_notice_credits_everything_that_is_served_from_elsewhere(spoken: str) -> None:
    text = translations.statement("legal", spoken)
    manifest = json.loads((ROOT / "static" / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    served = [item for item in manifest if any(file["path"].startswith("static/") for file in item["files"])]
    assert len(served) >= 3
    for item in served:
        name = item["name"].rpartition("/")[2].replace("-", " ")
        assert name in text.casefold().replace("-", " "), name
        assert item["licence"] in text, name
    assert "EUPL-1.2" in text


@pytest.mark.parametrize("spoken", rules.LANGUAGES)
def test_the_privacy_page_names_each_cookie(spoken: str) -> None:
    text = translations.statement("privacy", spoken)
    assert "palmares_session" in text
    assert language.COOKIE in text
