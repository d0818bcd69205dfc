"""The room's kit: packed whole, it installs and serves where there is no network, and a tablet of the room is heard."""

import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import bootstrap, kit, wheelhouse
from tests import browsing

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements-kit.lock").read_text(encoding="utf-8")
PORT = 5000
ROOM, TABLET = "10.77.0.1", "10.77.0.2"
BY_HAND = signal.SIGINT


@pytest.mark.parametrize("name", wheelhouse.MACHINES)
def test_a_machine_gets_every_package_that_it_needs_and_no_other(name: str) -> None:
    machine = wheelhouse.MACHINES[name]
    for python in machine.pythons():
        packages = wheelhouse.pinned(LOCK, machine, python)
        assert {"flask", "gevent", "pip"} <= packages.keys()
        assert ("cffi" in packages) == (name == "windows-amd64")
        assert all("--hash=sha256:" in asked and ";" not in asked for asked in packages.values())


def test_it_is_made_for_the_pythons_that_we_run_on() -> None:
    newest = "{}.{}".format(*bootstrap.NEWEST)
    assert all(machine.pythons()[-1] == newest for machine in wheelhouse.MACHINES.values())
    assert wheelhouse.MACHINES["linux-x86_64"].pythons()[0] == "3.11"


def test_an_unknown_machine_is_named_and_nothing_is_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert wheelhouse.main(["amiga"]) == 2
    assert "amiga: known machines are linux-x86_64" in capsys.readouterr().err


