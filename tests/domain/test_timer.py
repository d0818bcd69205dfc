"""The stage timer: what it shows, and which command fits when."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import pytest

from app.domain import timer as rules
from app.domain.errors import Invalid
from app.domain.timer import Phase, Timer

CASES = json.loads((Path(__file__).parents[1] / "cases" / "timer.json").read_text())
PITCH, QUESTIONS = Phase("pitch", 180_000), Phase("questions", 300_000)
NOW = 1_000_000


def from_topic(said: dict) -> Timer:
    """A timer as the stage topic tells it, of one phase."""
    phases = () if said["phase"] is None else (Phase(said["phase"], said["duration_ms"]),)
    same = {key: value for key, value in said.items() if key not in ("phase", "duration_ms")}
    return Timer(slot="s01", phases=phases, **same)


@pytest.mark.parametrize("case", CASES["faces"], ids=lambda case: case["name"])
def test_what_the_stage_shows(case):
    timer, now = from_topic({**CASES["base"], **case["timer"]}), case["now"]
    remaining = rules.remaining_ms(timer, now)
    assert remaining == case["remaining"]
    assert rules.digits(remaining) == case["digits"]
    assert rules.field(timer, now) == case["field"]
    assert rules.part(timer, now) == case["part"]


@pytest.mark.parametrize(("remaining", "digits"), CASES["digits"])
def test_digits(remaining, digits):
    assert rules.digits(remaining) == digits


def at(hour: str) -> int:
    """The instant of an hour of the stories."""
    whole = hour if "T" in hour else f"2019-11-28T{hour}+01:00"
    return round(datetime.fromisoformat(whole).timestamp() * 1000)


def restarted(timer: Timer) -> Timer:
    """What a server that was killed reads of a timer: what can be written down."""
    kept = json.loads(json.dumps(asdict(timer)))
    return Timer(**kept | {"phases": tuple(Phase(**phase) for phase in kept["phases"])})


def told(timer: Timer) -> dict:
    """A timer as the stage topic tells it."""
    phase = {
        "phase": timer.phase.key if timer.phase else None,
        "duration_ms": timer.phase.duration_ms if timer.phase else 0,
    }
    return phase | {key: getattr(timer, key) for key in CASES["base"] if key not in phase}


def lived(story: dict) -> Timer:
    """The timer after what is done in a story."""
    phases = tuple(Phase(key, seconds * 1000) for key, seconds in story["phases"])
    timer, steps = rules.call(Timer(), "s01", phases, 0), []
    for line in story["does"]:
        hour, action, *given = line.split()
        now, ms = at(hour), int(given[0]) * 1000 if given else 0
        if action == "undo":
            timer = rules.undone(timer, steps.pop())
            continue
        steps.append(timer)
        timer = {
            "call": lambda was=timer, now=now: rules.call(was, "s01", phases, now),
            "start": lambda was=timer, now=now: rules.start(was, now),
            "pause": lambda was=timer, now=now: rules.pause(was, now),
            "resume": lambda was=timer, now=now: rules.resume(was, now),
            "add": lambda was=timer, ms=ms: rules.add(was, ms),
            "back_date": lambda was=timer, ms=ms, now=now: rules.back_date(was, ms, now),
            "next": lambda was=timer, now=now: rules.next_phase(was, now),
            "stop": lambda was=timer, now=now: rules.stop(was, now),
            "restart": lambda was=timer: restarted(was),
        }[action]()
    return timer


@pytest.mark.parametrize("story", CASES["stories"], ids=lambda story: story["name"])
def test_what_comes_of_commands_and_what_is_seen_then(story):
    timer = lived(story)
    assert told(timer) == story["timer"]
    for hour, digits, field, part in story["sees"]:
        seen = (
            rules.digits(rules.remaining_ms(timer, at(hour))),
            rules.field(timer, at(hour)),
            rules.part(timer, at(hour)),
        )
        assert seen == (digits, field, part), hour


def test_there_are_sixty_cases_of_the_timer():
    assert sum(len(CASES[kind]) for kind in ("faces", "stories")) >= 60


def in_mode(mode: str) -> Timer:
    """A timer of two phases in the mode asked for, at NOW."""
    armed = rules.call(Timer(), "s07", (PITCH, QUESTIONS), NOW)
    running = rules.start(armed, NOW)
    return {
        "idle": Timer(),
        "armed": armed,
        "running": running,
        "paused": rules.pause(running, NOW + 60_000),
        "done": rules.stop(running, NOW + 60_000),
    }[mode]


COMMANDS = {
    "call": lambda timer: rules.call(timer, "s08", (PITCH, QUESTIONS), NOW),
    "start": lambda timer: rules.start(timer, NOW),
    "pause": lambda timer: rules.pause(timer, NOW),
    "resume": lambda timer: rules.resume(timer, NOW),
    "add": lambda timer: rules.add(timer, 30_000),
    "back_date": lambda timer: rules.back_date(timer, 20_000, NOW),
    "next": lambda timer: rules.next_phase(timer, NOW),
    "stop": lambda timer: rules.stop(timer, NOW),
}
LEADS_TO = {
    "idle": {"call": "armed"},
    "armed": {"call": "armed", "start": "running", "add": "armed", "stop": "idle"},
    "running": {
        "pause": "paused",
        "add": "running",
        "back_date": "running",
        "next": "running",
        "stop": "done",
    },
    "paused": {"resume": "running", "add": "paused", "next": "running", "stop": "done"},
    "done": {"call": "armed"},
}


@pytest.mark.parametrize("action", COMMANDS)
@pytest.mark.parametrize("mode", LEADS_TO)
def test_every_command_in_every_mode(mode, action):
    before = in_mode(mode)
    if action in LEADS_TO[mode]:
        after = COMMANDS[action](before)
        assert (after.mode, after.revision) == (LEADS_TO[mode][action], before.revision + 1)
        return
    with pytest.raises(Invalid) as refused:
        COMMANDS[action](before)
    assert (refused.value.status, list(refused.value.fields)) == (422, ["action"])


def test_calling_puts_the_slot_s_own_phases_on_stage():
    timer = rules.call(Timer(revision=4), "s07", [PITCH, QUESTIONS], NOW)
    assert timer == Timer(5, "armed", "s07", (PITCH, QUESTIONS), 0, 0, 0, None)
    assert rules.boundary_ms(timer) is None


def test_calling_another_slot_forgets_what_was_added_to_the_first():
    timer = rules.call(rules.add(in_mode("armed"), 60_000), "s08", [PITCH], NOW)
    assert (timer.slot, timer.added_ms, timer.phases) == ("s08", 0, (PITCH,))


def test_a_slot_without_length_cannot_be_called():
    with pytest.raises(Invalid):
        rules.call(Timer(), "s07", (), NOW)


def test_time_given_before_the_start_is_kept():
    timer = rules.start(rules.add(in_mode("armed"), 60_000), NOW)
    assert rules.remaining_ms(timer, NOW) == 240_000


def test_a_pause_costs_nothing():
    paused = rules.pause(in_mode("running"), NOW + 65_500)
    assert (paused.elapsed_ms, paused.anchor_at_ms) == (65_500, None)
    resumed = rules.resume(paused, NOW + 600_000)
    assert rules.remaining_ms(resumed, NOW + 600_000) == 114_500
    assert rules.boundary_ms(resumed) == NOW + 600_000 + 114_500


def test_time_given_and_taken_back_leaves_nothing_behind():
    timer = in_mode("running")
    assert rules.add(rules.add(timer, 30_000), -30_000) == replace(timer, revision=timer.revision + 2)


def test_no_more_can_be_taken_than_the_phase_has():
    timer = rules.add(in_mode("running"), -180_000)
    assert rules.remaining_ms(timer, NOW) == 0
    with pytest.raises(Invalid) as refused:
        rules.add(timer, -1)
    assert list(refused.value.fields) == ["seconds"]


def test_a_start_can_be_put_back_after_the_fact():
    timer = rules.back_date(in_mode("running"), 20_000, NOW)
    assert (timer.elapsed_ms, timer.anchor_at_ms) == (20_000, NOW)
    assert rules.remaining_ms(timer, NOW + 10_000) == 150_000


@pytest.mark.parametrize("ms", [0, -1_000, 3_600_001])
def test_a_start_is_put_back_by_something_up_to_an_hour(ms):
    with pytest.raises(Invalid) as refused:
        rules.back_date(in_mode("running"), ms, NOW)
    assert list(refused.value.fields) == ["seconds"]


def test_next_begins_the_questions_whole_even_when_the_pitch_was_over_time():
    timer = rules.next_phase(rules.add(in_mode("running"), 30_000), NOW + 240_000)
    assert (timer.phase, timer.added_ms, timer.elapsed_ms) == (QUESTIONS, 0, 0)
    assert rules.boundary_ms(timer) == NOW + 540_000


def test_next_from_a_pause_runs():
    assert rules.next_phase(in_mode("paused"), NOW + 90_000).anchor_at_ms == NOW + 90_000


def test_next_after_the_last_phase_ends_the_slot():
    timer = rules.next_phase(rules.next_phase(in_mode("running"), NOW + 180_000), NOW + 480_500)
    assert (timer.mode, timer.slot, timer.phase) == ("done", "s07", QUESTIONS)
    assert (timer.elapsed_ms, timer.anchor_at_ms) == (300_500, None)


def test_stopping_what_was_only_called_frees_the_stage():
    timer = rules.stop(in_mode("armed"), NOW)
    assert timer == Timer(revision=timer.revision)
