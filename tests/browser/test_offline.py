"""Tablets whose network goes, whose tab or browser is killed, and which open their page again: no ballot is lost.

The network is a proxy of ours that cuts what is open and refuses what is new, not the browser's own switch.
"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from app.instance import DATABASE
from tests.browsing import TABLET, admitted, enter, flags, listen, program, scan
from tests.outage import Network
from tests.serving import ROOT, SLUG, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.fault, pytest.mark.timeout(180)]
BACK_S = 30  # ten seconds on a machine of one’s own; these are shared
TEN = 10
CRITERIA = ("innovation", "transferability", "cost_use")
# As a tablet finds the laptop on the network of a room: at the address that this run is given; else by a name that no
# browser trusts, though it leads to this machine.
LAN = os.environ.get("ROOM_ADDRESS", "")
INSECURE = LAN or "laptop.test"
# The machine in a network that is made for it alone.
ROOM = "10.77.0.1"
COMPLAINTS: list[str] = []


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One day for all these tablets, each of another juror."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PALMARES_HOSTS", INSECURE)
        with Server(tmp_path_factory.mktemp("offline") / "instance") as running:
            yield running


@pytest.fixture
def network(served: Server) -> Iterator[Network]:
    """What is between the tablets and the server."""
    with Network(served.port, LAN or "127.0.0.1") as between:
        yield between


@pytest.fixture(autouse=True)
def complaints() -> Iterator[list[str]]:
    """What pages complain of: nothing."""
    COMPLAINTS.clear()
    yield COMPLAINTS
    assert COMPLAINTS == []


def url(network: Network, path: str = "", host: str = "127.0.0.1") -> str:
    """An address as the tablets reach it."""
    return f"http://{host}:{network.port}{path}"


JURY = f"/{SLUG}/jury"


def tab(context: BrowserContext) -> Page:
    """A page, listened to."""
    page = context.new_page()
    listen(page, COMPLAINTS)
    return page


def seated(context: BrowserContext, network: Network, link: dict[str, str]) -> Page:
    """A tablet whose juror has entered, its pages kept."""
    page = tab(context)
    scan(page, url(network), link)
    expect(page.locator("[data-reopening=kept]")).to_be_visible(timeout=20_000)
    return page


def teams_of(person: Person, count: int) -> list[int]:
    """The first teams that somebody scores."""
    return [ballot["team"] for ballot in person.get("ballots")][:count]


def scores_for(team: int) -> tuple[int, int, int]:
    """Scores that tell the ballots of two teams apart."""
    return team % 11, (team + 3) % 11, (team + 6) % 11


# Each ballot opened from the list beside, scored and validated by its own controls, one after the other.
VALIDATE = """([ballots, criteria]) => {
  for (const [team, scores] of ballots) {
    document.querySelector(`#mine a[data-team="${team}"]`).click();
    criteria.forEach((key, rank) => document.querySelector(`[name="score-${key}"][value="${scores[rank]}"]`).click());
    document.querySelector('[data-validate]').click();
  }
}"""


def validate(page: Page, teams: list[int]) -> None:
    """The ballots of these teams, up to their being on the tablet: the first page of them is opened by its link."""
    if page.locator("#ballot").count() == 0:
        page.locator(f'#mine a[data-team="{teams[0]}"]').click()
        page.wait_for_url(f"**{JURY}/{teams[0]}")
    expect(page.locator("#freshness")).to_be_visible()  # its script runs
    page.evaluate(VALIDATE, [[(team, scores_for(team)) for team in teams], CRITERIA])
    waiting(page, teams)


def waiting(page: Page, teams: list[int]) -> None:
    """The tablet says of these ballots that they are validated here and not there yet."""
    expect(page.locator("#mine [data-state]", has_text="Validée ici, envoi en cours")).to_have_count(len(teams))


def reopened(context: BrowserContext, network: Network, teams: list[int]) -> Page:
    """The page in another tab, while nobody answers: it says so, and shows the ballots that its address names."""
    page = tab(context)
    page.goto(url(network, f"{JURY}/{teams[0]}"))
    expect(page.locator("#kept")).to_contain_text("ouverte sans réseau")
    expect(page.locator("#team [data-slot=number]")).to_have_text(str(teams[0]))
    return page


def arrived(person: Person) -> list[int]:
    """The teams for which a ballot of theirs counts, with the scores that were given."""
    mine = [ballot for ballot in person.get("ballots") if ballot["counts"]]
    assert all(tuple(ballot["scores"][key] for key in CRITERIA) == scores_for(ballot["team"]) for ballot in mine)
    return [ballot["team"] for ballot in mine]


def await_ballots(people: list[Person], teams: list[list[int]]) -> float:
    """Wait until all have arrived; how long that took."""
    began = time.monotonic()
    while [arrived(person) for person in people] != teams:
        assert time.monotonic() - began < BACK_S, [arrived(person) for person in people]
        time.sleep(0.1)  # asked for again: the ballots come by themselves
    return time.monotonic() - began


def validated_versions(server: Server) -> list[int]:
    """How many validated versions each ballot of the day has, in the server's own file."""
    with closing(sqlite3.connect(f"file:{server.folder / DATABASE}?mode=ro", uri=True)) as file:
        rows = file.execute("SELECT sum(final) FROM ballot_version GROUP BY ballot_id").fetchall()
    return [count for (count,) in rows]


