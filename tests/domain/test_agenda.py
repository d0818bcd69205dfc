"""When slots are expected: cases both languages run, a walk with a real clock, lateness, bands, replays."""

import json
import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.domain import agenda
from app.domain.agenda import Expected, Slot
from app.domain.timer import Phase, Timer, boundary_ms, remaining_ms

CASES = json.loads((Path(__file__).parents[1] / "cases" / "expected.json").read_text())
MINUTE, DAY = 60_000, 86_400_000
DAY_AT = CASES["day_at_ms"]


def at(hour: str) -> int:
    """The instant of an hour of the cases: "14:30", "14:30:20"; days later, "2200d 10:00"; whole, with its offset."""
    if "T" in hour:
        return round(datetime.fromisoformat(hour).timestamp() * 1000)
    days, _, clock = hour.rpartition("d ")
    units = [int(unit) for unit in clock.split(":")]
    return DAY_AT + int(days or 0) * DAY + sum(n * u for n, u in zip(units, (60 * MINUTE, MINUTE, 1000), strict=False))


def slot(position: int, said: list) -> Slot:
    """A slot of the cases."""
    key, kind, planned, length, rest = said
    phases = [Phase(f"phase {n}", length * MINUTE) for n, length in enumerate(rest.get("phases", [3, 5]))]
    hours = {name: at(rest[name]) if name in rest else None for name in ("not_before", "started", "ended")}
    return Slot(
        id=key,
        kind=kind,
        title="",
        team=position + 1 if kind == "pitch" else None,
        planned_at_ms=at(planned),
        duration_ms=length * MINUTE,
        phases=tuple(phases) if kind == "pitch" else (Phase(kind, length * MINUTE),),
        floor_ms=rest["floor"] * MINUTE if "floor" in rest else None,
        not_before_at_ms=hours["not_before"],
        status=rest.get("status", "planned"),
        started_at_ms=hours["started"],
        ended_at_ms=hours["ended"],
        position=position,
    )


def timer_of(said: dict) -> Timer:
    """A timer of the cases."""
    return Timer(
        mode=said["mode"],
        slot=said["slot"],
        phases=tuple(Phase(f"phase {n}", length * MINUTE) for n, length in enumerate(said["phases"])),
        phase_index=said["phase"],
        added_ms=said.get("added", 0) * MINUTE,
        elapsed_ms=said.get("elapsed", 0) * MINUTE,
        anchor_at_ms=at(said["anchor"]) if "anchor" in said else None,
    )


def read(case: dict) -> tuple[list[Slot], Timer]:
    return [slot(place, said) for place, said in enumerate(case["slots"])], timer_of(case["timer"])


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_expected(case):
    slots, timer = read(case)
    found = agenda.expected(slots, timer)
    for key, pair in case["expected"].items():
        assert found[key] == (pair and Expected(at(pair[0]), pair[1] * MINUTE)), key
    assert agenda.late_ms(slots, timer) == case["late"] * MINUTE
    for now, hours in case["at"]:
        assert {key: agenda.moment(found[key], at(now)) for key in hours} == {k: at(h) for k, h in hours.items()}


def test_there_are_forty_cases_of_expected_times():
    assert len(CASES["cases"]) >= 40


@pytest.mark.parametrize("case", CASES["shifts"], ids=lambda case: case["name"])
def test_how_much_later_than_its_date_a_day_is_played(case):
    told = [[planned, length, {"started": s} if s else {}] for planned, length, s in case["slots"]]
    slots = [slot(place, ["s", "pitch", *said]) for place, said in enumerate(told)]
    by_hand = at(case["shift"]) - DAY_AT if case["shift"] else case["shift"]
    assert agenda.day_shift_ms(slots, at(case["now"])) == by_hand


def test_what_is_shown_of_a_day_that_is_played_again():
    when = Expected(at("2200d 10:08"), 5 * MINUTE)
    shift = agenda.day_shift_ms([slot(0, ["s", "pitch", "14:30", 8, {"started": "2200d 10:00"}])], at("2200d 10:02"))
    assert agenda.shown(when, shift, at("2200d 10:02")) == at("14:38")
    assert agenda.shown(when, shift, at("2200d 10:06")) == at("14:41")


