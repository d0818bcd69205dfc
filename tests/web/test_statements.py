"""Accessibility, personal data, legal notice, help: what they say by themselves, who may change it, and how."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, select, update
from sqlalchemy.exc import DatabaseError
from werkzeug.test import TestResponse

from app import changes, translations
from app.actions import organisers
from app.domain.statements import FACTS, LANGUAGES, PAGES
from app.models import Organiser, Statement
from app.web.errors import translated
from tests.conftest import Doors
from tests.visiting import Visitor

PASSWORD = "twelve letters"
Stored = Callable[[Select[Any]], list[Any]]


def logged_in(app: Flask, name: str = "marie", slug: str | None = None) -> Visitor:
    """An organiser with an account, of an event or of all."""
    with app.app_context():
        organisers.add(name, PASSWORD, slug)
    visitor = Visitor(app.test_client(), slug or "")
    form = {"name": name, "password": PASSWORD, "csrf_token": visitor.csrf}
    assert visitor.client.post("/login", data=form).status_code == 303
    return visitor


@pytest.fixture
def marie(app: Flask) -> Visitor:
    """An organiser of all events."""
    return logged_in(app)


def read(visitor: Visitor, page: str, language: str = "en") -> str:
    """A page as it arrives."""
    answer = visitor.client.get(f"/{page}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def seen(html: str) -> str:
    """What a reader sees of it."""
    shown = re.sub(r"<script.*?</script>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", shown)))


def drawn(html: str) -> dict[str, str]:
    """The form's fields as a browser would send them back untouched."""
    inputs = re.findall(r"<input(?=[^>]*\bname=\"([^\"]+)\")(?=[^>]*\bvalue=\"([^\"]*)\")?[^>]*>", html)
    fields = {name: value for name, value in inputs if name not in ("theme",)}
    for name, text in re.findall(r"<textarea[^>]*\bname=\"([^\"]+)\"[^>]*>([^<]*)</textarea>", html):
        fields[name] = text
    for name, options in re.findall(r"<select[^>]*\bname=\"([^\"]+)\"[^>]*>(.*?)</select>", html, re.DOTALL):
        fields[name] = re.search(r"value=\"([^\"]*)\" selected", options)[1]
    return {name: unescape(value) for name, value in fields.items()}


def form(visitor: Visitor, page: str = "legal") -> dict[str, str]:
    """The form of a page."""
    answer = visitor.client.get(f"/{page}/edit")
    assert answer.status_code == 200
    return drawn(answer.get_data(as_text=True))


def publish(visitor: Visitor, filled: dict[str, str], page: str = "legal", language: str = "en") -> TestResponse:
    """Send a form as a browser does, its lines ended as the network ends them."""
    sent = {name: text.replace("\n", "\r\n") for name, text in filled.items()}
    return visitor.client.post(f"/{page}/edit", data=sent, headers={"Accept-Language": language})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_stands_in_both_languages_and_says_what_is_missing(app: Flask, page: str, language: str) -> None:
    html = read(Visitor(app.test_client(), ""), page, language)
    assert f'<html lang="{language}"' in html
    assert html.count("<h1>") == 1
    missing = "à compléter par la collectivité" if language == "fr" else "to be completed by the authority"
    assert missing in seen(html)
    assert "/edit" not in html  # a reader is offered nothing that is not theirs


def test_nothing_is_claimed_that_no_audit_says(app: Flask) -> None:
    text = seen(read(Visitor(app.test_client(), ""), "accessibility"))
    assert "Accessibility: not compliant" in text
    assert "No audit has been made yet" in text
    assert "Défenseur des droits" in text


def test_a_form_left_as_it_was_drawn_states_nothing(marie: Visitor, stored: Stored) -> None:
    for page in PAGES:
        filled = form(marie, page)
        assert filled.keys() >= {"csrf_token", "base", f"{page}.fr", f"{page}.en", *FACTS}
        assert publish(marie, filled, page).location == f"/{page}"
    assert stored(select(Statement)) == []


def test_a_fact_fills_its_places_on_every_page_in_both_languages(app: Flask, marie: Visitor) -> None:
    publish(marie, form(marie) | {"contact": "forum@somme.example", "authority": "Département de la Somme"})
    stranger = Visitor(app.test_client(), "")
    for page in PAGES:
        for language in LANGUAGES:
            assert 'href="mailto:forum@somme.example"' in read(stranger, page, language)
    assert "Département de la Somme" in seen(read(stranger, "privacy", "fr"))
    assert "Name of the authority: to be completed" not in seen(read(stranger, "legal"))