def crash(page: Page) -> None:
    """The tab dies as if the tablet had run out of memory: nothing of it has a last word."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


@contextmanager
def tablets(browser: Browser, count: int) -> Iterator[list[BrowserContext]]:
    """Tablets side by side."""
    contexts = [browser.new_context(viewport=TABLET, locale="fr-FR") for _ in range(count)]
    try:
        yield contexts
    finally:
        for context in contexts:
            context.close()


def an_outage(browser: Browser, server: Server, network: Network, ranks: range, seconds: float) -> None:
    """Ten ballots on each tablet while nobody answers, the tabs killed, time, the page again, the network back."""
    links = [server.link("juror", rank) for rank in ranks]
    people = [Person(server.url).enter(link["token"]) for link in links]
    teams = [teams_of(person, TEN) for person in people]
    before = len(validated_versions(server))
    with tablets(browser, len(ranks)) as contexts:
        pages = [seated(context, network, link) for context, link in zip(contexts, links, strict=True)]
        network.lose()
        for page, mine in zip(pages, teams, strict=True):
            validate(page, mine)
            crash(page)
        time.sleep(seconds)  # as long as nobody answers: not a clock of the page's, which would prove less
        for context, mine in zip(contexts, teams, strict=True):
            waiting(reopened(context, network, mine), mine)
        network.restore()
        await_ballots(people, teams)
    assert validated_versions(server)[before:] == [1] * TEN * len(ranks)
    assert COMPLAINTS == []


@contextmanager
def own_browser(browser: Browser, profile: Path) -> Iterator[tuple[subprocess.Popen[bytes], BrowserContext]]:
    """A browser of our own on a profile, that can be killed as a whole."""
    path = program() or browser.browser_type.executable_path
    options = ["--headless=new", "--accept-lang=fr-FR", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    told = profile / "DevToolsActivePort"
    told.unlink(missing_ok=True)
    process = subprocess.Popen(
        [path, *flags(), *options, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 30
        while not told.exists() or "\n" not in told.read_text(encoding="ascii"):
            assert time.monotonic() < until, "the browser did not start"
            time.sleep(0.05)
        port = told.read_text(encoding="ascii").split("\n")[0]
        yield process, browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


ON_DISK = """() => new Promise((done) => {
  const asked = indexedDB.open('palmares', 1);
  asked.onsuccess = () => {
    const rows = asked.result.transaction('kept').objectStore('kept').getAll();
    rows.onsuccess = () => done(rows.result.filter((text) => JSON.parse(text).value.final).length);
  };
})"""
WIPE = """(teams) => new Promise((done) => {
  const asked = indexedDB.open('palmares', 1);
  asked.onsuccess = () => {
    const work = asked.result.transaction('kept', 'readwrite', { durability: 'strict' });
    const rows = work.objectStore('kept');
    rows.getAllKeys().onsuccess = ({ target }) => {
      for (const key of target.result) if (teams.includes(Number(key.split('.').pop()))) rows.delete(key);
    };
    work.oncomplete = () => done();
  };
})"""


# What the browser has not yet written when it is killed depends on how busy the machine is: not daily.
@pytest.mark.nightly
def test_ballots_outlive_a_killed_browser_by_what_is_on_the_disk_at_once_and_the_others_are_lost(
    browser: Browser, served: Server, network: Network, tmp_path: Path
) -> None:
    link = served.link("juror", 3)
    person = Person(served.url).enter(link["token"])
    teams = teams_of(person, TEN)
    kept, control = teams[:5], teams[5:]
    with own_browser(browser, tmp_path) as (process, context):
        page = seated(context, network, link)
        # A browser brings its cookies to the disk every thirty seconds; this juror entered long before.
        cookies = context.cookies()
        network.lose()
        validate(page, teams)
        assert page.evaluate(ON_DISK) == len(teams)
        # What localStorage is brought to the disk late is not there yet; the control is on neither.
        page.evaluate("localStorage.clear()")
        page.evaluate(WIPE, control)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with own_browser(browser, tmp_path) as (_, context):
        context.add_cookies(cookies)
        waiting(reopened(context, network, teams), kept)
        network.restore()
        await_ballots([person], [kept])


@pytest.mark.nightly
def test_controls_without_the_tablets_storage_ballots_are_lost_and_without_the_kept_page_nothing_opens(
    browser: Browser, served: Server, network: Network
) -> None:
    link = served.link("juror", 5)
    person = Person(served.url).enter(link["token"])
    mine = teams_of(person, 2)
    with tablets(browser, 1) as [context]:
        page = seated(context, network, link)
        network.lose()
        validate(page, mine)
        page.evaluate(WIPE, mine)
        page.evaluate("localStorage.clear()")
        crash(page)
        page = reopened(context, network, mine)
        waiting(page, [])
        page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
        with pytest.raises(Error, match="ERR_"):
            page.goto(url(network, JURY))
        network.restore()
        page = tab(context)
        page.goto(url(network, JURY))
        expect(page.locator("#freshness")).to_contain_text("En direct", timeout=20_000)
        assert arrived(person) == []


def test_without_https_the_tablet_says_to_keep_its_page_open(
    browser: Browser, served: Server, network: Network
) -> None:
    link = served.link("juror", 6)
    person = Person(served.url).enter(link["token"])
    mine = teams_of(person, 2)
    rules = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LAN}"
    if not LAN:
        rules = f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1, MAP * ~NOTFOUND"
    started = browser.browser_type.launch(executable_path=program(), args=[*flags(), rules])
    context = started.new_context(viewport=TABLET, locale="fr-FR")
    page = tab(context)
    scan(page, url(network, host=INSECURE), link)
    assert page.evaluate("isSecureContext") is False
    for language, words in (("en", "Keep this page open"), ("fr", "Gardez cette page ouverte")):
        page.goto(url(network, f"{JURY}/{mine[0]}?lang={language}", INSECURE))
        expect(page.locator("[data-reopening=insecure]")).to_contain_text(words)
        expect(page.locator("[data-reopening]:visible")).to_have_count(1)
    network.lose()
    validate(page, mine[:1])
    network.restore()
    await_ballots([person], [mine[:1]])
    network.lose()
    validate(page, mine[1:])
    with pytest.raises(Error, match="ERR_"):
        page.reload()
    network.restore()
    tab(context).goto(url(network, JURY, INSECURE))
    await_ballots([person], [mine])
    started.close()


@pytest.mark.nightly
@pytest.mark.timeout(300)
def test_so_it_is_at_the_address_of_a_machine_on_the_network_of_a_room(tmp_path: Path) -> None:
    """The test before this one again, in a network of its own, at the address that the machine has there."""
    if not all(map(shutil.which, ("unshare", "ip"))) or subprocess.run(["unshare", "-Urn", "true"]).returncode:
        pytest.skip("this system makes no network of its own for a user: unshare (util-linux), ip (iproute2)")
    made = "ip link set lo up && ip link add room type veth peer name tablet && ip link set room up"
    again = f"{__file__}::{test_without_https_the_tablet_says_to_keep_its_page_open.__name__}"
    ran = subprocess.run(
        [
            *("unshare", "-Urn", "sh", "-ec", f'{made} && ip address add {ROOM}/24 dev room && exec "$@"', "sh"),
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'room'}", again),
        ],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if "PYTEST" not in name} | {"ROOM_ADDRESS": ROOM},
        capture_output=True,
        text=True,
    )
    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr


REFUSES = "Object.defineProperty(window, 'localStorage', {get() {throw new DOMException('no', 'SecurityError')}})"
FULL = """() => {
  for (let size = 2 ** 22; size >= 1; size /= 2)
    try { for (let n = 0; ; n += 1) localStorage.setItem(`x${size}.${n}`, 'x'.repeat(size)); } catch { continue; }
}"""


def test_a_browser_that_keeps_nothing_says_so_before_anything_is_written_and_a_full_one_as_soon_as_it_is(
    browser: Browser, served: Server, network: Network
) -> None:
    with tablets(browser, 2) as [refusing, full]:
        refusing.add_init_script(REFUSES)
        page = tab(refusing)
        enter(page, url(network), served.link("juror", 7))
        expect(page.locator("#unkept")).to_be_visible()
        page.goto(url(network, f"{JURY}/{7}"))
        expect(page.locator("#unkept")).to_be_visible()
        expect(page.locator("#stub")).to_contain_text("Dans cette page seule")
        expect(page.locator("[data-reopening]:visible")).to_have_count(0)
        page = seated(full, network, served.link("juror", 7))
        page.goto(url(network, f"{JURY}/{8}"))
        expect(page.locator("#freshness")).to_be_visible()
        expect(page.locator("#unkept")).to_be_hidden()
        page.evaluate(FULL)
        page.locator(f'[name="score-{CRITERIA[0]}"][value="5"]').locator("xpath=..").click()
        expect(page.locator("#unkept")).to_be_visible()


def test_a_page_is_kept_as_it_came_and_the_server_is_asked_for_the_other_kind_alone(
    browser: Browser, served: Server, network: Network
) -> None:
    with tablets(browser, 1) as [context]:
        page = seated(context, network, served.link("juror", 10))
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url) if request.service_worker else None)
        both = {url(network, path) for path in (JURY, f"{JURY}/7")}
        page.goto(url(network, f"{JURY}/7"))
        expect(page.locator("[data-reopening=kept]")).to_be_visible(timeout=20_000)
        assert sorted(address for address in asked if "/static/" not in address) == sorted(both)
        # After an outage both are of before it.
        asked.clear()
        network.lose()
        expect(page.locator("#freshness")).not_to_contain_text("En direct", timeout=30_000)
        network.restore()
        until = time.monotonic() + 30
        while not both <= {*asked}:
            assert time.monotonic() < until, asked
            page.wait_for_timeout(100)
        network.lose()
        page.reload()
        expect(page.locator("#kept")).to_be_visible()
        network.restore()


def test_while_the_network_answers_the_page_is_the_servers_and_what_is_kept_is_of_the_one_juror_who_holds_the_link(
    browser: Browser, served: Server, network: Network
) -> None:
    first, second = served.link("juror", 8), served.link("juror", 9)
    with tablets(browser, 1) as [context]:
        page = seated(context, network, first)
        page.goto(url(network, f"{JURY}/7"))
        expect(page.locator("[data-reopening=kept]")).to_be_visible(timeout=20_000)
        expect(page.locator("html[data-from=server]")).to_have_count(1)
        # Another juror takes this tablet: nothing of the first one is left on it.
        page.goto(url(network, f"/enter#{second['token']}"))
        page.locator("[name=replace]").locator("xpath=ancestor::form").locator("button").click()
        expect(page.locator("[data-reopening=kept]")).to_be_visible(timeout=20_000)
        network.lose()
        for path in (JURY, f"{JURY}/7"):
            page.goto(url(network, path))
            expect(page.locator("#kept")).to_be_visible()
            expect(page.locator(".masthead__home")).to_have_text(second["label"])
        network.restore()
        expect(page.locator("#kept")).to_be_hidden()
        # Whoever logs out of the desk leaves none of it either.
        enter(page, url(network), served.link("organiser"))
        page.goto(url(network, "/"))
        page.locator("form[action='/logout'] button").click()
        expect(page.locator("form[action='/logout']")).to_have_count(0)
        network.lose()
        with pytest.raises(Error, match="ERR_"):
            page.goto(url(network, JURY))


def test_a_revoked_tablet_keeps_no_page(browser: Browser, served: Server, network: Network) -> None:
    link = served.link("juror", 10)
    organiser = served.person("organiser")
    with tablets(browser, 1) as [context]:
        page = seated(context, network, link)
        cards = organiser.http.get(f"{served.url}/{SLUG}/desk/links", timeout=10).text
        number = re.findall(r"/links/(\d+)/revoke", cards.split(link["token"], 1)[1])[0]
        form = {"csrf_token": organiser.http.headers["X-CSRFToken"]}
        organiser.http.post(f"{served.url}/{SLUG}/desk/links/{number}/revoke", data=form, timeout=10)
        expect(page.locator("#revoked")).to_be_visible()
        network.lose()
        with pytest.raises(Error, match="ERR_"):
            page.goto(url(network, JURY))


def test_a_score_tapped_before_the_script_runs_is_not_lost(browser: Browser, served: Server) -> None:
    with tablets(browser, 1) as [context]:
        page = tab(context)
        # The very first page: a worker of one before would fetch the script itself, past the route.
        admitted(page, served.url, served.link("juror", 7))
        cell = page.locator(f'[name="score-{CRITERIA[1]}"][value="6"]')
        page.route("**/js/pages/jury.js", lambda route: (cell.locator("xpath=..").click(), route.continue_()))
        page.goto(f"{served.url}{JURY}/9", wait_until="commit")
        expect(page.locator("#freshness")).to_be_visible()
        expect(cell).to_be_checked()
        expect(page.locator("#verdict")).to_contain_text("Il reste 2 critères")
