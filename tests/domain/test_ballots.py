"""What a ballot must hold before it counts."""

from typing import Any

import pytest

from app.domain.ballots import Rubric, Values, judged, mark, state

PLAIN = Rubric(("innovation", "cost"), 0, 10)
EXPLAINED = Rubric(("innovation", "cost"), 0, 10, comment_at_extremes=True)


def values(rubric: Rubric, innovation: int | None, cost: int | None, comment: Any = "", final: bool = True) -> Values:
    """A ballot of these scores, judged."""
    return judged(rubric, {"innovation": innovation, "cost": cost}, comment, final)


def test_a_validated_ballot_counts_once_every_criterion_has_a_score() -> None:
    assert values(PLAIN, 0, 10).counts
    assert not values(PLAIN, 0, 10, final=False).counts
    assert list(values(PLAIN, None, 10).lacking) == ["innovation"]
    assert not values(PLAIN, None, 10).counts


@pytest.mark.parametrize(("innovation", "cost"), [(0, 5), (5, 10), (0, 10)])
def test_a_score_at_an_end_of_the_scale_asks_why_where_the_rules_do(innovation: int, cost: int) -> None:
    bare = values(EXPLAINED, innovation, cost)
    assert list(bare.lacking) == ["comment"]
    assert not bare.counts
    assert not values(EXPLAINED, innovation, cost, comment="  \n").counts
    assert values(EXPLAINED, innovation, cost, comment="unheard of").counts
    assert values(PLAIN, innovation, cost).counts


def test_a_score_within_the_scale_asks_nothing() -> None:
    assert values(EXPLAINED, 1, 9).counts


def test_what_is_missing_is_said_together() -> None:
    assert list(values(EXPLAINED, 0, None).lacking) == ["cost", "comment"]


@pytest.mark.parametrize(
    ("final", "blank", "may_write", "shown"),
    [
        (True, False, True, "validated"),
        (True, False, False, "locked"),
        (False, False, True, "draft"),
        (False, False, False, "draft"),
        (False, True, True, "empty"),
    ],
)
def test_a_ballot_is_shown_by_what_its_latest_version_is(final: bool, blank: bool, may_write: bool, shown: str) -> None:
    assert state(final=final, blank=blank, may_write=may_write) == shown


def test_of_all_that_holds_for_a_pair_the_desk_sees_what_settles_it_first() -> None:
    holds = {"out": True, "recused": True, "counted": True, "drafted": True, "reached": True}
    shown = []
    for fact in holds:
        shown.append(mark(**holds))
        holds[fact] = False
    assert [*shown, mark(**holds)] == ["out", "recused", "recorded", "draft", "expected", "later"]
