"""The day by keyboard alone: the juror from the card to a receipt, the desk from the call to the last word, every door.

No test here touches a mouse: keys reach everything, the focus is never lost by an act, and no page keeps it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.starting import ORGANISER
from tests.browser.hearing import listen, waited
from tests.browser.walking import Keyboard
from tests.browsing import DESK, PHONE, PROJECTOR, TABLET, admitted, opened
from tests.serving import SLUG, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

EVENT = f"/{SLUG}"
MAIN = '[data-act="main"]'
# By day the two on which most is done; at night the others too, whose rings `test_every_page.py` walks by day.
PAGES = (
    ("juror", f"{EVENT}/jury/5", TABLET),
    ("organiser", f"{EVENT}/desk", DESK),
)
BY_NIGHT = (
    (None, "/login", DESK),
    (None, f"{EVENT}/agenda", PHONE),
    (None, f"{EVENT}/stage", PROJECTOR),
    ("team", f"{EVENT}/team", PHONE),
    (None, "/", DESK),
    (None, "/enter", PHONE),
    (None, f"{EVENT}/", PHONE),
    (None, f"{EVENT}/", DESK),
    (None, f"{EVENT}/results", PHONE),
    (None, f"{EVENT}/results", PROJECTOR),
    ("juror", f"{EVENT}/jury", TABLET),
    ("juror", f"{EVENT}/jury/5", PHONE),
    ("coach", f"{EVENT}/coach", PHONE),
    ("timekeeper", f"{EVENT}/desk/timer", PHONE),
    ("organiser", f"{EVENT}/desk/links", DESK),
)


@contextmanager
def seated(browser: Browser, server: Server, role: str | None, path: str, size: dict[str, int]) -> Iterator[Keyboard]:
    """The keys of a page, in the seat of that role."""
    with opened(browser, size) as page:
        if role:
            admitted(page, server.url, server.link(role))
        page.goto(f"{server.url}{path}")
        yield Keyboard(page)


def timer(person: Person) -> dict[str, Any]:
    """The timer as the server has it."""
    found: dict[str, Any] = person.get("stage")["timer"]
    return found


@contextmanager
def free_stage(person: Person) -> Iterator[None]:
    """Nobody is left on stage."""
    try:
        yield
    finally:
        if timer(person)["mode"] in ("armed", "running", "paused"):
            person.timer("stop")


@pytest.mark.parametrize(
    ("role", "path", "size"), [*PAGES, *(pytest.param(*page, marks=pytest.mark.nightly) for page in BY_NIGHT)]
)
def test_tab_goes_through_every_control_and_out_with_the_focus_in_view(
    browser: Browser, fresh_day: Server, role: str | None, path: str, size: dict[str, int]
) -> None:
    with seated(browser, fresh_day, role, path, size) as keys:
        assert keys.tour() == []
        assert keys.page.evaluate("window.stopsMade") >= 1


def choose(keys: Keyboard, criterion: str, *presses: str) -> None:
    """Reach the ruler of a criterion and press keys on it."""
    keys.reach(f'[name="score-{criterion}"]')
    keys.press(*presses)


def chosen(page: Page) -> list[str]:
    """The scores that are chosen."""
    found: list[str] = page.locator(".criteria :checked").evaluate_all("(cells) => cells.map(({ value }) => value)")
    return found


def test_a_juror_goes_from_the_card_to_a_receipt_and_amends_it(browser: Browser, fresh_day: Server) -> None:
    link = fresh_day.link("juror")
    with opened(browser, TABLET) as page:
        keys = Keyboard(page)
        page.goto(f"{fresh_day.url}/enter#{link['token']}")
        page.wait_for_url("**/jury")
        keys.do('.mine__list [data-team="4"]')
        page.wait_for_url("**/jury/4")
        listen(page)
        choose(keys, "innovation", *["ArrowRight"] * 7)
        choose(keys, "transferability", "ArrowLeft")
        choose(keys, "cost_use", "Space", "ArrowRight")
        assert chosen(page) == ["7", "10", "1"]
        keys.reach("#comment")
        keys.type("Un pas de plus, d’accord + z")
        keys.do("[data-validate]")
        assert re.search(r"reçu [A-Z0-9-]+", waited(page, "reçu")[-1])
        assert "valid" in keys.held().lower()
        mine = {ballot["team"]: ballot for ballot in fresh_day.person("juror").get("ballots")}[4]
        assert (mine["state"], list(mine["scores"].values())) == ("validated", [7, 10, 1])
        assert mine["comment"] == "Un pas de plus, d’accord + z"
        choose(keys, "innovation", "ArrowRight")
        expect(page.locator("#verdict")).to_contain_text("à valider de nouveau")
        keys.do("[data-validate]", "Space")
        assert re.search(r"reçu [A-Z0-9-]+", waited(page, "reçu")[-1])
        keys.held()
    assert fresh_day.person("juror").get("ballots")[0]["revision"] > mine["revision"]


def test_what_is_missing_is_led_to_by_its_link(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, "juror", f"{EVENT}/jury/6", TABLET) as keys:
        choose(keys, "innovation", "Space")
        keys.do("[data-validate]")
        assert keys.on("#errors-title")
        keys.press("Tab", "Enter")
        assert keys.on('[name="score-transferability"]')
        keys.press("Space")
        assert chosen(keys.page) == ["0", "0"]


@pytest.mark.nightly
def test_a_juror_steps_aside_comes_back_and_goes_to_another_team(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, "juror", f"{EVENT}/jury/7", TABLET) as keys:
        listen(keys.page)
        jury = keys.page.locator("#jury")
        keys.do("#recusal summary")
        keys.do('#recusal [name="reason"]')
        expect(jury).to_have_attribute("data-standing", "recused", timeout=30_000)
        waited(keys.page, "Déport enregistré")
        assert "Revenir" in keys.held() and keys.on('[form="undo-recusal"]')
        keys.press("Enter")
        expect(jury).to_have_attribute("data-standing", "open", timeout=30_000)
        waited(keys.page, "de nouveau")
        assert keys.on("#recusal summary"), keys.held()
        keys.do('.mine__list [data-team="8"]')
        expect(keys.page).to_have_url(re.compile(r"/jury/8$"))
        assert "8" in keys.held() and keys.on("#team h1")
        choose(keys, "innovation", "Space")
        keys.page.go_back()
        expect(keys.page.locator('[data-slot="number"]')).to_have_text("7")
        assert "7" in keys.held()


def test_a_juror_follows_the_stage_and_keeps_the_focus_when_scoring_closes(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    slot = next(slot["id"] for slot in organiser.get("agenda")["slots"] if slot["team"] == 12)
    with free_stage(organiser), seated(browser, fresh_day, "juror", f"{EVENT}/jury/9", TABLET) as keys:
        choose(keys, "innovation", "Space")
        organiser.timer("call", slot=slot)
        expect(keys.page.locator("#follow")).to_be_visible(timeout=30_000)
        keys.do("#follow")
        expect(keys.page).to_have_url(re.compile(r"/jury/12$"))
        assert keys.on("#team h1"), keys.held()
        keys.reach("[data-validate]")
        assert organiser.send("POST", "scoring", {"state": "closed"}).status_code == 200
        try:
            expect(keys.page.locator('[data-for="closed"]')).to_be_visible(timeout=30_000)
            keys.held()
        finally:
            assert organiser.send("POST", "scoring", {"state": "open"}).status_code == 200


def test_the_desk_drives_a_turn_by_its_buttons(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    with free_stage(organiser), seated(browser, fresh_day, "organiser", f"{EVENT}/desk", DESK) as keys:
        panel = keys.page.locator("#timer")

        def do(act: str, mode: str, **others: object) -> None:
            revision = timer(organiser)["revision"]
            keys.do(f'[data-act="{act}"]')
            expect(panel).to_have_attribute("data-mode", mode, timeout=30_000)
            expect(panel).not_to_have_attribute("aria-busy", "true", timeout=30_000)
            told = timer(organiser)
            assert told["revision"] == revision + 1 and others.items() <= told.items(), (act, told)
            assert keys.on(f'[data-act="{act}"]'), keys.held()

        do("main", "armed", phase="pitch")
        do("main", "running")
        do("second", "paused")
        do("second", "running", phase="pitch")  # pressed again where one paused: the pitch goes on
        do("second", "paused")
        do("more", "paused", added_ms=30_000)
        do("less", "paused", added_ms=0)
        do("main", "running")
        do("back_date", "running")
        do("main", "running", phase="questions")
        do("stop", "done")
        do("undo", "running", phase="questions")
        do("stop", "done")
        ended = organiser.get("stage")["slot"]
        # The run-down hears it a moment after the panel: until then its first line is the turn that ended.
        expect(keys.page.locator(f'[data-key="{ended}"]')).to_have_class(re.compile(r"\bpast\b"), timeout=30_000)
        keys.do(".run-row:not(.past) [data-call]")
        expect(panel).to_have_attribute("data-mode", "armed", timeout=30_000)
        assert keys.on("[data-call]"), keys.held()


def test_shortcuts_are_shown_work_and_leave_escape_and_typing_alone(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    with free_stage(organiser), seated(browser, fresh_day, "organiser", f"{EVENT}/desk", DESK) as keys:
        page, panel = keys.page, keys.page.locator("#timer")

        def key(pressed: str, mode: str, **others: object) -> None:
            revision = timer(organiser)["revision"]
            keys.press(pressed)
            expect(panel).to_have_attribute("data-mode", mode, timeout=30_000)
            page.wait_for_function("() => !document.querySelector('#timer').hasAttribute('aria-busy')")
            told = timer(organiser)
            assert told["revision"] == revision + 1 and others.items() <= told.items(), (pressed, told)

        shown = page.locator("#timer kbd:visible").all_inner_texts()
        assert shown == ["Espace", "P", "−", "+", "Z", "D"]
        key("Space", "armed")
        key("Space", "running")
        key("p", "paused")
        key("+", "paused", added_ms=30_000)
        key("-", "paused", added_ms=0)
        key("P", "running")
        key("d", "running")
        key("z", "running")
        still = timer(organiser)["revision"]
        keys.press("Escape", "Escape")
        page.evaluate("() => document.querySelector('main').prepend(document.createElement('textarea'))")
        keys.reach("textarea")
        keys.type("pz d+-")
        assert page.locator("textarea").first.input_value() == "pz d+-"
        keys.do(".keys summary")
        keys.do("#shortcuts", "Space")
        keys.press("p", "z", "+")
        assert page.locator("#timer kbd:visible").count() == 0
        keys.press("Space")
        page.reload()
        expect(panel).to_have_attribute("data-mode", "running")
        assert timer(organiser)["revision"] == still
        key("Space", "running", phase="questions")


def test_scoring_is_closed_through_a_dialog_that_keeps_the_keys_and_opened_again(
    browser: Browser, fresh_day: Server
) -> None:
    organiser = fresh_day.person("organiser")
    with seated(browser, fresh_day, "organiser", f"{EVENT}/desk", DESK) as keys:
        dialog = keys.page.locator("#close-scoring")
        keys.do("[data-scoring]")
        expect(dialog).to_be_visible()
        assert keys.on("#close-scoring [data-closes]")
        still = timer(organiser)["revision"]
        for pressed in ["Tab"] * 6 + ["p", "z"]:
            keys.press(pressed)
            assert keys.here() is None or keys.on("#close-scoring *"), keys.held()
        keys.press("Escape")
        expect(dialog).to_be_hidden()
        assert keys.on("[data-scoring]"), keys.held()
        assert organiser.get("day")["scoring"] == "open" and timer(organiser)["revision"] == still
        keys.press("Enter")
        keys.do("#close-scoring [data-act]")
        expect(keys.page.locator("[data-scoring]")).to_have_attribute("data-scoring", "closed", timeout=30_000)
        assert organiser.get("day")["scoring"] == "closed"
        assert keys.on("[data-scoring]"), keys.held()
        keys.press("Enter")
        expect(keys.page.locator("[data-scoring]")).to_have_attribute("data-scoring", "open", timeout=30_000)
        assert organiser.get("day")["scoring"] == "open"
        assert keys.on("[data-scoring]"), keys.held()


@pytest.mark.nightly
def test_a_toast_that_is_answered_gives_the_focus_back(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    with seated(browser, fresh_day, "organiser", f"{EVENT}/desk", DESK) as keys:
        keys.do('[name="phase"]', "ArrowRight")
        expect(keys.page.locator(".toast")).to_be_visible(timeout=30_000)
        told = organiser.get("day")["phase"]
        keys.do(".toast button", "Space")
        expect(keys.page.locator(".toast")).to_have_count(0)
        assert keys.on('[name="phase"]'), keys.held()
        keys.page.wait_for_function(
            "(told) => document.querySelector('[name=phase]:checked')?.value !== told", arg=told, timeout=30_000
        )


def test_what_the_room_sees_changes_in_two_steps(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    with seated(browser, fresh_day, "organiser", f"{EVENT}/desk", DESK) as keys:
        keys.do('[name="room"]', "ArrowRight")
        assert organiser.get("day")["visibility"] == "live"
        wanted = keys.page.locator("#room").get_attribute("data-armed")
        keys.press("Tab")
        assert keys.on('[name="top_only"]'), keys.held()
        keys.press("Tab")
        assert keys.on("[data-show]"), keys.held()
        keys.press("Enter")
        expect(keys.page.locator("#room")).to_have_attribute("data-seen", str(wanted), timeout=30_000)
        assert organiser.get("day")["visibility"] == wanted != "live"
        assert keys.on("[data-show]"), keys.held()
        assert organiser.send("POST", "visibility", {"visibility": "live"}).status_code == 200


@pytest.mark.nightly
def test_a_link_is_revoked_and_its_new_card_is_where_the_keys_go_on(browser: Browser, fresh_day: Server) -> None:
    coach = fresh_day.link("coach")
    with seated(browser, fresh_day, "organiser", f"{EVENT}/desk/links?show=coaches", DESK) as keys:
        dialog, summary = keys.page.locator("#revoke"), "[data-revoke] summary"
        keys.do(summary)
        expect(dialog).to_be_visible()
        assert keys.on("#revoke [data-closes]")
        for _ in range(5):
            keys.press("Tab")
            assert keys.here() is None or keys.on("#revoke *"), keys.held()
        keys.press("Escape")
        expect(dialog).to_be_hidden()
        assert keys.on(summary), keys.held()
        keys.press("Enter")
        with keys.page.expect_navigation():
            keys.do("#revoke [data-act]")
        expect(keys.page).to_have_url(re.compile(r"#link-\d+$"))
        keys.press("Tab")
        assert keys.on(f"{re.findall('#link-[0-9]+$', keys.page.url)[0]} *"), keys.held()
    refused = Person(fresh_day.url)
    form = {"token": coach["token"], "csrf_token": refused.session()["csrf"]}
    assert refused.http.post(f"{fresh_day.url}/enter", data=form, timeout=10).status_code == 403


def test_the_door_opens_to_a_typed_code_and_tells_a_wrong_one(browser: Browser, fresh_day: Server) -> None:
    code = str(fresh_day.link("team", 3)["code"])
    with seated(browser, fresh_day, None, "/enter", PHONE) as keys:
        keys.reach("#code")
        keys.type("ABCD EFGH")
        with keys.page.expect_navigation():
            keys.press("Enter")
        assert keys.on("#errors-title"), keys.held()
        keys.press("Tab", "Enter")
        keys.reach("#code")
        keys.press("ControlOrMeta+a")
        keys.type(f"{code[:4]} {code[4:]}".lower())
        keys.press("Enter")
        keys.page.wait_for_url("**/team")


def test_an_organiser_logs_in(browser: Browser, fresh_day: Server) -> None:
    password = (fresh_day.folder / "organiser-password").read_text(encoding="ascii").strip()
    with seated(browser, fresh_day, None, "/login", DESK) as keys:
        for word in ("wrong", password):
            keys.reach("#name")
            keys.press("ControlOrMeta+a")
            keys.type(ORGANISER)
            keys.reach("#password")
            keys.type(word)
            with keys.page.expect_navigation():
                keys.press("Enter")
            assert word == password or keys.on("#errors-title")
        keys.page.wait_for_url(re.compile("/desk|/$"))


def test_the_pages_of_the_ranking_are_turned_and_stopped(browser: Browser, played_day: Server) -> None:
    with opened(browser, PROJECTOR) as page:
        keys = Keyboard(page)
        page.clock.install()
        page.goto(f"{played_day.url}{EVENT}/results?q=10")
        foot = page.locator('#pages [data-slot="pages"]')
        expect(foot).to_contain_text("1/3")
        keys.press("ArrowRight")
        expect(foot).to_contain_text("2/3")
        keys.do("#pages", "Space")
        expect(page.locator("#pages")).to_have_attribute("aria-pressed", "true")
        page.clock.fast_forward(60_000)
        expect(foot).to_contain_text("2/3")
        keys.press("ArrowLeft")
        expect(foot).to_contain_text("1/3")
        assert keys.on("#pages"), keys.held()
        keys.press("Enter")
        expect(page.locator("#pages")).to_have_attribute("aria-pressed", "false")
        page.clock.fast_forward(13_000)
        expect(foot).to_contain_text("2/3")


BROKEN = {
    "a div for a button": ("<button>Avant</button><div onclick='' style='cursor:pointer'>Démarrer</div>", "never met"),
    "a control out of the order": (
        "<button>Avant</button><button tabindex='-1'>Démarrer</button>",
        None,
    ),
    "a trap": (
        "<button>Avant</button><input id='trap' onkeydown='if (event.key === &quot;Tab&quot;) event.preventDefault()'>",
        "trapped at",
    ),
    "a ring that was taken away": ("<button style='outline: none'>Avant</button>", "no ring"),
    "a stop behind a curtain": (
        "<button>Avant</button><div style='position: fixed; inset: 0; background: white'></div>",
        "covered",
    ),
    "a stop off the screen": ("<button style='position: fixed; left: -900px'>Avant</button>", "not in view"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_page_is_caught_by_the_same_walk(browser: Browser, broken: str) -> None:
    """The control."""
    markup, fault = BROKEN[broken]
    with opened(browser, TABLET) as page:
        page.set_content(f"<main>{markup}</main>")
        keys = Keyboard(page)
        assert not fault or fault in " ".join(keys.tour())
        if broken in ("a div for a button", "a control out of the order"):
            with pytest.raises(AssertionError, match="never meets"):
                keys.reach("div, [tabindex]")
        if broken == "a trap":
            with pytest.raises(AssertionError, match="caught"):
                keys.reach("#nowhere")


def test_an_act_that_loses_the_focus_is_caught(browser: Browser) -> None:
    """The control: a button that goes away under the finger."""
    with opened(browser, TABLET) as page:
        page.set_content("<button onclick='this.remove()'>Partir</button><button>Rester</button>")
        keys = Keyboard(page)
        keys.do("button")
        with pytest.raises(AssertionError, match="lost"):
            keys.held()
