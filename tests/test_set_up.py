"""What a fresh machine relies on: wheels by their digests, no address, a sentence where something lacks."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app import settings
from scripts import bootstrap, vendor

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without an environment, that bootstrap takes for the project's."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "WHEELHOUSE", tmp_path / "wheelhouse")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    (tmp_path / "requirements.lock").write_text("", encoding="ascii")
    return tmp_path


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_wheels_by_their_digests_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "--only-binary :all:" in text
    assert not ADDRESS.search(text)
    packages = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)


def test_every_extra_has_its_lock() -> None:
    assert [lock.name for lock in LOCKS] == [
        "requirements-dev.lock",
        "requirements-kit.lock",
        "requirements-node.lock",
        "requirements-scale.lock",
        "requirements.lock",
    ]


def test_every_lock_holds_the_same_application() -> None:
    pinned = {lock.name: set(re.findall(r"^([\w.-]+==[^ ;]+)", lock.read_text(), re.MULTILINE)) for lock in LOCKS}
    assert all(pinned["requirements.lock"] <= packages for packages in pinned.values())


def test_the_javascript_tools_are_locked_and_name_no_place() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    tools = [package for name, package in packages.items() if name]
    assert tools
    assert all("integrity" in package and "resolved" not in package for package in tools)


@pytest.mark.parametrize("name", ["scripts/bootstrap.py", "run.py"])
def test_an_old_python_can_read_it_and_be_told(name: str) -> None:
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_without_a_python_that_is_new_enough_it_says_which_are(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_base_python", lambda: [])
    with pytest.raises(SystemExit, match=r"needs Python 3\.1\d to 3\.1\d"):
        bootstrap.ensure()


def test_without_ensurepip_it_gives_the_one_line_to_type(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "ensurepip.py").write_text("raise ImportError", encoding="ascii")
    monkeypatch.setenv("PYTHONPATH", str(elsewhere))
    with pytest.raises(SystemExit, match=r"sudo apt install python3\.\d+-venv$"):
        bootstrap.ensure()
    assert not (elsewhere / ".venv").exists()


@pytest.mark.parametrize("whole", [True, False])
def test_a_wheelhouse_that_lacks_a_package_locks_nobody_out(
    whole: bool, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.VENV.mkdir()
    bootstrap.WHEELHOUSE.mkdir()
    installed: list[bool] = []

    def runs(command: list[str], *_: object) -> bool:
        if "install" in command:
            installed.append("--no-index" in command)
            return whole
        return True

    monkeypatch.setattr(bootstrap, "_runs", runs)
    monkeypatch.setattr(bootstrap, "_run", lambda command: installed.append("--no-index" in command))
    bootstrap._install(elsewhere / "requirements.lock", again=False)
    assert installed == ([True] if whole else [True, False])
    assert ("they come from the network" in capsys.readouterr().err) is not whole


def test_an_environment_that_stays_incomplete_is_not_entered_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(bootstrap.GONE_ON, "1")
    with pytest.raises(SystemExit, match="is incomplete"):
        bootstrap.reexec_in_venv()


def test_going_on_in_the_environment_is_no_setting_that_the_start_would_refuse() -> None:
    assert not bootstrap.GONE_ON.startswith(settings.PREFIX)


def test_done_already_it_does_nothing_again(elsewhere: Path) -> None:
    bootstrap.VENV_PYTHON.parent.mkdir(parents=True)
    bootstrap.VENV_PYTHON.symlink_to(sys.executable)
    lock = elsewhere / "requirements.lock"
    bootstrap._stamp(lock).write_text(bootstrap._mark(lock), encoding="ascii")
    assert bootstrap.ensure() == bootstrap.VENV_PYTHON
    lock.write_text("changed", encoding="ascii")
    assert not bootstrap._is_installed(lock)


def test_the_vendored_files_are_those_of_their_packages() -> None:
    assert vendor.faults(json.loads(vendor.MANIFEST.read_text(encoding="utf-8"))) == []


def test_an_altered_a_missing_and_an_unknown_vendored_file_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    folder = tmp_path / "static" / "vendor"
    folder.mkdir(parents=True)
    for name in ("altered.js", "unknown.js", "LICENSE"):
        (folder / name).write_text(name, encoding="ascii")
    files = [{"path": f"static/vendor/{name}", "from": name, "sha256": "0"} for name in ("altered.js", "missing.js")]
    package = {
        "name": "a-package",
        "version": "1.0.0",
        "licence_file": "static/vendor/LICENSE",
        "files": files,
    }
    assert vendor.faults([package]) == [
        "a-package has no licence text beside it",
        "static/vendor/altered.js is not the file of a-package 1.0.0",
        "static/vendor/missing.js is missing",
        "static/vendor/LICENSE is in no package of the manifest",
        "static/vendor/unknown.js is in no package of the manifest",
    ]


@pytest.mark.parametrize("module", ["scripts.browser", "scripts.strace", "scripts.javascript", "scripts.vendor"])
def test_a_script_is_read_without_doing_anything(module: str) -> None:
    program = f"import importlib; importlib.import_module({module!r})"
    subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=ROOT, check=True)
