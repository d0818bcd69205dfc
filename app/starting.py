"""The start of the server: arguments, the demonstration, the line that says it is ready."""

import argparse
import gc
import json
import secrets
import shutil
import sys
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app import access, create_app, instance, settings, workers
from app.actions import events, organisers, play
from app.cli.installation import links_of
from app.documents import sheets
from app.domain.errors import Refusal
from app.domain.play import FASTEST
from app.extensions import db
from app.models import Event, Organiser
from app.network import own_addresses
from app.queries import agenda, ballots, records
from app.settings import SettingsError
from app.web.control import sentence

ORGANISER = "organisation"
# The mark of a folder that the demonstration made: no other is ever emptied.
MARK = "demonstration"


def arguments(given: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="run.py", description="Palmarès: the day of a public-innovation forum.")
    parser.add_argument(
        "--host", default="0.0.0.0", help="the address to listen on (default: all)"
    )  # tablets of the room are to reach it
    parser.add_argument("--port", type=int, default=5000, help="0 picks a free one (default: 5000)")
    parser.add_argument("--instance", type=Path, help="the folder of the data")
    parser.add_argument("--demo", action="store_true", help="load the Amiens 2019 example if there is no event")
    parser.add_argument("--fresh", action="store_true", help="with --demo: begin the demonstration again")
    parser.add_argument(
        "--play",
        type=int,
        metavar="SPEED",
        help="with --demo: it plays by itself, its day that many times shorter; without, people play it",
    )
    parser.add_argument("--open-links", type=Path, metavar="FILE", help="write the demonstration's links as JSON")
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """Start, serve until stopped; returns the exit code."""
    asked = arguments(given)
    if asked.play is not None and not (asked.demo and 0 < asked.play <= FASTEST):
        print(f"--play: a whole number from 1 to {FASTEST} is expected, and --demo with it.", file=sys.stderr)
        return 2
    try:
        chosen = settings.load(asked.instance)
        with instance.held(chosen.instance):
            if asked.demo and asked.fresh:
                _begin_again(chosen.instance)
            return _serve(create_app(chosen), asked)
    except (SettingsError, instance.HeldElsewhere) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


def _serve(app: Flask, asked: argparse.Namespace) -> int:
    try:
        listener = workers.listen(asked.host, asked.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"{asked.host}:{asked.port} cannot be listened on: {reason}") from error
    port = listener.getsockname()[1]
    folder = Path(app.instance_path)
    if not app.config["BASE_URL"]:
        app.config["BASE_URL"] = f"http://{_room_address(asked.host)}:{port}"
    instance.prepare(app)
    app.extensions["palmares.server"] = instance.announce(folder, _loopback(asked.host), port)
    with app.app_context():
        if asked.demo:
            _demonstrate(app, asked)
        _first_run(app, asked.host, port)
        db.session.remove()
    workers.start(app)
    gc.freeze()  # what the start made lasts too: no ballot waits while the collector walks through it
    shown = "localhost" if asked.host in ("0.0.0.0", "::") else asked.host  # a comparison
    print(f"Palmarès is ready on http://{shown}:{port}", flush=True)
    workers.serve(app, listener)
    return 0


def _first_run(app: Flask, host: str, port: int) -> None:
    """Where nobody has an account yet, say how to open the first one: on this machine, or elsewhere with a code."""
    db.session.rollback()  # read on from what the demonstration just wrote
    if records.has_organiser(db.session()):
        return
    code = app.extensions["palmares.first_code"] = secrets.token_hex(4)
    shown = "localhost" if host in ("0.0.0.0", "::") else host  # a comparison
    print(f"Nobody has an account yet. On this machine, open http://{shown}:{port}/begin")
    print(f"From another one: {app.config['BASE_URL']}/begin with the code {code[:4]} {code[4:]}", flush=True)


def _loopback(host: str) -> str:
    """Where commands of this machine reach a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _room_address(host: str) -> str:
    """The address that QR codes carry: this machine on the room's network, unless it listens on one address only."""
    if host not in ("0.0.0.0", "::"):  # a comparison
        return host
    return next(iter(own_addresses()), "localhost")


def _begin_again(folder: Path) -> None:
    if any(folder.glob("palmares.db")) and not (folder / MARK).exists():
        raise SettingsError(f"{folder} holds data that no demonstration made: it is left as it is.")
    for path in folder.iterdir():
        if path.name != "instance.lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _demonstrate(app: Flask, asked: argparse.Namespace) -> None:
    """Load the example if the folder holds no event; print one line per role, and the organiser's password."""
    folder = Path(app.instance_path)
    keys = app.extensions["palmares.keys"]
    if db.session.scalar(select(Event)) is None:
        tables, faults = sheets.read_event(sheets.EXAMPLE)
        if tables is None:
            raise SettingsError("The example is damaged: " + "; ".join(sentence(fault) for fault in faults))
        # The mark first: a start that is killed in between is begun again, not refused.
        (folder / MARK).write_text("Made by the demonstration; FRESH=1 empties it.\n", encoding="utf-8")
        events.load(keys, tables, demonstration=True)
        db.session.rollback()  # read on from what was just written
    if not (folder / MARK).exists():
        raise SettingsError(f"{folder} holds data that no demonstration made: it is left as it is.")
    event = db.session.scalars(select(Event).filter_by(archived_at_ms=None).order_by(Event.id)).first()
    if event is None:
        return
    rows = links_of(keys, event, app.config["BASE_URL"])
    if asked.open_links is not None:
        asked.open_links.write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8")
    _print_links(rows, event, app.config["BASE_URL"], _password(folder))
    _play(event, asked.play)


def _play(event: Event, speed: int | None) -> None:
    """Have the demonstration play by itself, or give it back to people: what this start asks is what is."""
    try:
        play.play(event.id, access.demonstration(event.id), None, speed)
    except Refusal:
        raise SettingsError(f"{event.slug} is no demonstration: it does not play by itself.") from None
    if speed is not None:
        print(
            f"The afternoon plays by itself, {speed} times shorter. Act as you like meanwhile: it goes on from there.\n"
        )


def _password(folder: Path) -> str:
    """The demonstration organiser's password, made once and kept in the demonstration's own folder."""
    path = folder / "organiser-password"
    if db.session.scalar(select(Organiser).filter_by(name=ORGANISER)) is None:
        password = secrets.token_urlsafe(12)
        path.write_text(password, encoding="ascii")
        path.chmod(0o600)
        organisers.add(ORGANISER, password, None)
    return path.read_text(encoding="ascii")


def _print_links(rows: list[dict[str, object]], event: Event, base_url: str, password: str) -> None:
    """One line per role; the juror's is of somebody who may score the team that pitches first."""
    known = ballots.grid(db.session(), event)
    opening = next((slot.team for slot in agenda.slots(db.session(), event) if slot.team), None)
    able = {juror.name for juror in known.jurors if (juror.key, opening) in known.expected}
    first: dict[object, dict[str, object]] = {}
    for row in sorted(rows, key=lambda row: row["role"] == "juror" and row["label"] not in able):
        first.setdefault(row["role"], row)
    print(f"{event.name}\n")
    for role, row in first.items():
        print(f"  {role:<11} {row['label']!s:.40}\n              {row['url']}")
    print(f"\n  audience    {base_url}/{event.slug}/")
    print(f"  the room    {base_url}/{event.slug}/stage  and  {base_url}/{event.slug}/results")
    print(f"  login       {base_url}/login  name: {ORGANISER}  password: {password}")
    print(f"\nTablets and phones use {base_url} ; every link and its QR code: {base_url}/{event.slug}/desk/links\n")
