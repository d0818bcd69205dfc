"""The browser of the tests: `python -m scripts.browser` finds or installs a Chromium and prints its path.

The first of: `BROWSER_PATH`; Playwright's own; one on this machine; Debian's, where this user may install it;
Playwright's, downloaded. Where there is none it says so and exits 1: browser tests are never left out in
silence.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts import bootstrap

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NONE = """\
Aucun navigateur pour les tests : installez Chromium, ou donnez son chemin dans BROWSER_PATH.
No browser for the tests: install Chromium, or give its path in BROWSER_PATH."""


def find() -> str | None:
    """The path of a browser that runs, installed first if need be; None where there is no way to have one."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return named if _runs(named) else None
    own = _playwrights_own()
    if Path(own).exists():
        return own
    return _on_this_machine() or _from_debian() or _downloaded(own)


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


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


def _from_debian() -> str | None:
    """Debian's Chromium. Ubuntu's package of that name is a snap."""
    release = Path("/etc/os-release")
    if not release.exists() or "ubuntu" in release.read_text(encoding="utf-8").lower():
        return None
    return _on_this_machine() if bootstrap.apt_install("chromium") else None


def _downloaded(own: str) -> str | None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
    return own if Path(own).exists() else None


def main() -> int:
    """Print the path, or say that there is none."""
    path = find()
    print(path if path else NONE, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
