"""The jury as people: who came and went, who sits in whose place, whom the chair took out of a team."""

import pytest
from flask import Flask
from sqlalchemy import Update, select, update

from app import access, clock
from app.actions import attendance, events
from app.extensions import db
from app.models import Criterion, Event, JournalEntry, Juror, Link, Organisation
from app.queries import ballots, export, verification
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.visiting import Visitor, new_op

REASON = "their sister is in the team"


def post(visitor: Visitor, path: str, **fields: object) -> int:
    """Post a form of the desk's jury page; its status."""
    form = {"csrf_token": visitor.csrf, **fields}
    return visitor.client.post(f"/{visitor.slug}/desk/jury/{path}", data=form).status_code


def expected(visitor: Visitor) -> int:
    """How many ballots are expected in all."""
    return sum(team["expected"] for team in visitor.topic("progress").get_json()["teams"])


def missing(visitor: Visitor, key: str) -> set[int]:
    """The teams a juror has still to score."""
    return {team for juror, team in visitor.topic("progress").get_json()["missing"] if juror == key}


def verified(app: Flask, event: Event) -> list[str]:
    """What the journal says otherwise."""
    with app.app_context():
        return verification.verify(db.session(), db.session.get_one(Event, event.id)).differences


def own_teams(app: Flask, event: Event, key: str) -> set[int]:
    """The teams of a juror's own organisation."""
    with app.app_context():
        known = ballots.grid(db.session(), db.session.get_one(Event, event.id))
        return {team for (juror, team), why in known.out_of_scope.items() if juror == key and why == "own"}


def enter_new(app: Flask, doors: Doors, slug: str, key: str) -> Visitor:
    """The juror who got a link in the course of the day."""
    with app.app_context():
        link = db.session.scalars(select(Link).filter_by(subject=key, revoked_at_ms=None)).one()
        token = app.extensions["palmares.keys"].token(link.name)
    visitor = doors.stranger()
    assert visitor.enter(token).status_code == 303
    return visitor


def test_a_substitute_takes_over_what_was_not_scored(app: Flask, event: Event, doors: Doors) -> None:
    organiser, first = doors.enter("organiser"), doors.enter("juror")
    before, awaited = expected(organiser), missing(organiser, "j01")
    assert first.ballot(4).status_code == 200
    assert post(organiser, "substitute", juror="j01", name="Suppléante, Oise", organisation="60") == 303
    with app.app_context():
        key = db.session.scalars(select(Juror.key).filter_by(substitute_for="j01")).one()
    second = enter_new(app, doors, event.slug, key)
    # The pairs moved: what one validated stays theirs, the rest is the other's but for the teams of their own.
    assert missing(organiser, "j01") == set()
    own = own_teams(app, event, key)
    assert own
    assert missing(organiser, key) == set(range(1, 16)) - {4} - own
    assert expected(organiser) == before - len(awaited - {4}) + len(missing(organiser, key))
    team = min(missing(organiser, key) & awaited)
    refused = first.ballot(team)
    assert refused.status_code == 403
    assert organiser.topic("progress").get_json()["set_aside"] == [["j01", team, "replaced"]]
    assert first.ballot(4, (1, 1, 1), base=1).status_code == 200
    assert second.ballot(team).status_code == 200
    assert second.ballot(4).status_code == 403
    assert verified(app, event) == []


def test_undone_the_first_one_sits_again_and_nothing_validated_is_lost(app: Flask, event: Event, doors: Doors) -> None:
    organiser, first = doors.enter("organiser"), doors.enter("juror")
    awaited = missing(organiser, "j01")
    post(organiser, "substitute", juror="j01", name="Suppléant")
    with app.app_context():
        key = db.session.scalars(select(Juror.key).filter_by(substitute_for="j01")).one()
    team = min(awaited)
    assert enter_new(app, doors, event.slug, key).ballot(team).status_code == 200
    assert post(organiser, "give-back", juror=key) == 303
    assert missing(organiser, "j01") == awaited - {team}
    assert first.ballot(team).status_code == 403
    assert organiser.topic("results").get_json()["ballots"]["in"] == 1
    # And handed over once more, to the same person, by key.
    assert post(organiser, "substitute", juror="j01", key=key) == 303
    assert post(organiser, "substitute", juror="j01", key=key) == 409
    assert verified(app, event) == []