def test_the_kit_holds_what_runs_and_what_its_pages_show(tmp_path: Path) -> None:
    wheels = tmp_path / "wheelhouse"
    wheels.mkdir()
    (wheels / "a-1-py3-none-any.whl").write_bytes(b"")
    kit.pack(tmp_path / "kit.zip", wheels)
    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        names = {name.removeprefix("palmares/") for name in archive.namelist()}
    assert {"LISEZMOI-README.txt", "run.py", "wheelhouse/a-1-py3-none-any.whl", "app/__init__.py"} <= names
    assert {"docs/organiser.md", "docs/screens/desk-1440-en-light.webp"} <= names
    assert not [name for name in names if name.startswith(("tests/", "instance/", ".")) or "__pycache__/" in name]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with files that are its own, and others that somebody laid beside them."""
    monkeypatch.setattr(kit, "ROOT", tmp_path)
    monkeypatch.setattr(kit, "PICTURES", tmp_path / "docs" / "screens")
    monkeypatch.setattr(kit, "FILES", ("run.py",))
    for name in ("run.py", "docs/organiser.md", "docs/screens/shown.webp", "docs/screens/other.webp", "examples/a.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("![a screen](screens/shown.webp)", encoding="ascii")
    return tmp_path


OWN = {"run.py", "docs/organiser.md", "docs/screens/shown.webp", "examples/a.csv"}
PRIVATE = ("examples/private.ods", "examples/.private.csv", "docs/.private/jury.md")


def packed(project: Path) -> set[str]:
    """What goes along of it, once somebody laid files of theirs there."""
    for name in PRIVATE:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("names", encoding="ascii")
    return {path.relative_to(project).as_posix() for path in kit.files()}


def test_what_git_does_not_know_stays_at_home(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (("init", "-q"), ("add", ".")):
        subprocess.run(["git", *command], cwd=project, check=True, capture_output=True)
    (project / "docs" / "private.md").write_text("names", encoding="ascii")
    assert packed(project) == OWN
    assert capsys.readouterr().err == ""


def test_without_git_what_looks_like_no_file_of_the_project_stays_at_home_and_it_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert packed(project) == OWN
    assert "Look at what is in" in capsys.readouterr().err


def test_a_kit_without_wheels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make wheelhouse"):
        kit.pack(tmp_path / "kit.zip", tmp_path)
    assert not (tmp_path / "kit.zip").exists()


def test_what_the_lock_does_not_know_leaves_the_wheelhouse(tmp_path: Path) -> None:
    (tmp_path / "old-1-py3-none-any.whl").write_bytes(b"of an older lock")
    (tmp_path / "tmp1234").mkdir()
    (tmp_path / "tmp1234" / "asked.txt").write_text("left by a run that was killed", encoding="ascii")
    wheelhouse.fill(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_the_pip_of_a_kit_is_taken_only_if_the_lock_knows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "WHEELHOUSE", tmp_path)
    (tmp_path / "pip-99-py3-none-any.whl").write_bytes(b"not the one")
    assert bootstrap._carried_pip() is None


# --- A room without internet ---------------------------------------------------------------------------------------


class Place:
    """A machine of its own: a network namespace that knows nobody, held by a process that sleeps."""

    def __init__(self, asked: list[str]) -> None:
        self._sleeper = subprocess.Popen([*asked, "sleep", "900"])
        own = Path("/proc/self/ns/net").readlink()
        _await(lambda: self._is_apart(own), 10, "the namespace was not made")

    def _is_apart(self, own: Path) -> bool:
        with suppress(OSError):
            command = Path(f"/proc/{self.number}/comm").read_text(encoding="ascii").strip()
            return command == "sleep" and Path(f"/proc/{self.number}/ns/net").readlink() != own
        return False

    @property
    def number(self) -> int:
        """The process that holds it."""
        return self._sleeper.pid

    def inside(self, *command: str) -> list[str]:
        """A command as it is run there."""
        return ["nsenter", "-t", str(self.number), "-U", "-n", "--preserve-credentials", *command]

    def run(self, *command: str) -> str:
        """Run a command there to its end; returns what it printed."""
        return subprocess.run(self.inside(*command), check=True, capture_output=True, text=True).stdout

    def leave(self) -> None:
        """Let it go."""
        self._sleeper.kill()
        self._sleeper.wait()


def _await(condition: Callable[[], bool], seconds: float, otherwise: str) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, otherwise
        time.sleep(0.1)


@pytest.fixture
def laptop() -> Iterator[Place]:
    """The machine that serves, without any network."""
    if not all(map(shutil.which, ("unshare", "nsenter", "ip"))):
        pytest.skip("this system has not what makes a network namespace: unshare, nsenter (util-linux), ip (iproute2)")
    if subprocess.run(["unshare", "-Urn", "true"], capture_output=True).returncode:
        pytest.skip("this system lets no user make a network namespace")
    made = Place(["unshare", "-Urn"])
    made.run("ip", "link", "set", "lo", "up")
    yield made
    made.leave()


def here() -> tuple[str, str]:
    """What this machine is, and the Python that runs this; KeyError where it is none of those with a kit."""
    processor = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    name = {
        ("linux", "x86_64"): "linux-x86_64",
        ("linux", "aarch64"): "linux-aarch64",
        ("darwin", "aarch64"): "macos-arm64",
        ("darwin", "x86_64"): "macos-x86_64",
        ("win32", "x86_64"): "windows-amd64",
    }[sys.platform, processor]
    return name, "{}.{}".format(*sys.version_info)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The kit for this machine, unpacked from its file, as from a stick; its packages were fetched before."""
    try:
        wheelhouse.fill(tmp_path / "wheelhouse", [here()])
    except (KeyError, SystemExit) as error:
        pytest.skip(f"the packages of this machine cannot be fetched: {str(error)[-300:]}")
    kit.pack(tmp_path / "kit.zip", tmp_path / "wheelhouse")
    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        archive.extractall(tmp_path / "stick")
    return tmp_path / "stick" / kit.FOLDER


def environment(folder: Path) -> dict[str, str]:
    """What a new machine has in it: nothing that was set for these tests, and no settings of pip."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    return {"PATH": "/usr/bin:/bin:/usr/sbin", "HOME": str(home), "PIP_CONFIG_FILE": os.devnull, "LANG": "C.UTF-8"}


@contextmanager
def served(laptop: Place, folder: Path) -> Iterator[str]:
    """`run.py` by this machine's bare Python; gives what it printed, once it is able to work."""
    log = folder.parent / "log"
    python = Path(sys.base_prefix) / "bin" / "python3"
    asked = [str(python), "run.py", "--demo", "--port", str(PORT), "--instance", str(folder / "instance")]
    with log.open("w", encoding="utf-8") as out:
        running = subprocess.Popen(laptop.inside(*asked), cwd=folder, env=environment(folder), stdout=out, stderr=out)
    ready = f"import urllib.request as u; print(u.urlopen('http://127.0.0.1:{PORT}/readyz', timeout=5).status)"

    def works() -> bool:
        assert running.poll() is None, log.read_text(encoding="utf-8")[-3000:]
        answer = subprocess.run(laptop.inside(str(python), "-c", ready), capture_output=True, text=True, check=False)
        return answer.stdout.strip() == "200"

    try:
        _await(works, 300, f"it does not serve: {log}")
        yield log.read_text(encoding="utf-8")
    finally:
        running.terminate()
        running.wait(timeout=20)


