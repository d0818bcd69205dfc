"""A person is erased: the name out of every table, the acts kept by their key, the chain unbroken."""

from typing import Any

from sqlalchemy import delete

from app import changes
from app.access import Identity
from app.actions import links as linking
from app.changes import Answer, Change
from app.domain import erasure as rules
from app.domain import laureates
from app.domain.errors import Refusal
from app.domain.journal import canonical
from app.models import Seat, TablesStep
from app.queries import laureates as lists
from app.queries import mentions as searching
from app.queries import person as people
from app.queries import retention
from app.queries.person import Person

STILL_SCORES = "Close scoring first: whoever still scores is named beside their ballots."
STILL_READ = "It is erased from every table, but the database file was being read and still holds it: erase again."
BEING_CLOSED = "The list is being closed: have it confirmed, or open it again, first."


def erase(event_id: int, actor: Identity, op: str, kind: Any, key: Any) -> Answer:
    """Erase a juror, a coach, or those who are named on a team's sheet; answers 200 with what they are called now.

    What was deleted is then forgotten by the database's file too. 404 where there is nobody such, 409 while a juror
    may still score or the list is being closed; 503 where all is erased but the file, which was being read.
    """

    def work(change: Change) -> Answer:
        who = people.person(change.session, change.event, str(kind), str(key))
        if who.kind not in rules.KINDS:
            raise Refusal(409, "An account signs the acts of the journal: close it, its name stays there.")
        _refuse_meanwhile(change, who.kind)
        return Answer(200, {"named": _erase(change, who)})

    return _forgotten(changes.write(event_id, actor, work, op, [kind, key], even_archived=True))


def pseudonymise(event_id: int, actor: Identity, op: str) -> Answer:
    """Erase every juror who still has a name, once the time is over for which named scores are kept; answers 200.

    409 before that day, and where nobody is erased; 503 as when one is.
    """

    def work(change: Change) -> Answer:
        kept = retention.standing(change.session, change.event, change.now_ms)
        if not kept.over:
            raise Refusal(409, "Named scores are kept until %(day)s.", params={"day": kept.until.isoformat()})
        _refuse_meanwhile(change, rules.JUROR)
        for who in kept.named:
            _erase(change, who)
        return Answer(200, {"jurors": len(kept.named)})

    return _forgotten(changes.write(event_id, actor, work, op, "pseudonymise", even_archived=True))


def _refuse_meanwhile(change: Change, kind: str) -> None:
    """Say no while a juror may still score, or the list is being closed."""
    if kind == rules.JUROR and change.event.scoring == "open":
        raise Refusal(409, STILL_SCORES)
    if lists.of(change.session, change.event).state == laureates.CLOSING:
        raise Refusal(409, BEING_CLOSED)


def _forgotten(answer: Answer) -> Answer:
    """The same once the file holds nothing of it any more; 503 where it was being read.

    What is asked again is forgotten again: the answer that is remembered says nothing of the file.
    """
    if answer.status == 200 and not changes.forget():
        return Answer(503, Refusal(503, STILL_READ).as_dict())
    return answer


def _erase(change: Change, who: Person) -> str:
    session, event, instead = change.session, change.event, who.becomes or "…"
    packets = people.resealed(session, event, who)
    for text in (*people.words(session, who), *searching.texts(session, event, who.found)):
        text.text = text.salt = None
    for mention in list(searching.mentions(session, event, who.found, instead)):
        setattr(mention.row, mention.column, mention.becomes)
    session.execute(delete(TablesStep).where(TablesStep.event_id == event.id))
    _forget_row(change, who)
    was_and_is = {str(packet.number): {"was": packet.digest, "is": made["digest"]} for packet, made in packets}
    change.record("person.erased", {"person": who.kind, "key": who.key, "packets": was_and_is})
    # After its act, which is the only moment at which the database lets a packet change.
    for packet, made in packets:
        packet.content, packet.digest = canonical(made).decode(), made["digest"]
    session.flush()
    return who.becomes


def _forget_row(change: Change, who: Person) -> None:
    row = who.row
    if who.kind == rules.TEAM:
        if row.contact_id is not None:
            row.contact_id = None
            change.record("contact", {"team": row.number, "contact": None})
        row.members = None
        return
    row.name = who.becomes
    if who.kind == rules.JUROR:
        row.function = row.last_seen_ms = row.waiting = row.problem = None
    held = people.links(change.session, change.event, who)
    change.session.execute(delete(Seat).where(Seat.link_id.in_([link.id for link in held])))
    linking.kill(change, "juror" if who.kind == rules.JUROR else who.kind, who.key)
