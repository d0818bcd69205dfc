"""What is refused, and who is turned away: each page of it looked at. What a look holds: see `test_axe.py`."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import DESK, EVENT, PHONE, PROJECTOR, STRANGER, TABLET, seated
from tests.inspecting import LOCALES
from tests.serving import Server

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
def test_whoever_is_turned_away(browser: Browser, fresh_day: Server, seat: str) -> None:
    with seated(browser, fresh_day, seat, PHONE) as reader:
        for language in LOCALES:
            for path, status, name in (row[1:] for row in TURNED_AWAY if row[0] == seat):
                reader.goto(path, language)
                assert str(status) in reader.page.locator(".refused__status").inner_text()
                reader.look(f"refusal {status}, {name}", path, language)


def test_a_wrong_code_and_a_wrong_password(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, STRANGER, PHONE) as reader:
        for language in LOCALES:
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


def test_a_door_that_opens_slowly(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, STRANGER, PHONE) as reader:
        # The form leaves and nobody answers, as on bad Wi-Fi.
        reader.page.add_init_script("HTMLFormElement.prototype.submit = () => {}")
        for language in LOCALES:
            reader.goto(f"/enter#{fresh_day.link('juror')['token']}", language)
            expect(reader.page.locator("button[data-slow]")).to_be_visible(timeout=20_000)
            reader.look("entry.door", "opening", language)


def test_a_second_person_on_one_device(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, "juror", TABLET) as reader:
        for language in LOCALES:
            reader.goto(f"/enter#{fresh_day.link('juror', 1)['token']}", language)
            expect(reader.page.locator("[name=replace]")).to_be_attached()
            reader.look("entry.enter", "replace", language)


def test_a_ballot_without_script_kept_and_refused(browser: Browser, fresh_day: Server) -> None:
    with seated(browser, fresh_day, "juror", TABLET) as reader:
        # axe is a script: the page's own ones are kept away instead, and it works as a plain form.
        reader.page.route(re.compile(r"/static/js/"), lambda route: route.abort())
        for language in LOCALES:
            reader.goto(f"{EVENT}/jury/7", language)
            reader.look("jury.one", "without script", language)
            reader.page.locator('[name="score-innovation"][value="8"]').locator("xpath=..").click()
            reader.page.locator("[data-validate]").click()
            expect(reader.page.locator("#errors-title")).to_be_focused()
            reader.look("jury.one", "refused without script", language)


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
