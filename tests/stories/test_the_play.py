"""An afternoon that plays by itself, to the closed list, by a clock that the test moves: four teams came."""

from collections import Counter
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.access import demonstration
from app.actions import play, timer
from app.cli.event import verify
from app.extensions import db
from app.models import BallotVersion, Event, JournalEntry, LaureateList, ListAct, Organisation, Packet, Slot
from app.playing import Players
from app.queries import agenda, ballots
from tests.clocks import StillClock

MOST_LOOKS = 2_000
CAME = 4


def play_to_the_end(players: Players, still: StillClock, looks: int = MOST_LOOKS) -> int:
    """Let everything come in its time; how many looks at the day that took."""
    for look in range(looks):
        soonest = players.play_on()
        if soonest is None:
            return look
        still.at = max(still.at, soonest)
    return looks


@pytest.fixture
def players(app: Flask, event: Event, still_clock: StillClock) -> Players:
    """The demonstration, twenty times shorter, about to play."""
    with app.app_context():
        for slot in db.session.scalars(select(Slot).where(Slot.team > CAME)):
            slot.status = "absent"
        db.session.commit()
        assert play.play(event.id, demonstration(event.id), None, 20).status == 200
    return Players(app)


def test_the_afternoon_plays_itself_to_the_closed_list_and_verifies(
    app: Flask, players: Players, still_clock: StillClock
) -> None:
    began = still_clock.at
    with app.app_context():
        assert play_to_the_end(players, still_clock) < MOST_LOOKS
        event = db.session.scalars(select(Event)).one()
        assert (event.phase, event.scoring, event.deliberation) == ("deliberation", "closed", "open")
        assert db.session.get_one(LaureateList, event.id).state == "closed"
        assert len(db.session.scalars(select(Packet)).all()) == 1
        kinds = Counter(db.session.scalars(select(JournalEntry.kind)))
        assert kinds["list.closed"] == 1
        validated = [v for v in db.session.scalars(select(BallotVersion)) if v.final]
        assert len(validated) == len({v.ballot_id for v in validated})
        assert {slot.status for slot in agenda.slots(db.session(), event) if slot.kind == "pitch"} == {
            "done",
            "absent",
        }
    # Three minutes and five are nine seconds and fifteen: clocks never lie, lengths are shorter.
    assert still_clock.at - began < 5 * 60_000
    said = app.test_cli_runner().invoke(verify, ["amiens-2019"])
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "ok"), said.output


@pytest.mark.nightly
def test_whoever_acts_meanwhile_is_no_obstacle_and_a_pause_is_theirs(
    app: Flask, players: Players, still_clock: StillClock
) -> None:
    with app.app_context():
        play_to_the_end(players, still_clock, looks=4)
        event = db.session.scalars(select(Event)).one()
        known = agenda.timer_of(db.session(), event)
        assert known.mode == "running"
        organiser = replace(demonstration(event.id), key="organiser:somebody")
        paused = timer.command(event.id, organiser, "pause-by-a-person", timer.Command("pause", known.revision))
        assert paused.status == 200
        db.session.rollback()
        still_clock.go_on(3_600_000)
        players.play_on()
        db.session.rollback()
        known = agenda.timer_of(db.session(), event)
        assert known.mode == "paused"
        timer.command(event.id, organiser, "resume-by-a-person", timer.Command("resume", known.revision))
        assert play_to_the_end(players, still_clock) < MOST_LOOKS
        assert db.session.get_one(LaureateList, event.id).state == "closed"


def twice() -> list[int]:
    """The ballots that were begun or validated more than once."""
    written = Counter(db.session.execute(select(BallotVersion.ballot_id, BallotVersion.final)).all())
    return [ballot for (ballot, _), times in written.items() if times > 1]


@pytest.mark.nightly
def test_another_player_goes_on_where_one_was_killed(app: Flask, players: Players, still_clock: StillClock) -> None:
    with app.app_context():
        play_to_the_end(players, still_clock, looks=40)
        assert play_to_the_end(Players(app), still_clock) < MOST_LOOKS
        assert twice() == []
        assert len(db.session.scalars(select(Packet)).all()) == 1


@pytest.mark.nightly
def test_control_a_player_that_does_not_look_at_what_is_written_writes_it_twice(
    app: Flask, players: Players, still_clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        play_to_the_end(players, still_clock, looks=40)
        monkeypatch.setattr("app.queries.play._written", lambda *_: {})
        monkeypatch.setattr("app.domain.ballots.is_stale", lambda *_: False)
        written = len(db.session.scalars(select(BallotVersion)).all())
        # It would never end: as many acts as it takes to see it.
        monkeypatch.setattr("gevent.sleep", lambda _: stop_after(written + 3))
        with pytest.raises(Enough):
            Players(app).play_on()
        assert twice() != []


class Enough(Exception):
    """So many versions are there."""


def stop_after(versions: int) -> None:
    """End the play once so many versions are written."""
    db.session.rollback()
    if len(db.session.scalars(select(BallotVersion)).all()) >= versions:
        raise Enough


@pytest.mark.nightly
def test_the_quotas_of_the_event_are_kept_to_with_their_reason(
    app: Flask, players: Players, still_clock: StillClock
) -> None:
    with app.app_context():
        event = db.session.scalars(select(Event)).one()
        event.laureates = 1
        # Of the teams that came only the fourth is of the Oise.
        db.session.scalars(select(Organisation).filter_by(key="60")).one().min_laureates = 1
        db.session.commit()
        assert play_to_the_end(players, still_clock) < MOST_LOOKS
        act = db.session.scalars(select(ListAct)).one()
        assert (act.kind, act.teams) == ("discussion", [4])
        assert ballots.text(db.session(), act.reason_id).startswith("Le règlement")


def test_a_real_event_is_played_by_people_alone(app: Flask, event: Event) -> None:
    with app.app_context():
        db.session.get_one(Event, event.id).demonstration = False
        db.session.commit()
        with pytest.raises(Exception, match="no longer opens"):
            play.play(event.id, demonstration(event.id), None, 20)
        db.session.get_one(Event, event.id).play_speed = 20
        db.session.commit()
        assert Players(app).play_on() is None
