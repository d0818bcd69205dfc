"""The browser of the tests: `python -m scripts.browser` finds or installs a Chromium and prints its path.

The first of: `BROWSER_PATH`; a headless shell (Playwright's, this machine's, Debian's where this user may install it,
Playwright's downloaded); a whole browser in the same places. The headless shell is Chromium without its window: the
same pages for less work. Where there is none it says so and exits 1: browser tests are never left out in silence.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts import bootstrap

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Playwright tries three addresses; behind a firewall that answers nothing, each takes its time.
LONGEST_DOWNLOAD_S = 180
NONE = """\
Aucun navigateur pour les tests : installez Chromium, ou donnez son chemin dans BROWSER_PATH.
No browser for the tests: install Chromium, or give its path in BROWSER_PATH."""


def find() -> str | None:
    """The path of a browser that runs, installed first if need be; None where there is no way to have one."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return named if _runs(named) else None
    return (
        _existing(_playwrights_shell())
        or _shell_of_this_machine()
        or _downloaded()
        or _existing(_playwrights_own())
        or _on_this_machine()
        or _from_debian("chromium", _on_this_machine)
    )


def _existing(path: str) -> str | None:
    return path if path and Path(path).exists() else None


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _playwrights_shell() -> str:
    """Where Playwright keeps its headless shell, there or not."""
    asked = [sys.executable, "-m", "playwright", "install", "--dry-run", "--only-shell", "chromium"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    folder = next((line.split(":", 1)[1].strip() for line in said.splitlines() if "Install location" in line), "")
    ending = ".exe" if os.name == "nt" else ""
    named = [f"chrome-headless-shell{ending}", f"headless_shell{ending}"]  # Google's build, and Playwright's own
    found = [path for name in named for path in Path(folder).glob(f"*/{name}")] if folder else []
    return str(found[0]) if found else ""


def _shell_of_this_machine() -> str | None:
    there = shutil.which(SHELL)
    if there and _runs(there):
        return there
    return _from_debian(SHELL, lambda: shutil.which(SHELL))


def _on_this_machine() -> str | None:
    found = [path for path in map(shutil.which, NAMES) if path]
    return next((path for path in [*found, *ELSEWHERE] if not _is_snap(path) and _runs(path)), None)


def _is_snap(path: str) -> bool:
    """Whether it is a snap, which cannot see the tests' folders; Ubuntu's is hidden behind a script."""
    real = Path(path).resolve()
    if "snap" in real.parts or real.name == "snap":
        return True
    return real.is_file() and real.stat().st_size < 10_000 and b"/snap/" in real.read_bytes()


def _runs(path: str) -> bool:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _from_debian(package: str, found: Callable[[], str | None]) -> str | None:
    """A package of Debian's. Ubuntu's Chromium is a snap."""
    release = Path("/etc/os-release")
    if not release.exists() or "ubuntu" in release.read_text(encoding="utf-8").lower():
        return None
    return found() if bootstrap.apt_install(package) else None


def _downloaded() -> str | None:
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    # A machine that reaches no other says so at once, or not at all.
    environment = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000", **os.environ}
    try:
        subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=LONGEST_DOWNLOAD_S,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return None
    return _existing(_playwrights_shell())


def main() -> int:
    """Print the path, or say that there is none."""
    path = find()
    print(path if path else NONE, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
