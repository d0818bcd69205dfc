"""What the room may not see yet changes nothing that the room receives.

Two worlds live the same day at the same instants and differ only in secrets: who scored, what, how often and when.
Every public answer of the event, and the list of events, is compared byte for byte, headers included.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from app import access, changes
from app.models import Installation
from app.queries import results
from tests.clocks import StillClock
from tests.conftest import Doors, application
from tests.preparing import load_example
from tests.visiting import Visitor

EPOCH = "e0"  # drawn by each installation; the same in both worlds, since no secret is in it
PAGES = ("", "agenda", "agenda.ics", "stage", "results", "brand.css", "teams/1", "teams/4")
# The wall's hour at which the answer left; nothing of the event is in it.
OUTSIDE = ("Set-Cookie", "Date")
# Drawn for each session, whatever happened in the event.
DRAWN = re.compile(r'(csrf(?:_token|-token)?"(?: value=| content=|: ?)")[^"]+')

Secrets = Callable[[Doors, StillClock], None]


def nothing(_doors: Doors, still: StillClock) -> None:
    """Nobody scores; the same time passes."""
    still.go_on(90_000)


def a_jury_at_work(doors: Doors, still: StillClock) -> None:
    """Drafts, validated ballots, a change of mind, a refused ballot: at several instants."""
    first, second = doors.enter("juror"), doors.enter("juror", 3)
    assert first.ballot(10, (1, 2, None), final=False).status_code == 200
    still.go_on(20_000)
    assert first.ballot(10, (9, 9, 9), base=1).status_code == 200
    still.go_on(30_000)
    for team in (1, 4, 7):
        first.ballot(team)  # some are refused: a team of their own authority
        second.ballot(team, (3, 2, 1))
    assert first.ballot(10, (11, 0, 0), base=2).status_code == 422
    still.go_on(40_000)


def world(folder: Path, still: StillClock, visibility: str, secrets: Secrets) -> dict[str, str]:
    """Every public answer, once the secrets have happened."""
    started = still.at
    with application(folder) as app:
        doors = Doors(app, load_example(app))
        with app.app_context(), changes.transaction() as session:
            session.execute(update(Installation).values(epoch=EPOCH))
        assert doors.enter("organiser").send("POST", "visibility", {"visibility": visibility}).status_code == 200
        secrets(doors, still)
        seen = dict(public_answers(doors.stranger()))
    still.at = started
    return seen


def public_answers(visitor: Visitor) -> Iterator[tuple[str, str]]:
    """What a visitor without a link is answered: status, headers and body, by address."""
    paths = [f"/{visitor.slug}/{page}" for page in PAGES] + ["/"]
    paths += [f"/api/events/{visitor.slug}/{topic}" for topic in access.VIEWS]
    for path in paths:
        answer = visitor.client.get(path)
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers if name not in OUTSIDE)
        yield path, DRAWN.sub(r"\1…", f"{answer.status}\n{headers}\n\n{answer.get_data(as_text=True)}")


def differing(folder: Path, still: StillClock, visibility: str) -> list[str]:
    """The public addresses at which the two worlds can be told apart."""
    quiet = world(folder / "quiet", still, visibility, nothing)
    busy = world(folder / "busy", still, visibility, a_jury_at_work)
    assert quiet.keys() == busy.keys()
    return [path for path in quiet if quiet[path] != busy[path]]


def test_hidden_tells_nothing_by_any_public_answer(tmp_path: Path, still_clock: StillClock) -> None:
    assert differing(tmp_path, still_clock, "hidden") == []


@pytest.mark.parametrize("visibility", ["progress", "live"])
def test_what_the_room_may_see_is_on_the_results_alone(
    tmp_path: Path, still_clock: StillClock, visibility: str
) -> None:
    assert differing(tmp_path, still_clock, visibility) == [
        "/amiens-2019/results",
        "/api/events/amiens-2019/results",
    ]


def test_control_a_projection_that_counts_ballots_is_noticed(
    tmp_path: Path, still_clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "shown", results.ranked)
    assert "/api/events/amiens-2019/results" in differing(tmp_path, still_clock, "hidden")
