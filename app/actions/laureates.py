"""The list of laureates: chosen, closed by one person, confirmed by another, opened again with a reason.

Closing makes nothing public: it stops what counts, and the confirmation seals it in a packet that nobody changes.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update

from app import changes
from app.access import Identity
from app.actions.list_state import not_now, refuse_unless
from app.actions.packets import add_packet, packet_basis, packet_body
from app.actions.reveal import put_back
from app.changes import Answer, Change
from app.domain import laureates as rules
from app.domain import reasons
from app.domain.errors import Invalid, NotYours, Refusal
from app.domain.packets import sealed
from app.models import Juror, ListAct
from app.queries import ballots, laureates, records


@dataclass(frozen=True)
class Places:
    """What the indicators say of each team's place, and of which ballots (`laureates.counted_digest`) they say it."""

    counted: str
    status: dict[int, str] = field(default_factory=dict)


def choose(
    event_id: int, actor: Identity, op: str, teams: Any, reason: Any, stake: Any = None, places: Places | None = None
) -> Answer:
    """Choose the list; answers 200. With a reason it is the outcome of a discussion, and settles what it is about.

    422 at `reason` where it leaves the ranking and says not why. `stake`: between which teams it decides, where it
    was not about all that the scores leave open.
    """

    def work(change: Change) -> Answer:
        refuse_unless(change, rules.OPEN)
        why = reasons.judged(reason)
        known = laureates.deliberation(change.session, change.event, _status(change, places))
        listed = rules.chosen(known, teams, why)
        named = None if stake is None else _numbers(stake)
        kind = rules.DISCUSSION if why.strip() else rules.CHOICE
        add_act(change, kind, rules.stake(known, listed, named), listed, why.strip())
        return _answer(change)

    return changes.write(event_id, actor, work, op, ["choose", teams, reason, stake])


def take_back(event_id: int, actor: Identity, op: str) -> Answer:
    """Undo the last act that holds, until the list is closed; answers 200, 409 where there is none."""

    def work(change: Change) -> Answer:
        refuse_unless(change, rules.OPEN)
        held = [act for act in laureates.acts(change.session, change.event) if not act.taken_back]
        if not held:
            raise Refusal(409, "There is nothing to take back.")
        held[-1].taken_back = True
        change.record("list.taken_back", {"number": held[-1].number})
        return _answer(change)

    return changes.write(event_id, actor, work, op, ["take_back"])


def name(event_id: int, actor: Identity, op: str, confirmer: Any, casting: Any) -> Answer:
    """Name beforehand who confirms the list, and who has the casting vote where the chair's own team is at stake.

    Answers 200; 422 by field. Nobody named to confirm is anybody else than who closes it.
    """

    def work(change: Change) -> Answer:
        listing = refuse_unless(change, rules.OPEN)
        able = {key for key, _ in laureates.confirmers(change.session, change.event)}
        if confirmer and confirmer not in able:
            raise Invalid.at("confirmer", "One of those who may confirm the list is expected.")
        juror = records.juror(change.session, change.event, casting) if casting else None
        if casting and (juror is None or juror.chair or not juror.sits):
            raise Invalid.at("casting", "A juror who sits, and is not the chair, is expected.")
        listing.confirmer, listing.casting = confirmer or None, casting or None
        change.record("list.named", {"confirmer": listing.confirmer, "casting": listing.casting})
        return _answer(change)

    return changes.write(event_id, actor, work, op, ["name", confirmer, casting])


def close(event_id: int, actor: Identity, op: str, absences: Any, places: Places | None = None) -> Answer:
    """Close the list, to be confirmed by somebody else; scoring closes with it. Answers 200.

    422 with `blockers` while anything keeps it open; 409 where `places` are of other ballots than count now.
    """

    def work(change: Change) -> Answer:
        listing = refuse_unless(change, rules.OPEN)
        if laureates.open_vote(change.session, change.event) is not None:
            raise not_now("A vote is open: close it first.")
        status = _status(change, places)
        known = laureates.deliberation(change.session, change.event, status)
        expected = ballots.grid(change.session, change.event).expected
        given = rules.absences(absences, expected, reasons.LONGEST_REASON)
        found = rules.blockers(known, given)
        if found:
            raise rules.Blocked(found, [pair for pair in known.missing if pair not in given])
        kept = {f"{juror}/{team}": change.personal(given[juror, team]) for juror, team in known.missing}
        listing.state = rules.CLOSING
        listing.closed_by, listing.closed_by_label = actor.key, actor.label or actor.role
        listing.closed_at_ms = change.now_ms
        listing.absences = {pair: text.id for pair, text in kept.items() if text}
        listing.status = {str(team): word for team, word in status.items()} or None
        listing.basis = packet_basis(change, listing)
        was, change.event.scoring = change.event.scoring, "closed"
        change.session.execute(update(Juror).where(Juror.event_id == event_id).values(reopened=False))
        said = {pair: text.commitment for pair, text in kept.items() if text}
        change.record("list.closing", {"absences": said, "basis": listing.basis, "scoring_was": was})
        return _answer(change)

    return changes.write(event_id, actor, work, op, ["close", absences])


