"""A real Chromium: pages that tolerate no error on their console and reach no machine but this one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

FLAGS = (
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Each page runs once: what its scripts would gain by being optimised costs more than it saves.
    "--js-flags=--no-opt",
    # The proof that no page calls a third party: there is nothing else to be found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 1024, "height": 768}
DESK = {"width": 1440, "height": 900}
PROJECTOR = {"width": 1920, "height": 1080}


def program() -> str | None:
    """The browser that `scripts/browser.py` found; None: Playwright's own."""
    return os.environ.get("BROWSER_PATH") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


def flags() -> list[str]:
    """What it is started with on this machine."""
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*FLAGS, *sandbox]


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=program(), args=flags())


@contextmanager
def opened(
    browser: Browser, size: dict[str, int], complaints: list[str] | None = None, **options: Any
) -> Iterator[Page]:
    """A page of its own session at a size; what its console or its scripts complain of fails the test at the end.

    So does whatever else has been put in `complaints`.
    """
    context = browser.new_context(viewport=size, locale=options.pop("locale", "fr-FR"), **options)
    page = context.new_page()
    complaints = [] if complaints is None else complaints
    listen(page, complaints)
    try:
        yield page
        assert complaints == [], "\n" + "\n".join(complaints)
    finally:
        context.close()


def listen(page: Page, complaints: list[str]) -> None:
    """Note what its console or its scripts complain of."""
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda message: complaints.extend(_complaint(message)))


def _complaint(message: ConsoleMessage) -> list[str]:
    # A refused command (4xx) and a server that is down are the network's business, not the page's.
    network = "Failed to load resource" in message.text or "WebSocket connection" in message.text
    return [message.text] if message.type == "error" and not network else []


def enter(page: Page, url: str, link: dict[str, Any]) -> None:
    """Enter by a link, and stand on the role's page."""
    page.goto(url + admitted(page, url, link))


def scan(page: Page, url: str, link: dict[str, Any]) -> None:
    """Enter as a tablet does that reads a card: by the address on it."""
    page.goto(f"{url}/enter#{link['token']}")
    page.wait_for_url(lambda address: "/enter" not in address)


def admitted(page: Page, url: str, link: dict[str, Any]) -> str:
    """Enter without opening a page: the session is in the browser's cookies; the path of the role's page comes back."""
    http = page.context.request
    form = {"token": link["token"], "csrf_token": http.get(f"{url}/api/session").json()["csrf"]}
    answer = http.post(f"{url}/enter", form=form, max_redirects=0)
    assert answer.status == 303, answer.text()
    return str(answer.headers["location"])