@contextmanager
def doctor(laptop: Place, folder: Path, seconds: int) -> Iterator[subprocess.Popen[str]]:
    """`doctor --room` in the terminal of the laptop."""
    asked = [str(folder / ".venv/bin/flask"), "--app", "app", "doctor", "--room", "--wait", str(seconds)]
    instance = {"PALMARES_INSTANCE": str(folder / "instance")}
    given = environment(folder) | instance
    pipe = subprocess.PIPE
    running = subprocess.Popen(laptop.inside(*asked), cwd=folder, env=given, stdout=pipe, stderr=pipe, text=True)
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


@contextmanager
def opened_in(place: Place, browser: Browser, folder: Path) -> Iterator[Page]:
    """A browser that lives there."""
    program = browsing.program() or browser.browser_type.executable_path
    there = folder / "browser-of-the-tablet"
    there.write_text(f'#!/bin/sh\nexec {" ".join(place.inside(program))} "$@"\n', encoding="utf-8")
    there.chmod(0o755)
    # Root of the namespace alone: Chromium's own sandbox would ask for another.
    started = browser.browser_type.launch(executable_path=there, args=["--no-sandbox", "--disable-dev-shm-usage"])
    try:
        yield started.new_page(locale="fr-FR")
    finally:
        started.close()


def cabled(laptop: Place) -> Place:
    """A tablet on the laptop's network, which leads nowhere else."""
    tablet = Place(laptop.inside("unshare", "-n"))
    laptop.run("ip", "link", "add", "room", "type", "veth", "peer", "name", "tablet", "netns", str(tablet.number))
    laptop.run("ip", "address", "add", f"{ROOM}/24", "dev", "room")
    laptop.run("ip", "link", "set", "room", "up")
    tablet.run("ip", "address", "add", f"{TABLET}/24", "dev", "tablet")
    tablet.run("ip", "link", "set", "tablet", "up")
    return tablet


@pytest.mark.nightly
@pytest.mark.browser
@pytest.mark.timeout(900)
def test_without_any_network_it_installs_and_serves_and_a_tablet_of_the_room_is_heard(
    laptop: Place, stick: Path, browser: Browser
) -> None:
    assert laptop.run("ip", "route", "show", "table", "all", "type", "unicast").strip() == ""
    with served(laptop, stick) as said:
        assert "installing requirements.lock from wheelhouse/" in said
    tablet = cabled(laptop)
    try:
        with served(laptop, stick):
            with doctor(laptop, stick, 120) as terminal, opened_in(tablet, browser, stick.parent) as page:
                heard = _lines(terminal, lambda line: "/room#" in line)
                address = re.search(r"http://\S+/room#\w{16}", heard)
                assert address and address[0].startswith(f"http://{ROOM}:{PORT}/"), heard
                assert f"ok     the server answers at http://{ROOM}:{PORT}" in heard
                page.goto(address[0])
                expect(page.locator("#told [data-said=heard]")).to_be_visible(timeout=30_000)
                found = _lines(terminal, lambda line: "a page that is closed" in line)
                assert "1. linux/" in found
                assert "  ok     it reaches the server\n  ok     news comes at once\n" in found
                terminal.send_signal(BY_HAND)
                assert "reports of devices: 1" in terminal.communicate(timeout=30)[0]
                assert terminal.returncode == 0
            # A Wi-Fi that keeps its devices apart.
            tablet.run("ip", "link", "set", "tablet", "down")
            with doctor(laptop, stick, 3) as terminal:
                said, error = terminal.communicate(timeout=60)
                assert "client isolation" in said
                assert (terminal.returncode, "1 to look at" in error) == (1, True)
    finally:
        tablet.leave()


def _lines(running: subprocess.Popen[str], last: Callable[[str], bool]) -> str:
    """What it prints, up to a line."""
    assert running.stdout is not None
    told = ""
    for line in running.stdout:
        told += line
        if last(line):
            return told
    raise AssertionError(told + (running.stderr.read() if running.stderr else ""))
