"""What a coach notes reaches its team and that coach: nobody else's bytes depend on it, least of all a juror's.

Two worlds live the same morning; how ready a team is found and the note differ, and only they do.
"""

import pytest

from app.queries import coaching
from tests.contracts.conftest import Lived
from tests.worlds import Act, Programme, Seen, World, told_apart

TEAM = 1
NOTES = (("ready", "une histoire qui porte"), ("review", "un chiffre à vérifier"))
# Everybody but the team and its coach.
READERS = {
    "visitor": None,
    "juror": ("juror", 0),
    "chair": ("chair", 0),
    "organiser": ("organiser", 0),
    "other coach": ("coach", 1),
    "other team": ("team", 2),
    "screen": ("screen", 0),
    "timekeeper": ("timekeeper", 0),
}
# What each tries beside the topics: pages of their own, and those where the note is.
TRIED = ("coach?team=1", "team", f"teams/{TEAM}")
OWN = {
    "visitor": ("", "agenda"),
    "juror": ("jury", f"jury/{TEAM}", "jury/scores"),
    "chair": ("jury", "deliberation", "desk/restitution"),
    "organiser": ("desk", "desk/coaching", "desk/coaching/plan"),
    "timekeeper": ("desk/host",),
}
END_MS = 6_000


def posts(path: str, **fields: object) -> Act:
    """The coach posts a form."""

    def act(world: World) -> None:
        who = world.person("coach", "coach", 0)
        form = {"csrf_token": who.csrf, **fields}
        assert who.client.post(f"/{world.slug}/{path}", data=form).status_code == 303

    return act


def arrive(world: World) -> None:
    """Everybody listens from now on."""
    for name, seat in READERS.items():
        if seat is not None:
            world.person(name, *seat)
        world.listen(name)


def morning(readiness: str, note: str) -> Programme:
    """A coach begins at team 1 and notes something."""
    word = {"action": "word", "team": TEAM, "base": 1, "drama": readiness, "solution": readiness, "note": note}
    return (
        (200, arrive),
        (2_000, posts("coach/visit", action="begin", team=TEAM, base=0)),
        (3_000, posts("coach/visit", **word)),
        (4_000, posts("coach/visit", action="done", team=TEAM, base=2)),
    )


def everybody_asks(world: World) -> None:
    """Each tries what is theirs, and what is not."""
    for name in READERS:
        for page in (*OWN.get(name, ()), *TRIED):
            world.ask(name, f"/{world.slug}/{page}")
        world.ask(name, f"/api/events/{world.slug}/coaching")


def nobody_asks(_world: World) -> None:
    """The frames are enough."""


def two(lived: Lived, asks: Act = everybody_asks) -> tuple[Seen, Seen]:
    """The two worlds, as everybody but the team and its coach sees them."""
    one, other = (lived(morning(*noted), asks=asks, until_ms=END_MS) for noted in NOTES)
    return one, other


def test_nobody_s_bytes_depend_on_what_a_coach_notes(lived: Lived) -> None:
    one, other = two(lived)
    assert told_apart(one, other) == []
    assert '2["coaching"' in one["other coach: frames"]
    assert not [name for name in ("juror", "chair", "visitor") if '2["coaching"' in one[f"{name}: frames"]]


@pytest.mark.nightly
def test_control_a_snapshot_that_tells_the_parts_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = coaching._told
    monkeypatch.setattr(coaching, "_told", lambda visit: honest(visit) | {"parts": dict(visit.parts)})
    assert "organiser: frames" in told_apart(*two(lived, nobody_asks))
