"""`flask --app app event …`: what an organiser's technician types, with the server stopped and with it running."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from flask.cli import FlaskGroup

from tests import preparing
from tests.preparing import loaded
from tests.serving import ROOT, Server

EXAMPLE = ROOT / "examples" / "amiens-2019"


def flask(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command on an instance folder, in this process: it need not import the application again."""
    with preparing.opened(folder) as app:
        # Given back afterwards: Flask leaves this word in the environment, and whatever is started later inherits it.
        environment = {"FLASK_RUN_FROM_CLI": "true"}
        said = CliRunner(env=environment).invoke(FlaskGroup(create_app=lambda: app), words, catch_exceptions=False)
    return subprocess.CompletedProcess(words, said.exit_code, said.stdout, said.stderr)


def typed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The same as it is typed, in a process of its own."""
    environment = {**os.environ, "PALMARES_INSTANCE": str(folder)}
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def broken_copy(folder: Path) -> Path:
    """The example with twelve different faults, each in its own place."""
    shutil.copytree(EXAMPLE, folder)
    _replace(folder / "event.csv", "Europe/Paris", "Europe/Amiens")
    _replace(folder / "event.csv", "laureates;8", "laureates;huit")
    _replace(folder / "criteria.csv", ";1;Propre", ";0;Propre")
    _replace(folder / "organisations.csv", "Oise", "")
    _replace(folder / "teams.csv", "Médiation animale", "Médiation avec des animaux")
    _replace(folder / "jurors.csv", "j03;", "j02;")
    _replace(folder / "jurors.csv", "director", "president")
    _replace(folder / "agenda.csv", "09:15;", "9h75;")
    _replace(folder / "agenda.csv", "coaching", "coatching")
    _replace(folder / "coaches.csv", "key;name;organisation", "key;name;organisation;hat")
    with (folder / "recusals.csv").open("a", encoding="utf-8") as file:
        file.write("j99;4;voisin\nj04;99;voisin\n")
    return folder


def _replace(path: Path, old: str, new: str) -> bool:
    text = path.read_bytes().decode("utf-8")
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
    return old in text


def test_a_copy_with_twelve_faults_lists_all_twelve_and_writes_nothing(tmp_path: Path) -> None:
    said = typed(tmp_path / "instance", "event", "load", str(broken_copy(tmp_path / "broken")))
    faults = [line for line in said.stderr.splitlines() if not line.startswith("Error")]
    assert said.returncode == 1
    assert len(faults) == 12, said.stderr
    for place in (
        "event, line 6, column value",
        "event, line 12, column value",
        "criteria, line 3, column weight",
        "organisations, line 3, column name",
        "teams, line 3, column short_title",
        "jurors, line 4, column key",
        "jurors, line 5, column role",
        "agenda, line 3, column start",
        "agenda, line 4, column kind",
        "coaches, line 1, column hat",
        "recusals, line 2, column juror",
        "recusals, line 3, column team",
    ):
        assert any(fault.startswith(place) for fault in faults), (place, said.stderr)
    assert flask(tmp_path / "instance", "event", "list").stdout == ""


def test_the_same_slug_twice_is_refused_and_another_slug_is_not(tmp_path: Path) -> None:
    folder = shutil.copytree(loaded(), tmp_path / "instance")
    again = flask(folder, "event", "load", str(EXAMPLE))
    assert again.returncode == 1
    assert "There is already an event “amiens-2019”" in again.stderr
    assert flask(folder, "event", "load", str(EXAMPLE), "--slug", "amiens-bis").returncode == 0
    assert [line.split("\t")[0] for line in flask(folder, "event", "list").stdout.splitlines()] == [
        "amiens-2019",
        "amiens-bis",
    ]


def test_beside_a_running_server_commands_act_through_it(server: Server) -> None:
    assert typed(server.folder, "event", "load", str(EXAMPLE), "--slug", "bis").returncode == 0
    assert server.person("organiser").http.get(f"{server.url}/api/events/bis/day").status_code == 200
    refused = flask(server.folder, "event", "load", str(EXAMPLE), "--slug", "bis")
    assert (refused.returncode, "There is already an event" in refused.stderr) == (1, True)
    assert flask(server.folder, "event", "delete", "bis", "--yes").returncode == 0
    assert server.person("organiser").http.get(f"{server.url}/api/events/bis/day").status_code == 404
    assert flask(server.folder, "restore", str(EXAMPLE / "event.csv")).returncode == 1


def test_what_is_exported_can_be_loaded_and_verifies(tmp_path: Path) -> None:
    folder, file = shutil.copytree(loaded(), tmp_path / "instance"), tmp_path / "amiens.json"
    assert flask(folder, "event", "export", "amiens-2019", str(file)).returncode == 0
    assert flask(folder, "event", "load", str(file), "--slug", "copie").returncode == 0
    assert flask(folder, "event", "export", "copie", str(tmp_path / "copie.json")).returncode == 0
    assert file.read_text("utf-8") == (tmp_path / "copie.json").read_text("utf-8").replace("copie", "amiens-2019")
    verified = flask(folder, "event", "verify", "copie")
    assert (verified.returncode, verified.stdout.splitlines()[-1]) == (0, "ok")


def test_a_backup_restored_has_another_epoch_and_the_same_links(tmp_path: Path) -> None:
    folder, file = shutil.copytree(loaded(), tmp_path / "instance"), tmp_path / "backup.zip"
    before = flask(folder, "links", "amiens-2019", "--json").stdout
    assert flask(folder, "backup", str(file)).returncode == 0
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    flask(folder, "event", "delete", "amiens-2019", "--yes")
    assert flask(folder, "restore", str(file)).returncode == 0
    assert flask(folder, "links", "amiens-2019", "--json").stdout == before


def test_a_bad_setting_stops_with_one_line_that_names_it(tmp_path: Path) -> None:
    environment = {**os.environ, "PALMARES_INSTANCE": str(tmp_path / "instance"), "PALMARES_COLOUR": "red"}
    command = [sys.executable, str(ROOT / "run.py"), "--port", "0"]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert said.returncode != 0
    assert said.stderr.strip().splitlines() == [line for line in said.stderr.splitlines() if "PALMARES_COLOUR" in line]