def test_a_text_replaces_the_page_in_its_language_alone_and_emptied_goes_back(app: Flask, marie: Visitor) -> None:
    publish(marie, form(marie) | {"legal.en": "Ours.\n\n## Who\n- <b>We</b>\n\nhttps://somme.example/legal."})
    stranger = Visitor(app.test_client(), "")
    html = read(stranger, "legal")
    assert '<p class="lead">Ours.</p>' in html
    assert re.search(r'<h2 id="[^"]+">Who</h2>', html)
    assert "&lt;b&gt;We&lt;/b&gt;" in html
    assert '<a href="https://somme.example/legal">https://somme.example/legal</a>.' in html
    assert "Ce site est publié" in seen(read(stranger, "legal", "fr"))
    publish(marie, form(marie) | {"legal.en": "  "})
    assert "This site is published" in seen(read(stranger, "legal"))


def test_an_organiser_sees_where_to_modify_and_who_did_last(marie: Visitor) -> None:
    assert 'href="/legal/edit"' in read(marie, "legal")
    assert 'href="/legal/edit#host"' in read(marie, "legal")
    publish(marie, form(marie) | {"host": "OVH, Roubaix"})
    assert re.search(r"Last changed on \d+ \w+ \d{4} at \d+:\d\d by marie\.", seen(read(marie, "legal")))


def test_earlier_versions_are_kept_and_shown(marie: Visitor, stored: Stored) -> None:
    for text in ("First words", "Second words", "Third words"):
        publish(marie, form(marie) | {"legal.en": text})
    assert [row.text for row in stored(select(Statement))] == ["First words", "Second words", "Third words"]
    shown = seen(marie.client.get("/legal/edit", headers={"Accept-Language": "en"}).get_data(as_text=True))
    assert "Second words" in shown.partition("Earlier versions")[2]
    assert "First words" in shown.partition("Earlier versions")[2]
    assert "Third words" not in shown.partition("Earlier versions")[2]


def test_the_database_itself_refuses_to_change_a_version(app: Flask, marie: Visitor) -> None:
    publish(marie, form(marie) | {"host": "OVH"})
    with app.app_context(), pytest.raises(DatabaseError, match="append-only"), changes.transaction() as session:
        session.execute(update(Statement).values(text="another"))


def test_two_who_change_different_things_both_keep_theirs(app: Flask, marie: Visitor) -> None:
    paul = logged_in(app, "paul")
    hers, his = form(marie), form(paul, "privacy")
    assert publish(marie, hers | {"host": "OVH", "legal.fr": "Le nôtre."}).status_code == 303
    assert publish(paul, his | {"officer": "dpo@somme.example"}, "privacy").status_code == 303
    assert (form(paul)["host"], form(paul)["officer"]) == ("OVH", "dpo@somme.example")


def test_who_comes_second_on_the_same_text_loses_nothing_and_overwrites_nothing(
    app: Flask, marie: Visitor, stored: Stored
) -> None:
    paul = logged_in(app, "paul")
    his = form(paul) | {"legal.en": "What Paul wrote", "host": "Paul's host"}
    publish(marie, form(marie) | {"legal.en": "What Marie wrote", "officer": "hers"})
    answer = publish(paul, his)
    assert answer.status_code == 409
    assert [row.author for row in stored(select(Statement))] == ["marie", "marie"]
    html = answer.get_data(as_text=True)
    assert "marie wrote, on" in seen(html)
    assert "What Marie wrote" in html
    again = drawn(html)
    assert (again["legal.en"], again["host"], again["officer"]) == ("What Paul wrote", "Paul's host", "hers")
    assert publish(paul, again).status_code == 303  # now that he has seen hers
    assert "What Paul wrote" in read(marie, "legal")
    assert form(marie)["officer"] == "hers"


def test_control_a_form_that_forgets_its_base_would_overwrite(app: Flask, marie: Visitor) -> None:
    """What the test above would see if the base were taken for what stands now."""
    paul = logged_in(app, "paul")
    his = form(paul) | {"legal.en": "What Paul wrote"}
    publish(marie, form(marie) | {"legal.en": "What Marie wrote"})
    assert publish(paul, his | {"base": form(paul)["base"]}).status_code == 303


def test_a_base_that_no_form_ever_had_overwrites_nothing(marie: Visitor) -> None:
    publish(marie, form(marie) | {"host": "OVH"})
    for base in ("", "-1", "x", "999999999", "9" * 400, "²"):
        assert publish(marie, form(marie) | {"host": "another", "base": base}).status_code == 409, base
    assert form(marie)["host"] == "OVH"