def test_an_export_of_a_jury_with_a_substitute_loads_back_as_it_was(app: Flask, event: Event, doors: Doors) -> None:
    organiser = doors.enter("organiser")
    doors.enter("juror").ballot(4)
    post(organiser, "substitute", juror="j01", name="Suppléante", function="Conseillère", organisation="60")
    with app.app_context():
        tables = export.tables(db.session(), db.session.get_one(Event, event.id))
        row = tables.jurors[-1]
        assert (row.name, row.function, row.substitute_for, row.sits) == ("Suppléante", "Conseillère", "j01", True)
        again = events.load(app.extensions["palmares.keys"], tables, "again")
        db.session.rollback()  # what is read next is what was just written
        one, other = (ballots.grid(db.session(), db.session.get_one(Event, each)) for each in (event.id, again.id))
        assert (other.expected, other.out_of_scope) == (one.expected, one.out_of_scope)
        assert verification.verify(db.session(), db.session.get_one(Event, again.id)).differences == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "  "}, "Say who takes this place."),
        ({"name": "x" * 201}, "at most 200"),
        ({"name": "Suppléant", "organisation": "99"}, "no such organisation"),
        ({"key": "j02"}, "Choose a substitute"),
    ],
)
def test_a_substitute_who_cannot_be_is_refused_with_all_that_was_typed(
    doors: Doors, fields: dict[str, str], says: str
) -> None:
    organiser = doors.enter("organiser")
    form = {"csrf_token": organiser.csrf, "juror": "j01", **fields}
    path, english = f"/{organiser.slug}/desk/jury/substitute", {"Accept-Language": "en"}
    answer = organiser.client.post(path, data=form, headers=english)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in page
    assert fields.get("name", "").strip() in page


def test_who_missed_a_pitch_is_treated_as_the_rules_say(
    app: Flask, event: Event, doors: Doors, still_clock: StillClock
) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    with app.app_context():
        db.session.execute(update(Event).values(missed_pitches="abstain"))
        db.session.commit()
    before = missing(organiser, "j01")
    slots = {slot["team"]: slot["id"] for slot in organiser.topic("agenda").get_json()["slots"]}
    for team in (4, 5):
        organiser.timer("call", slot=slots[team])
        organiser.timer("start")
        still_clock.go_on(60_000)
        organiser.timer("stop")
        if team == 4:
            assert note(app, event, "arrived") == 200
    assert missing(organiser, "j01") == before - {4}
    assert juror.ballot(4).status_code == 403
    assert juror.ballot(5).status_code == 200
    assert note(app, event, "left") == 200
    assert missing(organiser, "j01") == set()
    counts = organiser.topic("results").get_json()["ballots"]
    assert counts == {"in": 1, "expected": expected(organiser)}
    assert post(organiser, "attendance", juror="j01", kind="undo") == 303
    assert missing(organiser, "j01") == before - {4, 5}
    with app.app_context():
        kinds = [entry.kind for entry in db.session.scalars(select(JournalEntry)) if entry.kind.startswith("juror.")]
    assert kinds == ["juror.arrived", "juror.left", "juror.attendance_undone"]


def note(app: Flask, event: Event, kind: str) -> int:
    """Note that j01 came or went, now."""
    with app.app_context():
        return attendance.note(event.id, access.system(event.id), new_op(), "j01", kind, clock.now_ms()).status


