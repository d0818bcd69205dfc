"""The coaches' round, from the desk to the phones: proposed, asked for, done; a note read by one team and one coach."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.documents import sheets
from app.extensions import db
from app.models import Coach, Event, PersonalText
from app.queries import export, verification
from tests import preparing
from tests.conftest import Doors
from tests.visiting import Visitor, new_op

NOTE = "Commencer par l’histoire de la voisine"
PARTS = {"drama": "ready", "solution": "coming", "making": "review"}


class Morning:
    """The people of a morning."""

    def __init__(self, doors: Doors) -> None:
        self.desk, self.stranger = doors.enter("organiser"), doors.stranger()
        self.coach, self.other = doors.enter("coach"), doors.enter("coach", 1)
        self.team, self.next_team = doors.enter("team", 1), doors.enter("team", 2)

    def visit(self, team: int, action: str, who: Visitor | None = None, **more: object) -> tuple[int, str]:
        """Post an act on a visit, at its present revision unless told otherwise."""
        who = who or self.coach
        base = next(each["revision"] for each in self.visits() if each["team"] == team)
        place = "desk/coaching/visit" if who is self.desk else "coach/visit"
        return post(who, place, **{"action": action, "team": team, "base": base, **more})

    def visits(self) -> list[dict[str, object]]:
        """The rounds as the desk hears them."""
        found: list[dict[str, object]] = self.desk.topic("coaching").get_json()["visits"]
        return found

    def of(self, coach: str) -> list[object]:
        """The tables of a coach, in order."""
        mine = [each for each in self.visits() if each["coach"] == coach]
        return [each["team"] for each in sorted(mine, key=lambda each: each["place"])]  # type: ignore[arg-type,return-value]


def post(who: Visitor, path: str, **fields: object) -> tuple[int, str]:
    """Post a form, in French."""
    form = {"csrf_token": who.csrf, "op": new_op(), **fields}
    answer = who.client.post(f"/{who.slug}/{path}?lang=fr", data=form)
    return answer.status_code, answer.get_data(as_text=True)


def page(who: Visitor, path: str) -> str:
    """Read a page, in French."""
    answer = who.client.get(f"/{who.slug}/{path}{'&' if '?' in path else '?'}lang=fr")
    return answer.get_data(as_text=True)


@pytest.fixture
def morning(doors: Doors) -> Morning:
    """A morning whose round is proposed."""
    people = Morning(doors)
    assert post(people.desk, "desk/coaching/propose")[0] == 303
    return people


def test_the_round_is_proposed_moved_swapped_and_shared_out_again(morning: Morning) -> None:
    assert morning.of("c1") == [*range(1, 9)]
    assert "22\u00a0min par table" in page(morning.desk, "desk/coaching")
    assert morning.visit(9, "move", coach="c1", at="next")[0] == 303
    assert morning.of("c1")[:2] == [9, 1]
    assert morning.visit(2, "swap", morning.desk, **{"with": 15})[0] == 303
    assert (morning.of("c1")[2], morning.of("c2")[-1]) == (15, 2)
    assert morning.visit(1, "begin")[0] == 303
    status, refused = morning.visit(1, "move", coach="c2", at="last")
    assert status == 422
    assert "Un coach est déjà passé" in refused
    assert morning.visit(3, "move", base=99, coach="c2")[0] == 409
    assert post(morning.desk, "desk/coaching/propose")[0] == 303
    assert 1 in morning.of("c1")  # begun: it stays where it is
    assert sorted(morning.of("c1") + morning.of("c2")) == [*range(1, 16)]  # type: ignore[operator]


def test_a_round_that_was_proposed_again_is_put_back_until_it_changes(morning: Morning) -> None:
    assert morning.visit(9, "move", coach="c1", at="next")[0] == 303
    assert morning.visit(1, "begin")[0] == 303
    dealt = [morning.of("c1"), morning.of("c2")]
    status, refused = post(morning.desk, "desk/coaching/put-back")
    assert (status, "La tournée a changé" in refused) == (422, True)
    assert "Remettre la tournée" not in page(morning.desk, "desk/coaching")
    assert post(morning.next_team, "team/coach", wanted="yes")[0] == 303
    assert post(morning.desk, "desk/coaching/propose")[0] == 303
    assert [morning.of("c1"), morning.of("c2")] != dealt
    assert post(morning.next_team, "team/coach", wanted="no")[0] == 303, "no table changes its place by that"
    assert "Remettre la tournée" in page(morning.desk, "desk/coaching")
    assert post(morning.desk, "desk/coaching/put-back")[0] == 303
    assert [morning.of("c1"), morning.of("c2")] == dealt
    assert post(morning.desk, "desk/coaching/put-back")[0] == 422, "once"


def test_a_round_whose_coach_is_gone_is_not_put_back(app: Flask, morning: Morning) -> None:
    assert post(morning.desk, "desk/coaching/propose")[0] == 303
    with app.app_context():
        db.session.delete(db.session.scalars(select(Coach).filter_by(key="c2")).one())
        db.session.commit()
    assert "Remettre la tournée" not in page(morning.desk, "desk/coaching")
    assert post(morning.desk, "desk/coaching/put-back")[0] == 422


def test_a_team_asks_for_a_coach_takes_it_back_and_is_answered_by_the_visit(morning: Morning) -> None:
    assert post(morning.next_team, "team/coach", wanted="yes")[0] == 303
    assert [each["team"] for each in morning.visits() if each["asked_at_ms"]] == [2]
    assert "Vous avez demandé un coach" in page(morning.next_team, "team")
    assert "demandé à" in page(morning.coach, "coach")
    assert "demandé à" in page(morning.desk, "desk/coaching")
    assert "Vous avez demandé" not in page(morning.team, "team")
    assert post(morning.next_team, "team/coach", wanted="no")[0] == 303
    assert [each["team"] for each in morning.visits() if each["asked_at_ms"]] == []
    assert post(morning.next_team, "team/coach", wanted="yes")[0] == 303
    assert morning.visit(2, "begin", morning.other)[0] == 303
    assert [each["team"] for each in morning.visits() if each["asked_at_ms"]] == []
    assert "Coach B, beta.gouv.fr est à votre table." in page(morning.next_team, "team")
    assert post(morning.next_team, "team/coach", wanted="yes")[0] == 409


def test_a_coach_goes_from_table_to_table_and_takes_a_press_back(morning: Morning) -> None:
    assert morning.visit(1, "begin")[0] == 303
    assert morning.visit(2, "begin")[0] == 303
    first, second = morning.visits()[:2]
    assert first["done_at_ms"] == second["begun_at_ms"]
    assert morning.visit(2, "begin", morning.other)[0] == 422
    assert morning.visit(2, "done", morning.other)[0] == 403, "another coach's visit"
    assert morning.visit(1, "undo")[0] == 422, "nobody is at two tables"
    assert morning.visit(2, "undo")[0] == 303
    assert morning.visits()[1]["begun_at_ms"] is None
    assert morning.visit(2, "undo")[0] == 422
    assert morning.visit(4, "begin", morning.desk, coach="c2")[0] == 303
    assert morning.visit(4, "done", morning.desk)[0] == 303
    assert morning.visits()[3]["coach"] == "c2"


def test_a_note_is_read_by_its_team_and_its_coach_and_by_nobody_else(
    app: Flask, doors: Doors, morning: Morning
) -> None:
    assert morning.visit(1, "word", note=NOTE, **PARTS)[0] == 403  # not begun
    assert morning.visit(1, "begin")[0] == 303
    for who in (morning.other, morning.desk):
        assert morning.visit(1, "word", who, note=NOTE, **PARTS)[0] == 403
    assert morning.visit(1, "word", note=NOTE, **PARTS)[0] == 303
    assert NOTE in page(morning.team, "team")
    assert NOTE in page(morning.coach, "coach?team=1")
    elsewhere = {"chair": doors.enter("chair"), "juror": doors.enter("juror"), "visitor": morning.stranger}
    for who in elsewhere.values():
        seen = [page(who, path) for path in ("jury", "jury/1", "teams/1", "agenda", "deliberation", "coach", "team")]
        assert not [each for each in seen if NOTE in each]
    others = [page(morning.other, "coach?team=1"), page(morning.desk, "desk/coaching"), page(morning.next_team, "team")]
    assert not [each for each in others if NOTE in each]
    for who in (morning.desk, morning.coach, morning.team):
        assert NOTE not in who.topic("coaching").get_data(as_text=True)
    with app.app_context():
        assert verification.verify(db.session(), db.session.scalars(select(Event)).one()).differences == []


def test_what_was_typed_is_kept_where_it_is_refused_and_what_stood_before_is_forgotten(
    app: Flask, morning: Morning
) -> None:
    morning.visit(1, "begin")
    status, refused = morning.visit(1, "word", note="x" * 2_001, **PARTS)
    assert (status, "x" * 2_001 in refused, 'id="note-error"' in refused) == (422, True, True)
    status, refused = morning.visit(1, "word", base=1, note="écrit ailleurs", **PARTS)
    assert (status, "écrit ailleurs" in refused) == (409, True)
    morning.visit(1, "word", note="d’abord", **PARTS)
    morning.visit(1, "word", note=NOTE, **PARTS)
    with app.app_context():
        texts = set(db.session.scalars(select(PersonalText.text)))
    assert NOTE in texts
    assert "d’abord" not in texts


def test_a_refused_press_shows_the_note_that_is_kept(morning: Morning) -> None:
    morning.visit(1, "begin")
    morning.visit(1, "word", note=NOTE, **PARTS)
    status, refused = morning.visit(1, "done", base=1)
    assert status == 409
    assert NOTE in refused
    assert refused.count(" checked") == len(PARTS)


def test_the_complete_export_carries_the_round_and_is_loaded_back(app: Flask, morning: Morning, tmp_path: Path) -> None:
    post(morning.next_team, "team/coach", wanted="yes")
    morning.visit(1, "begin")
    morning.visit(1, "word", note=NOTE, **PARTS)
    with app.app_context():
        tables = export.tables(db.session(), db.session.scalars(select(Event)).one())
    assert tables.coaching["1"]["note"] == NOTE
    file = tmp_path / "event.json"
    sheets.write_json(tables, file)
    assert sheets.read_event(file) == (tables, [])
    event = preparing.load_tables(app, tables, "again")
    with app.app_context():
        assert export.tables(db.session(), db.session.get_one(Event, event.id)).coaching == tables.coaching
    file.write_text(
        file.read_text(encoding="utf-8").replace('"drama": "ready"', '"drama": "perfect"'), encoding="utf-8"
    )
    assert sheets.read_event(file)[1] != []


def test_without_a_coach_or_a_slot_nothing_is_proposed(app: Flask, doors: Doors) -> None:
    with app.app_context():
        db.session.execute(db.text("DELETE FROM coach"))
        db.session.commit()
    status, refused = post(doors.enter("organiser"), "desk/coaching/propose")
    assert status == 422
    assert "au moins un coach" in refused
    assert "Demander un coach" not in page(doors.enter("team", 1), "team")
