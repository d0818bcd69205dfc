"""The calendar feed: what a phone shows when somebody adds the day to it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.documents import calendar
from app.extensions import db
from app.models import Slot

TEAMS = {1: "1 · Le bon contact"}
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def slots(app, event):
    with app.app_context():
        yield list(db.session.scalars(db.select(Slot).filter_by(event_id=event.id).order_by(Slot.position)))


def entries(event, slots):
    """The feed as a calendar program reads it: the entries by their UID."""
    read = Calendar.from_ical(calendar.feed(event, slots, TEAMS))
    return {str(entry["UID"]): entry for entry in read.walk("VEVENT")}


def test_every_slot_has_its_entry_at_its_published_hour(event, slots):
    found = entries(event, slots)
    assert len(found) == len(slots)
    first = found[f"{slots[0].key}@amiens-2019.palmares"]
    assert first.start == datetime(2019, 11, 28, 9, 0, tzinfo=PARIS)
    assert first.end == datetime(2019, 11, 28, 9, 15, tzinfo=PARIS)
    assert str(first["SUMMARY"]) == "Accueil, café"
    assert str(first["LOCATION"]) == "Amiens"


def test_it_follows_what_was_published_not_what_was_planned(event, slots):
    moved = slots[6]
    moved.published_at_ms = moved.planned_at_ms + 33 * 60_000
    assert entries(event, slots)[f"{moved.key}@amiens-2019.palmares"].start.minute == (30 + 33) % 60


def test_a_name_survives_another_order(event, slots):
    assert entries(event, reversed(slots)).keys() == entries(event, slots).keys()


def test_an_absent_team_is_cancelled_not_forgotten(event, slots):
    slots[6].status = "absent"
    statuses = {str(entry["STATUS"]) for entry in entries(event, slots).values()}
    assert statuses == {"CONFIRMED", "CANCELLED"}


def test_a_pitch_is_named_by_its_team(event, slots):
    pitch = next(slot for slot in slots if slot.team == 1)
    assert str(entries(event, slots)[f"{pitch.key}@amiens-2019.palmares"]["SUMMARY"]) == TEAMS[1]


def test_the_zone_travels_with_the_feed(event, slots):
    read = Calendar.from_ical(calendar.feed(event, slots, TEAMS))
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Europe/Paris"]
    assert next(iter(read.walk("VEVENT"))).start.date() == date(2019, 11, 28)


def feed_of(visitor, team=None):
    """The feed as somebody's calendar program fetches it: name and entries."""
    path = f"/{visitor.slug}/agenda.ics" if team is None else f"/{visitor.slug}/teams/{team}/agenda.ics"
    read = Calendar.from_ical(visitor.client.get(path).get_data())
    return str(read["NAME"]), {str(entry["UID"]): entry for entry in read.walk("VEVENT")}


def test_a_move_and_an_absence_keep_the_name_and_grow_the_sequence(doors):
    organiser = doors.enter("organiser")
    agenda = organiser.topic("agenda").get_json()
    one, two = [slot for slot in agenda["slots"] if slot["kind"] == "pitch"][:2]
    uid = f"{one['id']}@amiens-2019.palmares"
    _, before = feed_of(organiser)

    def act(**sent):
        base = organiser.topic("agenda").get_json()["revision"]
        assert organiser.send("POST", "agenda", {"base": base, **sent}).status_code == 200
        return feed_of(organiser)[1]

    moved = act(action="swap", slot=one["id"], **{"with": two["id"]})
    assert moved.keys() == before.keys()
    assert (before[uid]["SEQUENCE"], moved[uid]["SEQUENCE"]) == (0, 1)
    assert (moved[uid].start - before[uid].start).seconds == 8 * 60
    gone = act(action="absent", slot=one["id"])
    assert (str(gone[uid]["STATUS"]), gone[uid]["SEQUENCE"]) == ("CANCELLED", 2)
    back = act(action="undo")
    assert (str(back[uid]["STATUS"]), back[uid]["SEQUENCE"]) == ("CONFIRMED", 3)
    asleep = act(action="undo")
    assert (asleep[uid].start, asleep[uid]["SEQUENCE"]) == (before[uid].start, 4)
    assert asleep[uid]["DTSTAMP"].dt > before[uid]["DTSTAMP"].dt


def test_a_team_has_its_own_feed_without_the_others(doors):
    name, mine = feed_of(doors.stranger(), 2)
    pitches = [str(entry["SUMMARY"]) for entry in mine.values() if "·" in str(entry["SUMMARY"])]
    assert pitches == ["2 · Médiation animale"]
    assert name.startswith("2 · Médiation animale, ")
    assert doors.stranger().client.get("/amiens-2019/teams/99/agenda.ics").status_code == 404
    assert "teams/2/agenda.ics" in doors.enter("team", 2).client.get("/amiens-2019/team").get_data(as_text=True)


def test_it_names_the_public_address_and_no_room_s(event, slots):
    assert b"URL" not in calendar.feed(event, slots, TEAMS)
    event.public_address = "https://www.departement.example/forum"
    read = Calendar.from_ical(calendar.feed(event, slots, TEAMS))
    assert read["URL"] == event.public_address
    assert {str(entry["URL"]) for entry in read.walk("VEVENT")} == {event.public_address}
