"""`flask --app app event …`: list, load, export, archive, pseudonymise, verify, delete, destroyed."""

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
from app.web import archiving

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
    """List the events: slug, date, name, and whether they are archived."""
    reading()
    for row in db.session.scalars(select(Event).order_by(Event.date, Event.slug)):
        click.echo(f"{row.slug}\t{row.date}\t{row.name}" + ("\tarchived" if row.archived_at_ms else ""))


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


@event.command("archive")
@click.argument("slug")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--read-only", is_flag=True, help="From then on nothing of the event changes, and no list names it.")
def archive(slug: str, path: Path, read_only: bool) -> None:
    """Write the archive of an event, a BagIt bag in a .zip, for an archives service."""
    known = found(slug)
    if path.exists():
        raise click.ClickException(f"{path} exists already.")
    if read_only:
        db.session.remove()
        act("archive", {"slug": slug})
        known = found(slug)
    try:
        path.write_bytes(archiving.content(known))
    except (subprocess.SubprocessError, OSError) as error:
        raise click.ClickException(f"{path} cannot be written: {error}") from None
    click.echo(f"The archive of {slug} is in {path}.")


@event.command("pseudonymise")
@click.argument("slug")
def pseudonymise(slug: str) -> None:
    """Erase the jury's names, once the time is over for which named scores are kept; figures stay."""
    found(slug)
    db.session.remove()
    click.echo(f"Jurors who lost their name: {act('pseudonymise', {'slug': slug})['jurors']}.")


@event.command("delete")
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--visa-by", default="", help="Who gave the visa of the archives.")
@click.option("--visa-reference", default="", help="Its reference.")
@click.option("--visa-date", default="", help="Its day, as 2026-11-28.")
def delete(slug: str, yes: bool, **visa: str) -> None:
    """Delete an event and everything it holds; once somebody was judged, with the visa of the archives alone."""
    found(slug)
    db.session.remove()
    if not yes:
        click.confirm(f"Delete “{slug}”, its ballots and its journal?", abort=True)
    act("delete", {"slug": slug, "visa": visa})
    click.echo(f"{slug} is deleted.")


@event.command("destroyed")
def list_destroyed() -> None:
    """List the events that were destroyed: slug, date, name, and the visa."""
    reading()
    for row in records.destroyed(db.session()):
        visa = [row.visa_by, row.visa_reference, row.visa_date] if row.visa_by else ["no visa was needed"]
        click.echo("\t".join([row.slug, row.date, row.name, *filter(None, visa)]))
