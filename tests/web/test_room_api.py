"""What the desk says and shows to the room: an announcement, a message to the speaker, a black stage."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, select

from app.models import JournalEntry, PersonalText
from tests.conftest import Doors


def test_an_announcement_is_on_every_page_of_the_event_and_is_taken_back(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    first = organiser.send("POST", "announcement", {"text": "The lift is repaired"}).get_json()
    assert first == {"announcement": "The lift is repaired", "before": None}
    second = organiser.send("POST", "announcement", {"text": "Lunch is served"}).get_json()
    pages = {"team": "team", "coach": "coach", "juror": "jury/10", None: "results"}
    for role, path in pages.items():
        visitor = doors.enter(role) if role else doors.stranger()
        assert "Lunch is served" in visitor.client.get(f"/{visitor.slug}/{path}").get_data(as_text=True), path
    assert organiser.send("POST", "announcement", {"text": second["before"]}).get_json()["before"] == "Lunch is served"
    assert doors.stranger().topic("day").get_json()["announcement"] == "The lift is repaired"


def test_a_message_and_black_are_the_stages_and_leave_the_timer_alone(doors: Doors) -> None:
    keeper, stranger = doors.enter("timekeeper"), doors.stranger()
    slot = stranger.topic("stage").get_json()["next"]["slot"]
    assert keeper.timer("call", slot=slot).status_code == 200
    timer = stranger.topic("stage").get_json()["timer"]
    assert keeper.send("POST", "message", {"text": "Closer to the microphone"}).status_code == 200
    assert keeper.send("POST", "blackout", {"blackout": True}).get_json() == {"blackout": True, "before": False}
    stage = stranger.topic("stage").get_json()
    assert (stage["message"], stage["blackout"], stage["timer"]) == ("Closer to the microphone", True, timer)


def test_the_timer_s_undo_takes_back_neither_message_nor_black(doors: Doors) -> None:
    keeper = doors.enter("timekeeper")
    keeper.timer("call", slot=keeper.topic("stage").get_json()["next"]["slot"])
    keeper.send("POST", "blackout", {"blackout": True})
    keeper.timer("undo")
    stage = keeper.topic("stage").get_json()
    assert (stage["timer"]["mode"], stage["blackout"]) == ("idle", True)


def test_what_cannot_be_shown_is_refused_at_its_field_and_changes_nothing(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    for path, body, field in (
        ("announcement", {"text": "a" * 121}, "text"),
        ("message", {"text": 1}, "text"),
        ("message", {"text": ["a"]}, "text"),
        ("message", {"text": "\u200b\u2060"}, "text"),
        ("announcement", {"text": "a\x00b"}, "text"),
        ("announcement", {"text": "a" * 2_000_000}, "text"),
        ("message", {"text": "a" * 49}, "text"),
        ("blackout", {"blackout": "yes"}, "blackout"),
    ):
        refused = organiser.send("POST", path, body)
        assert (refused.status_code, list(refused.get_json()["fields"])) == (422, [field])
    stage, day = organiser.topic("stage").get_json(), organiser.topic("day").get_json()
    assert (stage["message"], stage["blackout"], day["announcement"]) == (None, False, None)


def test_what_is_said_is_kept_apart_from_the_chain(doors: Doors, stored: Callable[[Select[Any]], list[Any]]) -> None:
    doors.enter("organiser").send("POST", "announcement", {"text": "Somebody waits at the door"})
    entry = stored(select(JournalEntry).filter_by(kind="announcement"))[0]
    assert "Somebody" not in str(entry.payload)
    assert stored(select(PersonalText.text).filter_by(commitment=entry.payload["text"])) == [
        "Somebody waits at the door"
    ]


@pytest.mark.parametrize("path", ["announcement", "message"])
def test_a_body_without_words_takes_none_down(doors: Doors, path: str) -> None:
    organiser = doors.enter("organiser")
    assert organiser.send("POST", path, {"text": "Reprise à 16 h"}).status_code == 200
    assert organiser.send("POST", path, {}).status_code == 422
    assert organiser.send("POST", path, {"text": None}).get_json()["before"] == "Reprise à 16 h"


def test_taking_back_ones_own_words_leaves_those_of_somebody_else(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    organiser.send("POST", "announcement", {"text": "Lunch is served"})
    organiser.send("POST", "announcement", {"text": "The doors close at six"})
    late = organiser.send("POST", "announcement", {"text": None, "over": "Lunch is served"})
    assert (late.status_code, late.get_json()["current"]) == (409, {"announcement": "The doors close at six"})
    own = organiser.send("POST", "announcement", {"text": "Lunch is served", "over": "The doors close at six"})
    assert own.get_json() == {"announcement": "Lunch is served", "before": "The doors close at six"}
