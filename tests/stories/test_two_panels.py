"""A jury in two panels, ranked at equal severity as its rules announced: from the tables to the recounted packet."""

import csv
import json
import re
from dataclasses import replace
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.documents import exports
from app.documents.sheets import read_event, write_csv_folder
from app.domain.official import ADJUSTED, MEAN, ranking
from app.domain.scoring import Ballot, Criterion
from app.extensions import db
from app.models import Event
from scripts import recount
from tests.listing import Jury
from tests.two_panels import SPLIT, loaded, tables
from tests.visiting import new_op
from tests.web.test_minutes import page, text

FAIR = [3, 5, 1]
PLAIN = [3, 1, 2]
# What is the same for every reader: each ballot weighs on it a little.
OFFICIAL = ("rank", "tied", "exact", "score", "adjusted", "absence_effect")
REASON = "les trois meilleurs, sans égard au groupe qui les a vus"


def words(who: Any, path: str, language: str = "fr") -> str:
    """A page as it is read."""
    answer = who.client.get(f"/{who.slug}/{path}{'&' if '?' in path else '?'}lang={language}")
    assert answer.status_code == 200, answer.get_data(as_text=True)[:300]
    plain = unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))
    return " ".join(plain.replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.fixture
def panels(app: Flask, tmp_path: Path) -> Jury:
    """The event as its rules announce it: the official score is the mean at equal severity."""
    return loaded(app, tmp_path, tables())


def official(jury: Jury) -> dict[int, dict[str, Any]]:
    """The live results by team."""
    return {row["number"]: row for row in jury.organiser.topic("results").get_json()["teams"]}


def test_results_and_board_rank_by_the_announced_method(panels: Jury, app: Flask, tmp_path: Path) -> None:
    live = official(panels)
    assert list(live)[:3] == FAIR
    rows = panels.organiser.topic("board").get_json()["teams"]
    assert [row["number"] for row in rows] == list(live)
    assert [(row["rank"], row["tied"], row["score"]) for row in rows] == [
        (row["rank"], row["tied"], row["score"]) for row in live.values()
    ]
    for row in rows:
        exact, plain = Fraction(row["exact"]), Fraction(row["received"])
        assert abs(Fraction(row["adjusted"]) - exact) < Fraction(1, 10**6)
        assert abs(exact - plain - Fraction(row["absence_effect"])) < Fraction(2, 10**6)
    by_plain = sorted(rows, key=lambda row: -Fraction(row["received"]))
    assert [row["number"] for row in by_plain[:3]] == PLAIN
    # Views and their places are those of every event: only which of them is official is another.
    places = {row["number"]: (row["views"]["plain"], row["views"]["adjusted"]) for row in rows}
    assert places[2] == ("in", "out")
    assert places[5] == ("out", "in")


def test_the_same_tables_by_the_mean_rank_otherwise(app: Flask, tmp_path: Path) -> None:
    plain = loaded(app, tmp_path, tables(method="mean"))
    assert list(official(plain))[:3] == PLAIN
    assert "received" not in plain.organiser.topic("board").get_json()["teams"][0]


def test_the_list_follows_the_official_ranking_and_its_packet_is_recounted(panels: Jury, tmp_path: Path) -> None:
    refused = panels.decide(panels.chair, "choose", teams=PLAIN, reason="")
    assert (refused[0], set(refused[1]["fields"])) == (422, {"reason"})
    panels.seal(sorted(FAIR), REASON)
    packet = json.loads(panels.packet(1))
    assert packet["rules"]["method"] == "adjusted_mean"
    assert [row["team"] for row in packet["laureates"]] == FAIR
    assert not any(row["off_ranking"] for row in packet["laureates"])
    assert {row["panel"] for row in packet["ranking"]} == {1}
    assert list(recount.differences(packet)) == []
    assert panels.verified() == []
    criteria = [Criterion(each["key"], "", each["weight"]) for each in packet["rules"]["criteria"]]
    given = [Ballot(each["juror"], each["team"], each["scores"]) for each in packet["ballots"]]
    by = {method: ranking(range(1, 7), given, criteria, method) for method in (MEAN, ADJUSTED)}
    assert [row["exact"] for row in packet["ranking"]] == [str(row.mean) for row in by[ADJUSTED]]
    assert {row["team"]: row["received"] for row in packet["ranking"]} == {r.team: str(r.mean) for r in by[MEAN]}


def test_minutes_say_the_method_in_words_and_everybodys_no_score(panels: Jury) -> None:
    panels.seal(sorted(FAIR), REASON)
    packet = json.loads(panels.packet(1))
    shown = next(row["score"] for row in panels.organiser.topic("board").get_json()["teams"] if row["number"] == 5)
    for read in (page, text):
        full = read(panels.organiser, "full").replace("\u202f", " ").replace("\u00a0", " ")
        for fact in ("« à sévérité égale »", "Moyenne des fiches", "À sévérité égale", shown.replace(".", ",")):
            assert fact in full, fact
        public = read(panels.organiser, "public").replace("\u202f", " ").replace("\u00a0", " ")
        assert "« à sévérité égale »" in public
        assert "la moyenne des fiches reçues, calculée" not in public
        assert shown.replace(".", ",") not in public
    team = words(panels.organiser, "desk/list/minutes/1?kind=team-2", "en")
    assert "Its score at equal severity is" in team
    assert packet["digest"] in words(panels.organiser, "desk/list/minutes/1?kind=full")


@pytest.mark.parametrize(
    ("language", "rule", "option"),
    [
        (
            "fr",
            "la moyenne qu’elle aurait eue si tous les jurés l’avaient notée",
            "Classement par la moyenne des fiches",
        ),
        ("en", "the mean that it would have had if every juror had scored it", "Ranking by the mean of the ballots"),
    ],
)
def test_pages_say_what_the_score_is(panels: Jury, language: str, rule: str, option: str) -> None:
    rules = words(panels.organiser, "rules", language)
    assert rule in rules
    assert "calculée exactement" not in rules
    assert "computed exactly" not in rules
    assert option in words(panels.organiser, "deliberation?view=received", language)
    results = words(panels.doors.stranger(), "results", language)
    assert ("Notes à sévérité égale" if language == "fr" else "Scores at equal severity") in results


def test_why_one_team_is_before_another_adds_up(panels: Jury) -> None:
    said = words(panels.organiser, "deliberation?first=5&second=2", "en")
    assert "Team 5 is" in said
    assert "effect of absences" in said
    assert "Effect of absences" in said


def test_panels_without_a_common_team_wait_for_an_act_of_the_jury(app: Flask, tmp_path: Path) -> None:
    split = loaded(app, tmp_path, tables(SPLIT))
    board = split.organiser.topic("board").get_json()
    rows = board["teams"]
    assert board["panel_count"] == 2
    assert {row["number"]: row["panel"] for row in rows} == {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}
    warning = "partagé en 2 groupes sans équipe commune"
    for path in ("deliberation", "desk/list", "desk"):
        assert warning in words(split.organiser, path), path
    status, answer = split.decide(split.organiser, "close", absences={})
    assert (status, answer["blockers"]) == (422, ["open_places"])
    top = [row["number"] for row in rows[:3]]
    # The ranking's own list, without a word, closes nothing.
    assert split.decide(split.chair, "choose", teams=top, reason="")[0] == 200
    assert split.decide(split.organiser, "close", absences={})[1]["blockers"] == ["open_places"]
    split.seal([3, 1, 5], REASON)
    packet = json.loads(split.packet(1))
    assert list(recount.differences(packet)) == []
    assert "2 groupes sans équipe commune" in words(split.organiser, "desk/list/minutes/1?kind=public")
    form = {"form": "ranked", "order": "drawn", "op": new_op(), "csrf_token": split.organiser.csrf}
    ranked = split.organiser.client.post(f"/{split.organiser.slug}/desk/reveal/plan", data=form)
    assert ranked.status_code == 422
    assert "aucune place n’est appelée" in ranked.get_data(as_text=True)
    assert "ne se comparent pas" in words(split.organiser, "desk/list?first=1&second=5")
    assert split.verified() == []


def test_a_ballot_that_a_panel_still_misses_is_looked_into(app: Flask, tmp_path: Path) -> None:
    given = tables(SPLIT)
    validated = tuple(row for row in given.ballots if (row.juror, row.team) != ("b3", 5))
    split = loaded(app, tmp_path, replace(given, ballots=validated))
    board = split.organiser.topic("board").get_json()
    assert (board["figures"], board["panel_count"]) == ("ready", 2)
    assert [ballot[:2] for ballot in board["movable"]] == [["b3", 5]]


def by_the_mean(jury: Jury) -> tuple[int, str]:
    """Post the form of the event as it stands, but for the method; the status, and the page as it is read."""
    path = f"/{jury.organiser.slug}/desk/tables/event"
    form = jury.organiser.client.get(f"{path}?lang=en").text
    assert '<option value="adjusted" selected>' in form
    base = re.search(r'name="base" value="(\w+)"', form)
    assert base is not None
    lines = jury.organiser.client.get(f"{path}/file/csv").get_data().decode("utf-8-sig").splitlines()
    facts = dict(list(csv.reader(lines, delimiter=";"))[1:])
    assert facts["method"] == ADJUSTED
    sent = {"op": new_op(), "csrf_token": jury.organiser.csrf, "base": base[1], "act": "save"}
    answer = jury.organiser.client.post(path, data=facts | {"method": MEAN} | sent)
    return answer.status_code, unescape(answer.text)


def method_of(jury: Jury) -> str:
    """The method of the event as it is kept."""
    with jury.app.app_context():
        return db.session.scalars(select(Event.method)).one()


def test_the_method_is_frozen_with_the_rules(panels: Jury) -> None:
    before = official(panels)
    status, page_ = by_the_mean(panels)
    assert status == 422
    assert "A ballot was validated: criteria, scale, quotas and the other rules of the event stay as they are." in page_
    assert method_of(panels) == ADJUSTED
    assert official(panels) == before
    assert list(before)[:3] == FAIR
    assert panels.verified() == []


def test_until_a_ballot_is_validated_the_method_may_change(app: Flask, tmp_path: Path) -> None:
    unscored = loaded(app, tmp_path, replace(tables(), ballots=()))
    assert by_the_mean(unscored)[0] == 303
    assert method_of(unscored) == MEAN
    assert unscored.verified() == []


def test_what_a_juror_is_told_besides_official_scores_knows_nothing_of_a_team_they_stepped_aside_from(
    app: Flask, tmp_path: Path
) -> None:
    """Two worlds that differ in a ballot of team 6, which the panel of the reader did not see."""
    seen = []
    for world in ("one", "other"):
        given = tables(slug=f"monde-{world}")
        if world == "other":
            mine = [row for row in given.ballots if (row.juror, row.team) == ("b1", 6)]
            changed = replace(mine[0], scores={"innovation": 5, "cost": 4})
            given = replace(given, ballots=tuple(changed if row is mine[0] else row for row in given.ballots))
        here = loaded(app, tmp_path / world, given)
        assert here.chair.send("POST", "deliberation", {"state": "open"}).status_code == 200
        board = here.doors.enter("juror").topic("board").get_json()
        seen.append([{name: row[name] for name in row if name not in OFFICIAL} for row in board["teams"]])
        assert [row["number"] for row in board["teams"] if row.get("recused_me")] == [5, 6]
    assert seen[0] == seen[1]


@pytest.mark.parametrize("form", ["json", "ods", "xlsx", "csv"])
def test_the_method_comes_back_in_every_form(form: str, tmp_path: Path) -> None:
    given, file = tables(), tmp_path / f"event.{form}"
    if form == "csv":
        write_csv_folder(given, file := tmp_path / "event")
    else:
        file.write_bytes(exports.whole(given, form) or b"")
    found, faults = read_event(file)
    assert faults == []
    assert found is not None
    assert found.event == given.event
    assert found.event.method == "adjusted"
