"""Everybody who may ask something of an event, its own people and others."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from _pytest.mark import ParameterSet
from flask import Flask
from sqlalchemy import update

from app import access, changes
from app.access import Identity
from app.actions import ballots, deliberation, favourite, organisers
from app.models import Event, Link, SignedScan
from tests.conftest import Doors
from tests.listing import add_packet_as_it_stands
from tests.preparing import load_example
from tests.serving import SLUG
from tests.visiting import Visitor, new_op

ELSEWHERE = "elsewhere"
PASSWORD = "une phrase assez longue"
# A juror, and a team that is not of that juror's authority.
STEPPED_ASIDE_FROM = 10


class Venue:
    """Two events on one installation: the example, where everybody wants in, and another one."""

    def __init__(self, app: Flask, doors: Doors) -> None:
        self.app = app
        self.here = doors
        self._elsewhere: Doors | None = None
        self._set_aside()
        self._deliberate()

    def _set_aside(self) -> None:
        """One ballot, so that there is one to admit; one packet with its signed minutes, to be read."""
        juror = Identity("juror", self.here.event_id, "j01", "", "juror:j01")
        sent = ballots.Submission(STEPPED_ASIDE_FROM, 0, {}, "", False)
        with self.app.app_context():
            ballots.keep_aside(self.here.event_id, juror, new_op(), sent, "revoked")
            with changes.transaction() as session:
                add_packet_as_it_stands(session, session.get_one(Event, self.here.event_id))
                scan = {"packet": 1, "form": "pdf", "digest": "", "size": 1, "content": b"%PDF-"}
                session.add(SignedScan(event_id=self.here.event_id, number=1, at_ms=0, **scan))

    def _deliberate(self) -> None:
        """The board is open to the jurors, and what the room voted told to all: neither is heard before."""
        with self.app.app_context():
            deliberation.set_deliberation(self.here.event_id, access.system(self.here.event_id), new_op(), "open")
            for act in (favourite.Act("open", 100, 1), favourite.Act("close"), favourite.Act("tell")):
                favourite.direct(self.here.event_id, access.system(self.here.event_id), new_op(), act)

    @property
    def elsewhere(self) -> Doors:
        """The doors of the other event, loaded at the first knock."""
        if self._elsewhere is None:
            self._elsewhere = Doors(self.app, load_example(self.app, ELSEWHERE))
        return self._elsewhere

    def outsider(self, role: str) -> Visitor:
        """Somebody with a role in the other event, who asks here."""
        return _asking_here(self.elsewhere.enter(role))

    def account(self, slug: str | None) -> Visitor:
        """An organiser logged in by an account of one event, or of all."""
        if slug == ELSEWHERE:
            assert self.elsewhere
        with self.app.app_context():
            organisers.add(f"of {slug}", PASSWORD, slug)
        visitor = self.here.stranger()
        form = {"name": f"of {slug}", "password": PASSWORD, "csrf_token": visitor.csrf}
        assert visitor.client.post("/login", data=form).status_code == 303
        return visitor

    def revoked(self, role: str) -> Visitor:
        """Somebody whose link was revoked after they entered."""
        visitor = self.here.enter(role)
        with self.app.app_context(), changes.transaction() as session:
            session.execute(update(Link).where(Link.role == role).values(revoked_at_ms=1))
        return visitor

    def recused(self) -> Visitor:
        """The first juror, who stepped aside for a team."""
        visitor = self.here.enter("juror")
        assert visitor.send("POST", "recusals", {"team": STEPPED_ASIDE_FROM, "reason": ""}).status_code == 200
        return visitor

    def audience(self) -> Visitor:
        """A browser with a session in which no link was entered."""
        visitor = self.here.stranger()
        visitor.session()
        return visitor


def _asking_here(visitor: Visitor) -> Visitor:
    return Visitor(visitor.client, SLUG)


@dataclass(frozen=True)
class Person:
    """Somebody who asks: the role they have in the example (None: none that lives), and how they got in."""

    role: str | None
    enter: Callable[[Venue], Visitor]


PEOPLE = {
    "anonymous": Person(None, lambda venue: venue.here.stranger()),
    "audience": Person(None, lambda venue: venue.audience()),
    "screen": Person("screen", lambda venue: venue.here.enter("screen")),
    "timekeeper": Person("timekeeper", lambda venue: venue.here.enter("timekeeper")),
    "team A": Person("team", lambda venue: venue.here.enter("team", 1)),
    "team B": Person("team", lambda venue: venue.here.enter("team", 2)),
    "coach": Person("coach", lambda venue: venue.here.enter("coach")),
    "juror A": Person("juror", lambda venue: venue.here.enter("juror", 0)),
    "juror B": Person("juror", lambda venue: venue.here.enter("juror", 1)),
    "recused juror": Person("juror", lambda venue: venue.recused()),
    "chair": Person("chair", lambda venue: venue.here.enter("chair")),
    "organiser by link": Person("organiser", lambda venue: venue.here.enter("organiser")),
    "organiser of this event": Person("organiser", lambda venue: venue.account(SLUG)),
    "organiser of all events": Person("organiser", lambda venue: venue.account(None)),
    "organiser of another event": Person(None, lambda venue: venue.account(ELSEWHERE)),
    "organiser of another event by link": Person(None, lambda venue: venue.outsider("organiser")),
    "chair of another event": Person(None, lambda venue: venue.outsider("chair")),
    "juror of another event": Person(None, lambda venue: venue.outsider("juror")),
    "team of another event": Person(None, lambda venue: venue.outsider("team")),
    "revoked organiser": Person(None, lambda venue: venue.revoked("organiser")),
    "revoked chair": Person(None, lambda venue: venue.revoked("chair")),
    "revoked juror": Person(None, lambda venue: venue.revoked("juror")),
    "revoked team": Person(None, lambda venue: venue.revoked("team")),
    "revoked coach": Person(None, lambda venue: venue.revoked("coach")),
    "revoked timekeeper": Person(None, lambda venue: venue.revoked("timekeeper")),
    "revoked screen": Person(None, lambda venue: venue.revoked("screen")),
}

# Who is turned away at the same door as somebody else here: asked by night alone, where a test asks as each.
AS_ANOTHER = (
    *("organiser of another event by link", "chair of another event", "team of another event"),
    *("revoked chair", "revoked team", "revoked coach", "revoked timekeeper", "revoked screen"),
)


def at_night(*names: str) -> list[ParameterSet]:
    """Those whom a test asks as by night alone."""
    return [pytest.param(name, marks=pytest.mark.nightly) for name in names]


EVERYBODY = [*(name for name in PEOPLE if name not in AS_ANOTHER), *at_night(*AS_ANOTHER)]
