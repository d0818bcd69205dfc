"""A paper ballot counts once a second person read the same without seeing the first; nothing is replaced unseen."""

import re

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.domain import paper as rules
from app.extensions import db
from app.models import BallotVersion, Event, PaperReading, Team
from app.queries import export, verification
from tests.conftest import Doors
from tests.visiting import Visitor, new_op

JUROR, TEAM = "j01", 10
READ, OTHERWISE = (3, 4, 6), (3, 4, 5)
CRITERIA = ("innovation", "transferability", "cost_use")
REASON = "its tablet fell in the morning"
DRAWN = re.compile(r'(csrf(?:_token|-token)?"(?: value=| content=|: ?)"|name="op" value=")[^"]+')


def read(
    visitor: Visitor, place: int, scores: tuple[object, ...] = READ, team: int = TEAM, base: int = 0, **fields: str
) -> int:
    """Post one reading of the paper; its status."""
    figures = {f"score-{name}": str(score) for name, score in zip(CRITERIA, scores, strict=True)}
    form = {"csrf_token": visitor.csrf, "op": new_op(), "place": str(place), "base": str(base)}
    path = f"/{visitor.slug}/desk/paper/{JUROR}/{team}"
    return visitor.client.post(path, data=form | figures | fields).status_code


def shown(visitor: Visitor, team: int = TEAM) -> str:
    """The page of the paper, without what is drawn for each session."""
    answer = visitor.client.get(f"/{visitor.slug}/desk/paper/{JUROR}/{team}")
    return DRAWN.sub(r"\1…", answer.get_data(as_text=True))


def post(visitor: Visitor, path: str, **fields: str) -> int:
    """Post another form of the paper's pages; its status."""
    form = {"csrf_token": visitor.csrf, **fields}
    return visitor.client.post(f"/{visitor.slug}/desk/paper/{path}", data=form).status_code


def ballots_in(visitor: Visitor) -> int:
    """How many ballots count."""
    return int(visitor.topic("results").get_json()["ballots"]["in"])


def waiting(visitor: Visitor) -> list[list[object]]:
    """The papers that wait, as the desk hears of them."""
    found: list[list[object]] = visitor.topic("progress").get_json()["paper"]
    return found


class Table:
    """Where paper is read in: the organiser, the chair, the juror whose paper it is."""

    def __init__(self, app: Flask, event: Event, doors: Doors) -> None:
        self.app, self.event, self.doors = app, event, doors
        self.organiser, self.chair, self.juror = (doors.enter(role) for role in ("organiser", "chair", "juror"))

    def differences(self) -> list[str]:
        """What `event verify` finds."""
        with self.app.app_context():
            return verification.verify(db.session(), db.session.get_one(Event, self.event.id)).differences

    def versions(self) -> list[BallotVersion]:
        """Every version there is."""
        with self.app.app_context():
            return list(db.session.scalars(select(BallotVersion).order_by(BallotVersion.id)))


@pytest.fixture
def table(app: Flask, event: Event, doors: Doors) -> Table:
    """The example's day, scoring open."""
    return Table(app, event, doors)


def test_two_equal_readings_count_and_name_both_persons(table: Table) -> None:
    assert read(table.organiser, 1, comment="clear and cheap") == 303
    assert ballots_in(table.organiser) == 0
    assert waiting(table.organiser) == [[JUROR, TEAM, "entered"]]
    assert read(table.chair, 2) == 303
    assert ballots_in(table.organiser) == 1
    assert waiting(table.organiser) == []
    [version] = table.versions()
    assert version.author.startswith("paper:organiser:link-1+juror:")
    assert dict(version.scores) == dict(zip(CRITERIA, READ, strict=True))
    [mine] = [b for b in table.juror.client.get(f"/api/events/{table.juror.slug}/ballots").get_json() if b["receipt"]]
    assert (mine["team"], mine["state"], mine["comment"]) == (TEAM, "validated", "clear and cheap")
    assert mine["receipt"] in shown(table.organiser)
    assert table.differences() == []


def test_the_second_reader_sees_nothing_of_the_first_reading(table: Table) -> None:
    """Two worlds that differ in the first figures alone give the second reader the same bytes."""
    pages = []
    for scores in (READ, OTHERWISE):
        assert read(table.organiser, 1, scores, comment="secret words") == 303
        pages.append(shown(table.chair) + shown(table.organiser))
        with table.app.app_context():
            assert dict(db.session.scalars(select(PaperReading).order_by(PaperReading.id.desc())).first().scores)
        assert post(table.organiser, f"{JUROR}/{TEAM}/drop") == 303
    first, second = (re.sub(r"\d\d?(:|\u202fh\u202f)\d\d|now_ms\": ?\d+", "…", page) for page in pages)
    strip = re.compile(r'<script type="application/json".*?</script>', re.S)
    assert strip.sub("", first) == strip.sub("", second)
    assert "secret words" not in first


