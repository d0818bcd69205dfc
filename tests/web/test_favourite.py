"""The favourite vote over HTTP: admitted by the code, changed until it closes, told to nobody before, to all after."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import changes
from app.documents import sheets
from app.domain import favourite as rules
from app.extensions import db
from app.models import Event, FavouriteVoter
from app.queries import export, verification
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.preparing import load_tables
from tests.visiting import Visitor, new_op

PHONES, MINUTE_MS, READ_MS = 300, 60_000, 5_000


class Room:
    """The organiser, and whoever else is in the room."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.desk = doors.enter("organiser")
        self.slug = self.desk.slug

    def act(self, act: str, expected: int = 303, **sent: Any) -> TestResponse:
        """One act of the desk on the vote."""
        form = {"csrf_token": self.desk.csrf, "op": new_op(), "act": act, **sent}
        answer = self.desk.client.post(f"/{self.slug}/desk/favourite/vote", data=form)
        assert answer.status_code == expected, answer.get_data(as_text=True)
        return answer

    def opened(self, seats: int = 400, most: int = 1) -> str:
        """The code of a vote that was opened a moment ago."""
        self.act("open", seats=seats, most=most)
        return self.code

    @property
    def code(self) -> str:
        """What the big screen shows."""
        return str(self.told()["code"])

    def told(self) -> dict[str, Any]:
        """The vote as the desk hears it."""
        found: dict[str, Any] = self.desk.topic("favourite").get_json()
        return found

    def phone(self, browser: str = "one model") -> Visitor:
        """Somebody else's phone; all of them come through one address."""
        phone = self.doors.stranger()
        phone.client.environ_base["HTTP_USER_AGENT"] = browser
        return phone


def vote(phone: Visitor, team: Any, code: str | None = None) -> TestResponse:
    """Vote as a program does."""
    return phone.send("POST", "favourite", {"team": team, "code": code})


@pytest.fixture
def room(doors: Doors, still_clock: StillClock) -> Room:
    """The example's room, at an instant that the test moves."""
    return Room(doors)


def test_it_is_off_until_the_desk_opens_it(room: Room) -> None:
    phone = room.phone()
    page = phone.client.get(f"/{room.slug}/vote")
    assert page.status_code == 200 and "<form" not in page.get_data(as_text=True).split("<footer")[0]
    assert vote(phone, 4, "AAAA").status_code == 410
    assert phone.topic("favourite").status_code == 404
    assert room.told()["state"] == "off"


def test_the_code_admits_once_and_the_choice_is_changed_until_it_closes(room: Room) -> None:
    code, phone = room.opened(), room.phone()
    assert vote(phone, 4).status_code == 422
    assert vote(phone, 4, "WRON").get_json()["fields"].keys() == {"code"}
    assert vote(phone, 99, code).get_json()["fields"].keys() == {"team"}
    first = vote(phone, 4, code.lower())
    assert first.status_code == 200 and first.get_json()["receipt"]
    room.act("new_code")
    assert vote(phone, [7]).status_code == 200
    assert vote(room.phone(), 7, code).status_code == 422, "the former code admits nobody any more"
    room.act("close")
    assert vote(phone, 4).status_code == 410
    assert room.told()["counts"] == {"7": 1}


def test_a_form_does_the_same_and_keeps_what_was_typed(room: Room) -> None:
    code, phone = room.opened(most=2), room.phone()
    address = f"/{room.slug}/vote"

    def send(**sent: Any) -> TestResponse:
        form = {"csrf_token": phone.csrf, "op": new_op(), **sent}
        return phone.client.post(address, data=form, headers={"Accept-Language": "en"})

    phone.client.get(address)
    refused = send(code="nope", team=["4", "7"])
    text = refused.get_data(as_text=True)
    assert refused.status_code == 422 and 'value="nope"' in text and 'id="code-error"' in text
    assert len(re.findall(r"checked", text)) == 2
    text = send(code=code, team=["4", "7", "9"]).get_data(as_text=True)
    assert "at most 2" in text
    assert send(code=code, team=[]).status_code == 422
    assert send(code=code, team=["4", "7"]).status_code == 303
    assert "Your vote is in" in phone.client.get(address, headers={"Accept-Language": "en"}).get_data(as_text=True)


