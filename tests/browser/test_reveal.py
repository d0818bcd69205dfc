"""A reveal in real browsers, of equals, ranks or tiers: the room, the presenter's phone, somebody who comes late.

Through a server killed mid-way, back, a jump and black, the room's page and its frames hold the step reached alone.
"""

import json
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.documents import sheets
from app.domain.event_rows import CategoryRow
from app.starting import MARK
from tests import preparing
from tests.axe import judge
from tests.browser.measuring import at_rest, measure
from tests.browsing import PHONE, PROJECTOR, TABLET, admitted, opened
from tests.revealing import LAUREATES, close_the_list, move
from tests.serving import SLUG, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SEEN = ".reveal__title [data-slot=title]"


class Room:
    """A screen of the room, and every word that the sockets brought it of the reveal."""

    def __init__(self, page: Page, server: Server, query: str = "") -> None:
        self.page = page
        self.told: list[dict[str, Any]] = []
        page.on("websocket", lambda line: line.on("framereceived", self._hear))
        page.goto(f"{server.url}/{SLUG}/results{query}")

    def _hear(self, frame: str | bytes) -> None:
        if isinstance(frame, str) and frame.startswith('42["reveal",'):
            self.told.append(json.loads(frame[2:])[1])

    def sees(self, step: dict[str, Any]) -> None:
        """The step is on the wall: its title, and no title that comes later."""
        team = step["shown"].get("team")
        if team:
            expect(self.page.locator(SEEN)).to_have_text(team["title"])
        else:
            expect(self.page.locator("#reveal")).to_have_attribute("data-kind", step["shown"]["kind"])

    def holds(self) -> str:
        """All that its page has of the reveal, beside the words of the frames."""
        return str(self.page.locator("#reveal").evaluate("section => section.outerHTML"))

    def holds_none_of(self, titles: Collection[str]) -> None:
        """Neither its page nor any frame has one of these."""
        held = [self.holds(), *(json.dumps(told, ensure_ascii=False) for told in self.told)]
        assert [title for title in titles if any(title in text for text in held)] == []


def presses(remote: Page, name: str) -> None:
    """A button of the remote."""
    remote.locator(f'#remote [data-act="{name}"]').click()


def plans(organiser: Person, suspense: str | None, form: str = "unranked") -> None:
    """Say how the reveal is to be, from elsewhere: with a step of suspense, or without."""
    sent = {"csrf_token": organiser.session()["csrf"], "op": secrets.token_urlsafe(16), "suspense": suspense}
    told = {**sent, "form": form, "order": "drawn", "favourite": ""}
    address = f"{organiser.url}/{SLUG}/desk/reveal/plan"
    assert organiser.http.post(address, told, allow_redirects=False, timeout=10).status_code == 303


@contextmanager
def at_the_ceremony(browser: Browser, folder: Path) -> Iterator[tuple[Server, Person, Room, Page]]:
    """A server whose list is closed, its organiser, a wall and the presenter's phone."""
    with (
        Server(folder / "instance") as server,
        opened(browser, PROJECTOR) as wall,
        opened(browser, PHONE) as remote,
    ):
        organiser = close_the_list(server)
        admitted(remote, server.url, server.link("organiser"))
        remote.goto(f"{server.url}/{SLUG}/desk/reveal")
        yield server, organiser, Room(wall, server), remote


