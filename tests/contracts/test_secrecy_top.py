"""Where the room sees the upper half of a ranking, the lower half changes no byte of what it is told."""

import pytest

from app.domain import scoring
from tests.contracts.conftest import Lived
from tests.contracts.room_day import MORNING, NOON_MS, ballot, results_are_asked
from tests.worlds import Programme, Seen, World, told_apart

# Teams 10 and 8 lead in both worlds; who is third, how far behind and how scored is the secret.
HIGH = ((10, (9, 9, 9)), (8, (8, 8, 8)))
BELOW = (((4, (7, 8, 8)), (7, (0, 0, 1))), ((4, (1, 0, 2)), (7, (6, 6, 5))))


def upper_half_alone(visibility: str) -> Programme:
    """The organiser has the room see no more, and freezes it later where that is asked."""

    def act(world: World) -> None:
        sent = {"visibility": visibility, "top_only": True}
        assert world.person("organiser", "organiser").send("POST", "visibility", sent).status_code == 200

    return ((0, lambda world: world.person("organiser", "organiser")), (3_000 if visibility == "frozen" else 0, act))


def morning(below: tuple[tuple[int, tuple[int, ...]], ...], visibility: str) -> Programme:
    """One juror scores four teams, two of them low."""
    acts = tuple((1_000 + 400 * place, ballot(0, *scored)) for place, scored in enumerate((*HIGH, *below)))
    return (*MORNING, *upper_half_alone("live"), *acts, *(upper_half_alone("frozen") if visibility == "frozen" else ()))


def two(lived: Lived, visibility: str) -> tuple[Seen, Seen]:
    """The two worlds, as a visitor sees them."""
    one, other = (lived(morning(below, visibility), asks=results_are_asked, until_ms=NOON_MS) for below in BELOW)
    return one, other


@pytest.mark.parametrize("visibility", ["live", pytest.param("frozen", marks=pytest.mark.nightly)])
def test_the_lower_half_changes_nothing_that_the_room_is_told(lived: Lived, visibility: str) -> None:
    one, other = two(lived, visibility)
    assert told_apart(one, other) == []
    assert '"score":"9.00"' in one["visitor: GET /api/events/amiens-2019/results"]


def test_control_a_ranking_that_is_whole_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "upper_half", lambda rows: rows)
    assert {"visitor: GET /amiens-2019/results", "visitor: frames"} <= set(told_apart(*two(lived, "live")))
