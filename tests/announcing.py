"""The evening: the list closed and the laureates announced, made once and copied."""

import functools
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app import access, changes, clock
from app.access import Identity
from app.actions import contact
from app.models import Event, LaureateList, ListAct
from app.starting import MARK
from tests import preparing
from tests.clocks import standing_still
from tests.listing import add_packet_as_it_stands, scored
from tests.visiting import new_op

CHOSEN = (1, 2, 4, 7, 9, 10, 12, 14)
# Team 10 publishes an address to write to, team 12 something else, the others nothing.
CONTACTS = {10: "innovation@departement.example", 12: "Direction des collèges, 03 00 00 00 00"}


def close(app: Flask, chosen: tuple[int, ...] = CHOSEN, announced: bool = True) -> None:
    """Close the list of the only event as it is given, and announce it."""
    with app.app_context(), changes.transaction() as session:
        event = session.scalars(select(Event)).one()
        change = changes.Change(session, event, access.system(event.id), clock.now_ms())
        at = {"number": 1, "kind": "choice", "stake": [], "author": "system", "at_ms": change.now_ms}
        session.add(ListAct(event_id=event.id, teams=list(chosen), taken_back=False, **at))
        session.flush()
        add_packet_as_it_stands(session, event)
        session.add(LaureateList(event_id=event.id, state="closed", absences={}))
        event.phase = "announced" if announced else event.phase


def publish_contacts(app: Flask) -> None:
    """Two teams publish a contact."""
    with app.app_context():
        with changes.transaction() as session:
            event = session.scalars(select(Event)).one().id
        for team, text in CONTACTS.items():
            assert (
                contact.publish(event, Identity("system", event, str(team), "", "system"), new_op(), text).status == 200
            )


@functools.cache
def evening(announced: bool = True) -> Path:
    """An instance folder of the example, its list closed and, unless told otherwise, announced: to copy."""
    folder = shutil.copytree(scored("j01", "j03"), Path(tempfile.mkdtemp(dir=preparing.room())) / "evening")
    with standing_still(), preparing.opened(folder) as app:
        publish_contacts(app)
        close(app, announced=announced)
    (folder / MARK).write_text("", encoding="utf-8")  # a server of the demonstration takes it for its own
    return folder