def test_the_reveal_of_eight_equals(browser: Browser, tmp_path: Path) -> None:
    with at_the_ceremony(browser, tmp_path) as (server, organiser, room, remote):
        titles = {team["number"]: team["title"] for team in organiser.get("results")["teams"]}
        presses(remote, "rehearse")
        expect(room.page.locator("#reveal")).to_contain_text("Répétition")
        presses(remote, "rehearse")
        expect(room.page.locator("#reveal")).to_be_hidden()

        # Names hidden on this phone are not painted first, whatever becomes of the script.
        remote.locator("#blind").check()
        remote.route("**/pages/remote.js*", lambda route: route.abort())
        remote.reload()
        expect(remote.locator("#steps .steps__name").first).to_be_hidden()
        remote.unroute("**/pages/remote.js*")
        remote.reload()
        remote.locator("#blind").uncheck()

        # A refused plan keeps what was typed; the page is the remote's again, whatever loads it.
        remote.locator("#plan summary").first.click()
        assert remote.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        remote.locator("#plan [name^=citation-]").first.fill("x" * 121)
        remote.locator("#plan button").last.click()
        expect(remote.locator("#errors-title")).to_be_visible()
        remote.wait_for_url(f"**/{SLUG}/desk/reveal")

        # Another organiser adds a step while a citation is being typed: the list follows, what is typed stays.
        remote.evaluate("window.stays = true")
        citation = remote.locator("#plan [name^=citation-]").first
        citation.fill("Une idée que chacun")
        plans(organiser, suspense=None)
        expect(remote.locator("#steps li")).to_have_count(10)
        expect(citation).to_have_value("Une idée que chacun")
        expect(citation).to_be_focused()
        plans(organiser, suspense="yes")
        expect(remote.locator("#steps li")).to_have_count(11)

        presses(remote, "main")
        expect(room.page.locator("#reveal")).to_have_attribute("data-kind", "title")
        expect(remote.locator("#plan")).to_have_count(0)
        called: list[int] = []
        for number in range(1, 6):
            expect(remote.locator("#remote [data-slot=state]")).to_contain_text(f"Étape {number - 1} ")
            remote.keyboard.press("PageDown") if number % 2 else presses(remote, "main")
            expect(room.page.locator("#reveal [data-slot=figure]")).to_have_text(str(number))
            step = organiser.get("reveal")
            called.append(step["shown"]["team"]["number"])
            room.sees(step)
        expect(room.page.locator(".reveal__leaf--coming")).to_have_count(3)

        # Late, on a phone: the step reached, drawn by the server and by the script alike.
        with opened(browser, PHONE) as late:
            latecomer = Room(late, server)
            latecomer.sees(step)
            late.keyboard.press("b")  # in the hand, a key is the reader's own
            latecomer.sees(step)
            for there in (latecomer, room):
                there.holds_none_of([titles[team] for team in set(LAUREATES) - set(called)])

        server.kill()
        # The room's own keyboard, without network: black at once, and back.
        room.page.keyboard.press("b")
        expect(room.page.locator("#reveal")).to_have_attribute("data-kind", "black")
        assert titles[called[-1]] not in room.page.locator("#reveal").inner_text()
        room.page.keyboard.press("b")
        room.sees(step)
        server.start()
        assert organiser.get("reveal")["step"] == 5
        presses(remote, "back")
        expect(room.page.locator(SEEN)).to_have_text(titles[called[3]])
        remote.locator('#steps [data-jump="7"]').click()
        expect(room.page.locator(SEEN)).to_have_text(titles[called[3]])  # prepared, not shown
        for kind in ("black", "laureate"):
            presses(remote, "black")
            expect(room.page.locator("#reveal")).to_have_attribute("data-kind", kind)
        expect(remote.locator("#remote [data-slot=main]")).to_have_text("Montrer l’étape 7")  # prepared all the same
        presses(remote, "main")
        expect(room.page.locator("#reveal [data-slot=figure]")).to_have_text("7")

        for page in (room.page, remote):
            at_rest(page)
            assert judge(page).violations == []

        presses(remote, "black")
        expect(room.page.locator("#reveal")).to_have_attribute("data-kind", "black")
        assert organiser.get("reveal")["shown"] == {"kind": "black"}
        assert not set(titles.values()) & {line.strip() for line in room.page.locator("#reveal").all_inner_texts()}
        presses(remote, "black")
        expect(room.page.locator("#reveal [data-slot=figure]")).to_have_text("7")
        for kind in ("suspense", "laureate", "recap"):
            presses(remote, "main")
            expect(room.page.locator("#reveal")).to_have_attribute("data-kind", kind)
        expect(room.page.locator("#recap li")).to_have_count(8)
        presses(remote, "finish")
        remote.locator("#announce-laureates [data-act]").click()
        expect(remote.locator("#remote [data-slot=state]")).to_have_text("Proclamés")
        assert organiser.get("day")["phase"] == "announced"
        expect(remote.locator("[data-part=done]")).to_be_visible()
        assert remote.evaluate("window.stays")  # the phone's page was never loaded again
        expect(room.page.locator("#recap li")).to_have_count(8)
        with opened(browser, PHONE) as late:
            names = Room(late, server).page.locator("#recap [data-part=name]")
            expect(names).to_have_count(8)
            assert set(names.all_inner_texts()) == {titles[team] for team in LAUREATES}


# Two categories with tiers, and the place and the tier of each laureate as they are called.
TIERED = (
    CategoryRow(key="links", name="Le lien", gold=1, silver=1, bronze=1),
    CategoryRow(key="body", name="Le corps", gold=1),
)
CATEGORY_OF = dict.fromkeys((1, 2, 5, 9), "links") | dict.fromkeys((7, 10, 13, 15), "body")
CALLED: dict[str, list[str | int | None]] = {
    "ranked": [6, 6, 6, 5, 3, 3, 2, 1],
    "tiers": [None, "bronze", "silver", "gold", None, None, None, "gold"],
}


