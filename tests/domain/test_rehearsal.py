"""When a juror may rehearse, and what a rehearsal ballot is answered."""

import pytest

from app.domain import rehearsal
from app.domain.agenda import Slot
from app.domain.ballots import Rubric
from app.domain.errors import Closed, Invalid

RUBRIC = Rubric(("innovation", "cost"), 0, 10)


def pitch(status: str, kind: str = "pitch") -> Slot:
    """A slot of the afternoon."""
    return Slot("s1", kind, "", 1, 0, 480_000, (), None, None, status, None, None, 1)


@pytest.mark.parametrize(("status", "on"), [("planned", True), ("absent", True), ("called", False), ("done", False)])
def test_it_lasts_until_the_first_team_is_called(status: str, on: bool) -> None:
    assert rehearsal.is_on([pitch("done", kind="break"), pitch(status)]) is on


def answer(innovation: int | None, status: str = "planned") -> dict[str, object]:
    """What a validated rehearsal ballot is answered."""
    scores = {"innovation": innovation, "cost": 5}
    return rehearsal.answered(RUBRIC, [pitch(status)], 7, base=2, scores=scores, comment="", final=True)


def test_it_is_answered_like_a_real_one() -> None:
    assert answer(4) == {"revision": 3, "counts": True, "receipt": "00-000", "saved_at_ms": 7}
    with pytest.raises(Invalid):
        answer(None)
    with pytest.raises(Invalid):
        answer(11)
    with pytest.raises(Closed):
        answer(4, status="called")
