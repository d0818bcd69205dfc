"""The order of the day changes: every page that is open shows the new one, and keeps the focus where it was."""

import time
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import DESK, PHONE, admitted, enter, opened
from tests.serving import SLUG, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

DESK_ROWS, AGENDA_ROWS = "#run-down [data-key]", "#programme [data-turn]"
IN_ORDER = """([rows, pitches]) => {
    const keys = [...document.querySelectorAll(rows)].map((row) => row.dataset.key ?? row.dataset.turn);
    return keys.filter((key) => pitches.includes(key)).join() === pitches.join();
}"""


def in_order(page: Page, rows: str, pitches: list[str]) -> None:
    """Wait until a page has the pitches in this order."""
    page.wait_for_function(IN_ORDER, arg=[rows, pitches], timeout=20_000)


def test_every_open_page_follows_a_new_order(browser: Browser, server: Server) -> None:
    organiser = server.person("organiser")
    agenda = organiser.get("agenda")
    pitches = [slot["id"] for slot in agenda["slots"] if slot["kind"] == "pitch"]
    first, rest = pitches[0], pitches[1:]
    with (
        opened(browser, DESK) as desk,
        opened(browser, PHONE) as public,
        opened(browser, PHONE) as phone,
        opened(browser, PHONE) as host,
    ):
        enter(desk, server.url, server.link("organiser"))
        enter(phone, server.url, server.link("team", 1))
        host.clock.install()
        admitted(host, server.url, server.link("timekeeper"))
        host.goto(f"{server.url}/{SLUG}/desk/host", wait_until="networkidle")
        # Nothing is sent while hours slide: the host's page asks again by itself.
        with host.expect_request("**/desk/host"):
            host.clock.fast_forward(61_000)
        public.goto(f"{server.url}/{SLUG}/agenda")
        in_order(desk, DESK_ROWS, pitches)
        in_order(public, AGENDA_ROWS, pitches)
        held = desk.locator(f'[data-call="{pitches[3]}"]')
        held.focus()
        # The public's page asks for the new order, and nobody answers: it asks again.
        public.route(f"{server.url}/{SLUG}/agenda", lambda route: route.abort(), times=1)
        sent = {"base": agenda["revision"], "action": "postpone", "slot": first}
        assert organiser.send("POST", "agenda", sent).status_code == 200
        in_order(desk, DESK_ROWS, [*rest, first])
        in_order(public, AGENDA_ROWS, [*rest, first])
        row = desk.locator(f'[data-key="{first}"]')
        expect(row.locator("[data-status]")).to_have_text("Reportée")
        expect(row.locator("[data-turn-of]")).to_have_text(str(len(pitches)))
        expect(held).to_be_focused()
        expect(phone.locator("#turn")).to_contain_text("Votre passage est déplacé.")
        # The first of the pitches is another one: the public's page says of them what it said before.
        expect(public.locator(f'[data-part="{rest[0]}"]')).to_contain_text("Pitchs des 15 équipes")
        sent = {"base": organiser.get("agenda")["revision"], "action": "undo"}
        assert organiser.send("POST", "agenda", sent).status_code == 200
        in_order(desk, DESK_ROWS, pitches)
        in_order(public, AGENDA_ROWS, pitches)


def statuses(organiser: Person) -> dict[str, str]:
    """The status of every slot."""
    return {slot["id"]: slot["status"] for slot in organiser.get("agenda")["slots"]}


def pitches_of(organiser: Person) -> list[str]:
    """The pitches in run order."""
    return [slot["id"] for slot in organiser.get("agenda")["slots"] if slot["kind"] == "pitch"]


def test_an_organiser_orders_the_run_down_by_hand_and_by_keys_and_takes_it_back(
    browser: Browser, server: Server
) -> None:
    organiser = server.person("organiser")
    first = pitches_of(organiser)
    one, two, three, four = first[:4]
    with opened(browser, DESK, [], timezone_id="Europe/Paris") as desk:
        enter(desk, server.url, server.link("organiser"))
        in_order(desk, DESK_ROWS, first)
        sent: list[str] = []
        desk.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        desk.keyboard.press("u")  # nothing to take back: nothing is sent
        handle = desk.locator(f'[data-order="{three}"]')
        # By what unfolds under the line, keys alone; said to whoever cannot see it, and taken back by one key.
        handle.press("Enter")
        expect(desk.locator(".run-acts form[data-run=absent] button")).to_be_focused()
        desk.keyboard.press("Enter")
        expect(desk.locator("#announce")).to_have_text("3 · Projet 3\u00a0: absente.")
        expect(desk.locator("[data-run-undo]")).to_contain_text("Annuler\u00a0: 3 · Projet 3, absente")
        expect(handle).to_be_focused()
        assert statuses(organiser)[three] == "absent"
        assert len(sent) == 1
        desk.keyboard.press("u")
        expect(desk.locator("[data-run-undo]")).to_have_count(0)
        assert statuses(organiser)[three] == "planned"
        # By arrows, one line at a time; the focus goes along, the very end included.
        desk.keyboard.press("ArrowUp")
        in_order(desk, DESK_ROWS, [one, three, two, *first[3:]])
        expect(handle).to_be_focused()
        desk.keyboard.press("End")
        in_order(desk, DESK_ROWS, [one, two, *first[3:], three])
        assert organiser.get("agenda")["slots"][-1]["id"] == three
        desk.locator("[data-run-undo]").click()
        in_order(desk, DESK_ROWS, [one, three, two, *first[3:]])
        desk.locator("[data-run-undo]").click()
        in_order(desk, DESK_ROWS, first)
        # By hand: taken by its handle and let go above another.
        desk.locator(f'[data-order="{four}"]').hover()
        desk.mouse.down()
        box = desk.locator(f'[data-key="{two}"]').bounding_box()
        assert box is not None
        desk.mouse.move(box["x"] + 20, box["y"] + 6, steps=8)
        desk.mouse.up()
        in_order(desk, DESK_ROWS, [one, four, two, three, *first[4:]])
        expect(desk.locator(".run-acts")).to_have_count(0)
        # By lot: what was unfolded for it stays so, and the focus stays on its button.
        desk.locator("[data-fold=plan]").press("Enter")
        lot = desk.locator("[data-run-plan=lot]")
        lot.press("Enter")
        expect(desk.locator("[data-run-undo]")).to_contain_text("ordre tiré au sort")
        expect(lot).to_be_focused()


