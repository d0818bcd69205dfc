"""A demonstration that plays by itself: from the state of the day alone, what comes next and when.

Nothing is remembered beside the day: whoever asks again after a kill, a pause or a person's own act goes on from what
is there. The clock is never quickened: lengths are shorter (`shortened`), and what people would wait for is jumped.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from app.domain.agenda import FUTURE, PITCH, REACHED, Slot
from app.domain.ballots import Rubric
from app.domain.laureates import CLOSED, CLOSING, OPEN, Deliberation, broken_quotas
from app.domain.scope import Pair
from app.domain.timer import Phase, Timer, boundary_ms

# How people take their time on a day of its real length: before a start, between two teams, to look at a result.
READY_MS, TURN_MS, LOOK_MS = 40_000, 80_000, 200_000
FASTEST = 1_000
BEFORE = ("setup", "morning")

# When a ballot is begun and validated, as shares of the pitch and its questions together; how many are begun first.
BEGUN, VALIDATED, DRAFTING = (0.2, 0.5), (0.55, 1.15), 0.3
# A team's worth on the scale, a juror's severity, and how much the two explain.
WORTH, SEVERITY, CHANCE = (0.4, 0.9), 0.07, 0.1

RECUSAL_REASON = "I worked with this team on its project."
TIE_REASON = "Equal scores: after discussion, the jury keeps these teams."
QUOTA_REASON = "The rules of the event say how many laureates each authority has: the jury keeps to them."
RANKING_REASON = "After discussion, the jury keeps the ranking."
ABSENCE_REASON = "This ballot was not validated during the demonstration."


@dataclass(frozen=True)
class Written:
    """Where a ballot stands: its revision, whether it is validated, whether the demonstration wrote it."""

    revision: int
    final: bool
    own: bool


@dataclass(frozen=True)
class Listing:
    """Where the list of laureates stands: its state, what the scores propose and why, whether that is chosen.

    `missing` are the ballots that nobody validated; `led`: somebody chose, or opened the list again, and people lead it
    from there on.
    """

    state: str = OPEN
    proposed: tuple[int, ...] = ()
    reason: str = ""
    settled: bool = False
    missing: Collection[Pair] = ()
    led: bool = False


@dataclass(frozen=True)
class Day:
    """All that the play is told: where the day stands, and when it was last moved.

    `expected` are the pairs a ballot is due from, `aside` those that a recusal ever named, in force or taken back.
    """

    speed: int
    phase: str
    scoring: str
    moved_at_ms: int
    slots: Sequence[Slot]
    timer: Timer
    rubric: Rubric
    expected: Sequence[Pair] = ()
    aside: frozenset[Pair] = frozenset()
    written: Mapping[Pair, Written] = field(default_factory=dict)
    unread: Sequence[str] = ()
    board: str = "closed"
    listing: Listing = Listing()

    def after(self, pause_ms: int) -> int:
        """The instant people would be ready, a pause after the last move: as much shorter as everything is."""
        return self.moved_at_ms + pause_ms // self.speed


@dataclass(frozen=True)
class Act:
    """What is done at an instant: `verb` and what it is about."""

    at_ms: int
    verb: str
    subject: str = ""
    team: int = 0
    final: bool = False


def acts(day: Day) -> list[Act]:
    """What is to come by itself, soonest first; empty while it is for people to act, and at the end."""
    return sorted([*_stage(day), *_jury(day)], key=lambda act: act.at_ms)


def _stage(day: Day) -> Iterator[Act]:
    """The one next act of whoever leads the day."""
    if day.phase in BEFORE:
        ready = day.after(READY_MS)
        yield Act(ready, "phase", "pitches") if day.scoring == "open" else Act(ready, "scoring", "open")
    elif day.phase == "pitches":
        yield from _pitches(day)
    elif day.phase == "deliberation":
        yield from _deliberation(day)


def _pitches(day: Day) -> Iterator[Act]:
    """The timer's next act; a pause is for whoever made it to end."""
    over = boundary_ms(day.timer)
    if day.timer.mode == "armed":
        yield Act(day.after(READY_MS), "start")
    elif over is not None:
        yield Act(over, "next")
    elif day.timer.mode != "paused":
        coming = next((slot for slot in day.slots if slot.kind == PITCH and slot.status in FUTURE), None)
        if coming is not None:
            yield Act(day.after(TURN_MS), "call", coming.id)
        elif day.scoring == "closed":
            yield Act(day.after(LOOK_MS), "phase", "deliberation")
        elif not list(_ballots(day)):
            yield Act(day.after(LOOK_MS), "scoring", "closed")


