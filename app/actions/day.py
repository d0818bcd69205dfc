"""Where the day stands: its phase, whether scoring is open, what the room sees."""

from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain.errors import Invalid
from app.queries import results

LONGEST_REASON = 2_000
PHASES = ("setup", "morning", "pitches", "deliberation", "announced")
VISIBILITIES = ("live", "frozen", "progress", "hidden")


def set_phase(event_id: int, actor: Identity, op: str, phase: Any) -> Answer:
    """Move the day to a phase. `announced` is reached only by finishing the reveal of a closed list."""

    def work(change: Change) -> Answer:
        _one_of("phase", phase, PHASES)
        if phase == "announced":
            raise Invalid(
                "The announcement follows the reveal of a closed list.",
                {"phase": "The announcement follows the reveal of a closed list."},
            )
        change.event.phase = phase
        change.record("phase", {"phase": phase})
        return Answer(200, {"phase": phase})

    return changes.write(event_id, actor, work, op, phase)


def set_scoring(event_id: int, actor: Identity, op: str, state: Any, reason: Any) -> Answer:
    """Open or close scoring for all jurors; the reason, if any, is kept apart from the chain."""

    def work(change: Change) -> Answer:
        _one_of("state", state, ("open", "closed"))
        if not isinstance(reason, str | None) or len(reason or "") > LONGEST_REASON:
            text = "A reason is a text of at most 2,000 characters."
            raise Invalid(text, {"reason": text})
        kept = change.personal(reason)
        change.event.scoring = state
        change.record("scoring", {"state": state, "reason": kept.commitment if kept else None})
        return Answer(200, {"state": state})

    return changes.write(event_id, actor, work, op, [state, reason])


def set_visibility(event_id: int, actor: Identity, op: str, visibility: Any) -> Answer:
    """Decide what the room sees of the scores; `frozen` keeps what the room is shown at this moment, no more."""

    def work(change: Change) -> Answer:
        _one_of("visibility", visibility, VISIBILITIES)
        if visibility != "frozen":
            change.event.frozen = None
        elif change.event.visibility != "frozen":
            change.event.frozen = results.shown(change.session, change.event)
        change.event.visibility = visibility
        change.record("visibility", {"visibility": visibility})
        return Answer(200, {"visibility": visibility})

    return changes.write(event_id, actor, work, op, visibility)


def _one_of(name: str, value: Any, known: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in known:
        text = "One of these is expected: %(known)s."
        raise Invalid(text, {name: text}, params={"known": ", ".join(known)})