def test_what_is_shown_of_a_day_that_is_not_being_played():
    assert agenda.shown(Expected(at("14:38"), 5 * MINUTE), None, at("2200d 10:02")) == at("14:38")


def test_an_agenda_without_slots():
    assert (agenda.expected([], Timer()), agenda.late_ms([], Timer()), agenda.bands_ms([])) == ({}, 0, {})


# ----------------------------------------------------- the walk: one number instead of two, at one moment


def walk(slots: list[Slot], timer: Timer, now: int) -> dict[str, int]:
    """When each slot to come would begin if everything went by the plan from `now` on."""
    shift = replayed(slots)
    taking_place = [s for s in slots if s.status != "absent"]
    ended = [(s.ended_at_ms, s.turn_ms) for s in slots if s.status == "done"]
    free, turn = max(ended, default=(taking_place[0].planned_at_ms + shift if taking_place else 0, 0))
    current = next((s for s in slots if s.id == timer.slot and timer.mode in agenda.ON_STAGE), None)
    if current:
        left = max(0, remaining_ms(timer, now)) + sum(p.duration_ms for p in timer.phases[timer.phase_index + 1 :])
        begins = called(slots, current, free, turn) if timer.mode == "armed" else now
        free, turn = max(begins, now) + left, current.turn_ms
    reached = max((s.position for s in slots if s.status in agenda.REACHED), default=-1)
    found, waiting = {}, current is not None
    for s in slots:
        if s.status not in agenda.FUTURE or (s.kind != "pitch" and s.position < reached):
            continue
        if s.kind == "pitch" and not waiting:
            free, waiting = max(free, now), True
        begins = max(free + turn, *promises(s, taking_place, shift))
        found[s.id] = max(begins, now)
        turn = s.turn_ms
        free = begins + s.phases_ms if s.kind == "pitch" else max(begins + s.least_ms, s.planned_end_ms + shift)
    return found


def called(slots: list[Slot], current: Slot, free: int, turn: int) -> int:
    """When the slot that was called begins if nobody is waited for."""
    shift, taking_place = replayed(slots), [s for s in slots if s.status != "absent"]
    played = max((s.position for s in slots if s.status == "done"), default=-1)
    for s in slots[played + 1 : current.position]:
        if s.kind != "pitch" and s.status != "absent":
            begins, turn = max(free + turn, *promises(s, taking_place, shift)), 0
            free = max(begins + s.least_ms, s.planned_end_ms + shift)
    return max(free + turn, *promises(current, taking_place, shift))


def promises(s: Slot, taking_place: list[Slot], shift: int) -> list[int]:
    planned = [s.planned_at_ms + shift] if s.kind != "pitch" or s is taking_place[0] else []
    return [0, *planned, *([s.not_before_at_ms + shift] if s.not_before_at_ms is not None else [])]


def replayed(slots: list[Slot]) -> int:
    over = max(s.planned_end_ms for s in slots) + DAY // 2
    late = [(s.started_at_ms, s.planned_at_ms) for s in slots if s.started_at_ms and s.started_at_ms > over]
    started, planned = min(late, default=(0, 0))
    return (started - planned) // MINUTE * MINUTE


def any_day(dice: random.Random) -> tuple[list[Slot], Timer, int]:
    """A day at random, somewhere in its course, and the first moment at which it can be seen so."""
    slots, planned = [], DAY_AT + 14 * 60 * MINUTE
    for position in range(dice.randint(1, 9)):
        kind = dice.choice(["pitch", "pitch", "pitch", "break", "talk"])
        phases = [dice.randint(1, 5) for _ in range(dice.choice([2, 2, 1, 4]) if kind == "pitch" else 1)]
        length = sum(phases) + (dice.randint(0, 3) if kind == "pitch" else 0)
        said = {"phases": phases, "status": dice.choice(["planned"] * 5 + ["absent", "postponed"])}
        if kind != "pitch" and dice.random() < 0.6:
            said["floor"] = dice.randint(0, length)
        new = slot(position, [f"s{position}", kind, "0:00", length, said])
        promise = planned + dice.randint(-9, 9) * MINUTE if dice.random() < 0.15 else None
        slots.append(replace(new, planned_at_ms=planned, not_before_at_ms=promise))
        planned += (length + dice.choice([0, 0, 0, 7, -2])) * MINUTE
    now = slots[0].planned_at_ms + dice.randint(-600_000, 600_000) + dice.choice([0] * 4 + [900 * DAY])
    played = dice.sample(range(len(slots)), dice.choice([0, min(len(slots), dice.randint(0, 4))]))
    for place in sorted(played) if dice.random() < 0.8 else played:
        began, now = now, now + dice.randint(1, 900_000)
        slots[place] = replace(slots[place], status="done", started_at_ms=began, ended_at_ms=now)
        now += dice.randint(0, 300_000)
    return slots, *on_stage(slots, dice, now)


