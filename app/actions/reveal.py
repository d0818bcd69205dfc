"""The reveal of a closed list: planned before, gone through step by step, rehearsed with projects that are nobody's."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import reveal as rules
from app.domain import reveal_steps as planning
from app.domain import services, words
from app.domain.errors import Invalid, Stale
from app.models import Reveal
from app.queries import reveal


@dataclass(frozen=True)
class Act:
    """What the presenter sent, not yet judged: every field may be of any JSON type."""

    action: Any
    base: Any
    step: Any = None
    black: Any = None


@dataclass(frozen=True)
class Wish:
    """How somebody wants the reveal, not yet judged; `citations` by team, `sequence` in the order of passage.

    `services`: the lines of what services chose, each with `service`, `team` and `why`.
    """

    form: Any
    order: Any
    sequence: Any = ()
    suspense: Any = True
    citations: Any = None
    favourite: Any = None
    services: Sequence[Mapping[str, Any]] = ()
    draw_again: bool = False


def command(event_id: int, actor: Identity, op: str, sent: Act) -> Answer:
    """Move the reveal; answers 200 with its snapshot. `finish` announces the laureates.

    409 with the current one when `base` is not its step (but for black, which never waits), 422 where it does not fit.
    """
    body = [sent.action, sent.base, sent.step, sent.black]
    return changes.write(event_id, actor, lambda change: _command(change, sent), op, body)


def rehearse(event_id: int, actor: Identity, op: str, sent: Act) -> Answer:
    """The same acts on a rehearsal, whose `finish` ends it; 422 once the reveal itself has begun."""
    body = ["rehearse", sent.action, sent.base, sent.step, sent.black]
    return changes.write(event_id, actor, lambda change: _rehearse(change, sent), op, body)


def plan(event_id: int, actor: Identity, op: str, wish: Wish) -> Answer:
    """Say how the reveal is to be; answers 200, 422 by field, and at `form` once it has begun."""

    def work(change: Change) -> Answer:
        row = stored(change)
        sealed = reveal.packet(change.session, change.event)
        if sealed is None or row.state != rules.READY:
            raise Invalid.at("form", "The steps can be changed once the list is closed, until the reveal begins.")
        before = reveal.plan(change.session, change.event)
        wanted = _judged(sealed, before, wish)
        _keep(change, row, wanted)
        return Answer(200, {"steps": len(planning.steps(sealed, wanted))})

    sent = [wish.form, wish.order, wish.sequence, wish.suspense, wish.citations, wish.favourite, wish.draw_again]
    return changes.write(event_id, actor, work, op, ["plan", *sent, list(wish.services)])


def stored(change: Change) -> Reveal:
    """The event's reveal as a row, made at its first change."""
    row = reveal.of(change.session, change.event)
    change.session.add(row)
    change.session.flush()
    return row


def put_back(change: Change) -> None:
    """The list was opened again: nothing was begun. How it was wanted stays, for the next packet."""
    row = stored(change)
    row.state, row.step, row.black, row.rehearsal = rules.READY, 0, False, None


def load_reveal(change: Change, kept: Mapping[str, Any] | None) -> None:
    """Keep how an event's reveal stood where it was before, to go on from there; done, it is announced here too."""
    found = rules.read(kept)
    if found is None or reveal.packet(change.session, change.event) is None:
        return
    row, (at, wanted) = stored(change), found
    _keep(change, row, wanted)
    row.state, row.step = at.state, min(at.step, len(reveal.steps(change.session, change.event)) - 1)
    if row.state == rules.DONE:
        change.event.phase = "announced"
    change.record("reveal", {"action": "loaded", "state": row.state, "step": row.step, "black": row.black})


def _keep(change: Change, row: Reveal, wanted: planning.Plan) -> None:
    """Write down a plan: its citations apart from the chain, as all that somebody wrote of somebody."""
    texts = {team: change.personal(said) for team, said in wanted.citations.items()}
    citations = {str(team): text.id for team, text in texts.items() if text}
    kept = {name: getattr(wanted, name) for name in ("form", "order", "seed", "suspense", "favourite")}
    reasons = [(each, text) for each in wanted.services if (text := change.personal(each.why))]
    chosen = [{"service": each.service, "team": each.team, "why": text.id} for each, text in reasons]
    row.plan = {**kept, "sequence": list(wanted.sequence), "citations": citations, "services": chosen}
    committed = {str(team): text.commitment for team, text in texts.items() if text}
    whys = [{**said, "why": text.commitment} for said, (_each, text) in zip(chosen, reasons, strict=True)]
    change.record("reveal.planned", {**row.plan, "citations": committed, "services": whys})


