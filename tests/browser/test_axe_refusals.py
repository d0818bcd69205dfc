"""What is refused, and who is turned away: each page of it looked at. What a look holds: see `test_axe.py`."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import DESK, EVENT, PHONE, PROJECTOR, STRANGER, TABLET, seated
from tests.browsing import opened
from tests.serving import Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# Who, which address, the answer, and its name: one refusal has one title wherever it is met; what is not yours
# answers like what is not there.
TURNED_AWAY = (
    (STRANGER, f"{EVENT}/jury", 401, "no link"),
    (STRANGER, f"{EVENT}/desk", 401, "no link"),
    ("juror", f"{EVENT}/desk", 404, "nothing here"),
    ("team", f"{EVENT}/jury", 404, "nothing here"),
    (STRANGER, f"{EVENT}/teams/99", 404, "no such team"),
    (STRANGER, f"{EVENT}/nowhere", 404, "nothing here"),
    (STRANGER, "/nowhere/", 404, "no such event"),
    ("juror", f"{EVENT}/jury/4/recusal", 405, "not that way"),
)
# Every layout, with the page of a link that may be revoked.
WITH_A_LINK = (
    ("juror", TABLET, f"{EVENT}/jury/7", "jury.one"),
    ("team", PHONE, f"{EVENT}/team", "team.turn"),
    ("coach", PHONE, f"{EVENT}/coach", "coach.tables"),
    ("timekeeper", PHONE, f"{EVENT}/desk/timer", "desk.timer"),
    ("screen", PROJECTOR, f"{EVENT}/stage", "audience.stage"),
)


@pytest.mark.parametrize("seat", [STRANGER, "juror", "team"])
def test_whoever_is_turned_away(browser: Browser, fresh_day: Server, seat: str, language: str) -> None:
    with seated(browser, fresh_day, seat, PHONE) as reader:
        for path, status, name in (row[1:] for row in TURNED_AWAY if row[0] == seat):
            reader.goto(path, language)
            assert str(status) in reader.page.locator(".refused__status").inner_text()
            reader.look(f"refusal {status}, {name}", path, language)


def test_a_wrong_code_and_a_wrong_password(browser: Browser, fresh_day: Server, language: str) -> None:
    with seated(browser, fresh_day, STRANGER, PHONE) as reader:
        for path, name, typed in (
            ("/enter", "entry.door", {"code": "AAAA BBBB"}),
            ("/login", "entry.login", {"name": "nobody", "password": "not the right one"}),
        ):
            reader.goto(path, language)
            for field, words in typed.items():
                reader.page.locator(f"#{field}").fill(words)
                reader.page.locator(f"#{field}").press("Enter")
            expect(reader.page.locator("#errors-title")).to_be_focused()
            reader.look(name, "refused", language)


def tired_of(server: Server, name: str) -> None:
    """Try wrong passwords for a name until the server has had enough."""
    person = Person(server.url)
    form = {"name": name, "password": "not the right one", "csrf_token": person.session()["csrf"]}
    answers = (person.http.post(f"{server.url}/login", data=form, timeout=30).status_code for _ in range(30))
    assert 429 in answers


def test_too_many_wrong_passwords(browser: Browser, fresh_day: Server, language: str) -> None:
    with seated(browser, fresh_day, STRANGER, PHONE) as reader:
        tired_of(fresh_day, "nobody in a hurry")
        reader.goto("/login", language)
        reader.page.locator("#name").fill("nobody in a hurry")
        reader.page.locator("#password").fill("not the right one")
        reader.page.locator("#password").press("Enter")
        expect(reader.page.locator(".refused__status")).to_contain_text("429")
        reader.look("refusal 429, too many attempts", "/login", language)


@contextmanager
def without(server: Server, table: str) -> Iterator[None]:
    """A table of the server's database out of its reach: whatever reads it fails as nobody foresaw."""
    with closing(sqlite3.connect(server.folder / "palmares.db", timeout=10)) as database:
        database.execute(f"ALTER TABLE {table} RENAME TO out_of_reach")
        try:
            yield
        finally:
            database.execute(f"ALTER TABLE out_of_reach RENAME TO {table}")


