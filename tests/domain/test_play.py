"""A demonstration plays by itself: the next act from the state alone, and a shorter day."""

from dataclasses import replace

import pytest

from app.domain.agenda import Slot
from app.domain.ballots import Rubric
from app.domain.laureates import CLOSED, CLOSING
from app.domain.play import LOOK_MS, READY_MS, TURN_MS, Act, Day, Listing, Written, acts, scores, shortened
from app.domain.timer import Phase, Timer

RUBRIC = Rubric(("innovation", "transferability", "cost_use"), 0, 10)
PHASES = (Phase("pitch", 180_000), Phase("questions", 300_000))


def slot(number: int, kind: str = "pitch", status: str = "planned", started: int | None = None) -> Slot:
    """A slot of ten minutes, one after the other."""
    return Slot(
        id=f"s{number}",
        kind=kind,
        title="",
        team=number if kind == "pitch" else None,
        planned_at_ms=number * 600_000,
        duration_ms=600_000,
        phases=PHASES if kind == "pitch" else (),
        floor_ms=300_000 if kind == "break" else None,
        not_before_at_ms=None,
        status=status,
        started_at_ms=started,
        ended_at_ms=None,
        position=number,
    )


DAY = Day(
    speed=10,
    phase="pitches",
    scoring="open",
    moved_at_ms=1_000_000,
    slots=[slot(1), slot(2)],
    timer=Timer(),
    rubric=RUBRIC,
)


def first(day: Day) -> Act:
    """What comes next."""
    return acts(day)[0]


def test_what_people_wait_for_is_as_much_shorter_as_the_day() -> None:
    assert first(DAY) == Act(1_000_000 + TURN_MS // 10, "call", "s1")
    armed = replace(DAY, timer=Timer(mode="armed", slot="s1", phases=PHASES))
    assert first(armed) == Act(1_000_000 + READY_MS // 10, "start")


def test_the_end_of_a_phase_is_the_timers_own() -> None:
    running = Timer(mode="running", slot="s1", phases=PHASES, anchor_at_ms=2_000_000, added_ms=30_000)
    assert first(replace(DAY, timer=running)) == Act(2_210_000, "next")


def test_a_pause_is_for_whoever_made_it_to_end() -> None:
    paused = Timer(mode="paused", slot="s1", phases=PHASES, elapsed_ms=5_000)
    assert acts(replace(DAY, timer=paused)) == []


def test_a_break_and_a_team_that_is_absent_are_jumped() -> None:
    slots = [slot(1, status="absent"), slot(2, kind="break"), slot(3)]
    assert first(replace(DAY, slots=slots)).subject == "s3"


def test_a_ballot_comes_after_its_pitch_began_and_a_draft_before_it_is_validated() -> None:
    slots = [slot(1, status="on_stage", started=1_000_000), slot(2)]
    pairs = [(f"j{number:02d}", 1) for number in range(30)]
    day = replace(DAY, slots=slots, expected=pairs, timer=Timer(mode="paused", slot="s1", phases=PHASES))
    found = [act for act in acts(day) if act.verb == "ballot"]
    assert len(found) == len(pairs)
    assert all(1_000_000 < act.at_ms < 1_000_000 + 2 * 480_000 for act in found)
    drafted = next(act for act in found if not act.final)
    begun = {(drafted.subject, 1): Written(1, final=False, own=True)}
    then = next(act for act in acts(replace(day, written=begun)) if act.subject == drafted.subject)
    assert then.final and then.at_ms > drafted.at_ms


def test_what_a_person_wrote_stays_theirs() -> None:
    slots = [slot(1, status="done", started=1_000_000)]
    day = replace(DAY, slots=slots, expected=[("j01", 1)], written={("j01", 1): Written(2, final=False, own=False)})
    assert [act.verb for act in acts(day)] == ["scoring"]


def test_scoring_waits_for_the_last_ballot_then_the_list_is_led_to_its_end() -> None:
    over = replace(DAY, slots=[slot(1, status="done", started=1_000_000)], expected=[("j01", 1)])
    assert [act.verb for act in acts(over) if act.verb != "recuse"] == ["ballot"]
    scored = replace(over, written={("j01", 1): Written(1, final=True, own=True)})
    assert first(scored) == Act(1_000_000 + LOOK_MS // 10, "scoring", "closed")
    assert first(replace(scored, scoring="closed")).subject == "deliberation"
    deliberating = replace(scored, scoring="closed", phase="deliberation")
    assert first(deliberating).verb == "board"
    deliberating = replace(deliberating, board="open")
    verbs = [
        [act.verb for act in acts(replace(deliberating, listing=listing))]
        for listing in (
            Listing(proposed=(1,)),
            Listing(proposed=(1,), settled=True),
            Listing(CLOSING, (1,), settled=True),
            Listing(CLOSED, (1,), settled=True),
            Listing(proposed=(1,), led=True),
        )
    ]
    assert verbs == [["choose"], ["close"], ["confirm"], [], []]


def test_one_juror_steps_aside_once_when_the_team_is_called() -> None:
    pairs = [("j01", 1), ("j02", 1), ("j01", 2), ("j02", 2)]
    slots = [slot(1, status="called"), slot(2, status="called")]
    day = replace(DAY, slots=slots, expected=pairs, timer=Timer(mode="armed", slot="s1", phases=PHASES))
    [aside] = [act for act in acts(day) if act.verb == "recuse"]
    after = replace(day, aside=frozenset({(aside.subject, aside.team)}))
    assert [act for act in acts(after) if act.verb == "recuse"] == []


@pytest.mark.parametrize("high", [1, 5, 10, 100])
def test_scores_are_always_the_same_and_on_the_scale(high: int) -> None:
    rubric = Rubric(RUBRIC.criteria, 0, high)
    given = [scores(rubric, f"j{juror}", team, final=True) for juror in range(12) for team in range(1, 16)]
    assert given == [scores(rubric, f"j{juror}", team, final=True) for juror in range(12) for team in range(1, 16)]
    found = {score for each in given for score in each.values()}
    assert None not in found and min(s for s in found if s is not None) >= 0 and max(filter(None, found)) <= high
    assert list(scores(rubric, "j1", 1, final=False).values())[-1] is None


def test_a_day_made_shorter_and_given_back_is_as_it_was() -> None:
    slots = [slot(1, status="done", started=600_000), slot(2), slot(3, kind="break"), slot(4)]
    short = shortened(slots, 20)
    assert short[0] == slots[0]
    assert (short[1].planned_at_ms, short[3].planned_at_ms) == (1_200_000, 1_200_000 + 1_200_000 // 20)
    assert [phase.duration_ms for phase in short[1].phases] == [9_000, 15_000]
    assert (short[2].duration_ms, short[2].floor_ms) == (30_000, 15_000)
    assert shortened(short, 1, instead_of=20) == slots
