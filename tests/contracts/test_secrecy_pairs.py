"""Pairs of worlds drawn by lot, that differ in secrets alone: a visitor is told the same, to the byte, in both.

What is a secret depends on what the room may see: all that the jury does, or its figures, or who gave them and what is
still a draft, or the lower half. A seed draws the same pair again.
"""

from collections.abc import Callable
from random import Random

import pytest

from app.queries import results
from tests.contracts.conftest import Lived
from tests.contracts.room_day import FROM_OUTSIDE, HEARD, MORNING, PAGES, ballot, shows
from tests.contracts.test_secrecy_top import upper_half_alone
from tests.worlds import Act, Programme, Seen, World, told_apart

NOON_MS = 5_500
JURORS, TEAMS = range(9), range(1, 16)
# Of the first juror, who is of the authority of teams 1 to 3.
SCORED_BY_THE_FIRST = (4, 5, 6, 7, 8, 9, 10, 11)
Drawn = Callable[[Random, Random, str], Programme]


def sends(juror: int, team: int, scores: tuple[int | None, ...], final: bool, comment: str) -> Act:
    """A juror sends a ballot, whatever it is answered: out of scope, or a second one over an old revision, too."""

    def act(world: World) -> None:
        sent = world.person(f"juror {juror}", "juror", juror).ballot(team, scores, final=final, comment=comment)
        assert sent.status_code in (200, 403, 409)

    return act


def figures(drawn: Random) -> tuple[int, ...]:
    """Three scores."""
    return tuple(drawn.randrange(11) for _ in range(3))


def anything(_alike: Random, apart: Random, canary: str) -> Programme:
    """All of it is secret: who sends what, and when, and how often."""
    return tuple(
        (
            apart.randrange(1_000, NOON_MS),
            sends(apart.choice(JURORS), apart.choice(TEAMS), figures(apart), apart.random() < 0.7, canary),
        )
        for _ in range(apart.randrange(1, 6))
    )


def counted(alike: Random, apart: Random, canary: str) -> Programme:
    """That a ballot is in is told, and its figures are secret."""
    return tuple(
        (
            alike.randrange(1_000, NOON_MS),
            sends(alike.choice(JURORS), alike.choice(TEAMS), figures(apart), alike.random() < 0.7, canary),
        )
        for _ in range(4)
    )


def ranked(alike: Random, apart: Random, canary: str) -> Programme:
    """The figures are told, and what is said with them, and every draft, is secret; drafts are of other jurors."""
    told = tuple(
        (1_000 + 500 * place, sends(alike.choice(JURORS[:5]), alike.choice(TEAMS), figures(alike), True, canary))
        for place in range(3)
    )
    drafts = tuple(
        (
            apart.randrange(1_000, NOON_MS),
            sends(apart.choice(JURORS[5:]), apart.choice(TEAMS), figures(apart), False, ""),
        )
        for _ in range(apart.randrange(4))
    )
    return told + drafts


def below(alike: Random, apart: Random, canary: str) -> Programme:
    """Of four teams the upper two are told, and what puts the others where they are is secret."""
    teams = alike.sample(SCORED_BY_THE_FIRST, 4)
    scored = [(team, (alike.randrange(8, 11),) * 3) for team in teams[:2]]
    scored += [(team, tuple(apart.randrange(7) for _ in range(3))) for team in teams[2:]]
    return tuple((1_000 + 400 * at, ballot(0, *each, comment=canary)) for at, each in enumerate(scored))


# What the room is shown before, and the secrets that it leaves: one kind after the other, five in five seeds.
KINDS: tuple[tuple[Programme, Drawn], ...] = (
    (((0, shows("hidden")),), anything),
    (((0, shows("progress")),), counted),
    (((0, ballot(8, 9, (8, 8, 8))), (50, ballot(0, 4, (5, 6, 7))), (300, shows("frozen"))), anything),
    (((0, shows("live")),), ranked),
    (upper_half_alone("live"), below),
)
# By day one of each kind, and a draft 69 ms before a ballot that is told: it must not be told later by that.
BY_DAY = {*range(len(KINDS)), 28}
SEEDS = [pytest.param(seed, marks=() if seed in BY_DAY else pytest.mark.nightly) for seed in range(50)]


def a_visitor_asks(world: World) -> None:
    """Every topic and page of everybody's, and what is for operators."""
    for topic in HEARD:
        world.ask("visitor", f"/api/events/{world.slug}/{topic}")
    for page in PAGES:
        world.ask("visitor", f"/{world.slug}/{page}")
    for path in ("/metrics", "/readyz"):
        world.ask("visitor", path, **FROM_OUTSIDE)


def pair(lived: Lived, seed: int) -> tuple[Seen, Seen]:
    """The two worlds of a seed."""
    shown, drawn = KINDS[seed % len(KINDS)]
    secret = [drawn(Random(seed), Random(f"{seed}{which}"), canary(which)) for which in "ab"]
    one, other = (lived(MORNING, shown, acts, asks=a_visitor_asks, until_ms=NOON_MS) for acts in secret)
    return one, other


def canary(which: str) -> str:
    """What a juror of a world writes, and nobody else ever reads."""
    return f"canari {which}"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pair_that_differs_in_secrets_alone_is_told_the_same(lived: Lived, seed: int) -> None:
    one, other = pair(lived, seed)
    assert told_apart(one, other) == []
    assert [place for seen in (one, other) for place, text in seen.items() if canary("") in text] == []


def test_control_a_projection_that_is_bypassed_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "shown", results.ranked)
    assert "visitor: frames" in told_apart(*pair(lived, 0))
