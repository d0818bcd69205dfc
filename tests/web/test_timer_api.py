"""POST …/timer: one stage for everybody, two hands that cannot collide, twenty steps back."""

import pytest

from tests.clocks import StillClock
from tests.conftest import Doors
from tests.visiting import Visitor, new_op


def pitch(visitor: Visitor, team: int) -> str:
    """The slot of a team."""
    slots = visitor.topic("agenda").get_json()["slots"]
    return next(str(slot["id"]) for slot in slots if slot["team"] == team)


def status(visitor: Visitor, team: int) -> tuple[str, int | None, int | None]:
    """What the run-down says of a team's slot."""
    slots = visitor.topic("agenda").get_json()["slots"]
    slot = next(slot for slot in slots if slot["team"] == team)
    return slot["status"], slot["started_at_ms"], slot["ended_at_ms"]


def test_a_slot_is_called_started_passed_to_questions_and_ended(still_clock: StillClock, doors: Doors) -> None:
    organiser = doors.enter("organiser")
    called = organiser.timer("call", slot=pitch(organiser, 1)).get_json()
    assert (called["team"]["number"], called["timer"]["mode"], called["timer"]["duration_ms"]) == (
        1,
        "armed",
        180_000,
    )
    assert status(organiser, 1) == ("called", None, None)
    started = still_clock.at
    assert organiser.timer("start").get_json()["timer"]["anchor_at_ms"] == started
    still_clock.go_on(190_000)
    questions = organiser.timer("next").get_json()["timer"]
    assert (questions["phase"], questions["duration_ms"], questions["mode"]) == (
        "questions",
        300_000,
        "running",
    )
    still_clock.go_on(60_000)
    assert organiser.timer("next").get_json()["timer"]["mode"] == "done"
    assert status(organiser, 1) == ("done", started, started + 250_000)
    assert organiser.topic("stage").get_json()["next"]["team"]["number"] == 2


def test_a_pause_is_not_counted_and_added_time_stays_apart(still_clock: StillClock, doors: Doors) -> None:
    organiser = doors.enter("organiser")
    organiser.timer("call", slot=pitch(organiser, 1))
    organiser.timer("start")
    still_clock.go_on(10_000)
    organiser.timer("pause")
    still_clock.go_on(60_000)
    resumed = organiser.timer("resume").get_json()["timer"]
    assert (resumed["elapsed_ms"], resumed["anchor_at_ms"]) == (10_000, still_clock.at)
    added = organiser.timer("add", seconds=-30).get_json()["timer"]
    assert (added["added_ms"], added["elapsed_ms"]) == (-30_000, 10_000)


def test_an_old_base_is_409_with_the_current_stage_and_advances_nothing(doors: Doors) -> None:
    one, two = doors.enter("organiser"), doors.enter("timekeeper")
    one.timer("call", slot=pitch(one, 1))
    one.timer("start")
    base = one.topic("stage").get_json()["timer"]["revision"]
    assert one.timer("next", base=base).status_code == 200
    late = two.timer("next", base=base)
    assert late.status_code == 409
    assert late.get_json()["current"]["timer"]["phase"] == "questions"
    assert one.topic("stage").get_json()["timer"]["phase"] == "questions"


def test_the_same_op_moves_the_timer_once_and_is_answered_the_same_stage(doors: Doors) -> None:
    organiser, op = doors.enter("organiser"), new_op()
    organiser.timer("call", slot=pitch(organiser, 1))
    organiser.timer("start")
    base = organiser.topic("stage").get_json()["timer"]["revision"]
    first = organiser.timer("next", op=op, base=base).get_json()
    assert organiser.timer("next", op=op, base=base).get_json() == first
    assert organiser.topic("stage").get_json()["timer"]["phase"] == "questions"


def test_undo_restores_stage_and_facts_as_if_the_command_had_never_been_given(
    still_clock: StillClock, doors: Doors
) -> None:
    organiser = doors.enter("organiser")
    organiser.timer("call", slot=pitch(organiser, 1))
    organiser.timer("start")
    still_clock.go_on(20_000)
    before = organiser.topic("stage").get_json()["timer"]
    organiser.timer("stop")
    still_clock.go_on(30_000)
    after = organiser.timer("undo").get_json()["timer"]
    assert {**after, "revision": 0} == {**before, "revision": 0}
    assert after["revision"] == before["revision"] + 2
    assert status(organiser, 1)[0] == "on_stage"


def test_twenty_commands_can_be_undone_and_no_more(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    organiser.timer("call", slot=pitch(organiser, 1))
    for _ in range(22):
        organiser.timer("add", seconds=5)
    undone = [organiser.timer("undo").status_code for _ in range(21)]
    assert undone == [200] * 20 + [422]


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ({"action": "start"}, "action"),
        ({"action": "next"}, "action"),
        ({"action": "dance"}, "action"),
        ({"action": ["call"]}, "action"),
        ({"action": "undo"}, "action"),
        ({"action": "call", "slot": "s99"}, "slot"),
        ({"action": "call", "slot": None}, "slot"),
        ({"action": "call", "slot": {"a": 1}}, "slot"),
        ({"action": "call", "base": "0"}, "base"),
        ({"action": "call", "base": None}, "base"),
    ],
)
def test_what_does_not_fit_is_422_at_its_field(doors: Doors, command: dict[str, object], field: str) -> None:
    answer = doors.enter("organiser").send("POST", "timer", {"base": 0, **command})
    assert answer.status_code == 422
    assert field in answer.get_json()["fields"]


@pytest.mark.parametrize("seconds", [0, 1.5, "30", None, True, 10**30])
def test_seconds_are_whole_and_within_an_hour(doors: Doors, seconds: object) -> None:
    organiser = doors.enter("organiser")
    organiser.timer("call", slot=pitch(organiser, 1))
    answer = organiser.timer("add", seconds=seconds)
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["seconds"])


def test_only_organisers_and_timekeepers_may(doors: Doors) -> None:
    assert doors.stranger().timer("start").status_code == 401
    for role in ("juror", "chair", "team", "coach", "screen"):
        assert doors.enter(role).timer("start").status_code == 404, role


def test_the_run_down_says_honestly_that_deliberation_comes_at_half_past_four(
    still_clock: StillClock, doors: Doors
) -> None:
    slots = doors.stranger().topic("agenda").get_json()["slots"]
    deliberation = next(slot for slot in slots if slot["kind"] == "deliberation")
    assert deliberation["planned_at_ms"] == 1_574_953_200_000  # 16:00 in Amiens
    assert deliberation["expected"]["not_before_ms"] == 1_574_955_000_000  # 16:30
