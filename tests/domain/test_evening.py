"""Once every team has been on stage, the desk says what comes next, down to what is kept of the day."""

import pytest

from app.domain import evening


@pytest.mark.parametrize(
    ("listing", "announced", "first"),
    [
        ("open", False, "deliberation"),
        ("closing", False, "list"),
        ("closed", False, "reveal"),
        ("closed", True, "minutes"),
    ],
)
def test_the_next_act_is_the_one_that_the_list_waits_for(listing: str, announced: bool, first: str) -> None:
    assert evening.remaining(listing, announced)[0] == first


def test_the_event_is_taken_away_once_all_is_said() -> None:
    assert evening.remaining("closed", True) == ("minutes", "press", "feedback", "export")
    assert "export" not in evening.remaining("closed", False)


def test_a_list_that_was_opened_again_after_the_announcement_is_to_be_closed() -> None:
    assert evening.remaining("open", True) == ("deliberation", "list")
