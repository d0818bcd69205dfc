"""The states of the day, each looked at where it shows: the timer's, the room's, the scoring's, an event with nothing.

What a look holds: see `test_axe.py`.
"""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.days import Act, in_the_room, moved, scoring_closed
from tests.browser.pages import DESK, EVENT, PHONE, PROJECTOR, STRANGER, TABLET, seated
from tests.browsing import enter
from tests.cli.test_event_commands import flask
from tests.inspecting import Inspector, inspected
from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

# The field of the stage, and what brings a pitch that has just begun there.
FIELDS: dict[str, tuple[Act, ...]] = {
    "last": (("add", {"seconds": -150}),),
    "over": (("back_date", {"seconds": 200}),),
    "paused": ("pause",),
    "running": ("next",),  # the questions, which have no parts
    "done": ("next", "next"),
}
Shown = tuple[str, str, dict[str, int], str, str | None]
# Where the timer shows, with the element that says which field it is.
FACES: tuple[Shown, ...] = (
    ("audience.stage", STRANGER, PROJECTOR, f"{EVENT}/stage", "#face"),
    ("desk.run", "organiser", DESK, f"{EVENT}/desk", "#timer"),
    ("team.turn", "team 4", PHONE, f"{EVENT}/team", None),
)
# By day at the desk alone.
every_face = pytest.mark.parametrize(
    "shown",
    [pytest.param(face, marks=() if face[0] == "desk.run" else pytest.mark.nightly) for face in FACES],
    ids=lambda shown: f"{shown[0]} {shown[1]}",
)
# An event that has been loaded and no more, in the colour of another authority.
BARE = {
    "event": "key;value\nslug;bare\nname;Petit forum\ndate;2031-01-07\nplace;Lens\nbrand;#7A3E9D\n",
    "criteria": "key;label;weight\ninnovation;Innovation;1\n",
    "organisations": "key;name;code\n62;Pas-de-Calais;62\n80;Somme;80\n",
    "teams": "number;title;organisation\n1;Projet;62\n",
    "jurors": "key;name;organisation;role;chair\nj1;Élue, Somme;80;elected;yes\n",
    "coaches": "key;name\nc1;Coach A\n",
    "agenda": "start;minutes;kind;title\n09:00;15;welcome;Accueil\n",
}
BARE_PAGES = (
    ("audience.home", STRANGER, DESK, ""),
    ("audience.programme", STRANGER, PHONE, "agenda"),
    ("audience.stage", STRANGER, PROJECTOR, "stage"),
    ("audience.results", STRANGER, PROJECTOR, "results"),
    ("audience.team", STRANGER, PHONE, "teams/1"),
    ("team.turn", "team", PHONE, "team"),
    ("coach.tables", "coach", PHONE, "coach"),
    ("jury.mine", "chair", TABLET, "jury"),
    ("jury.one", "chair", TABLET, "jury/1"),
    ("desk.run", "organiser", DESK, "desk"),
)


@every_face
def test_every_field_of_the_timer(browser: Browser, full_day: Server, shown: Shown, language: str) -> None:
    name, seat, size, path, face = shown
    with seated(browser, full_day, seat, size, language) as reader:
        reader.goto(path, language)
        for place, (field, acts) in enumerate(FIELDS.items()):
            with moved(full_day, *acts):
                # The open page follows; a team's ticket says it in words alone, which come with the page.
                if face:
                    expect(reader.page.locator(face)).to_have_attribute("data-field", field)
                else:
                    reader.goto(path, language)
                # The fields of one page differ by colours, words and a shape: what it is made of is judged once.
                reader.look(name, field, language, judged=face is not None and place > 0)


@every_face
def test_a_team_that_is_called(browser: Browser, fresh_day: Server, shown: Shown, language: str) -> None:
    name, seat, size, path, face = shown
    first = next(slot["id"] for slot in fresh_day.person("organiser").get("agenda")["slots"] if slot["team"] == 1)
    called = moved(fresh_day, ("call", {"slot": first}))
    with seated(browser, fresh_day, seat.replace("4", "1"), size) as reader, called:
        reader.goto(path, language)
        if face == "#timer":
            expect(reader.page.locator(face)).to_have_attribute("data-mode", "armed")
        reader.look(name, "called", language)