def test_a_vote_sent_again_is_one_vote(room: Room) -> None:
    code, phone = room.opened(), room.phone()
    op = new_op()
    answers = [phone.send("POST", "favourite", {"team": 4, "code": code}, op).get_json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert room.told()["voters"] == 1
    room.act("close")
    assert phone.send("POST", "favourite", {"team": 4, "code": code}, op).get_json() == answers[0]
    assert vote(phone, 4, code).status_code == 410


def test_settings_are_judged_at_their_fields(room: Room) -> None:
    for wrong in ("", "0", "many", "5001"):
        assert 'id="seats-error"' in room.act("open", 422, seats=wrong, most=1).get_data(as_text=True)
    assert 'id="most-error"' in room.act("open", 422, seats=9, most=11).get_data(as_text=True)
    room.act("close", 422)


def test_nobody_knows_the_totals_before_the_vote_is_closed_and_all_do_once_told(room: Room) -> None:
    code = room.opened()
    assert vote(room.phone(), 4, code).status_code == 200
    told = room.told()
    assert (told["counts"], told["suspect_counts"], told["voters"]) == (None, None, 1)
    assert room.phone().topic("favourite").status_code == 404
    room.act("close")
    assert room.told()["counts"] == {"4": 1}
    assert room.phone().topic("favourite").status_code == 404
    room.act("tell")
    public = room.phone().topic("favourite").get_json()
    assert (public["counts"], public["suspect"], public["mode"]) == ({"4": 1}, 0, "indicative")
    assert "code" not in public
    room.act("untell")
    assert room.phone().topic("favourite").status_code == 404


def test_the_code_is_told_in_the_room_alone(room: Room) -> None:
    code = room.opened()
    for who in (room.desk, room.doors.enter("screen")):
        assert code in who.client.get(f"/{room.slug}/code").get_data(as_text=True)
    for path in ("code", "vote", "", "waiting", "results"):
        for who in (room.phone(), room.doors.enter("team"), room.doors.enter("juror")):
            assert code not in who.client.get(f"/{room.slug}/{path}").get_data(as_text=True), path
    assert room.doors.enter("screen").topic("direction").get_json()["code"] == code
    room.act("close")
    assert room.doors.enter("screen").topic("direction").get_json()["code"] is None


def crowd(room: Room, still_clock: StillClock, honest: int, scripted: int, over_ms: int) -> None:
    """A room votes through one address within a while, each having read; a script does in the middle, with its browser.

    The script votes as soon as it has its page, and its cookie is another each time.
    """
    code, begun, address = room.code, still_clock.at, f"/{room.slug}/vote"
    phones = [room.phone(f"model {number % 2}") for number in range(honest)]
    opened = [(number * over_ms // honest, 0, number) for number in range(honest)]
    voted = [(at + READ_MS, 1, number) for at, _, number in opened]
    script = [(over_ms // 2 + number, 2, number) for number in range(scripted)]
    for at, act, number in sorted([*opened, *voted, *script]):
        still_clock.at = begun + at
        phone = room.phone("model 0") if act == 2 else phones[number]
        if act != 1:
            assert phone.client.get(address).status_code == 200
        if act != 0:
            answer = vote(phone, 9 if act == 2 else 1 + number % 3, code)
            assert answer.status_code == 200 or (act == 2 and answer.status_code == 403)


@pytest.mark.parametrize(
    ("honest", "scripted", "seats"),
    [(40, 30, 40), pytest.param(PHONES, 200, PHONES, marks=pytest.mark.nightly)],
)
def test_a_room_behind_one_address_is_counted_and_a_script_apart(
    room: Room, still_clock: StillClock, honest: int, scripted: int, seats: int
) -> None:
    room.opened(seats=seats)
    crowd(room, still_clock, honest, scripted, MINUTE_MS * honest // PHONES)
    room.act("close")
    told = room.told()
    assert (told["voters"], sum(told["counts"].values())) == (honest, honest)
    assert told["suspect"] == scripted and set(told["suspect_counts"]) == {"9"}
    assert "9" not in told["counts"]


def test_no_more_count_than_there_are_seats(
    room: Room, still_clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "flood", lambda _seats: 1)
    code = room.opened(seats=3)
    statuses = []
    for _ in range(6):
        still_clock.at += 1_000
        statuses.append(vote(room.phone(), 2, code).status_code)
    assert statuses == [200, 200, 200, 200, 403, 403]
    assert (room.told()["voters"], room.told()["suspect"]) == (3, 1)
    room.act("seats", seats=4)
    assert (room.told()["voters"], room.told()["suspect"]) == (4, 0)


def test_a_closed_vote_survives_an_export_and_an_open_one_says_no_choice(
    app: Flask, event: Event, room: Room, tmp_path: Path
) -> None:
    code = room.opened()
    assert vote(room.phone(), 4, code).status_code == 200
    with app.app_context():
        kept = export.tables(db.session(), db.session.get_one(Event, event.id)).favourite
        assert kept == {"state": "off", "seats": 400, "most": 1, "voters": []}
    room.act("close")
    with app.app_context():
        sheets.write_json(export.tables(db.session(), db.session.get_one(Event, event.id)), tmp_path / "kept.json")
        assert verification.verify(db.session(), db.session.get_one(Event, event.id)).differences == []
    tables, faults = sheets.read_event(tmp_path / "kept.json")
    assert tables is not None and not faults
    again = load_tables(app, tables, "again")
    with app.app_context():
        found = db.session.get_one(Event, again.id)
        assert export.tables(db.session(), found).favourite == tables.favourite
        assert verification.verify(db.session(), found).differences == []
        with changes.transaction() as session:
            session.scalars(select(FavouriteVoter).filter_by(event_id=again.id)).one().teams = [9]
        db.session.rollback()
        assert len(verification.verify(db.session(), found).differences) == 1
    text = (tmp_path / "kept.json").read_text(encoding="utf-8").replace('"seats": 400', '"seats": "400"')
    (tmp_path / "kept.json").write_text(text, encoding="utf-8")
    assert sheets.read_event(tmp_path / "kept.json")[0] is None