def test_who_read_first_does_not_confirm_under_any_name(table: Table) -> None:
    assert read(table.organiser, 1) == 303
    assert read(table.organiser, 2) == 403
    table.organiser.enter(str(table.doors.link("chair")["token"]))
    assert read(table.organiser, 2) == 403, "the same browser, as the chair"
    assert read(table.chair, 2) == 303


def test_control_without_the_rule_of_two_persons_one_would_do(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "same_person", lambda readings, persons: False)
    assert read(table.organiser, 1) == 303
    assert read(table.organiser, 2) == 303
    assert ballots_in(table.organiser) == 1
    monkeypatch.undo()
    assert table.differences() == ["paper ballot 1: counted without the reading of a second person"]


def test_two_different_readings_wait_for_the_organiser_who_sees_both(table: Table) -> None:
    read(table.chair, 1, READ)
    assert read(table.organiser, 2, OTHERWISE) == 303
    assert ballots_in(table.organiser) == 0
    assert waiting(table.organiser) == [[JUROR, TEAM, "differs"]]
    page = shown(table.organiser)
    assert 'class="figure">6<' in page and 'class="figure">5<' in page
    assert 'class="figure">' not in shown(table.chair), "figures are for whoever decides"
    assert read(table.chair, 3) == 403
    assert read(table.organiser, 3, (3, 4, 7)) == 303
    [version] = table.versions()
    assert version.scores["cost_use"] == 7
    assert version.author.count("+") == 2
    assert table.differences() == []


def test_a_recused_chair_neither_reads_that_teams_paper_nor_sees_it(table: Table) -> None:
    team = 7
    read(table.organiser, 1, team=team)
    assert table.chair.send("POST", "recusals", {"team": team, "reason": "a neighbour"}).status_code == 200
    assert read(table.chair, 2, team=team) == 403
    assert "score-innovation" not in shown(table.chair, team)


def test_no_paper_is_read_where_no_score_is_expected(table: Table) -> None:
    assert table.juror.send("POST", "recusals", {"team": TEAM, "reason": "a neighbour"}).status_code == 200
    assert read(table.organiser, 1) == 403
    assert post(table.organiser, "nobody/1/drop") == 404
    assert table.organiser.client.get(f"/{table.organiser.slug}/desk/paper/nobody/1").status_code == 404
    assert table.organiser.client.get(f"/{table.organiser.slug}/desk/paper/{JUROR}/999").status_code == 404


def test_a_ballot_from_the_tablet_is_replaced_only_with_a_reason(table: Table) -> None:
    assert table.juror.ballot(TEAM, (9, 9, 9)).status_code == 200
    assert read(table.organiser, 1) == 409, "the desk had not seen it"
    assert read(table.organiser, 1, base=1) == 422
    assert read(table.organiser, 1, base=1, reason=REASON) == 303
    assert read(table.chair, 2) == 303
    assert [version.scores["innovation"] for version in table.versions()] == [9, 3]
    assert table.differences() == []


def test_a_ballot_validated_on_the_tablet_meanwhile_is_not_replaced(table: Table) -> None:
    read(table.organiser, 1)
    assert table.juror.ballot(TEAM, (9, 9, 9)).status_code == 200
    assert read(table.chair, 2) == 409
    assert [version.scores["innovation"] for version in table.versions()] == [9]
    assert post(table.chair, f"{JUROR}/{TEAM}/drop") == 303
    assert waiting(table.organiser) == []
    assert table.differences() == []


def test_after_closing_the_desk_says_when_it_was_handed_in(table: Table) -> None:
    table.organiser.send("POST", "scoring", {"state": "closed"})
    assert read(table.organiser, 1) == 422
    assert read(table.organiser, 1, filled="before") == 422
    assert read(table.organiser, 1, filled="before", reason=REASON) == 303
    assert read(table.chair, 2) == 303
    assert ballots_in(table.organiser) == 1
    late = 11
    assert read(table.organiser, 1, team=late, filled="after", reason=REASON) == 303
    assert read(table.chair, 2, team=late) == 303
    assert ballots_in(table.organiser) == 1
    assert table.organiser.topic("progress").get_json()["set_aside"] == [[JUROR, late, "closed"]]
    form = {"csrf_token": table.organiser.csrf, "reason": REASON}
    assert table.organiser.client.post(f"/{table.organiser.slug}/desk/jury/set-aside/1", data=form).status_code == 303
    assert ballots_in(table.organiser) == 2
    assert table.differences() == []


