"""The check-in sheet: how many have come, of how many."""

import pytest

from app.domain.arrivals import Line, Sheet, judged
from app.domain.attendance import ARRIVED, LEFT, Move, came_at_ms
from app.domain.errors import Invalid


def test_who_came_is_counted_by_group_and_guests_by_themselves() -> None:
    sheet = Sheet({"teams": [Line("1", "1 · A", at_ms=5), Line("2", "2 · B")], "jury": [], "coaches": []}, [7, 9])
    assert [sheet.come(group) for group in ("teams", "jury", "guests")] == [1, 0, 2]
    assert sheet.told() == {"teams": ["1"], "jury": [], "coaches": [], "guests": 2}


def test_a_juror_came_when_they_last_came_in_and_is_awaited_once_they_left() -> None:
    came, left, back = Move(ARRIVED, 10), Move(LEFT, 20), Move(ARRIVED, 30)
    seen = [came_at_ms(moves) for moves in ((), (came,), (came, left), (left,), (came, left, back))]
    assert seen == [None, 10, None, None, 30]


@pytest.mark.parametrize(("group", "act", "field"), [("press", "come", "group"), ("teams", "go", "act")])
def test_another_group_or_act_is_refused_at_its_field(group: str, act: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        judged(group, act)
    assert list(refused.value.fields) == [field]
