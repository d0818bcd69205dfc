"""POST …/agenda: the run-down changed by one hand at a time; no undo takes back what another act decided."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, select
from werkzeug.test import TestResponse

from app.models import JournalEntry
from tests.conftest import Doors
from tests.visiting import Visitor, new_op


def agenda(visitor: Visitor) -> dict[str, Any]:
    """The run-down."""
    found: dict[str, Any] = visitor.topic("agenda").get_json()
    return found


def pitches(visitor: Visitor) -> list[dict[str, Any]]:
    """The pitches, in run order."""
    return [slot for slot in agenda(visitor)["slots"] if slot["kind"] == "pitch"]


def order(visitor: Visitor) -> list[str]:
    """The ids in run order."""
    return [slot["id"] for slot in agenda(visitor)["slots"]]


def statuses(visitor: Visitor) -> dict[str, str]:
    """The status of every slot."""
    return {slot["id"]: slot["status"] for slot in agenda(visitor)["slots"]}


def act(visitor: Visitor, action: Any, slot: Any = None, op: str | None = None, **others: Any) -> TestResponse:
    """An act on the run-down, at the revision of the moment unless told otherwise."""
    body = {"base": agenda(visitor)["revision"], "action": action, "slot": slot, **others}
    return visitor.send("POST", "agenda", body, op)


@pytest.fixture
def organiser(doors: Doors) -> Visitor:
    """Somebody at the desk."""
    return doors.enter("organiser")


def test_a_slot_moved_keeps_its_id_its_team_and_its_plan(organiser: Visitor) -> None:
    before = agenda(organiser)
    one, two, three = (slot["id"] for slot in pitches(organiser)[:3])
    after = act(organiser, "move", three, before=one).get_json()
    assert after["revision"] == before["revision"] + 1
    assert after == {**agenda(organiser), "sent_at_ms": after["sent_at_ms"]}
    assert [slot["id"] for slot in after["slots"] if slot["kind"] == "pitch"][:3] == [three, one, two]
    kept = ("kind", "title", "team", "planned_at_ms", "duration_ms")
    facts = [{slot["id"]: [slot[key] for key in kept] for slot in body["slots"]} for body in (before, after)]
    assert facts[0] == facts[1]
    assert organiser.topic("stage").get_json()["next"]["slot"] == three
    # The hours that are told are dealt again: who passes first is told the first hour.
    told = [slot["published_at_ms"] for slot in before["slots"] if slot["kind"] == "pitch"]
    assert [slot["published_at_ms"] for slot in pitches(organiser)] == told


def test_a_slot_goes_to_the_very_end(organiser: Visitor) -> None:
    before = order(organiser)
    first = pitches(organiser)[0]["id"]
    assert act(organiser, "move", first, after=before[-1]).status_code == 200
    assert order(organiser) == [*(key for key in before if key != first), first]


def test_a_break_is_put_in_and_gone_once_undone_and_its_name_never_comes_back(organiser: Visitor) -> None:
    before = agenda(organiser)
    third = pitches(organiser)[2]
    after = act(organiser, "break", before=third["id"], minutes=10).get_json()
    place = [slot["id"] for slot in after["slots"]].index(third["id"])
    put = after["slots"][place - 1]
    assert (put["kind"], put["duration_ms"], put["planned_at_ms"]) == ("break", 600_000, third["planned_at_ms"])
    pushed = after["slots"][place]["expected"]["not_before_ms"] - third["expected"]["not_before_ms"]
    assert pushed == 600_000
    assert organiser.timer("call", slot=put["id"]).status_code == 200
    assert act(organiser, "undo").status_code == 422
    assert organiser.timer("stop").status_code == 200
    assert act(organiser, "undo").get_json()["slots"] == before["slots"]
    again = act(organiser, "break", before=third["id"], minutes=10).get_json()
    assert again["slots"][place - 1]["id"] != put["id"]


def test_a_team_gets_more_time_for_itself_and_on_stage_too(organiser: Visitor) -> None:
    before = agenda(organiser)
    one, two = pitches(organiser)[:2]
    after = act(organiser, "length", one["id"], pitch_minutes=5)
    assert after.status_code == 200
    longer, later = pitches(organiser)[:2]
    assert longer["duration_ms"] - one["duration_ms"] == 120_000
    assert later["expected"]["not_before_ms"] - two["expected"]["not_before_ms"] == 120_000
    organiser.timer("call", slot=one["id"])
    assert organiser.topic("stage").get_json()["timer"]["duration_ms"] == 300_000
    assert act(organiser, "undo").status_code == 422
    organiser.timer("undo")
    assert act(organiser, "undo").get_json()["slots"] == before["slots"]


def test_a_remedy_is_taken_by_an_act_and_taken_back(organiser: Visitor) -> None:
    before = agenda(organiser)["slots"]
    assert act(organiser, "fit", remedy="questions", minutes=3).status_code == 200
    assert {slot["duration_ms"] for slot in pitches(organiser)} == {360_000}
    assert (
        agenda(organiser)["slots"][-2]["expected"]["not_before_ms"] == agenda(organiser)["slots"][-2]["planned_at_ms"]
    )
    assert act(organiser, "undo").get_json()["slots"] == before
    refused = act(organiser, "fit", remedy="dance", minutes=3)
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["remedy"])


def test_the_order_is_drawn_by_lot_and_its_seed_is_in_the_journal(
    organiser: Visitor, stored: Callable[[Select[Any]], list[Any]]
) -> None:
    before = agenda(organiser)["slots"]
    assert act(organiser, "lot").status_code == 200
    after = agenda(organiser)["slots"]
    assert [slot["planned_at_ms"] for slot in after] == [slot["planned_at_ms"] for slot in before]
    drawn = [slot["id"] for slot in after]
    assert act(organiser, "undo").get_json()["slots"] == before
    seed = next(entry.payload["seed"] for entry in stored(select(JournalEntry)) if "seed" in entry.payload)
    assert [slot["id"] for slot in act(organiser, "lot", seed=seed).get_json()["slots"]] == drawn
    organiser.timer("call", slot=pitches(organiser)[0]["id"])
    assert act(organiser, "lot").status_code == 422


def test_two_teams_swap(organiser: Visitor) -> None:
    before = order(organiser)
    one, _, three = (slot["id"] for slot in pitches(organiser)[:3])
    assert act(organiser, "swap", one, **{"with": three}).status_code == 200
    exchanged = {one: three, three: one}
    assert order(organiser) == [exchanged.get(key, key) for key in before]


def test_a_team_that_is_absent_is_not_waited_for_until_it_comes_after_all(organiser: Visitor) -> None:
    first, second = pitches(organiser)[:2]
    assert act(organiser, "absent", first["id"]).status_code == 200
    now = pitches(organiser)[0]
    assert (now["id"], now["status"], now["expected"]) == (first["id"], "absent", None)
    assert organiser.topic("stage").get_json()["next"]["slot"] == second["id"]
    assert organiser.timer("call", slot=first["id"]).status_code == 422
    assert act(organiser, "restore", first["id"]).status_code == 200
    assert pitches(organiser)[0] == first


def test_a_team_that_is_postponed_comes_after_the_others(organiser: Visitor) -> None:
    before = [slot["id"] for slot in pitches(organiser)]
    assert act(organiser, "postpone", before[0]).status_code == 200
    after = pitches(organiser)
    assert [slot["id"] for slot in after] == [*before[1:], before[0]]
    assert (after[-1]["status"], after[-1]["expected"] is None) == ("postponed", False)
    assert after[-1]["expected"]["not_before_ms"] > after[-2]["expected"]["not_before_ms"]
    assert organiser.timer("call", slot=before[0]).status_code == 200


def test_an_old_base_is_409_with_the_current_run_down_and_changes_nothing(doors: Doors, organiser: Visitor) -> None:
    other = doors.enter("organiser")
    one, two = (slot["id"] for slot in pitches(organiser)[:2])
    base = agenda(organiser)["revision"]
    assert act(organiser, "absent", one, base=base).status_code == 200
    after = agenda(organiser)
    late = act(other, "absent", two, base=base)
    assert late.status_code == 409
    assert {**late.get_json()["current"], "sent_at_ms": 0} == {**after, "sent_at_ms": 0}
    assert agenda(organiser)["revision"] == after["revision"]
    # Before the values: what an old hand asked is not judged.
    assert act(other, "dance", "s99", base=base).status_code == 409


def test_the_same_op_acts_once_and_is_answered_the_same(organiser: Visitor) -> None:
    op, slot, base = new_op(), pitches(organiser)[0]["id"], agenda(organiser)["revision"]
    first = act(organiser, "postpone", slot, op, base=base)
    assert act(organiser, "postpone", slot, op, base=base).get_json() == first.get_json()
    refused = act(organiser, "postpone", slot, op, base=base + 1)
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["op"])


def test_what_does_not_fit_is_422_at_its_field_and_changes_nothing(organiser: Visitor) -> None:
    done, called, coming, last = (slot["id"] for slot in pitches(organiser)[:4])
    organiser.timer("call", slot=done)
    organiser.timer("start")
    organiser.timer("stop")
    organiser.timer("call", slot=called)
    before = agenda(organiser)
    for sent, field in (
        ({"action": "dance"}, "action"),
        ({"action": ["move"]}, "action"),
        ({"action": None}, "action"),
        ({"action": "undo"}, "action"),
        ({"action": "absent", "slot": "s99"}, "slot"),
        ({"action": "absent", "slot": None}, "slot"),
        ({"action": "absent", "slot": {"a": 1}}, "slot"),
        ({"action": "absent", "slot": 4}, "slot"),
        ({"action": "absent", "slot": done}, "slot"),
        ({"action": "postpone", "slot": called}, "slot"),
        ({"action": "move", "slot": done, "before": last}, "slot"),
        ({"action": "move", "slot": called, "before": last}, "slot"),
        ({"action": "move", "slot": last}, "before"),
        ({"action": "move", "slot": last, "before": "s99"}, "before"),
        ({"action": "move", "slot": last, "before": [coming]}, "before"),
        ({"action": "move", "slot": last, "before": last}, "before"),
        ({"action": "move", "slot": last, "before": done}, "before"),
        ({"action": "move", "slot": last, "with": coming}, "before"),
        ({"action": "swap", "slot": last, "with": None}, "with"),
        ({"action": "swap", "slot": last, "with": last}, "with"),
        ({"action": "swap", "slot": last, "with": called}, "with"),
        ({"action": "move", "slot": last, "after": None}, "after"),
        ({"action": "move", "slot": last, "after": called}, "after"),
        ({"action": "break", "minutes": 5}, "before"),
        ({"action": "break", "before": called, "minutes": 5}, "before"),
        ({"action": "break", "before": last}, "minutes"),
        ({"action": "length", "slot": done, "pitch_minutes": 5}, "slot"),
        ({"action": "length", "slot": last}, "slot"),
        ({"action": "length", "slot": last, "questions_minutes": "5"}, "questions_minutes"),
        ({"action": "restore", "slot": last}, "slot"),
        ({"action": "absent", "slot": last, "base": "1"}, "base"),
        ({"action": "absent", "slot": last, "base": None}, "base"),
        ({"action": "absent", "slot": last, "base": True}, "base"),
        ({"action": "absent", "slot": last, "base": 1.0}, "base"),
    ):
        answer = organiser.send("POST", "agenda", {"base": before["revision"], **sent})
        assert (answer.status_code, list(answer.get_json()["fields"])) == (422, [field]), sent
    assert {**agenda(organiser), "sent_at_ms": 0} == {**before, "sent_at_ms": 0}


def test_undo_takes_back_act_after_act_order_and_statuses(organiser: Visitor) -> None:
    one, two, three, four = (slot["id"] for slot in pitches(organiser)[:4])
    seen = []
    for action, slot, others in (
        ("absent", one, {}),
        ("postpone", two, {}),
        ("move", four, {"before": three}),
        ("swap", three, {"with": two}),
        ("restore", one, {}),
    ):
        seen.append(agenda(organiser)["slots"])
        assert act(organiser, action, slot, **others).status_code == 200
    for slots in reversed(seen):
        answer = act(organiser, "undo")
        assert (answer.status_code, answer.get_json()["slots"]) == (200, slots)
    assert act(organiser, "undo").status_code == 422


def test_twenty_acts_can_be_undone_and_no_more(organiser: Visitor) -> None:
    one, two = (slot["id"] for slot in pitches(organiser)[:2])
    for _ in range(22):
        act(organiser, "swap", one, **{"with": two})
    assert [act(organiser, "undo").status_code for _ in range(21)] == [200] * 20 + [422]


def test_the_timer_s_undo_leaves_alone_what_the_desk_decided_of_other_teams(organiser: Visitor) -> None:
    one, two, three = (slot["id"] for slot in pitches(organiser)[:3])
    organiser.timer("call", slot=one)
    act(organiser, "absent", two)
    act(organiser, "postpone", three)
    after = order(organiser)
    assert organiser.timer("undo").status_code == 200
    now = statuses(organiser)
    assert (now[one], now[two], now[three]) == ("planned", "absent", "postponed")
    assert order(organiser) == after


def test_the_timer_s_undo_does_not_put_an_absent_team_back_on_stage(organiser: Visitor) -> None:
    one = pitches(organiser)[0]["id"]
    organiser.timer("call", slot=one)
    organiser.timer("stop")
    act(organiser, "absent", one)
    refused = organiser.timer("undo")
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["action"])
    assert statuses(organiser)[one] == "absent"
    assert act(organiser, "undo").status_code == 200
    assert organiser.timer("undo").status_code == 200
    assert statuses(organiser)[one] == "called"


def test_the_run_down_s_undo_does_not_take_a_team_off_the_stage(organiser: Visitor) -> None:
    one, two = (slot["id"] for slot in pitches(organiser)[:2])
    act(organiser, "swap", one, **{"with": two})
    organiser.timer("call", slot=two)
    refused = act(organiser, "undo")
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["action"])
    organiser.timer("undo")
    assert act(organiser, "undo").status_code == 200


def test_only_organisers_may(doors: Doors) -> None:
    assert act(doors.stranger(), "absent", "s05").status_code == 401
    for role in ("timekeeper", "juror", "chair", "team", "coach", "screen"):
        assert act(doors.enter(role), "absent", "s05").status_code == 404, role


def test_the_journal_says_each_act_by_its_keys(organiser: Visitor, stored: Callable[[Select[Any]], list[Any]]) -> None:
    one, two = (slot["id"] for slot in pitches(organiser)[:2])
    act(organiser, "absent", one)
    act(organiser, "swap", two, **{"with": one})
    act(organiser, "undo")
    entries = stored(select(JournalEntry).filter_by(kind="agenda").order_by(JournalEntry.seq))
    assert [entry.payload for entry in entries] == [
        {"action": "absent", "slot": one},
        {"action": "swap", "slot": two, "with": one},
        {"action": "undo"},
    ]
