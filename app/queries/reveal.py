"""The reveal: the one projection of its steps that the room may see, and all of them for who presents it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import reveal as rules
from app.domain import reveal_steps
from app.domain.reveal_steps import Packet, Plan, Shown
from app.domain.services import Choice
from app.models import Award, Event, Reveal
from app.queries import ballots, laureates, packets


def snapshot(session: Session, event: Event, _view: str) -> dict[str, Any]:
    """The body of the `reveal` topic: where it stands, and what the room sees at that step alone."""
    at, found = standing(session, event), steps(session, event)
    told = {"state": at.state, "step": at.step, "steps": len(found)}
    return {**told, "shown": rules.shown(at, found) or rehearsed(session, event)}


def rehearsed(session: Session, event: Event) -> Shown | None:
    """What the room sees of a rehearsal: its own steps, `at` which of how many; None where nobody rehearses."""
    row = of(session, event)
    if row.rehearsal is None:
        return None
    found = reveal_steps.rehearsal()
    told = {**rules.BLACK, "rehearsal": True} if row.black else found[row.rehearsal]
    return {**told, "at": row.rehearsal, "of": len(found)}


def exported(session: Session, event: Event) -> dict[str, Any] | None:
    """The reveal as the complete export has it; None where nobody touched it."""
    row = session.get(Reveal, event.id)
    return None if row is None else rules.as_kept(rules.Standing(row.state, row.step), plan(session, event))


def of(session: Session, event: Event) -> Reveal:
    """The event's reveal; as it begins, and not stored yet, where nobody touched it."""
    return session.get(Reveal, event.id) or Reveal(
        event_id=event.id, state=rules.READY, step=0, black=False, rehearsal=None, plan={}
    )


def standing(session: Session, event: Event) -> rules.Standing:
    """Where it stands: off for as long as the list is not closed."""
    if packet(session, event) is None:
        return rules.Standing()
    row = of(session, event)
    # What is black before the reveal is its rehearsal.
    return rules.Standing(row.state, row.step, row.black and row.state == rules.RUNNING)


def begun(session: Session, event: Event) -> bool:
    """Whether the room has been shown a step of the closed list."""
    return standing(session, event).state in (rules.RUNNING, rules.DONE)


def packet(session: Session, event: Event) -> Packet | None:
    """The packet of the closed list, the last correction; None while the list is open or being closed."""
    closed = laureates.closed_packet(session, event)
    return packets.read(closed) if closed else None


def steps(session: Session, event: Event) -> list[Shown]:
    """Every step, for who presents; none while the list is not closed."""
    sealed = packet(session, event)
    return reveal_steps.steps(sealed, plan(session, event)) if sealed else []


def plan(session: Session, event: Event) -> Plan:
    """How the organiser wants it; before the first choice, what the event's own table of awards says."""
    kept = of(session, event).plan
    if not kept:
        return _of_the_awards(session, event)
    texts = {int(team): ballots.text(session, text) for team, text in kept["citations"].items()}
    said = {team: text for team, text in texts.items() if text}  # one that was erased is none
    chosen = [(each, ballots.text(session, each["why"])) for each in kept.get("services", ())]
    services = tuple(Choice(each["service"], each["team"], why) for each, why in chosen if why)
    return Plan(**kept | {"sequence": tuple(kept["sequence"]), "citations": said, "services": services})


def _of_the_awards(session: Session, event: Event) -> Plan:
    found = list(session.scalars(select(Award).filter_by(event_id=event.id).where(Award.team.is_not(None))))
    favourites = [award.team for award in found if award.tier == "favourite"]
    others = [award for award in found if award.tier != "favourite"]
    said = {award.team: award.citation for award in others if award.team and award.citation}
    return Plan(citations=said, favourite=favourites[0] if favourites else None)
