"""A substitute takes a juror's seat: the teams that nobody of that seat has scored are theirs from then on."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app import changes
from app.access import Identity
from app.actions import links
from app.changes import Answer, Change
from app.domain.errors import Invalid, Refusal
from app.domain.event_columns import MOST_JURORS, NAME
from app.keys import Keys
from app.models import Juror, Organisation
from app.queries import records


@dataclass(frozen=True)
class Substitute:
    """Who sits from now on, not yet judged: a substitute of the tables (`key`), or somebody who is named here."""

    key: Any = None
    name: Any = None
    function: Any = None
    organisation: Any = None


def seat(event_id: int, actor: Identity, op: str, keys: Keys, juror: Any, sent: Substitute) -> Answer:
    """Give a juror's seat to a substitute, who gets a link if they are new; answers 200 with the substitute's key.

    What the juror validated stays theirs and counts. 409 where they do not sit; 422 by field.
    """

    def work(change: Change) -> Answer:
        left = records.named_juror(change.session, change.event, juror)
        if not left.sits:
            raise Refusal(409, "Somebody else sits in this place already.")
        other = _named(change, left, sent) if sent.key in (None, "") else _known(change, left, sent.key)
        if other.id is None:
            _add(change, keys, other)
        left.sits, other.sits = False, True
        _record(change, other, in_force=True)
        return Answer(200, {"juror": other.key, "for": left.key})

    body = [juror, sent.key, sent.name, sent.function, sent.organisation]
    return changes.write(event_id, actor, work, op, body)


def give_back(event_id: int, actor: Identity, op: str, juror: Any) -> Answer:
    """Undo it: whom they stood in for sits again; what the substitute validated stays theirs and counts."""

    def work(change: Change) -> Answer:
        other = records.named_juror(change.session, change.event, juror)
        left = records.juror(change.session, change.event, other.substitute_for)
        if left is None or not other.sits:
            raise Refusal(409, "This juror sits in nobody else’s place.")
        left.sits, other.sits = True, False
        _record(change, other, in_force=False)
        return Answer(200, {"juror": left.key})

    return changes.write(event_id, actor, work, op, juror)


def _record(change: Change, other: Juror, in_force: bool) -> None:
    said = {"juror": other.key, "for": other.substitute_for, "in_force": in_force}
    change.record("substitution", said)


def _known(change: Change, left: Juror, key: Any) -> Juror:
    other = records.juror(change.session, change.event, key)
    if other is None or other.substitute_for != left.key or other.sits:
        raise Invalid.at("key", "Choose a substitute of this juror.")
    return other


def _named(change: Change, left: Juror, sent: Substitute) -> Juror:
    """A juror who was not in the tables; of the same role as the one whose seat they take."""
    faults: dict[str, str] = {}
    texts = {"name": sent.name, "function": sent.function or "", "organisation": sent.organisation or ""}
    for field, text in texts.items():
        if not isinstance(text, str) or len(text) > NAME:
            faults[field] = "A text of at most 200 characters is expected."
    if "name" not in faults and not str(sent.name).strip():
        faults["name"] = "Say who takes this place."
    held = select(Organisation.key).filter_by(event_id=change.event.id, key=texts["organisation"])
    if texts["organisation"] and "organisation" not in faults and change.session.scalar(held) is None:
        faults["organisation"] = "There is no such organisation."
    jurors = list(change.session.scalars(select(Juror.key).filter_by(event_id=change.event.id)))
    if len(jurors) >= MOST_JURORS:
        faults["name"] = "The jury is full: it has 100 jurors."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    last = change.session.scalar(select(func.max(Juror.position)).filter_by(event_id=change.event.id))
    return Juror(
        event_id=change.event.id,
        position=(last or 0) + 1,
        key=next(key for n in range(len(jurors) + 1, 999) if (key := f"j{n:02}") not in jurors),
        name=str(sent.name).strip(),
        function=str(sent.function or "").strip() or None,
        organisation=sent.organisation or None,
        role=left.role,
        chair=False,
        substitute_for=left.key,
    )


def _add(change: Change, keys: Keys, other: Juror) -> None:
    change.session.add(other)
    links.make(change, keys, "juror", other.key)
    said = {"juror": other.key, "organisation": other.organisation, "role": other.role}
    change.record("juror.added", {**said, "substitute_for": other.substitute_for})
