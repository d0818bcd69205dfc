"""`flask --app app event …`: list, load, export, verify, delete."""

import subprocess
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.cli.acting import act, reading
from app.documents import exports, sheets
from app.extensions import db
from app.models import Event
from app.queries import export, records, verification

event = AppGroup("event", help="The events of this installation.")


def found(slug: str) -> Event:
    """The event of a slug, or the end of the program in one sentence."""
    reading()
    known = records.event(db.session(), slug)
    if known is None:
        raise click.ClickException(f"There is no event “{slug}”.")
    return known


@event.command("list")
def list_events() -> None:
    """List the events: slug, date, name."""
    reading()
    for row in db.session.scalars(select(Event).order_by(Event.date, Event.slug)):
        click.echo(f"{row.slug}\t{row.date}\t{row.name}")


@event.command("load")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--slug", help="Load it under another slug.")
def load(path: Path, slug: str | None) -> None:
    """Load an event from a folder of CSV files, an .xlsx, an .ods or a .json."""
    answer = act("load", {"path": str(path.resolve()), "slug": slug})
    for fault in answer["faults"]:
        click.echo(fault, err=True)
    if answer["faults"]:
        raise click.ClickException(f"{len(answer['faults'])} to correct; nothing was written.")
    click.echo(f"{answer['loaded']} is loaded.")


@event.command("export")
@click.argument("slug")
@click.argument("path", type=click.Path(path_type=Path))
def export_event(slug: str, path: Path) -> None:
    """Write an event to a .json, complete, or its tables to an .xlsx, an .ods or a folder of CSV files."""
    tables = export.tables(db.session(), found(slug))
    if path.exists():
        raise click.ClickException(f"{path} exists already.")
    try:
        content = exports.whole(tables, path.suffix[1:]) if path.suffix in (".json", ".xlsx", ".ods") else None
        if content is None:
            sheets.write_csv_folder(tables, path)
        else:
            path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}") from None
    except subprocess.SubprocessError:
        raise click.ClickException(f"{path} cannot be written: its program was stopped. Try again.") from None
    click.echo(f"{slug} is in {path}.")


@event.command("verify")
@click.argument("slug")
def verify(slug: str) -> None:
    """Re-read the journal and recount; exit code 1 on any difference."""
    report = verification.verify(db.session(), found(slug))
    for line in report.lines:
        click.echo(line)
    if report.differences:
        for difference in report.differences:
            click.echo(difference, err=True)
        raise click.ClickException(f"{len(report.differences)} found.")
    click.echo("ok")


@event.command("delete")
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(slug: str, yes: bool) -> None:
    """Delete an event and everything it holds."""
    found(slug)
    db.session.remove()
    if not yes:
        click.confirm(f"Delete “{slug}”, its ballots and its journal?", abort=True)
    act("delete", {"slug": slug})
    click.echo(f"{slug} is deleted.")