def on_stage(slots: list[Slot], dice: random.Random, now: int) -> tuple[Timer, int]:
    """Perhaps put one of the slots to come on stage."""
    mode = dice.choice(["idle", "armed", "running", "running", "paused"])
    free = [place for place, s in enumerate(slots) if s.status == "planned"]
    if mode == "idle" or not free:
        return Timer(), now
    place = dice.choice(free[:2])
    s = slots[place]
    index = 0 if mode == "armed" else dice.randrange(len(s.phases))
    added = dice.choice([0, 0, 30_000, -30_000])
    timer = Timer(mode=mode, slot=s.id, phases=s.phases, phase_index=index, added_ms=added)
    if mode == "armed":
        slots[place] = replace(s, status="called")
        return timer, now
    slots[place] = replace(s, status="on_stage", started_at_ms=now)
    elapsed = dice.choice([0, dice.randint(0, 400_000)])
    now += elapsed + dice.choice([0, 240_000]) * index
    return replace(timer, elapsed_ms=elapsed, anchor_at_ms=now if mode == "running" else None), now


def test_max_of_two_integers_is_the_walk_at_every_moment():
    dice = random.Random(20191128)
    compared = 0
    while compared < 100_000:
        slots, timer, since = any_day(dice)
        found = agenda.expected(dice.sample(slots, len(slots)), timer)
        later = [since + dice.randrange(longest) for longest in (60_000, 600_000, 3_600_000, 7_200_000)]
        for now in (since, *later):
            seen = {key: agenda.moment(when, now) for key, when in found.items() if when is not None}
            assert seen == walk(slots, timer, now), (slots, timer, now)
            compared += len(seen)
        assert all(type(part) is int for when in found.values() if when for part in vars(when).values())


def test_while_it_runs_the_pair_says_where_the_phase_ends():
    slots, timer = read(next(case for case in CASES["cases"] if case["name"].startswith("a pitch runs")))
    when = agenda.expected(slots, timer)["p2"]
    assert when == Expected((boundary_ms(timer) or 0) + 5 * MINUTE, 5 * MINUTE)


# ------------------------------------------------------------------------------------------------ bands


def pitches(*over_by: int) -> list[Slot]:
    """Pitches that are done, each so many seconds over its plan, and three to come."""
    done = [
        slot(n, [f"d{n}", "pitch", "14:30", 8, {"status": "done", "started": "14:30", "ended": "14:38"}])
        for n in range(len(over_by))
    ]
    ended = [replace(s, ended_at_ms=(s.ended_at_ms or 0) + by * 1000) for s, by in zip(done, over_by, strict=True)]
    coming = [slot(50 + n, [f"c{n}", "pitch", "15:30", 8, {}]) for n in range(3)]
    return [*ended, slot(40, ["b", "break", "15:00", 30, {}]), *coming]


def test_until_five_pitches_are_done_the_band_is_a_guess():
    assert agenda.bands_ms(pitches(0, 300, 5, 9)) == {"c0": 58_500, "c1": 82_731, "c2": 101_325}


def test_from_five_on_the_band_is_what_the_day_shows():
    """Over by 10, 20, 30, 40, 600 s: the median is 30, the deviations 20, 10, 0, 10, 570, their median 10."""
    assert agenda.bands_ms(pitches(10, 20, 30, 40, 600)) == {"c0": 19_240, "c1": 27_209, "c2": 33_325}