def test_a_fault_of_ours(browser: Browser, fresh_day: Server, language: str) -> None:
    with without(fresh_day, "organisation"), seated(browser, fresh_day, STRANGER, PHONE) as reader:
        reader.goto(f"{EVENT}/agenda", language)
        expect(reader.page.locator(".refused__status")).to_contain_text("500")
        reader.look("refusal 500, our fault", "/agenda", language)


@pytest.mark.nightly
def test_a_door_that_opens_slowly(browser: Browser, fresh_day: Server, language: str) -> None:
    with seated(browser, fresh_day, STRANGER, PHONE) as reader:
        # The form leaves and nobody answers, as on bad Wi-Fi.
        reader.page.add_init_script("HTMLFormElement.prototype.submit = () => {}")
        reader.goto(f"/enter#{fresh_day.link('juror')['token']}", language)
        expect(reader.page.locator("button[data-slow]")).to_be_visible(timeout=20_000)
        reader.look("entry.door", "opening", language)


def test_a_link_that_opens_nothing_is_answered_however_short(browser: Browser, fresh_day: Server) -> None:
    with opened(browser, PHONE) as page:
        page.goto(f"{fresh_day.url}/enter#content")
        expect(page.locator("#typing")).to_be_visible()
        page.goto("about:blank")
        page.goto(f"{fresh_day.url}/enter#rubbish.token")
        expect(page.locator("main")).to_contain_text("n’ouvre rien")


def test_a_second_person_on_one_device(browser: Browser, fresh_day: Server, language: str) -> None:
    with seated(browser, fresh_day, "juror", TABLET) as reader:
        reader.goto(f"/enter#{fresh_day.link('juror', 1)['token']}", language)
        expect(reader.page.locator("[name=replace]")).to_be_attached()
        reader.look("entry.enter", "replace", language)


def test_a_ballot_without_script_kept_and_refused(browser: Browser, fresh_day: Server, language: str) -> None:
    with seated(browser, fresh_day, "juror", TABLET) as reader:
        # axe is a script: the page's own ones are kept away instead, and it works as a plain form.
        reader.page.route(re.compile(r"/static/js/"), lambda route: route.abort())
        reader.goto(f"{EVENT}/jury/7", language)
        reader.look("jury.one", "without script", language)
        reader.page.locator('[name="score-innovation"][value="8"]').locator("xpath=..").click()
        reader.page.locator("[data-validate]").click()
        expect(reader.page.locator("#errors-title")).to_be_focused()
        reader.look("jury.one", "refused without script", language)


@pytest.mark.nightly
def test_a_revoked_link_says_so_in_every_layout(browser: Browser, server: Server) -> None:
    organiser = server.person("organiser")
    cards = organiser.http.get(f"{server.url}{EVENT}/desk/links", timeout=10).text
    form = {"csrf_token": organiser.http.headers["X-CSRFToken"]}
    with ExitStack() as stack:
        opened = []
        for seat, size, path, name in WITH_A_LINK:
            reader = stack.enter_context(seated(browser, server, seat, size))
            reader.goto(path, "fr")
            opened.append((reader, name))
            number = re.findall(r"/links/(\d+)/revoke", cards.split(server.link(seat)["token"], 1)[1])[0]
            organiser.http.post(f"{server.url}{EVENT}/desk/links/{number}/revoke", data=form, timeout=10)
        for reader, name in opened:
            expect(reader.page.locator("#revoked")).to_be_visible(timeout=15_000)
            reader.look(name, "revoked", "fr")
        reader.page.set_viewport_size(DESK)
        reader.goto(f"{EVENT}/jury", "en")
        reader.look("refusal 401, no link", "after a screen's link", "en")
