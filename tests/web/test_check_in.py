"""The check-in at the desk: ticked, ticked twice, undone, counted; a juror's is their attendance."""

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Event, JournalEntry
from app.queries import person, verification
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.visiting import Visitor


def tick(visitor: Visitor, group: str, key: str, act: str) -> int:
    """Press a button of the sheet; its status."""
    form = {"csrf_token": visitor.csrf, "group": group, "key": key, "act": act}
    return visitor.client.post(f"/{visitor.slug}/desk/check-in", data=form).status_code


def arrivals(visitor: Visitor) -> dict[str, object]:
    """Who came, as the desk hears it."""
    told: dict[str, object] = visitor.topic("progress").get_json()["arrivals"]
    return told


def acts(app: Flask) -> list[tuple[str, dict[str, object]]]:
    """What the journal says of who came."""
    with app.app_context():
        rows = db.session.scalars(select(JournalEntry).order_by(JournalEntry.seq))
        return [(row.kind, row.payload) for row in rows if row.kind.startswith(("arrival", "juror."))]


def test_everybody_is_ticked_once_and_every_tick_is_undone(
    app: Flask, event: Event, doors: Doors, still_clock: StillClock
) -> None:
    organiser, chair = doors.enter("organiser"), doors.enter("chair")
    assert arrivals(organiser) == {"teams": [], "jury": [], "coaches": [], "guests": 0}
    for group, key in (("teams", "4"), ("jury", "j02"), ("coaches", "c1"), ("guests", ""), ("guests", "")):
        assert tick(organiser, group, key, "come") == 303
    still_clock.go_on(60_000)
    # Whoever else is at the door ticks the same team: it is there already, since the first tick.
    assert tick(chair, "teams", "4", "come") == 303
    assert arrivals(chair) == {"teams": ["4"], "jury": ["j02"], "coaches": ["c1"], "guests": 2}
    assert len(acts(app)) == 5
    page = organiser.client.get(f"/{organiser.slug}/desk/check-in").get_data(as_text=True)
    assert page.count('value="undo"') == 4
    for group, key in (("teams", "4"), ("jury", "j02"), ("coaches", "c1"), ("guests", "")):
        assert tick(organiser, group, key, "undo") == 303
    assert arrivals(organiser) == {"teams": [], "jury": [], "coaches": [], "guests": 1}
    assert tick(organiser, "teams", "4", "undo") == 409
    assert [kind for kind, _ in acts(app)] == [
        *("arrival", "juror.arrived", "arrival", "arrival", "arrival"),
        *("arrival.undone", "juror.attendance_undone", "arrival.undone", "arrival.undone"),
    ]
    with app.app_context():
        assert verification.verify(db.session(), db.session.get_one(Event, event.id)).differences == []


def test_a_juror_who_left_is_awaited_again(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    form = {"csrf_token": organiser.csrf, "juror": "j02", "kind": "left"}
    assert organiser.client.post(f"/{organiser.slug}/desk/jury/attendance", data=form).status_code == 303
    assert arrivals(organiser)["jury"] == []
    # What was noted last is a departure, which is taken back on the jury's own page.
    assert tick(organiser, "jury", "j02", "undo") == 409
    assert tick(organiser, "jury", "j02", "come") == 303
    assert arrivals(organiser)["jury"] == ["j02"]


def test_nobody_unknown_is_ticked(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    wrong = (("teams", "99"), ("teams", "x"), ("jury", "nobody"), ("coaches", "nobody"), ("press", "1"))
    assert [tick(organiser, group, key, "come") for group, key in wrong] == [422] * len(wrong)
    assert tick(organiser, "teams", "4", "dance") == 422
    assert arrivals(organiser)["teams"] == []


def test_the_jury_page_says_how_many_teams_have_come(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    assert tick(organiser, "teams", "4", "come") == 303
    page = organiser.client.get(f"/{organiser.slug}/desk/jury").get_data(as_text=True)
    assert "Équipes pointées : 1 sur 15" in page.replace("\u00a0", " ")


def test_all_that_is_kept_of_a_coach_says_when_they_came(
    app: Flask, event: Event, doors: Doors, still_clock: StillClock
) -> None:
    assert tick(doors.enter("organiser"), "coaches", "c1", "come") == 303
    with app.app_context():
        session, here = db.session(), db.session.get_one(Event, event.id)
        assert person.everything(session, here, person.person(session, here, "coach", "c1"))["arrived_at_ms"] == (
            still_clock.at
        )
        assert person.everything(session, here, person.person(session, here, "coach", "c2"))["arrived_at_ms"] is None