BAD = {
    "legal.en": ("Nul \x00 sign", "This text holds a character that cannot be shown."),
    "legal.fr": ("x" * 20_001, "This text is too long: 20,000 characters are the most."),
    "host": ("x" * 301, "This is too long: 300 characters are the most."),
    "months": ("a year", "A whole number of months is expected, such as 12."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_kept_is_told_at_its_field_with_all_that_was_typed(
    app: Flask, marie: Visitor, stored: Stored, language: str
) -> None:
    typed = {name: text for name, (text, _) in BAD.items()}
    answer = publish(marie, form(marie) | typed | {"officer": "dpo@somme.example"}, language=language)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    with app.test_request_context(headers={"Accept-Language": language}):
        told = {name: translated(text, {}) for name, (_, text) in BAD.items()}
    for name, text in told.items():
        place = re.search(rf'<p class="field__error" id="{re.escape(name)}-error">(.*?)</p>', html, re.DOTALL)
        assert place is not None, name
        assert text in unescape(place[1])
        assert f'href="#{name}"' in html
    kept = drawn(html)
    assert {name: kept[name] for name in typed} | {"officer": kept["officer"]} == typed | {
        "officer": "dpo@somme.example"
    }
    assert stored(select(Statement)) == []


def test_a_refused_form_keeps_its_base_so_that_nothing_is_overwritten_on_the_second_try(
    app: Flask, marie: Visitor
) -> None:
    paul = logged_in(app, "paul")
    his = form(paul) | {"host": "Paul's", "months": "a year"}
    publish(marie, form(marie) | {"host": "Marie's"})
    again = drawn(publish(paul, his).get_data(as_text=True))
    assert publish(paul, again | {"months": "12"}).status_code == 409
    assert form(marie)["host"] == "Marie's"


def test_compliance_is_in_every_foot_and_cannot_be_claimed_above_our_own_text(app: Flask, marie: Visitor) -> None:
    claimed = form(marie, "accessibility") | {"compliance": "partial"}
    assert publish(marie, claimed, "accessibility").status_code == 422
    audited = {"accessibility.fr": "Audit : 71 %.", "accessibility.en": "Audit: 71 %."}
    assert publish(marie, claimed | audited, "accessibility").status_code == 303
    for path in ("", "login", "accessibility"):
        assert "Accessibility: partially compliant" in seen(read(marie, path))
    assert publish(marie, form(marie, "accessibility") | {"accessibility.fr": ""}, "accessibility").status_code == 422


def test_only_an_account_of_the_whole_installation_may(app: Flask, doors: Doors) -> None:
    for_one_event = logged_in(app, "paul", "amiens-2019")
    for visitor in (for_one_event, doors.enter("organiser")):
        assert "/edit" not in read(visitor, "legal")
        assert visitor.client.get("/legal/edit").status_code == 404
        token = visitor.csrf
        assert visitor.client.post("/legal/edit", data={"csrf_token": token, "host": "mine"}).status_code == 404
    stranger = doors.stranger().client.get("/legal/edit", headers={"Accept-Language": "en"})
    assert stranger.status_code == 401
    assert 'href="/login?next=/legal/edit"' in stranger.get_data(as_text=True)


def test_an_account_that_is_gone_states_nothing_more(app: Flask, marie: Visitor, stored: Stored) -> None:
    filled = form(marie) | {"host": "OVH"}
    with app.app_context(), changes.transaction() as session:
        session.delete(session.scalars(select(Organiser)).one())
    assert publish(marie, filled).status_code in (400, 401)
    assert stored(select(Statement)) == []


def test_without_its_token_a_form_is_refused(marie: Visitor, stored: Stored) -> None:
    assert publish(marie, form(marie) | {"host": "OVH", "csrf_token": ""}).status_code == 400
    assert stored(select(Statement)) == []


def test_a_form_far_too_big_is_refused_politely(marie: Visitor) -> None:
    assert publish(marie, form(marie) | {"legal.fr": "é" * 2_000_000}).status_code == 413


def test_what_is_not_in_the_form_is_not_stated(marie: Visitor, stored: Stored) -> None:
    publish(marie, form(marie) | {"privacy.en": "by the wrong door", "nonesuch": "x"})
    assert stored(select(Statement)) == []


def test_the_page_still_stands_where_its_own_text_is_the_one_we_come_with(app: Flask, marie: Visitor) -> None:
    """Typing our text again states nothing: what we mend in it later still shows."""
    publish(marie, form(marie) | {"legal.en": "Ours."})
    publish(marie, form(marie) | {"legal.en": translations.statement("legal", "en")})
    with app.app_context(), changes.transaction() as session:
        assert [row.text for row in session.scalars(select(Statement))] == ["Ours.", ""]
