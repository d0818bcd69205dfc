"""A device scans the code of `doctor --room`: it says on its own screen what works, and the terminal hears it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Page, Route, expect

from tests.browsing import TABLET, flags, opened, program
from tests.serving import Server

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
# As a tablet finds the laptop on the room's network: a name that no browser trusts, though it leads to this machine.
INSECURE = "laptop.test"
TRIED_MS = 20_000


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that answers to a name of the room, too."""
    monkeypatch.setenv("PALMARES_HOSTS", INSECURE)
    with Server(tmp_path / "instance") as running:
        yield running


class Doctor:
    """`doctor --room` in a terminal beside the server."""

    def __init__(self, server: Server) -> None:
        given = {**os.environ, "PALMARES_INSTANCE": str(server.folder), "PALMARES_BASE_URL": server.url}
        asked = [sys.executable, "-m", "flask", "--app", "app", "doctor", "--room", "--wait", "100"]
        pipe = subprocess.PIPE
        self.running = subprocess.Popen(asked, cwd=ROOT, env=given, stdout=pipe, stderr=pipe, text=True)
        self.path = "/room#" + self.up_to(r"/room#(\w{16})")

    def up_to(self, words: str) -> str:
        """What it says next of which these words are; the first group of them."""
        assert self.running.stdout is not None
        for line in self.running.stdout:
            found = re.search(words, line)
            if found:
                return found[1]
        raise AssertionError(words)

    def end(self) -> str:
        """Ctrl-C; what it said last."""
        self.running.send_signal(signal.SIGINT)
        return self.running.communicate(timeout=20)[0]


@pytest.fixture
def doctor(served: Server) -> Iterator[Doctor]:
    """The terminal."""
    made = Doctor(served)
    yield made
    made.running.kill()
    made.running.communicate()


def said(page: Page) -> dict[str, str]:
    """How each line stands, once everything was tried."""
    expect(page.locator("#trials [data-said='']:not([hidden])")).to_have_count(0, timeout=TRIED_MS)
    lines = page.locator("#trials > li").all()
    return {
        str(line.get_attribute("data-tried")): str(
            line.locator("p:not([hidden])").get_attribute("data-said", timeout=1000)
        )
        for line in lines
    }


def test_a_tablet_says_what_works_and_the_terminal_hears_it(browser: Browser, served: Server, doctor: Doctor) -> None:
    with opened(browser, TABLET) as page:
        page.goto(served.url + doctor.path)
        found = said(page)
        # A browser without a screen of its own keeps none lit.
        assert found | {"awake": ""} == {
            "reached": "good",
            "live": "good",
            "secure": "good",
            "awake": "",
            "reopens": "good",
        }
        expect(page.locator("#told [data-said=heard]")).to_contain_text("sous le numéro 1", timeout=TRIED_MS)
        assert doctor.up_to(r"^1\. (\w+)/") == "linux"
        assert doctor.up_to(r"(opens its page again)")
        page.context.set_offline(True)
        page.reload()
        expect(page.locator("#whole")).to_contain_text("s’est rouverte sans réseau")
        page.context.set_offline(False)
        page.locator("#again").click()
        assert doctor.up_to(r"^2\. (\w+)/") == "linux"
    assert "reports of devices: 2" in doctor.end()


@contextmanager
def in_the_room(engine: BrowserType) -> Iterator[Browser]:
    """A browser to which the laptop has a name."""
    rules = f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1, MAP * ~NOTFOUND"
    started = engine.launch(executable_path=program(), args=[*flags(), rules])
    yield started
    started.close()


def test_without_https_and_without_websockets_its_limits_are_said(
    browser: Browser, served: Server, doctor: Doctor
) -> None:
    address = f"http://{INSECURE}:{served.port}{doctor.path}"
    with in_the_room(browser.browser_type) as elsewhere, opened(elsewhere, TABLET, locale="en-GB") as page:
        page.route_web_socket("**/socket.io/**", lambda line: line.close())
        page.goto(address)
        assert said(page) == {"reached": "good"} | dict.fromkeys(("live", "secure", "awake", "reopens"), "bad")
        expect(page.locator("#whole")).to_contain_text("with the limits said below")
        expect(page.locator("#told [data-said=heard]")).to_be_visible(timeout=TRIED_MS)
        assert doctor.up_to(r"limit  (the network refuses WebSockets)")


@pytest.mark.nightly
def test_a_code_of_a_terminal_that_was_closed_is_told_on_the_screen(
    browser: Browser, served: Server, doctor: Doctor
) -> None:
    doctor.end()
    with opened(browser, TABLET) as page:
        page.goto(served.url + doctor.path)
        expect(page.locator("#told [data-said=unheard]")).to_be_visible(timeout=TRIED_MS)
        page.goto(f"{served.url}/room")
        expect(page.locator("#told [data-said=unsent]")).to_be_visible(timeout=TRIED_MS)


@pytest.mark.nightly
def test_a_server_that_is_busy_is_asked_again_and_another_refusal_is_no_closed_terminal(
    browser: Browser, served: Server, doctor: Doctor
) -> None:
    answers, ops = [429, 503], set()

    def busy(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        ops.add(route.request.post_data_json["op"])
        return route.fulfill(status=answers.pop(0), body="{}") if answers else route.fallback()

    with opened(browser, TABLET) as page:
        page.route("**/room", busy)
        page.goto(served.url + doctor.path)
        expect(page.locator("#told [data-said=heard]")).to_be_visible(timeout=TRIED_MS)
        assert (answers, len(ops)) == ([], 1)
        answers.append(403)
        page.locator("#again").click()
        expect(page.locator("#told [data-said=untold]")).to_be_visible(timeout=TRIED_MS)
