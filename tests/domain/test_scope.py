"""Which teams a juror does not score: own organisation, a pitch that was missed, a seat that another one has."""

import pytest

from app.domain.attendance import ARRIVED, LEFT, Move, judged, missed, present
from app.domain.errors import Invalid
from app.domain.scope import Entry, Member, Scope, out_of_scope, sitting

TEAMS = [Entry(1, frozenset({"59"}), 100), Entry(2, frozenset({"62"}), 200), Entry(3, frozenset({"80"}))]
ALL = Scope("score", "score")


def why(*members: Member, validated: set[tuple[str, int]] = frozenset(), scope: Scope = ALL) -> dict[str, str]:  # type: ignore[assignment]
    """The reasons by pair, as `a/1`."""
    return {f"{key}/{team}": word for (key, team), word in out_of_scope(scope, members, TEAMS, validated).items()}


def test_own_teams_are_out_of_scope_where_the_rules_say_so() -> None:
    assert why(Member("a", "59"), scope=Scope("abstain", "score")) == {"a/1": "own"}
    assert why(Member("a", "59")) == {}


def test_a_substitute_who_does_not_sit_scores_nothing_and_takes_nothing_away() -> None:
    found = why(Member("a", None), Member("b", None, "a", sits=False), validated={("a", 1)})
    assert found == {"b/1": "in_reserve", "b/2": "in_reserve", "b/3": "in_reserve"}


def test_a_substitute_takes_over_the_teams_that_the_other_has_not_scored() -> None:
    found = why(Member("a", None, sits=False), Member("b", None, "a"), validated={("a", 1)})
    assert found == {"b/1": "replaced", "a/2": "replaced", "a/3": "replaced"}


def test_a_substitute_of_a_substitute_sits_in_the_same_seat() -> None:
    a, b, c = Member("a", None, sits=False), Member("b", None, "a", sits=False), Member("c", None, "b")
    found = why(a, b, c, validated={("a", 1), ("b", 2)})
    assert {pair for pair, word in found.items() if word == "replaced"} == {"a/2", "a/3", "c/1", "c/2"}
    assert {pair for pair, word in found.items() if word == "in_reserve"} == {"b/1", "b/3"}


def test_what_a_substitute_validated_stays_theirs_once_the_other_is_back() -> None:
    found = why(Member("a", None), Member("b", None, "a", sits=False), validated={("a", 1), ("b", 2)})
    assert found == {"a/2": "replaced", "b/1": "in_reserve", "b/3": "in_reserve"}


def test_two_ballots_of_one_seat_that_the_tables_hold_both_count() -> None:
    assert "a/1" not in why(Member("a", None), Member("b", None, "a", sits=False), validated={("a", 1), ("b", 1)})


def test_a_substitutes_own_teams_stay_out_of_their_scope() -> None:
    members = Member("a", None, sits=False), Member("b", "59", "a")
    assert why(*members, scope=Scope("abstain", "score"))["b/1"] == "own"


def test_missed_pitches_are_out_of_scope_where_the_rules_say_so() -> None:
    late = Member("a", None, moves=(Move(ARRIVED, 150),))
    gone = Member("b", None, moves=(Move(LEFT, 250),))
    assert why(late, gone, scope=Scope("score", "abstain")) == {"a/1": "missed", "b/3": "missed"}
    assert why(late, gone) == {}


def test_a_ballot_validated_before_its_pitch_began_stays_when_its_juror_leaves() -> None:
    gone = Member("a", None, moves=(Move(LEFT, 250),))
    assert why(gone, validated={("a", 3)}, scope=Scope("score", "abstain")) == {}


@pytest.mark.parametrize(
    ("moves", "there"),
    [
        ([], [True, True, True, True]),
        ([Move(ARRIVED, 150)], [False, True, True, True]),
        ([Move(LEFT, 150)], [True, False, False, False]),
        ([Move(LEFT, 100), Move(ARRIVED, 200)], [False, True, True, True]),
        ([Move(ARRIVED, 100), Move(LEFT, 250)], [True, True, False, False]),
    ],
)
def test_who_is_there_when(moves: list[Move], there: list[bool]) -> None:
    assert [present(moves, 100), present(moves, 200), present(moves, 300), present(moves)] == there
    assert [not missed(moves, at) for at in (100, 200, 300, None)] == there


@pytest.mark.parametrize(
    ("kind", "at_ms", "says"),
    [
        (LEFT, 301, "not come yet"),
        (LEFT, 99, "before what was noted"),
        (ARRIVED, 200, "already"),
        (LEFT, "14:05", "An hour"),
        (LEFT, True, "An hour"),
        ("slept", 200, "One of these"),
    ],
)
def test_a_move_that_contradicts_the_others_is_refused(kind: object, at_ms: object, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        judged([Move(ARRIVED, 100)], kind, at_ms, now_ms=300)


def test_who_sits_when_an_event_begins() -> None:
    members = [Member("a", None), Member("b", None, "a"), Member("c", None), Member("d", None, "c")]
    assert sitting(members, set()) == {"a", "c"}
    assert sitting(members, {"b"}) == {"b", "c"}


def test_a_ring_of_substitutes_ends() -> None:
    assert sitting([Member("a", None, "b"), Member("b", None, "a")], {"a"}) == {"a"}
