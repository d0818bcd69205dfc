"""What the archive of an event holds: a bag with the list and its minutes, the journal, the tables, the press kit."""

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.documents import exports
from app.documents.bag import bagged
from app.documents.drawing import both
from app.domain import minutes
from app.domain.event_values import local_time
from app.extensions import db
from app.models import Event
from app.queries import export, journal, laureates, packets, palmares, signed, statements
from app.web import minutes_words, palmares_files
from app.web.press import kit


def content(event: Event) -> bytes:
    """The archive of an event as it stands, a bag in a .zip, in the event's language.

    CalledProcessError or TimeoutExpired where a document of it cannot be drawn.
    """
    session = db.session()
    with force_locale(event.language):
        sheets = _sheets(session, event)
        facts = _facts(session, event)
        payload = _files(session, event)
    slug = event.slug
    session.rollback()  # drawing takes its time, and holds no connection of the pool
    return bagged(slug, payload | (both(sheets) if sheets else {}), facts)


def _facts(session: Session, event: Event) -> list[tuple[str, str]]:
    """Producer, dates, description: what an archives service asks of a transfer."""
    stated = statements.texts(statements.standing(session))
    moments = [entry.at_ms for entry in journal.entries(session, event)]
    days = [local_time(at, event.timezone).date().isoformat() for at in (*moments[:1], *moments[-1:])]
    said = _("Scores, decisions of the jury and laureates of “%(event)s”.", event=event.name)
    names = _("It holds names and named scores: who may read it is for the archives service to say.")
    return [
        ("Source-Organization", stated.get("authority", "")),
        ("Organization-Address", stated.get("address", "")),
        ("Contact-Name", stated.get("contact", "")),
        ("External-Identifier", event.slug),
        ("External-Description", f"{said} {names}"),
        ("Event-Name", event.name),
        ("Event-Date", event.date),
        ("Event-Place", event.place),
        ("Records-Dates", "/".join(dict.fromkeys(days))),
        ("Language", event.language),
        ("Bagging-Date", datetime.fromtimestamp(clock.now_ms() / 1000, UTC).date().isoformat()),
        ("Bag-Software-Agent", "Palmarès"),
    ]


def _sheets(session: Session, event: Event) -> dict[str, dict[str, Any]]:
    """The minutes of each packet and the press kit, to be drawn."""
    sheets = {}
    for row in laureates.packets(session, event):
        packet = packets.read(row)
        for kind in (minutes.FULL, minutes.PUBLIC):
            composed = minutes_words.composed(packet, minutes.Asked(kind))
            sheets[f"minutes/{row.number}-{kind}"] = composed
    if laureates.closed_packet(session, event) is not None:
        sheets["press/press-kit"] = kit(event)
    return sheets


def _files(session: Session, event: Event) -> dict[str, bytes]:
    """What is there already, or is only written out."""
    tables = export.tables(session, event)
    files = {"event.json": exports.whole(tables, "json") or b"", "journal.jsonl": _journal(session, event)}
    with zipfile.ZipFile(io.BytesIO(exports.whole(tables, "csv-folder") or b"")) as folder:
        files |= {f"tables/{name}": folder.read(name) for name in folder.namelist()}
    for row in laureates.packets(session, event):
        files[f"packets/{row.number}.json"] = row.content.encode()
        scans = signed.of_packet(session, event, row.number)
        files |= {f"minutes/{row.number}-signed-{scan.number}.{scan.form}": scan.content or b"" for scan in scans}
    packet = palmares.announced(session, event)
    if packet is not None:
        found = palmares.of(session, event, packet)
        files |= {f"palmares/palmares.{form}": palmares_files.written(found, form) for form in palmares_files.TYPES}
    return files


def _journal(session: Session, event: Event) -> bytes:
    """The journal, an entry on each line: whoever has it can follow its chain."""
    names = ("seq", "at_ms", "kind", "actor", "payload", "previous", "hash")
    rows = journal.entries(session, event)
    lines = [json.dumps({name: getattr(row, name) for name in names}, ensure_ascii=False) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()