@pytest.mark.nightly
def test_an_act_that_does_not_fit_is_refused_at_its_row_with_what_was_typed(browser: Browser, server: Server) -> None:
    organiser = server.person("organiser")
    last = pitches_of(organiser)[-1]
    complaints: list[str] = []
    with opened(browser, PHONE, complaints, has_touch=True) as phone:
        enter(phone, server.url, server.link("organiser"))
        phone.locator(f'[data-order="{last}"]').tap()
        act = phone.locator(".run-acts form[data-run=break]")
        act.locator("input").fill("0")
        act.locator("button").tap()
        expect(act.locator("[data-refused]")).to_have_text("Un nombre entier de minutes est attendu.")
        expect(act.locator("input")).to_have_value("0")
        # Somebody else changes the order meanwhile: what is unfolded stays, with what is being typed.
        act.locator("input").fill("1")
        before = organiser.get("agenda")
        sent = {"base": before["revision"], "action": "absent", "slot": before["slots"][6]["id"]}
        assert organiser.send("POST", "agenda", sent).status_code == 200
        expect(phone.locator("[data-run-undo]")).to_be_visible()
        expect(act.locator("input")).to_be_focused()
        phone.keyboard.type("5")
        expect(act.locator("input")).to_have_value("15")
        # While it is on its way the desk says so: nothing was refused at the act.
        on_its_way: list[Route] = []
        phone.route("**/agenda?as=organiser", lambda route: on_its_way.append(route))
        act.locator("button").tap()
        expect(phone.locator("#refusal")).to_contain_text("Envoi en cours…")
        expect(act.locator("[data-refused]")).to_be_hidden()
        on_its_way[0].continue_()
        expect(phone.locator(".run-acts")).to_have_count(0)
        expect(phone.locator("#refusal")).to_be_hidden()
        put = next(slot for slot in organiser.get("agenda")["slots"] if slot["id"].startswith("b"))
        assert put["duration_ms"] == 15 * 60_000
        complaints[:] = [complaint for complaint in complaints if "422" not in complaint]


TICKET = (
    """() => ["rank", "minutes", "band"].map((name) => document.querySelector(`[data-slot="${name}"]`).textContent)"""
)
CHANGED = f"(before) => ({TICKET})().every((text, place) => text !== before[place])"


def seconds_until_changed(phone: Page, organiser: Person, sent: dict[str, Any]) -> float:
    """How long after an act was answered a team's phone shows another rank, another hour and another band."""
    before = phone.evaluate(TICKET)
    body = {"base": organiser.get("agenda")["revision"], **sent}
    assert organiser.send("POST", "agenda", body).status_code == 200
    answered = time.monotonic()
    phone.wait_for_function(CHANGED, arg=before, timeout=20_000)
    return time.monotonic() - answered


def test_a_team_s_phone_shows_rank_hour_and_band_within_a_second_of_an_act_at_the_desk(
    browser: Browser, server: Server
) -> None:
    organiser = server.person("organiser")
    first = pitches_of(organiser)[0]
    with opened(browser, PHONE) as phone:
        enter(phone, server.url, server.link("team", 3))
        expect(phone.locator('[data-slot="rank"]')).to_have_text("2 équipes avant vous")
        expect(phone.locator('[data-slot="band"]')).to_have_text("±\u00a02\u00a0min")
        waited = []
        # The machine may be shared: the promise is about the product, which keeps it in one try of three.
        for _ in range(3):
            waited.append(seconds_until_changed(phone, organiser, {"action": "absent", "slot": first}))
            if waited[-1] <= 1:
                break
            seconds_until_changed(phone, organiser, {"action": "undo"})
        assert min(waited) <= 1, waited
        expect(phone.locator('[data-slot="rank"]')).to_have_text("Une équipe avant vous")