def confirm(event_id: int, actor: Identity, op: str, seen_ms: int | None = None) -> Answer:
    """Seal what somebody else closed; answers 200 with the number of its packet.

    `seen_ms`: when the list they look at was closed, where it is known. 403 for who closed it, and for anybody but the
    person named beforehand; 409 where something changed since, or where it was closed anew meanwhile.
    """

    def work(change: Change) -> Answer:
        listing = refuse_unless(change, rules.CLOSING)
        if actor.key == listing.closed_by:
            raise NotYours("Somebody else than who closed the list confirms it.")
        if listing.confirmer is not None and actor.key not in (listing.confirmer, listing.closed_by):
            raise NotYours("Another person was named beforehand to confirm the list.")
        if seen_ms not in (None, listing.closed_at_ms):
            raise Refusal(409, "The list was opened again and closed anew meanwhile: look at it, then confirm it.")
        if packet_basis(change, listing) != listing.basis:
            raise Refusal(409, "Something changed since the list was closed: open it again, look, and close it again.")
        number = len(laureates.packets(change.session, change.event)) + 1
        made = sealed(packet_body(change, listing, number))
        add_packet(change, made)
        listing.state, listing.reason_id = rules.CLOSED, None
        change.record("list.closed", {"packet": number, "digest": made["digest"]})
        return _answer(change)

    return changes.write(event_id, actor, work, op, ["confirm", seen_ms])


def reopen(event_id: int, actor: Identity, op: str, reason: Any) -> Answer:
    """Open a closed list again, with a reason; answers 200. Its packet stays, and closing again makes the next one."""

    def work(change: Change) -> Answer:
        listing = laureates.of(change.session, change.event)
        if listing.state == rules.OPEN:
            raise not_now("The list is open.")
        if change.event.announced and listing.state == rules.CLOSED:
            raise not_now("The laureates are announced: the list cannot be opened again.")
        kept = change.personal(reasons.judged(reason, required=True))
        listing.state, listing.absences, listing.status = rules.OPEN, {}, None
        listing.closed_by = listing.closed_by_label = listing.closed_at_ms = listing.basis = None
        listing.reason_id = kept.id if kept else None
        put_back(change)
        change.record("list.reopened", {"reason": kept.commitment if kept else None})
        return _answer(change)

    return changes.write(event_id, actor, work, op, ["reopen", reason])


def add_act(
    change: Change, kind: str, stake: Any, teams: tuple[int, ...], reason: str, vote: int | None = None
) -> ListAct:
    """Append one act of the jury: from now on the list is what it says."""
    kept = change.personal(reason)
    act = ListAct(
        event_id=change.event.id,
        number=len(laureates.acts(change.session, change.event)) + 1,
        kind=kind,
        stake=sorted(stake),
        teams=list(teams),
        reason_id=kept.id if kept else None,
        vote=vote,
        author=change.actor.key,
        at_ms=change.now_ms,
    )
    change.session.add(act)
    change.session.flush()
    said = {"number": act.number, "act": kind, "stake": act.stake, "teams": act.teams, "vote": vote}
    change.record("list.chosen", said | {"reason": kept.commitment if kept else None})
    return act


def _status(change: Change, places: Places | None) -> dict[int, str]:
    if places is None:
        return {}
    if places.counted != laureates.counted_digest(change.session, change.event):
        raise Refusal(409, "Ballots came in meanwhile: look at the ranking again.")
    return places.status


def _numbers(stake: Any) -> list[int]:
    if not isinstance(stake, list) or not all(type(team) is int for team in stake):
        raise Invalid.at("teams", "A list of team numbers is expected.")
    return stake


def _answer(change: Change) -> Answer:
    change.session.flush()
    state = laureates.of(change.session, change.event).state
    made = laureates.packets(change.session, change.event)
    return Answer(200, {"state": state, "packet": made[-1].number if made else None})