def with_tiers(folder: Path) -> None:
    """An instance folder that holds the example, its teams in categories with tiers."""
    tables, faults = sheets.read_event(preparing.EXAMPLE)
    assert tables is not None, faults
    teams = tuple(replace(team, category=CATEGORY_OF.get(team.number)) for team in tables.teams)
    with preparing.opened(shutil.copytree(preparing.migrated(), folder / "instance")) as app:
        (Path(app.instance_path) / MARK).touch()
        preparing.load_tables(app, replace(tables, teams=teams, categories=TIERED))


def goes_on(remote: Page, organiser: Person, room: Room, act: str = "main") -> dict[str, Any]:
    """The presenter moves it; the room shows the step that is reached."""
    before = organiser.get("reveal")["step"]
    presses(remote, act)
    expect(remote.locator("#remote [data-slot=state]")).to_contain_text(
        f"Étape {before + (1 if act == 'main' else -1)} "
    )
    step: dict[str, Any] = organiser.get("reveal")
    room.sees(step)
    return step


def gets_out_of_trouble(server: Server, remote: Page, organiser: Person, room: Room) -> None:
    """Killed and started again, back, a jump to where it stood, black and out of it."""
    step = organiser.get("reveal")
    server.kill()
    server.start()
    room.sees(organiser.get("reveal"))
    assert organiser.get("reveal")["step"] == step["step"]
    goes_on(remote, organiser, room, "back")
    remote.locator(f'#steps [data-jump="{step["step"]}"]').click()
    presses(remote, "main")
    room.sees(step)
    for kind in ("black", step["shown"]["kind"]):
        presses(remote, "black")
        expect(room.page.locator("#reveal")).to_have_attribute("data-kind", kind)


@pytest.mark.nightly
@pytest.mark.parametrize("form", ["ranked", "tiers"])
def test_a_reveal_of_ranks_and_one_of_tiers_hold_the_step_reached(browser: Browser, tmp_path: Path, form: str) -> None:
    if form == "tiers":
        with_tiers(tmp_path)
    with at_the_ceremony(browser, tmp_path) as (server, organiser, room, remote):
        titles = {team["number"]: team["title"] for team in organiser.get("results")["teams"]}
        plans(organiser, suspense="yes", form=form)
        presses(remote, "main")
        expect(room.page.locator("#reveal")).to_have_attribute("data-kind", "title")
        called: dict[int, str | int | None] = {}
        step = organiser.get("reveal")
        while step["step"] < step["steps"] - 2:
            step = goes_on(remote, organiser, room)
            if step["shown"]["kind"] == "laureate":
                called[step["shown"]["team"]["number"]] = step["shown"]["place" if form == "ranked" else "tier"]
            to_come = [titles[team] for team in set(LAUREATES) - set(called)]
            room.holds_none_of(to_come)
            if step["shown"]["kind"] == "laureate" and len(called) == 4:
                with opened(browser, PHONE) as late:
                    latecomer = Room(late, server)
                    latecomer.sees(step)
                    latecomer.holds_none_of(to_come)
                gets_out_of_trouble(server, remote, organiser, room)
                room.holds_none_of(to_come)
        assert list(called.values()) == CALLED[form]
        assert set(called) == set(LAUREATES)
        goes_on(remote, organiser, room)
        expect(room.page.locator("#recap li")).to_have_count(8)


@pytest.mark.nightly
def test_every_text_of_the_reveal_is_read_from_the_last_row(browser: Browser, tmp_path: Path) -> None:
    with (
        Server(tmp_path / "instance") as server,
        opened(browser, PROJECTOR) as near,
        opened(browser, PROJECTOR) as far,
        opened(browser, TABLET) as square,
    ):
        organiser = close_the_list(server)
        rooms = {(page, q): Room(page, server, f"?q={q}") for page, q in ((near, 8), (far, 10), (square, 8))}
        faults = []
        for act in ("start", *["next"] * 10):
            step = move(organiser, act)
            for (page, q), room in rooms.items():
                room.sees(step)
                faults += [f"step {step['step']}, q {q}: {fault}" for fault in measure(page).faults(q)]
        # Whatever has the list drawn again, its titles stay the short ones that fit.
        for page, q in rooms:
            page.evaluate("() => window.dispatchEvent(new Event('resize'))")
            faults += [f"drawn again, q {q}: {fault}" for fault in measure(page).faults(q)]
        expect(near.locator("#reveal [data-slot=foot]")).to_have_text("Sans ordre de mérite")
        assert faults == []