def test_what_is_printed_is_said_before_the_first_pitch_until_a_team_changes(table: Table) -> None:
    def line() -> str:
        page = table.organiser.client.get(f"/{table.organiser.slug}/desk/jury", headers={"Accept-Language": "en"})
        found = re.search(r'data-line="ready-paper">(.*?)</li>', page.get_data(as_text=True), re.S)
        assert found
        return re.sub(r"<[^>]+>", "", found[1])

    assert "Spare paper: not printed yet" in line()
    assert post(table.organiser, "print", juror="all", team="all") == 303
    assert "Spare paper: printed at" in line()
    assert post(table.organiser, "jurors", juror=JUROR, on_paper="yes") == 303
    assert "On paper, printed: 1 of 1" in line()
    with table.app.app_context():
        db.session.execute(update(Team).where(Team.number == 1).values(title="Another title"))
        db.session.commit()
    assert "On paper, printed: 0 of 1" in line()
    assert "Printed before teams or criteria changed" in line()
    assert post(table.chair, "print", juror=JUROR, team="all") == 303
    assert "On paper, printed: 1 of 1" in line()
    for wrong in ({"juror": "nobody", "team": "all"}, {"juror": "all", "team": "99"}, {}):
        assert post(table.organiser, "print", **wrong) == 422


def test_what_is_mistyped_is_said_at_its_field_and_kept(table: Table) -> None:
    for wrong in ("11", "-1", "7.5", "sept", ""):
        assert read(table.organiser, 1, (wrong, 4, 6)) == 422, wrong
    form = {"csrf_token": table.organiser.csrf, "place": "1", "base": "0", "score-innovation": "sept"}
    answer = table.organiser.client.post(f"/{table.organiser.slug}/desk/paper/{JUROR}/{TEAM}", data=form)
    page = answer.get_data(as_text=True)
    assert 'value="sept"' in page and 'id="score-innovation-error"' in page
    assert waiting(table.organiser) == []
    assert read(table.organiser, 1, comment="x" * 2001) == 422


def test_a_reading_sent_twice_is_made_once_and_one_that_was_made_meanwhile_is_refused(table: Table) -> None:
    op = new_op()
    assert [read(table.organiser, 1, op=op), read(table.organiser, 1, op=op)] == [303, 303]
    assert read(table.chair, 1) == 409, "the form was older than the first reading"
    assert read(table.chair, 2) == 303
    assert len(table.versions()) == 1


def test_a_juror_is_on_paper_until_they_are_not(table: Table) -> None:
    def on_paper() -> list[str]:
        told = table.organiser.topic("progress").get_json()["jurors"]
        return [juror["juror"] for juror in told if juror["on_paper"]]

    assert post(table.organiser, "jurors", juror=JUROR, on_paper="yes") == 303
    assert on_paper() == [JUROR]
    assert table.juror.ballot(TEAM).status_code == 200, "a tablet found after all is not refused"
    assert post(table.chair, "jurors", juror=JUROR, on_paper="no") == 303
    assert on_paper() == []
    assert post(table.organiser, "jurors", juror="nobody", on_paper="yes") == 422
    assert table.differences() == []


def test_verify_finds_a_reading_changed_in_the_tables_and_a_juror_put_on_paper_there(table: Table) -> None:
    read(table.organiser, 1)
    read(table.chair, 2)
    with table.app.app_context():
        db.session.execute(update(PaperReading).where(PaperReading.place == 1).values(author="organiser:other"))
        db.session.commit()
    assert table.differences() == ["paper ballot 1: not what the journal says"]


def test_what_counts_from_paper_is_exported_like_any_ballot(app: Flask, table: Table) -> None:
    read(table.organiser, 1)
    read(table.chair, 2)
    with app.app_context():
        [row] = export.tables(db.session(), db.session.get_one(Event, table.event.id)).ballots
    assert (row.juror, row.team, dict(row.scores)) == (JUROR, TEAM, dict(zip(CRITERIA, READ, strict=True)))


def test_an_extreme_score_without_the_comment_that_the_rules_ask_for_goes_back_to_its_juror(table: Table) -> None:
    with table.app.app_context():
        db.session.execute(update(Event).values(comment_at_extremes=True))
        db.session.commit()
    assert read(table.organiser, 1, (10, 4, 6)) == 422
    assert read(table.organiser, 1, (10, 4, 6), comment="nobody does this elsewhere") == 303
    assert read(table.chair, 2, (10, 0, 6)) == 303, "a blind reader is not told by a refusal what came before"
    assert read(table.organiser, 3, (10, 4, 6), comment="nobody does this elsewhere") == 303
    assert ballots_in(table.organiser) == 1