def _deliberation(day: Day) -> Iterator[Act]:
    """The jury keeps what the ranking proposes; one closes the list, another confirms it."""
    listing = day.listing
    if listing.led or listing.state == CLOSED:
        return
    if listing.state == CLOSING:
        yield Act(day.after(READY_MS), "confirm")
    elif day.scoring == "open":
        yield Act(day.after(READY_MS), "scoring", "closed")
    elif day.board == "closed":
        yield Act(day.after(READY_MS), "board", "open")
    else:
        yield Act(day.after(LOOK_MS), "close" if listing.settled else "choose")


def proposed(known: Deliberation) -> tuple[tuple[int, ...], str]:
    """The laureates as the ranking has them, else as the quotas do, and the reason that the played jury gives."""
    by_rank = known.proposal
    first = (*by_rank.sure, *sorted(by_rank.tied)[: by_rank.left])
    if broken_quotas(known, first) and known.selection is not None and known.selection.choices:
        return known.selection.choices[0], QUOTA_REASON
    return first, TIE_REASON if by_rank.tied else RANKING_REASON


def _jury(day: Day) -> Iterator[Act]:
    """What the jury does meanwhile: reads the rules, scores, and one of them steps aside."""
    if day.phase != "pitches":
        return
    yield from (Act(day.moved_at_ms, "acknowledge", juror) for juror in day.unread)
    if day.scoring == "open":
        yield from _recusal(day)
        yield from _ballots(day)


def _recusal(day: Day) -> Iterator[Act]:
    """One juror steps aside from one team when it is called, always the same two."""
    pairs = {*day.expected, *day.aside}
    pair = min(pairs, key=lambda pair: Random(f"recusal {pair}").random(), default=None)
    slot = next((slot for slot in day.slots if pair and slot.team == pair[1] and slot.status in REACHED), None)
    if pair and slot and pair not in day.aside and pair not in day.written:
        yield Act(day.moved_at_ms, "recuse", *pair)


def _ballots(day: Day) -> Iterator[Act]:
    """Each juror's next version for each team that began; what a person has written stays theirs."""
    began = {slot.team: slot for slot in day.slots if slot.kind == PITCH and slot.started_at_ms is not None}
    for juror, team in day.expected:
        known = day.written.get((juror, team), Written(0, final=False, own=True))
        slot = began.get(team)
        if slot is None or slot.started_at_ms is None or known.final or not known.own:
            continue
        chance = Random(f"when {juror} {team}")
        drafts, begun, validated = chance.random() < DRAFTING, chance.uniform(*BEGUN), chance.uniform(*VALIDATED)
        final = not drafts or known.revision > 0
        share = validated if final else begun
        yield Act(slot.started_at_ms + round(share * slot.phases_ms), "ballot", juror, team, final)


def scores(rubric: Rubric, juror: str, team: int, final: bool) -> dict[str, int | None]:
    """What a juror gives a team, always the same: its worth, their severity, some chance; a draft lacks the last."""
    worth, severity = Random(f"team {team}").uniform(*WORTH), Random(f"juror {juror}").gauss(0, SEVERITY)
    chance = Random(f"scores {juror} {team}")
    # Where the ends of the scale ask for a comment, they are left to people, who have something to say.
    inset = 1 if rubric.comment_at_extremes and rubric.high - rubric.low > 1 else 0
    low, high = rubric.low + inset, rubric.high - inset
    given: dict[str, int | None] = {
        criterion: min(high, max(low, round(low + (worth + severity + chance.gauss(0, CHANCE)) * (high - low))))
        for criterion in rubric.criteria
    }
    if not final:
        given[rubric.criteria[-1]] = None
    return given


def shortened(slots: Sequence[Slot], by: int, instead_of: int = 1) -> list[Slot]:
    """The day `by` times shorter from the next pitch on, where it is `instead_of` times shorter already.

    What is over keeps its facts and its lengths; what is planned before that pitch stays where it is, to be jumped.
    """
    anchor = next((slot.planned_at_ms for slot in slots if slot.kind == PITCH and slot.status in FUTURE), None)
    if anchor is None:
        return list(slots)

    def length(ms: int) -> int:
        return round(ms * instead_of / by)

    def moved(at_ms: int) -> int:
        return at_ms if at_ms <= anchor else anchor + length(at_ms - anchor)

    def shorter(slot: Slot) -> Slot:
        there = replace(
            slot,
            planned_at_ms=moved(slot.planned_at_ms),
            not_before_at_ms=None if slot.not_before_at_ms is None else moved(slot.not_before_at_ms),
        )
        if slot.status not in FUTURE or (slot.kind != PITCH and slot.planned_at_ms < anchor):
            return there
        return replace(
            there,
            duration_ms=length(slot.duration_ms),
            phases=tuple(Phase(phase.key, length(phase.duration_ms)) for phase in slot.phases),
            floor_ms=None if slot.floor_ms is None else length(slot.floor_ms),
        )

    return [shorter(slot) for slot in slots]