def test_the_chair_excludes_with_a_reason_and_undoes_it(app: Flask, event: Event, doors: Doors) -> None:
    chair, juror = doors.enter("chair"), doors.enter("juror")
    assert juror.ballot(4).status_code == 200
    before = expected(chair)
    assert post(chair, "exclusion", juror="j01", team=4, reason="  ") == 422
    assert post(doors.enter("organiser"), "exclusion", juror="j01", team=4, reason=REASON) == 404
    assert post(chair, "exclusion", juror="j01", team=4, reason=REASON) == 303
    assert expected(chair) == before - 1
    assert chair.topic("results").get_json()["ballots"]["in"] == 0
    assert juror.ballot(4, base=1).status_code == 403
    assert juror.send("POST", "recusals", {"team": 4, "reason": "", "undo": True}).status_code == 403
    assert "Excluded by the chair: 4" in page_of(chair)
    assert post(chair, "exclusion", juror="j01", team=4, undo="yes") == 303
    assert chair.topic("results").get_json()["ballots"]["in"] == 1
    with app.app_context():
        told = [
            entry.payload["in_force"] for entry in db.session.scalars(select(JournalEntry).filter_by(kind="exclusion"))
        ]
    assert told == [True, False]
    assert verified(app, event) == []


def page_of(visitor: Visitor) -> str:
    """The jury at the desk, in English."""
    answer = visitor.client.get(f"/{visitor.slug}/desk/jury", headers={"Accept-Language": "en"})
    return answer.get_data(as_text=True)


def test_the_tablet_that_is_lost_sends_nothing_any_more_and_its_ballots_stay(
    app: Flask, event: Event, doors: Doors
) -> None:
    organiser, lost = doors.enter("organiser"), doors.enter("juror")
    assert lost.ballot(4).status_code == 200
    form = {"csrf_token": organiser.csrf, "juror": "j01", "op": new_op()}
    answer = organiser.client.post(f"/{organiser.slug}/desk/jury/lost-tablet", data=form)
    assert answer.status_code == 303
    # Pressed twice, it is the same card: the first one is not revoked in its turn.
    assert organiser.client.post(f"/{organiser.slug}/desk/jury/lost-tablet", data=form).location == answer.location
    card = organiser.client.get(answer.location).get_data(as_text=True)
    assert card.count('class="access"') == 1
    assert lost.ballot(5).status_code == 401
    assert organiser.topic("progress").get_json()["set_aside"] == [["j01", 5, "revoked"]]
    found = enter_new(app, doors, event.slug, "j01")
    counted = [row["team"] for row in found.client.get(f"/api/events/{event.slug}/ballots").get_json() if row["counts"]]
    assert counted == [4]
    assert post(organiser, "lost-tablet", juror="nobody") == 422


def test_the_rules_are_frozen_by_the_first_validated_ballot(app: Flask, event: Event, doors: Doors) -> None:
    juror = doors.enter("juror")
    juror.ballot(4, (7, 8, None), final=False)
    assert frozen(app) == []
    juror.ballot(4, base=1)
    juror.ballot(5)
    assert len(frozen(app)) == 1
    assert verified(app, event) == []


@pytest.mark.parametrize(
    "tampering",
    [
        update(Event).values(missed_pitches="abstain"),
        update(Criterion).values(description="something else"),
        update(Organisation).values(max_laureates=1),
        update(Event).values(rules_frozen=None),
        update(Juror).values(sits=False),
    ],
)
def test_control_rules_and_seats_that_changed_behind_the_journal_are_noticed(
    app: Flask, event: Event, doors: Doors, tampering: Update
) -> None:
    doors.enter("juror").ballot(4)
    with app.app_context():
        db.session.execute(tampering)
        db.session.commit()
    assert verified(app, event) != []


def frozen(app: Flask) -> list[JournalEntry]:
    """What the journal says of the rules that stand."""
    with app.app_context():
        return list(db.session.scalars(select(JournalEntry).filter_by(kind="rules.frozen")))