def _command(change: Change, sent: Act) -> Answer:
    at = reveal.standing(change.session, change.event)
    steps = reveal.steps(change.session, change.event)
    after = _moved(at, sent, len(steps))
    if after is None:
        return _stale(change)
    if sent.action == "start":
        _begin(change)
    row = stored(change)
    row.state, row.step, row.black = after.state, after.step, after.black
    if after.state == rules.DONE:
        change.event.phase = "announced"
    change.record("reveal", {"action": sent.action, "state": row.state, "step": row.step, "black": row.black})
    return Answer(200, change.snapshot("reveal"))


def _moved(at: rules.Standing, sent: Act, steps: int) -> rules.Standing | None:
    """Where the act leads; None where it was meant for another step. Black is meant for whatever is shown."""
    if type(sent.base) is int and sent.base != at.step and sent.action != "black":
        return None
    if type(sent.base) is not int:
        raise Invalid.at("base", "A whole number is expected.")
    return rules.moved(at, sent.action, steps, sent.step, sent.black)


def _stale(change: Change) -> Answer:
    """409: answered, not raised, since the revision told in it is to stay."""
    told = Stale("The reveal was moved by somebody else meanwhile.", current=change.snapshot("reveal"))
    return Answer(409, told.as_dict())


def _begin(change: Change) -> None:
    """From here on the room learns who the laureates are by the reveal alone: any ranking it was shown goes."""
    sealed = reveal.packet(change.session, change.event)
    if sealed and planning.undecided(sealed, reveal.plan(change.session, change.event)):
        raise Invalid.at("action", "Equal scores leave open which tier is whose: set the order by hand first.")
    stored(change).rehearsal = None
    if change.event.visibility != "hidden":
        change.event.visibility, change.event.frozen = "hidden", None
        change.record("visibility", {"visibility": "hidden"})


def _rehearse(change: Change, sent: Act) -> Answer:
    row = stored(change)
    if reveal.standing(change.session, change.event).state not in (rules.OFF, rules.READY):
        raise Invalid.at("action", "The reveal has begun already.")
    steps = len(planning.rehearsal())
    begun = row.rehearsal is not None
    at = rules.Standing(rules.RUNNING if begun else rules.READY, row.rehearsal or 0, begun and row.black)
    after = _moved(at, sent, steps)
    if after is None:
        return _stale(change)
    row.rehearsal = after.step if after.state == rules.RUNNING else None
    row.black = after.black
    change.record("reveal.rehearsal", {"action": sent.action, "step": row.rehearsal})
    return Answer(200, change.snapshot("reveal"))


def _judged(sealed: planning.Packet, before: planning.Plan, wish: Wish) -> planning.Plan:
    """The plan that was wished for; Invalid by field."""
    if wish.form not in planning.FORMS:
        raise Invalid.at("form", "One of the forms is expected.")
    if wish.form == planning.RANKED and not planning.compares(sealed, before):
        raise Invalid.at("form", "The jury was in panels whose scores do not compare: no place is called.")
    if wish.order not in planning.ORDERS:
        raise Invalid.at("order", "By lot or by hand is expected.")
    numbers = {team["number"] for team in sealed["teams"]}
    if wish.favourite is not None and wish.favourite not in numbers:
        raise Invalid.at("favourite", "There is no such team.")
    listed = {row["team"] for row in sealed["laureates"]}
    sequence = _sequence(listed, wish.sequence) if wish.order == planning.BY_HAND else ()
    seed = secrets.token_hex(8) if wish.draw_again else before.seed
    said = _citations(listed, wish.citations or {})
    chosen = services.judged(wish.services, numbers)
    return planning.Plan(wish.form, wish.order, seed, sequence, bool(wish.suspense), said, wish.favourite, chosen)


def _sequence(listed: set[int], sequence: Any) -> tuple[int, ...]:
    if not isinstance(sequence, list | tuple) or sorted(map(str, sequence)) != sorted(map(str, listed)):
        raise Invalid.at("sequence", "Each laureate has one turn: give every one of them another.")
    return tuple(sequence)


def _citations(listed: set[int], citations: Mapping[int, Any]) -> dict[int, str]:
    said: dict[int, str] = {}
    for team in listed & citations.keys():
        try:
            said[team] = words.judged(citations[team], words.LONGEST["citation"]) or ""
        except Invalid as fault:
            raise Invalid(fault.key, {f"citation-{team}": fault.key}, fault.params) from fault
    return said
