"""What the room votes is nowhere before it is told: two rooms that vote otherwise, or not at all, are told the same.

Over all that visitors, teams and jurors are answered and sent while the vote is open, and once the desk has closed it.
"""

from collections.abc import Callable, Sequence
from functools import cache

import pytest

from app import access
from app.actions import favourite
from app.extensions import db
from app.models import Event, FavouriteVote
from tests.contracts.conftest import Lived
from tests.contracts.room_day import HEARD, a_visitor_arrives
from tests.visiting import new_op
from tests.worlds import Act, Seen, World, told_apart

PAGES = ("", "vote", "code", "results", "teams/4", "palmares", "agenda")
EARS = {"visitor": None, "team": "team", "juror": "juror"}
END_MS = 8_000
Choices = tuple[int, ...]


def does(act: str, **sent: int) -> Act:
    """An act of the desk on the vote."""

    def acted(world: World) -> None:
        with world.app.app_context():
            done = favourite.direct(world.id, access.system(world.id), new_op(), favourite.Act(act, **sent))
            assert done.status == 200
            db.session.remove()

    return acted


def votes(choices: Choices) -> Act:
    """So many phones, each with its choice; the first one changes its mind."""

    def act(world: World) -> None:
        with world.app.app_context():
            code = db.session.get_one(FavouriteVote, world.id).code
            db.session.remove()
        for number, team in enumerate((*choices, *choices[:1])):
            phone = world.person(f"phone {number % max(len(choices), 1)}")
            assert phone.send("POST", "favourite", {"team": team, "code": code}).status_code == 200

    return act


def arrive(world: World) -> None:
    """A visitor, a team and a juror listen."""
    a_visitor_arrives(world)
    for name, role in EARS.items():
        if role:
            world.person(name, role)
            world.listen(name)


def asks(when: str) -> Act:
    """Everybody asks for all that is theirs."""

    def act(world: World) -> None:
        for name in EARS:
            for path in PAGES:
                world.ask(name, f"/{world.slug}/{path}?{when}")
            for topic in (*HEARD, "favourite"):
                world.ask(name, f"/api/events/{world.slug}/{topic}?{when}")
            world.ask(name, f"/healthz?{when}")

    return act


@pytest.fixture(scope="module")
def room(lived: Lived) -> Callable[[Choices], Seen]:
    """All that they were told, by what the phones chose."""

    @cache
    def told(choices: Choices) -> Seen:
        day: Sequence[tuple[int, Act]] = (
            (100, arrive),
            (1_000, does("open", seats=50, most=1)),
            (2_000, votes(choices)),
            (3_000, asks("open")),
            (6_000, does("close")),
        )
        return lived(day, asks=asks("closed"), until_ms=END_MS)

    return told


def test_what_phones_choose_changes_nothing_that_others_are_told(room: Callable[[Choices], Seen]) -> None:
    assert told_apart(room((4, 4, 9)), room((9, 9, 9, 2, 1))) == []
    assert told_apart(room((4, 4, 9)), room(())) == []


@pytest.mark.nightly
def test_control_totals_that_are_not_withheld_are_noticed(
    room: Callable[[Choices], Seen], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = property(lambda event: "told" if event.favourite == "closed" else event.favourite)
    monkeypatch.setattr(Event, "favourite_state", told)
    one, other = (room.__wrapped__(choices) for choices in ((4, 4, 9), (9, 2)))  # type: ignore[attr-defined]
    apart = told_apart(one, other)
    assert "visitor: frames" in apart and any("vote?closed" in place for place in apart)
