"""Every page of the example, in every seat and at three moments of the day: no figure or word of the other language."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask

from app.documents import sheets
from app.models import Event
from app.web.language import LANGUAGES
from scripts import typography
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.preparing import EXAMPLE
from tests.reading_templates import Page
from tests.visiting import Visitor

PUBLIC = ("/", "/enter", "/login", "/help", "/accessibility", "/privacy", "/legal")
OPEN = ("/", "/agenda", "/stage", "/results", "/teams/1", "/teams/4", "/teams/99", "/desk", "/nowhere")
SEATS = {
    "juror": ("/jury", "/jury/1", "/jury/4", "/jury/9", "/team"),
    "team": ("/team", "/agenda", "/teams/2"),
    "coach": ("/coach",),
    "timekeeper": ("/desk/timer",),
    "organiser": ("/desk", "/desk/timer", "/desk/links"),
}
CODE = re.compile(r"[A-Z2-7]{4} [A-Z2-7]{4}|[A-Z]\d-\d+|https?://\S+")


def event_texts() -> list[str]:
    """What the event itself says, in its own language; the longest first."""
    tables, _ = sheets.read_event(EXAMPLE)
    assert tables is not None
    said: set[str] = {tables.event.name, tables.event.place}
    for row in (
        *tables.organisations,
        *tables.teams,
        *tables.jurors,
        *tables.coaches,
        *tables.agenda,
        *tables.criteria,
    ):
        said |= {value for value in vars(row).values() if isinstance(value, str)}
    said |= {word for row in tables.criteria for word in row.levels.values()}
    return sorted((text for text in said if len(text) > 3), key=len, reverse=True)


def faults(language: str, html: str, texts: list[str]) -> Iterator[str]:
    """What a page in a language shows against its habits; an English page may quote what the event says."""
    page = Page(frozenset())
    page.feed(html)
    page.close()
    for place, text in page.found:
        plain = CODE.sub("·", text)
        for quoted in texts if language != "fr" else ():
            plain = plain.replace(quoted, "·")
        yield from (f"{place}: {fault}" for fault in typography.wrong(language, plain))


def visited(app: Flask, doors: Doors) -> Iterator[tuple[Visitor, str]]:
    """Everybody at every page of theirs."""
    stranger = doors.stranger()
    yield from ((stranger, path) for path in PUBLIC)
    yield from ((stranger, f"/{stranger.slug}{path}") for path in OPEN)
    for role, paths in SEATS.items():
        visitor = doors.enter(role)
        yield from ((visitor, f"/{visitor.slug}{path}") for path in paths)


def wrong(app: Flask, doors: Doors) -> set[str]:
    """The faults of all pages at this moment, in both languages."""
    texts = event_texts()
    found = set()
    for visitor, path in visited(app, doors):
        for language in LANGUAGES:
            answer = visitor.client.get(path, headers={"Accept-Language": language})
            html = answer.get_data(as_text=True)
            assert f'<html lang="{language}"' in html and answer.status_code in (200, 401, 404), (path, answer.status)
            found |= {f"{language} {path}: {fault}" for fault in faults(language, html, texts)}
    return found


def test_before_the_first_pitch(app: Flask, doors: Doors, still_clock: StillClock) -> None:
    assert wrong(app, doors) == set()


def test_late_with_ballots_in_and_the_ranking_frozen(app: Flask, doors: Doors, still_clock: StillClock) -> None:
    organiser, juror, other = doors.enter("organiser"), doors.enter("juror"), doors.enter("juror", 1)
    still_clock.go_on(20 * 60_000)
    organiser.timer("call", slot=organiser.topic("stage").get_json()["next"]["slot"])
    organiser.timer("start")
    for number, scores in ((4, (7, 8, 8)), (5, (6, 6, 9)), (9, (7, 7, 7))):
        assert juror.ballot(number, scores).status_code in (200, 403)
        other.ballot(number, (5, None, 8), final=False)
    assert wrong(app, doors) == set()
    organiser.send("POST", "visibility", {"visibility": "frozen"})
    organiser.send("POST", "scoring", {"state": "closed"})
    juror.send("POST", "recusals", {"team": 9, "reason": "Un lien"})
    still_clock.go_on(25 * 60_000)
    assert wrong(app, doors) == set()


# Void elements end by themselves.
VOID = {"meta", "link", "input", "img", "br", "col", "rect", "path", "use"}


class Passages(HTMLParser):
    """The texts of a page, each with the language it is marked to be in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._within: list[tuple[str, str]] = [("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element: its own language, or that of what it stands in."""
        if tag not in VOID:
            self._within.append((tag, dict(attrs).get("lang") or self._within[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while tag not in VOID and len(self._within) > 1 and self._within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.found.append((" ".join(data.split()), self._within[-1][1]))


def unmarked(html: str, sentences: set[str]) -> set[str]:
    """What the event says in French and an English page does not mark as French; its number may stand before it."""
    passages = Passages()
    passages.feed(html)
    return {
        text for text, language in passages.found if re.sub(r"^(\d+)? ?· ", "", text) in sentences and language != "fr"
    }


# Where one element says by turns what the event says and what we say, nothing is marked.
BY_TURNS = ("/stage", "/desk", "/desk/timer", "/")


def test_what_the_event_says_is_marked_where_its_reader_reads_another_language(
    app: Flask, doors: Doors, still_clock: StillClock
) -> None:
    tables, _ = sheets.read_event(EXAMPLE)
    assert tables is not None
    columns = ("title", "short_title", "problem", "solution", "implementation", "cost", "label", "description")
    rows = (*tables.teams, *tables.agenda, *tables.criteria)
    said = {" ".join((getattr(row, column, None) or "").split()) for row in rows for column in columns}
    sentences = {text for text in said | {tables.event.name} if text and text != "Innovation"}  # the same in both
    found = {}
    for visitor, path in visited(app, doors):
        if path.removeprefix(f"/{visitor.slug}") in BY_TURNS and path != "/":
            continue
        english = visitor.client.get(path, headers={"Accept-Language": "en"}).get_data(as_text=True)
        french = visitor.client.get(path, headers={"Accept-Language": "fr"}).get_data(as_text=True)
        found[path] = unmarked(english, sentences)
        assert set(re.findall(r' lang="(\w+)"', french)) == {"fr", "en"}, path  # the page, and the way to English
    assert {path: texts for path, texts in found.items() if texts} == {}
    assert unmarked('<html lang="en"><h1>Le bon contact</h1></html>', {"Le bon contact"}) == {"Le bon contact"}


@pytest.mark.parametrize(
    ("language", "html", "fault"),
    [
        ("fr", "<p>Moyenne <b>8.50</b></p>", "a decimal point"),
        ("fr", "<p>Passage vers 15:05.</p>", "an hour of a column"),
        ("fr", '<td aria-label="l\'équipe"></td>', "a straight apostrophe"),
        ("fr", "<p>It is the day of the forum</p>", "a word of English"),
        ("en", "<p>Mean <b>8,50</b></p>", "a decimal comma"),
        ("en", "<p>Come at 15\u202fh\u202f05.</p>", "an hour of a French sentence"),
        ("en", "<p>Votre page</p>", "a word of French"),
    ],
)
def test_control_what_does_not_belong_is_noticed(language: str, html: str, fault: str) -> None:
    assert any(fault in found for found in faults(language, html, []))


def test_control_a_page_without_its_filter_is_noticed(app: Flask, doors: Doors, still_clock: StillClock) -> None:
    app.jinja_env.filters["hour_in_sentence"] = app.jinja_env.filters["hour"]
    html = doors.stranger().client.get("/amiens-2019/teams/4?lang=fr").get_data(as_text=True)
    assert any("an hour of a column" in fault for fault in faults("fr", html, event_texts()))


def test_the_example_is_the_event_that_was_read(event: Event) -> None:
    assert event.name in event_texts()
