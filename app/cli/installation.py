"""`flask --app app links | organiser | backup | restore | doctor`: the installation itself."""

import json
import shutil
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app import access, instance
from app.actions import events
from app.cli import room
from app.cli.acting import act
from app.cli.event import found
from app.extensions import db
from app.instance import Server
from app.keys import Keys
from app.models import Event, Link
from app.network import own_addresses
from app.settings import NAMES, Settings

organiser = AppGroup("organiser", help="Organiser accounts.")


def links_of(keys: Keys, event: Event, base_url: str) -> list[dict[str, Any]]:
    """Every live access link of an event, as `links --json` and `--open-links` give it."""
    alive = select(Link).filter_by(event_id=event.id, revoked_at_ms=None).order_by(Link.id)
    return [
        {
            "role": link.role,
            "label": access.label_of(db.session(), link) or link.role,
            "team": int(link.subject) if link.role == "team" else None,
            "url": f"{base_url}/enter#{keys.token(link.name)}",
            "token": keys.token(link.name),
            "code": keys.code(link.name),
        }
        for link in db.session.scalars(alive)
    ]


@click.command("links")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def links(slug: str, as_json: bool) -> None:
    """Every access link of an event: role, label, url, token."""
    known = found(slug)
    rows = links_of(current_app.extensions["palmares.keys"], known, address())
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['role']}\t{row['label']}\t{row['url']}\t{row['token']}")


def address() -> str:
    """The address that QR codes carry: the setting, or this machine on its network."""
    settings: Settings = current_app.config["SETTINGS"]
    server = instance.running(settings.instance)
    port = server.port if server else 5000
    return settings.base_url or f"http://{next(iter(own_addresses()), 'localhost')}:{port}"


@organiser.command("add")
@click.argument("name")
@click.option("--event", "slug", help="Of this event alone; otherwise of all.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add_organiser(name: str, slug: str | None, password_stdin: bool) -> None:
    """Open an organiser's account."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    act("organiser", {"name": name, "password": password, "event": slug})
    click.echo(f"{name} may log in.")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write a consistent copy of the data and of the signing key, while the server runs or not. Keep it secret."""
    act("backup", {"path": str(file.resolve())})
    click.echo(f"{file} holds the data and the key that opens every link: keep it secret.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Go back to a backup; what is there now is kept beside it. The server must be stopped."""
    settings: Settings = current_app.config["SETTINGS"]
    db.session.remove()
    db.engine.dispose()
    try:
        with instance.held(settings.instance):
            instance.restore(settings.instance, file, Path(db.engine.url.database or ""))
            # A copy made by an older version is brought to this one, for its journal to say so.
            instance.prepare(current_app)
            events.restored()
    except (instance.HeldElsewhere, ValueError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{settings.instance} is as {file} had it.")


@click.command("doctor")
@click.option("--room", "in_the_room", is_flag=True, help="What tablets will find: who answers where, a code to scan.")
@click.option("--wait", default=300, show_default=True, help="With --room: the seconds to hear devices for; 0, none.")
def doctor(in_the_room: bool, wait: int) -> None:
    """What is right and wrong with this machine, in words."""
    settings: Settings = current_app.config["SETTINGS"]
    if in_the_room:
        server = instance.running(settings.instance)
        wrong = _said(room.findings(server, own_addresses(), address()))
        if server is not None and wait > 0:
            wrong += _said(_heard(server, wait))
    else:
        wrong = _said(_findings(settings))
    if wrong:
        raise click.ClickException(f"{wrong} to look at.")


def _said(findings: list[tuple[bool, str]]) -> int:
    """Print what was found; returns how much of it is wrong."""
    for good, sentence in findings:
        click.echo(("ok     " if good else "wrong  ") + sentence)
    return sum(not good for good, _ in findings)


def _heard(server: Server, wait: int) -> list[tuple[bool, str]]:
    """Show the code, then what each device that scans it says; returns that some did, or where to look."""
    # Whoever starts it may have set Ctrl-C aside, as shells do for what runs beside them; here it is the way out.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    given, heard = room.new_code(server), 0
    try:
        scanned = f"{address()}/room#{given}"
        click.echo(f"\n{room.code(scanned)}")
        click.echo(f"Scan it with a tablet on the room's network, or open {scanned} there.")
        click.echo(f"What it finds is said here, for {wait} seconds; Ctrl-C ends it.\n")
        for report in room.told(server, given, wait):
            heard += 1
            click.echo(f"{heard}. {report.device}")
            for good, sentence in room.in_words(report):
                click.echo(("  ok     " if good else "  limit  ") + sentence)
    except KeyboardInterrupt:
        click.echo()
    finally:
        room.end(server, given)
    return [(True, f"reports of devices: {heard}")] if heard else [(False, "\n".join(room.unheard(server.port)))]


def _findings(settings: Settings) -> list[tuple[bool, str]]:
    free = shutil.disk_usage(settings.instance).free
    addresses = own_addresses()
    key = settings.instance / instance.KEY
    private = sys.platform == "win32" or (key.stat().st_mode & 0o077) == 0
    values = [f"{name} = {getattr(settings, name)!r} ({settings.origin.get(name, 'default')})" for name in NAMES]
    shown = [value for value in values if not value.startswith("metrics_token")]
    return [
        (sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}"),
        (True, f"SQLite {sqlite3.sqlite_version}"),
        (free > 500 * 1024**2, f"{free // 1024**2} MB free on the disk of {settings.instance}"),
        (private, f"the signing key {key.name} is readable by its owner alone"),
        (
            bool(addresses),
            f"tablets reach this machine at {', '.join(addresses) or 'no address: no network'}",
        ),
        *((True, f"setting {value}") for value in shown),
    ]