def look_at_results(reader: Inspector, visibility: str, state: str, language: str) -> None:
    """The results as the room sees them, on the wall and in the hand."""
    for size in (PROJECTOR, PHONE):
        reader.page.set_viewport_size(size)
        reader.goto(f"{EVENT}/results", language)
        expect(reader.page.locator("#board")).to_have_attribute("data-visibility", visibility)
        reader.look("audience.results", state, language)


def test_whatever_the_room_may_see(browser: Browser, full_day: Server, language: str) -> None:
    with seated(browser, full_day, STRANGER, PROJECTOR) as reader:
        for visibility in ("hidden", "progress", "frozen"):
            with in_the_room(full_day, visibility):
                look_at_results(reader, visibility, visibility, language)


@pytest.mark.nightly
def test_whatever_the_room_may_see_before_any_ballot(browser: Browser, fresh_day: Server, language: str) -> None:
    with seated(browser, fresh_day, STRANGER, PROJECTOR) as reader:
        for visibility in ("hidden", "progress"):
            with in_the_room(fresh_day, visibility):
                look_at_results(reader, visibility, f"{visibility}, no ballot", language)


def test_scoring_closed_on_the_tablet(browser: Browser, full_day: Server, language: str) -> None:
    # Juror 2 is of the Oise: team 1 is validated, team 8 has not come, team 5 is of their own authority.
    with seated(browser, full_day, "juror 2", TABLET) as reader, scoring_closed(full_day):
        for team, standing in ((1, "closed"), (8, "closed"), (5, "own")):
            reader.goto(f"{EVENT}/jury/{team}", language)
            expect(reader.page.locator("#jury")).to_have_attribute("data-standing", standing)
            reader.look(f"jury.one {team}", "scoring closed", language)


def test_scoring_closed_at_the_desk(browser: Browser, full_day: Server, language: str) -> None:
    with seated(browser, full_day, "organiser", DESK) as reader, scoring_closed(full_day):
        reader.goto(f"{EVENT}/desk", language)
        expect(reader.page.locator("[data-scoring]")).to_have_attribute("data-scoring", "closed")
        reader.look("desk.run", "scoring closed", language)


@pytest.fixture(scope="module")
def bare(fresh_day: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An event without a pitch beside the example; the token of each role."""
    folder = tmp_path_factory.mktemp("bare")
    for name, text in BARE.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    loaded = flask(fresh_day.folder, "event", "load", str(folder))
    assert loaded.returncode == 0, loaded.stderr
    links = json.loads(flask(fresh_day.folder, "links", "bare", "--json").stdout)
    yield {link["role"]: link["token"] for link in reversed(links)}
    flask(fresh_day.folder, "event", "delete", "bare", "--yes")


@pytest.mark.parametrize(
    "seat",
    [
        pytest.param(seat, marks=() if seat == "chair" else pytest.mark.nightly)
        for seat in dict.fromkeys(row[1] for row in BARE_PAGES)
    ],
)
def test_an_event_with_nothing_in_it_yet(
    browser: Browser, fresh_day: Server, bare: dict[str, str], seat: str, language: str
) -> None:
    with inspected(browser, fresh_day.url, DESK, seat) as reader:
        if seat != STRANGER:
            enter(reader.page, fresh_day.url, {"token": bare[seat]})
        for name, _, size, path in (row for row in BARE_PAGES if row[1] == seat):
            reader.page.set_viewport_size(size)
            reader.goto(f"/bare/{path}", language)
            reader.look(f"{name} of a bare event", "empty", language)


def test_a_server_without_an_event(browser: Browser, server: Server, language: str) -> None:
    deleted = flask(server.folder, "event", "delete", SLUG, "--yes")
    assert deleted.returncode == 0, deleted.stderr
    with seated(browser, server, STRANGER, PHONE) as reader:
        reader.goto("/", language)
        expect(reader.page.locator(".empty")).to_be_visible()
        reader.look("audience.events", "no event", language)


def test_the_theme_chosen_by_hand_is_the_systems_other_one(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, STRANGER, DESK) as reader:
        reader.goto(f"{EVENT}/agenda", "fr")
        for chosen, system in (("dark", "light"), ("light", "dark")):
            reader.page.locator(f"[name=theme][value={chosen}]").locator("xpath=..").click()
            reader.page.emulate_media(color_scheme=system)
            assert reader.scheme() == chosen
            reader.look("audience.programme", f"{chosen} by hand", "fr", themes=(None,))
