"""Both catalogues are whole and well written, and each reader is answered in the right one."""

import ast
import re
from collections.abc import Callable

import pytest
from babel.messages.catalog import Message
from flask import Flask, abort
from flask_babel import force_locale, ngettext
from sqlalchemy import update

from app.extensions import db
from app.models import Event
from app.web.language import COOKIE, LANGUAGES
from scripts import catalogues, typography
from tests.conftest import Doors

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


SPEAKERS = {"Refusal", "Invalid", "Stale", "Closed", "NotYours", "Unreadable", "Fault", "fault"}


def unknown_sentences(source: str, wanted: Sentences) -> list[str]:
    """What refusals and faults of a module say that no catalogue can hold: made up of pieces, or not gathered."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [
        (call, call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")) for call in calls
    ]
    parts = [part for call, name in named if name in SPEAKERS for arg in call.args for part in ast.walk(arg)]
    pieced = [ast.unparse(part) for part in parts if isinstance(part, ast.JoinedStr)]
    said = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return pieced + [
        text for text in said if " " in text and text not in wanted and not any(text in whole for whole in pieced)
    ]


def test_every_refusal_and_fault_can_be_translated(wanted: Sentences) -> None:
    app_folder = catalogues.ROOT / "app"
    paths = [path for path in app_folder.rglob("*.py") if not {"cli", "migrations"} & set(path.parts)]
    found = {path.name: unknown_sentences(path.read_text(encoding="utf-8"), wanted) for path in paths}
    assert {name: sentences for name, sentences in found.items() if sentences} == {}


@pytest.mark.parametrize(
    "source", ['raise Invalid(f"Team {number} is late.")', 'raise Refusal(409, "Nobody wrote this down.")']
)
def test_control_a_refusal_that_cannot_be_translated_is_noticed(source: str, wanted: Sentences) -> None:
    assert len(unknown_sentences(source, wanted)) == 1


def asked(app: Flask, header: str = "", cookie: str = "", query: str = "", path: str = "/amiens-2019/") -> str:
    """The language in which a page is answered."""
    client = app.test_client()
    if cookie:
        client.set_cookie(COOKIE, cookie)
    answer = client.get(f"{path}?{query}", headers={"Accept-Language": header} if header else {})
    said = re.search(r'<html lang="(\w+)"', answer.get_data(as_text=True))
    assert said is not None and answer.headers["Content-Language"] == said[1]
    assert "Accept-Language" in answer.headers["Vary"] and "Cookie" in answer.headers["Vary"]
    return said[1]


@pytest.mark.parametrize(
    ("header", "cookie", "query", "language"),
    [
        ("en", "", "", "en"),
        ("fr-CA, en;q=0.9", "", "", "fr"),
        ("de, en-GB;q=0.5, fr;q=0.2", "", "", "en"),
        ("fr;q=0, en;q=0", "", "", "event"),
        ("de, en;q=0", "", "", "event"),
        ("de", "", "", "event"),
        ("", "", "", "event"),
        ("*", "", "", "event"),
        ("fr", "en", "", "en"),
        ("fr", "en", "lang=fr", "fr"),
        ("fr", "en", "lang=de", "en"),
        ("en", "xx", "lang=", "en"),
    ],
)
@pytest.mark.parametrize("own", LANGUAGES)
def test_a_reader_is_answered_in_the_language_asked_for_kept_spoken_or_the_events(
    app: Flask, event: Event, own: str, header: str, cookie: str, query: str, language: str
) -> None:
    with app.app_context():
        db.session.execute(update(Event).values(language=own))
        db.session.commit()
    assert asked(app, header, cookie, query) == (own if language == "event" else language)


def test_the_language_asked_for_is_kept(app: Flask, event: Event) -> None:
    client = app.test_client()
    client.get("/amiens-2019/?lang=de")
    assert client.get_cookie(COOKIE) is None
    client.get("/amiens-2019/?lang=en")
    assert client.get("/").headers["Content-Language"] == "en"


def test_where_there_is_no_event_french_is_the_last_resort(app: Flask) -> None:
    assert asked(app, "de", path="/login") == "fr"


REFUSED = [
    ("GET", "/api/events/nowhere/day", None, 404),
    ("GET", "/api/events/amiens-2019/nonesuch", None, 404),
    ("GET", "/api/events/amiens-2019/ballots", None, 401),
    ("PATCH", "/api/events/amiens-2019/day", None, 405),
    ("POST", "/api/events/amiens-2019/phase", None, 400),
    ("PUT", "/api/events/amiens-2019/ballots/1", b"{", 400),
    ("PUT", "/api/events/amiens-2019/ballots/1", b"[]", 422),
    ("PUT", "/api/events/amiens-2019/ballots/1", b"{}", 422),
    ("GET", "/amiens-2019/desk", None, 401),
    ("GET", "/nowhere/", None, 404),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), REFUSED, ids=lambda part: str(part)[:40])
def test_a_refusal_speaks_the_readers_language(
    doors: Doors, method: str, path: str, body: bytes | None, status: int
) -> None:
    juror = doors.enter("juror") if body else doors.stranger()
    headers = {"X-CSRFToken": juror.csrf, "Content-Type": "application/json"} if body else {}
    texts = {}
    for language in LANGUAGES:
        answer = juror.client.open(path, method=method, data=body, headers={**headers, "Accept-Language": language})
        assert answer.status_code == status and answer.headers["Content-Language"] == language
        body_of = answer.get_json() if answer.mimetype == "application/problem+json" else {}
        page = re.search("<h1>(.*?)</h1>", answer.get_data(as_text=True))
        said = (
            [body_of["title"], body_of["detail"], *body_of.get("fields", {}).values()]
            if body_of
            else [page and page[1]]
        )
        texts[language] = [str(text) for text in said]
        assert [fault for text in texts[language] for fault in typography.wrong(language, text)] == []
    assert not set(texts["fr"]) & set(texts["en"])


def test_a_refusal_falls_back_on_the_language_of_its_event(app: Flask, event: Event) -> None:
    with app.app_context():
        db.session.execute(update(Event).values(language="en"))
        db.session.commit()
    answer = app.test_client().get("/api/events/amiens-2019/ballots", headers={"Accept-Language": "de"})
    assert answer.get_json()["detail"] == "Enter with your link first."


def test_a_status_that_no_rule_raises_is_translated_too(app: Flask) -> None:
    app.add_url_rule("/teapot", view_func=lambda: abort(418))
    answer = app.test_client().get("/teapot", headers={"Accept-Language": "fr"})
    assert "teapot" not in answer.get_data(as_text=True)
    assert "Cette demande n’a pas pu être comprise." in answer.get_data(as_text=True)
