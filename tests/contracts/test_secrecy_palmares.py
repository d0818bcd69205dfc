"""Who the laureates are is nowhere before they are announced: two evenings that differ by them alone tell the same.

Each address of the palmarès, and each public page that says something of the laureates later, is asked of both, and of
the afternoon before; and what is not there yet answers like what never is.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Event
from app.queries import laureates, palmares
from tests import preparing
from tests.announcing import close, publish_contacts
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.contracts.access_table import EVENT, ONCE_ANNOUNCED, read
from tests.contracts.test_pages import drawn
from tests.listing import scored
from tests.visiting import Visitor

ONE, OTHER = (1, 2, 3, 4, 5, 6, 7, 8), (9, 10, 11, 12, 13, 14, 15, 1)
LATER = [*(path for path, _ in ONCE_ANNOUNCED.values()), f"{EVENT}/palmares.json"]
# No text once it is there.
COPY = f"{EVENT}/palmares.zip"
PUBLIC = [*LATER]
PUBLIC += [f"{EVENT}/", "/", f"{EVENT}/agenda", f"{EVENT}/rules", *(f"{EVENT}/teams/{team}" for team in (1, 8, 10))]
Told = dict[str, str]


@contextmanager
def evening(folder: Callable[[], Path], chosen: tuple[int, ...] | None, announced: bool) -> Iterator[Doors]:
    """The doors of an evening whose list is closed on these teams; an afternoon where it is on none."""
    here = shutil.copytree(scored("j01", "j03"), folder())
    with preparing.opened(here) as app:
        publish_contacts(app)
        if chosen:
            close(app, chosen, announced)
        with app.app_context():
            event = db.session.scalars(select(Event)).one()
        yield Doors(app, event, preparing.links())


def told(who: Visitor) -> Told:
    """What somebody is answered everywhere: status, headers, and the page as it is drawn."""
    who.session()  # its cookie is drawn anew for each, and set once
    return {path: drawn(read(who.client.get(path))) for path in PUBLIC}


@pytest.fixture
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """A new place for each evening."""
    return lambda: tmp_path_factory.mktemp("evening") / "instance"


def seen(folders: Callable[[], Path], chosen: tuple[int, ...] | None, announced: bool = False) -> Told:
    with evening(folders, chosen, announced) as doors:
        return told(doors.stranger())


def test_before_the_announcement_no_page_depends_on_the_list(
    folders: Callable[[], Path], still_clock: StillClock
) -> None:
    assert seen(folders, ONE) == seen(folders, OTHER) == seen(folders, None)


def test_what_is_not_announced_is_like_what_does_not_exist(folders: Callable[[], Path]) -> None:
    with evening(folders, ONE, False) as doors:
        for role in (None, "team", "juror", "screen", "organiser"):
            who = doors.enter(role) if role else doors.stranger()
            for path in (*LATER, COPY):
                absent = path.replace("/palmares", "/palmarez")
                answers = [who.client.get(address) for address in (path, absent)]
                assert [answer.status_code for answer in answers] == [404, 404], path
                assert read(answers[0]) == read(answers[1]), path


def test_once_announced_it_is_there_for_everybody(folders: Callable[[], Path]) -> None:
    with evening(folders, ONE, True) as doors:
        for who in (doors.stranger(), doors.enter("team"), doors.enter("organiser")):
            assert {who.client.get(path).status_code for path in LATER} == {200}


def test_control_a_palmares_that_does_not_wait_is_noticed(
    folders: Callable[[], Path], still_clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(palmares, "announced", laureates.closed_packet)
    one, other = seen(folders, ONE), seen(folders, OTHER)
    apart = {path for path in PUBLIC if one[path] != other[path]}
    assert apart >= {*LATER} | {f"{EVENT}/teams/8", f"{EVENT}/teams/10"}
