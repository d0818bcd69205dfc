"""A jury that has scored, and comes to its list: the example with ballots, made once and copied."""

import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import access, changes, clock, instance
from app.actions.ballots import append_version
from app.actions.packets import add_packet
from app.changes import Change
from app.domain.ballots import Values
from app.domain.packets import sealed
from app.extensions import db
from app.models import Event
from app.queries import ballots, journal, packets, records, verification
from tests import preparing
from tests.clocks import standing_still
from tests.conftest import Doors
from tests.visiting import Visitor

# What every juror gives a team for each criterion: so each total of it is known. 8 and 9 tie across the cut.
GIVEN = {1: 10, 2: 9, 3: 9, 4: 8, 5: 8, 6: 7, 7: 7, 8: 6, 9: 6, 10: 5, 11: 4, 12: 3, 13: 2, 14: 1, 15: 0}
FIRST = [1, 2, 3, 4, 5, 6, 7, 8]
CRITERIA = ("innovation", "transferability", "cost_use")


# The same, but for the tie: it is between team 8 and team 10, which is of the chair's own authority.
DIVIDED = GIVEN | {9: 5, 10: 6}


@functools.cache
def scored(*jurors: str, divided: bool = False) -> Path:
    """An instance folder with the example as these jurors scored all that is theirs: to copy, never to work in."""
    points = DIVIDED if divided else GIVEN
    folder = shutil.copytree(preparing.loaded(), Path(tempfile.mkdtemp(dir=preparing.room())) / "scored")
    with standing_still(), preparing.opened(folder) as made, made.app_context(), changes.transaction() as session:
        event = session.scalars(select(Event)).one()
        change = Change(session, event, access.system(event.id), clock.now_ms())
        for key, number in ballots.grid(session, event).expected:
            if key in jurors:
                juror, team = records.juror(session, event, key), records.team(session, event, number)
                given = Values(dict.fromkeys(CRITERIA, points[number]), "", final=True)
                append_version(change, None, juror, team, given, author=f"juror:{key}")
    return folder


class Jury:
    """The jury of the example, with its organiser and its chair at their doors."""

    def __init__(self, app: Flask, doors: Doors) -> None:
        self.app, self.doors = app, doors
        self.organiser = doors.enter("organiser")
        self.chair = doors.enter("chair")

    def decide(self, who: Visitor, action: str, **sent: Any) -> tuple[int, dict[str, Any]]:
        """Send one act of the list."""
        answer = who.send("POST", "list", {"action": action, **sent})
        return answer.status_code, answer.get_json()

    def absences(self) -> dict[str, str]:
        """A reason for every ballot that is missing."""
        missing = self.organiser.topic("progress").get_json()["missing"]
        return {f"{juror}/{team}": "absent l’après-midi" for juror, team in missing}

    def seal(self, teams: list[int] | None = None, reason: str = "le jury en a débattu") -> dict[str, Any]:
        """Choose, close and confirm."""
        assert self.decide(self.chair, "choose", teams=teams or FIRST, reason=reason)[0] == 200
        assert self.decide(self.organiser, "close", absences=self.absences())[1]["state"] == "closing"
        status, answer = self.decide(self.chair, "confirm")
        assert status == 200, answer
        return answer

    def packet(self, number: int, who: Visitor | None = None) -> bytes:
        """The bytes of a packet."""
        answer = (who or self.organiser).topic(f"packets/{number}")
        assert answer.status_code == 200
        return answer.get_data()

    def verified(self) -> list[str]:
        """What `event verify` finds."""
        with self.app.app_context():
            return verification.verify(db.session(), db.session.scalars(select(Event)).one()).differences


def add_packet_as_it_stands(session: Session, event: Event) -> None:
    """Seal what there is, whoever closed it: a packet to be read where its making is not looked at."""
    who = {"closed_by": "a", "confirmed_by": "b", "closed_by_label": "", "confirmed_by_label": ""}
    body = {
        "number": 1,
        "corrects": None,
        "correction": None,
        "event": packets.described(event),
        "jury": packets.jury(session, event, clock.now_ms()),
        "absences": [],
        "closing": {**who, "closed_at_ms": clock.now_ms(), "confirmed_at_ms": clock.now_ms()},
        "journal": journal.head(session, event),
        **packets.body(session, event, None),
    }
    add_packet(Change(session, event, access.system(event.id), clock.now_ms()), sealed(body))


def at_their_doors(app: Flask, divided: bool = False) -> Jury:
    """A jury of which two jurors scored all that is theirs, on a copy of its own."""
    with app.app_context():
        db.engine.dispose()
        shutil.copy(scored("j01", "j03", divided=divided) / instance.DATABASE, app.instance_path)
        event = db.session.scalars(select(Event)).one()
    return Jury(app, Doors(app, event, preparing.links()))


@pytest.fixture
def jury(app: Flask) -> Jury:
    """A jury whose scores tie two teams across the cut."""
    return at_their_doors(app)


@pytest.fixture
def divided(app: Flask) -> Jury:
    """A jury whose scores tie a team of the chair's own authority with another one."""
    return at_their_doors(app, divided=True)
