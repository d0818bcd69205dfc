"""The rehearsal: a ballot judged as a real one is and kept nowhere, to try the tablet before the first pitch."""

from collections.abc import Iterable
from typing import Any

from app.domain import ballots
from app.domain.agenda import PITCH, REACHED, Slot
from app.domain.errors import Closed, Invalid

# Where a real ballot has the first letters of its entry in the journal.
NO_RECEIPT = "00-000"


def is_on(slots: Iterable[Slot]) -> bool:
    """Whether a juror may still rehearse: no team has been called to its pitch."""
    return not any(slot.kind == PITCH and slot.status in REACHED for slot in slots)


def answered(
    rubric: ballots.Rubric, slots: Iterable[Slot], now_ms: int, base: Any, scores: Any, comment: Any, final: Any
) -> dict[str, Any]:
    """What a saved ballot would be answered, with a receipt that is none.

    Invalid by field, as for a real one; Closed once a team has been called.
    """
    if not is_on(slots):
        raise Closed("The rehearsal is over: the first team has been called.")
    values = ballots.judged(rubric, scores, comment, final, base=base)
    if values.final and values.lacking:
        raise Invalid("Complete this ballot, then validate. It is a rehearsal: nothing is kept.", values.lacking)
    return {"revision": base + 1, "counts": values.counts, "receipt": NO_RECEIPT, "saved_at_ms": now_ms}
