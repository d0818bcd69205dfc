"""Where the day stands: its phase, whether scoring is open, what the room sees."""

from typing import Any

from sqlalchemy import update

from app import changes
from app.access import Identity
from app.actions.list_state import refuse_once_closed
from app.changes import Answer, Change
from app.domain import reasons
from app.domain.errors import Invalid
from app.domain.reveal import DONE, RUNNING
from app.models import Juror
from app.queries import records, results, reveal

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
        if change.event.announced:
            raise Invalid.at("phase", "The laureates are announced: the reveal is over.")
        change.event.phase = phase
        change.record("phase", {"phase": phase})
        return Answer(200, {"phase": phase})

    return changes.write(event_id, actor, work, op, phase)


def set_scoring(event_id: int, actor: Identity, op: str, state: Any, reason: Any, juror: Any = None) -> Answer:
    """Open or close scoring for the whole jury, or (`juror`, a key) open it again for one while it is closed.

    The reason is kept apart from the chain; to open for one juror it is required. What is decided for the whole jury
    ends what was opened for one.
    """

    def work(change: Change) -> Answer:
        _one_of("state", state, ("open", "closed"))
        if state == "open":
            refuse_once_closed(change)
        kept = change.personal(reasons.judged(reason, required=juror is not None and state == "open"))
        if juror is None:
            change.event.scoring = state
            everybody = update(Juror).where(Juror.event_id == event_id).values(reopened=False)
            change.session.execute(everybody)
        else:
            _one_juror(change, juror).reopened = state == "open"
        said = {"state": state, "reason": kept.commitment if kept else None}
        change.record("scoring", said if juror is None else {**said, "juror": juror})
        return Answer(200, {"state": state})

    return changes.write(event_id, actor, work, op, [state, reason] if juror is None else [state, reason, juror])


def _one_juror(change: Change, key: Any) -> Juror:
    found = records.named_juror(change.session, change.event, key)
    if change.event.scoring == "open":
        raise Invalid.at("juror", "Scoring is open for the whole jury.")
    return found


def set_visibility(event_id: int, actor: Identity, op: str, visibility: Any, top_only: Any = None) -> Answer:
    """Decide what the room sees of the scores; `frozen` keeps what the room is shown at this moment, no more.

    `top_only`: whether it never sees the lower half of a ranking; None leaves that as it is.
    """

    def work(change: Change) -> Answer:
        _one_of("visibility", visibility, VISIBILITIES)
        if reveal.standing(change.session, change.event).state in (RUNNING, DONE):
            raise Invalid.at("visibility", "The reveal has begun: the room sees the laureates, and no ranking.")
        _set_top_only(change, visibility, top_only)
        if visibility != "frozen":
            change.event.frozen = None
        elif change.event.visibility != "frozen":
            change.event.frozen = results.shown(change.session, change.event)
        change.event.visibility = visibility
        top = {"top_only": True} if change.event.top_only else {}
        change.record("visibility", {"visibility": visibility, **top})
        return Answer(200, {"visibility": visibility, "top_only": change.event.top_only})

    return changes.write(event_id, actor, work, op, visibility if top_only is None else [visibility, top_only])


def _set_top_only(change: Change, visibility: str, wanted: Any) -> None:
    if wanted is None:
        return
    if type(wanted) is not bool:
        raise Invalid.at("top_only", "True or false is expected.")
    if wanted != change.event.top_only and visibility == change.event.visibility == "frozen":
        raise Invalid.at("top_only", "What is frozen stays as it is: show something else first.")
    change.event.top_only = wanted


def _one_of(name: str, value: Any, known: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in known:
        raise Invalid.at(name, "One of these is expected: %(known)s.", known=", ".join(known))
