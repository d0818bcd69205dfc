"""The favourite vote of the room: opened and closed by the desk, cast by whoever reads the code on the big screen."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import access, changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import favourite as rules
from app.domain.errors import Closed, Invalid, NotYours
from app.domain.journal import FAVOURITE_CAST, receipt
from app.extensions import db
from app.models import Event, FavouriteVote, FavouriteVoter, Team
from app.queries import favourite


@dataclass(frozen=True)
class Device:
    """Who votes: the digest of its cookie, and its kind, the digest of its address and browser.

    `opened_at_ms` is when it opened its page, None where nobody noted it; `came_at_ms` when its vote came, before it
    waited for anything here: how busy this machine is says nothing of whoever votes.
    """

    digest: str
    kind: str
    opened_at_ms: int | None
    came_at_ms: int


@dataclass(frozen=True)
class Act:
    """An act of the desk on the vote, not yet judged: `open` and `seats` say how many, `open` for how many projects."""

    act: Any
    seats: Any = None
    most: Any = None


def direct(event_id: int, actor: Identity, op: str, sent: Act) -> Answer:
    """Open the vote, draw another code, close it, tell what came out; answers 200 with its state, 422 at a field."""

    def work(change: Change) -> Answer:
        state = rules.moved(change.event.favourite, str(sent.act))
        if change.event.announced and state == rules.OPEN:
            raise Invalid.at("act", "The laureates are announced: the room’s vote is over.")
        vote = favourite.of(change.session, change.event)
        if sent.act == "open":
            vote = _opened(change, vote, sent)
        elif vote is not None and sent.act == "seats":
            vote.seats = rules.setting("seats", sent.seats, rules.MOST_SEATS)
        elif vote is not None and sent.act == "new_code":
            vote.code = _code()
        change.event.favourite = state
        settings = {"seats": vote and vote.seats, "most": vote and vote.most}
        change.record("favourite.vote", {"act": sent.act, "state": state, **settings})
        return Answer(200, {"state": state})

    return changes.write(event_id, actor, work, op, [sent.act, sent.seats, sent.most])


def cast(event_id: int, device: Device, op: str, code: Any, team: Any) -> Answer:
    """A device's choice, which takes the place of its former one; answers 200 with a receipt.

    410 while the vote is not open, 403 where as many voted as there are seats, 422 at `code` or `team`.
    """
    event = db.session.get_one(Event, event_id)
    # A flood of wrong codes waits for no writer, and leaves nothing in the database. Who voted before is answered as
    # before, once the vote is closed too: an answer that was lost on its way is not a vote that was.
    if favourite.voter(db.session(), event, device.digest) is None:
        _admissible(db.session(), event, device, code)

    def work(change: Change) -> Answer:
        vote = _admissible(change.session, change.event, device, code)
        numbers = change.session.scalars(select(Team.number).filter_by(event_id=event_id))
        teams = rules.chosen(team, numbers, vote.most)
        voter = favourite.voter(change.session, change.event, device.digest) or _admitted(change, vote, device)
        voter.teams = list(teams)
        entry = change.record(FAVOURITE_CAST, {"voter": voter.number, "teams": list(teams)})
        told = {"team": list(teams), "receipt": receipt(entry.hash), "saved_at_ms": change.now_ms}
        return Answer(200, {"op": op, **told})

    return changes.write(event_id, access.voter(event_id, device.digest), work, op, [code, team])


def load_favourite(change: Change, kept: Mapping[str, Any] | None) -> None:
    """Keep the vote an event brings from where it was before; its voters are known there alone, and vote no more."""
    if kept is None:
        return
    change.session.add(FavouriteVote(event_id=change.event.id, seats=kept["seats"], most=kept["most"], code=_code()))
    change.event.favourite = kept["state"]
    for number, voter in enumerate(kept["voters"], 1):
        change.session.add(FavouriteVoter(event_id=change.event.id, number=number, digest=None, **voter))
        change.record(FAVOURITE_CAST, {"voter": number, "teams": voter["teams"]})
    settings = {"seats": kept["seats"], "most": kept["most"]}
    change.record("favourite.vote", {"act": "loaded", "state": kept["state"], **settings})


def _admissible(session: Session, event: Event, device: Device, code: Any) -> FavouriteVote:
    """The vote, open, for a device that voted before or has the code."""
    vote = favourite.of(session, event)
    if vote is None or event.favourite != rules.OPEN:
        raise Closed(
            "The vote is closed: nothing changes any more."
            if event.favourite in favourite.SETTLED
            else "The vote is not open yet."
        )
    if rules.as_shown(code) != vote.code and favourite.voter(session, event, device.digest) is None:
        raise Invalid.at("code", "This is not the code of the big screen: read it there again.")
    return vote


def _admitted(change: Change, vote: FavouriteVote, device: Device) -> FavouriteVoter:
    here = favourite.voters(change.session, change.event)
    comer = rules.Arrival(device.came_at_ms, device.kind, device.opened_at_ms)
    if not rules.is_room(here, comer, vote.seats):
        raise NotYours("As many phones have voted as there are seats: no other is admitted. Tell the organisers.")
    voter = FavouriteVoter(
        event_id=change.event.id,
        number=len(here) + 1,
        digest=device.digest,
        kind=device.kind,
        at_ms=comer.at_ms,
        opened_at_ms=comer.opened_at_ms,
        teams=[],
    )
    change.session.add(voter)
    return voter


def _opened(change: Change, vote: FavouriteVote | None, sent: Act) -> FavouriteVote:
    opened = vote or FavouriteVote(event_id=change.event.id)
    opened.seats = rules.setting("seats", sent.seats, rules.MOST_SEATS)
    opened.most = rules.setting("most", sent.most, rules.MOST_CHOICES)
    opened.code = _code()
    change.session.add(opened)
    return opened


def _code() -> str:
    return "".join(secrets.choice(rules.CODE_SIGNS) for _ in range(rules.CODE_LENGTH))
