"""Every page that answers HTML is among those looked at in a real browser, in each way that a seat may see it.

The list is `tests/browser/pages.py`; what is looked for, `tests/browser/test_axe.py`. A page or a way of seeing it that
is missing from the list fails here.
"""

import re
import shutil
from collections.abc import Iterable

import pytest
from flask import Flask
from sqlalchemy import select

from app import changes
from app.actions import organisers
from app.extensions import db
from app.models import Event, LaureateList
from tests import preparing
from tests.browser.pages import ACCOUNT, PAGES, SEATS, STRANGER, Shown
from tests.clocks import standing_still
from tests.conftest import Doors
from tests.contracts.test_access import OF_NO_EVENT, ONCE_CLOSED, ROUTES
from tests.listing import add_packet_as_it_stands
from tests.visiting import Visitor

PASSWORD = "right horse battery"
# What differs from one reader to the next and is drawn by nothing: the island of the script, tokens, and the notice
# that is hidden until a link is revoked (looked at, once shown, in `tests/browser/test_axe_states.py`).
UNSEEN = (
    re.compile(r'<script type="application/json" id="page">.*?</script>', re.DOTALL),
    re.compile(r'name="(?:csrf_token|op)" value="[^"]*"'),
    re.compile(r'<section class="aside aside--danger revoked".*?</section>', re.DOTALL),
)


def visitor_of(app: Flask, doors: Doors, seat: str) -> Visitor:
    """Somebody in that seat."""
    if seat != ACCOUNT:
        return doors.stranger() if seat == STRANGER else doors.enter(seat)
    with app.app_context():
        organisers.add("camille", PASSWORD, None)
    visitor = doors.stranger()
    sent = {"name": "camille", "password": PASSWORD, "csrf_token": visitor.csrf}
    assert visitor.client.post("/login", data=sent).status_code == 303
    return visitor


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What is drawn of every page at one instant: endpoint, then seat, then HTML."""
    folder = shutil.copytree(preparing.loaded(), tmp_path_factory.mktemp("pages") / "instance")
    with standing_still(), preparing.opened(folder) as app:
        with app.app_context():
            event = db.session.scalars(select(Event)).one()
        return seen_in(app, Doors(app, event, preparing.links()))


def seen_in(app: Flask, doors: Doors) -> dict[str, dict[str, str]]:
    """What is drawn of every page of an event whose list is closed."""
    visitors = {seat: visitor_of(app, doors, seat) for seat in SEATS}
    with app.app_context(), changes.transaction() as session:
        event = session.scalars(select(Event)).one()
        session.add(LaureateList(event_id=event.id, state="closed", absences={}))
        add_packet_as_it_stands(session, event)
    found: dict[str, dict[str, str]] = {}
    for (method, endpoint), (path, _) in (ROUTES | ONCE_CLOSED | OF_NO_EVENT).items():
        if method != "GET":
            continue
        for seat, visitor in visitors.items():
            answer = visitor.client.get(PAGES[endpoint].path if endpoint in PAGES else path)
            if answer.status_code == 200 and answer.mimetype != "text/html":
                break  # a file, for whoever may have it
            if answer.status_code == 200:
                found.setdefault(endpoint, {})[seat] = drawn(answer.get_data(as_text=True))
    return found


def drawn(html: str) -> str:
    """The HTML without what no reader sees."""
    for unseen in UNSEEN:
        html = unseen.sub("", html)
    return html


def unseen_ways(pages: dict[str, Shown], seen: dict[str, dict[str, str]]) -> list[str]:
    """Pages without a row, rows without a page, and seats whose HTML nobody of the row has."""
    wrong = [f"{name}: no row" for name in seen.keys() - pages.keys()]
    wrong += [f"{name}: no such page" for name in pages.keys() - seen.keys()]
    for name in seen.keys() & pages.keys():
        looked_at = {seen[name].get(seat) for seat in pages[name].seats}
        wrong += [f"{name}: no {seat}" for seat, html in seen[name].items() if html not in looked_at]
        wrong += [f"{name}: {seat} may not" for seat in set(pages[name].seats) - seen[name].keys()]
    return sorted(wrong)


def without(pages: dict[str, Shown], name: str, seats: Iterable[str] = ()) -> dict[str, Shown]:
    """The list without a row, or with a row of those seats only."""
    fewer = {key: shown for key, shown in pages.items() if key != name}
    return fewer | ({name: Shown(pages[name].path, tuple(seats), pages[name].sizes)} if seats else {})


def test_every_page_is_looked_at_in_each_way_it_is_seen(seen: dict[str, dict[str, str]]) -> None:
    assert unseen_ways(PAGES, seen) == []


def test_control_a_page_or_a_seat_taken_out_is_missed(seen: dict[str, dict[str, str]]) -> None:
    assert unseen_ways(without(PAGES, "desk.links"), seen) == ["desk.links: no row"]
    assert unseen_ways(without(PAGES, "audience.team", [STRANGER]), seen) == ["audience.team: no team"]
    assert unseen_ways(without(PAGES, "coach.tables", ["coach", "juror"]), seen) == ["coach.tables: juror may not"]
