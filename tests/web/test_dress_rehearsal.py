"""A dress rehearsal: the copy is made, plays, and is wiped; the event itself and its links know nothing of it."""

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Ballot, Base, Event, Link, Recusal
from app.playing import Players
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.stories.test_the_play import play_to_the_end
from tests.visiting import Visitor

LOOKS = 60


def post(visitor: Visitor, act: str, slug: str = "", **fields: str) -> int:
    """Press a button of the page; its status."""
    form = {"csrf_token": visitor.csrf, **fields}
    return visitor.client.post(f"/{slug or visitor.slug}/desk/rehearsal/{act}", data=form).status_code


def rows(app: Flask) -> dict[str, set[str]]:
    """Every row of every table."""
    with app.app_context():
        return {
            table.name: {repr(row) for row in db.session.execute(select(table))}
            for table in Base.metadata.sorted_tables
        }


def real(app: Flask, event: Event) -> None:
    """Have the example be an event like any other."""
    with app.app_context():
        db.session.get_one(Event, event.id).demonstration = False
        db.session.commit()


def copy_of(app: Flask, event: Event) -> tuple[int, str, dict[str, str]]:
    """The copy: its number, its slug, and a token of each role."""
    with app.app_context():
        copy = db.session.scalars(select(Event).filter_by(copy_of=event.id)).one()
        keys = app.extensions["palmares.keys"]
        links = db.session.scalars(select(Link).filter_by(event_id=copy.id))
        return copy.id, copy.slug, {link.role: keys.token(link.name) for link in links}


def test_a_rehearsal_is_played_and_wiped_and_the_event_stays_byte_for_byte(
    app: Flask, event: Event, doors: Doors, still_clock: StillClock
) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    assert juror.ballot(4).status_code == 200
    assert juror.send("POST", "recusals", {"team": 5, "reason": "a cousin"}).status_code == 200
    real(app, event)
    before = rows(app)
    assert post(organiser, "copy") == 303
    assert post(organiser, "copy") == 303  # pressed again, or by another organiser: there is one
    number, slug, _ = copy_of(app, event)
    with app.app_context():
        assert db.session.scalars(select(Ballot.id).filter_by(event_id=number)).all() == []
        stepped = db.session.scalars(select(Recusal).filter_by(event_id=number)).one()
        assert stepped.reason_id is None
    assert post(organiser, "play", speed="60") == 303
    with app.app_context():
        play_to_the_end(Players(app), still_clock, looks=LOOKS)
        db.session.rollback()
        assert db.session.scalars(select(Ballot.id).filter_by(event_id=number)).all() != []
    meanwhile = rows(app)
    assert [name for name, kept in before.items() if not kept <= meanwhile[name]] == []
    assert post(organiser, "play", speed="") == 303
    assert post(organiser, "wipe") == 303
    assert rows(app) == before
    assert doors.stranger().client.get(f"/{slug}/").status_code == 404


def test_the_links_of_the_one_open_nothing_of_the_other(app: Flask, event: Event, doors: Doors) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    assert post(organiser, "copy") == 303
    _, slug, tokens = copy_of(app, event)
    assert organiser.client.get(f"/{slug}/desk").status_code == 401
    assert juror.client.get(f"/{slug}/jury").status_code == 401
    for role, page in (("organiser", "desk"), ("juror", "jury"), ("team", "team")):
        theirs = doors.stranger()
        assert theirs.enter(tokens[role]).status_code == 303
        assert theirs.client.get(f"/{slug}/{page}").status_code == 200
        assert theirs.client.get(f"/{event.slug}/{page}").status_code == 401
    assert organiser.client.get(f"/{event.slug}/desk").status_code == 200


def test_whoever_leads_the_copy_wipes_it_from_its_own_desk(app: Flask, event: Event, doors: Doors) -> None:
    assert post(doors.enter("organiser"), "copy") == 303
    number, slug, tokens = copy_of(app, event)
    leader = doors.stranger()
    assert leader.enter(tokens["organiser"]).status_code == 303
    assert "Répétition générale" in leader.client.get(f"/{slug}/desk/rehearsal").get_data(as_text=True)
    assert post(leader, "wipe", slug) == 303
    with app.app_context():
        assert db.session.get(Event, number) is None
        assert db.session.get(Event, event.id) is not None


def test_what_is_no_rehearsal_is_neither_played_nor_wiped(app: Flask, event: Event, doors: Doors) -> None:
    organiser = doors.enter("organiser")
    assert [post(organiser, act, speed="60") for act in ("play", "wipe")] == [409, 409]
    assert post(organiser, "copy") == 303
    assert [post(organiser, "play", speed=speed) for speed in ("0", "-1", "soon", "100000")] == [422] * 4
    with app.app_context():
        assert db.session.get_one(Event, event.id).play_speed is None


def test_the_public_is_not_sent_to_a_rehearsal(app: Flask, event: Event, doors: Doors) -> None:
    assert post(doors.enter("organiser"), "copy") == 303
    _, slug, _ = copy_of(app, event)
    listed = doors.stranger().client.get("/").get_data(as_text=True)
    assert f"/{event.slug}/" in listed
    assert f"/{slug}/" not in listed
    shown = doors.stranger().client.get(f"/{slug}/stage").get_data(as_text=True)
    assert "Démonstration" in shown
