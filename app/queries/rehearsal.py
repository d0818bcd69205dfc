"""The rehearsal: a ballot judged as a real one is and kept nowhere, to try the tablet before the first pitch."""

from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.domain import ballots as rules
from app.domain.agenda import PITCH
from app.domain.errors import Closed, Invalid
from app.models import Event
from app.queries import agenda, day

# Where a real ballot has the first letters of its entry in the journal.
NO_RECEIPT = "00-000"
BEGUN = ("called", "on_stage", "done")


def is_on(session: Session, event: Event) -> bool:
    """Whether a juror may still rehearse: no team has been called to its pitch."""
    return not any(slot.kind == PITCH and slot.status in BEGUN for slot in agenda.slots(session, event))


def judged(session: Session, event: Event, base: Any, scores: Any, comment: Any, final: Any) -> dict[str, Any]:
    """What a saved ballot would be answered, with a receipt that is none; nothing is written.

    Invalid by field, as for a real one; Closed once a team has been called.
    """
    if not is_on(session, event):
        raise Closed("The rehearsal is over: the first team has been called.")
    values = rules.judged(day.rubric(session, event), scores, comment, final, base=base)
    if values.final and values.lacking:
        raise Invalid("Score every criterion, then validate. This is a rehearsal: nothing is kept.", values.lacking)
    return {"revision": base + 1, "counts": values.counts, "receipt": NO_RECEIPT, "saved_at_ms": clock.now_ms()}
