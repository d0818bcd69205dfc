"""All the indicators together: what each small jury is told, and what must hold for any jury."""

import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.indicators import Question, indicators
from app.domain.missing import movable, plain_then
from app.domain.scoring import Ballot, Criterion
from app.domain.views import Cut
from tests.domain.judged import ONE, criteria, lines, sheet


def asked(*jurors, places=1):
    """The indicators of a sheet of single scores."""
    return indicators(Question(sheet(*jurors), ONE, Cut(places) if places else None))


def test_one_juror_gives_scores_and_reasons():
    found = asked((8, 6, 7))
    jury, first = found["jury"], found["teams"]["1"]
    assert {name: jury[f"{name}_reason"] for name in ("margin", "concordance", "reliability")} == dict.fromkeys(
        ("margin", "concordance", "reliability"), "one_juror"
    )
    assert (first["adjusted"], first["chance"], first["status"], first["status_reason"]) == (
        "8.000000",
        None,
        None,
        "few_jurors",
    )


def test_two_jurors_give_no_status_and_no_chance():
    found = asked((8, 6, 7), (6, 5, 4))
    assert {row["status_reason"] for row in found["teams"].values()} == {"few_jurors"}
    assert {row["chance_reason"] for row in found["teams"].values()} == {"few_jurors"}
    assert found["jury"]["margin_reason"] == "few_ballots"


def test_equal_teams_are_told_so():
    jury = asked((6, 6, 6), (7, 7, 7))["jury"]
    assert (jury["margin_reason"], jury["reliability_reason"]) == ("no_difference", "no_difference")


def test_as_many_places_as_teams_is_no_cut():
    found = asked((8, 6, 7), (6, 5, 4), (7, 7, 6), places=None)
    row = found["teams"]["1"]
    assert (row["status"], row["status_reason"], row["chance"], row["chance_reason"]) == (
        None,
        "no_cut",
        None,
        "no_cut",
    )
    assert row["rank_interval"] == [1, 1]


def test_three_jurors_of_one_mind_settle_every_place():
    found = asked((8, 6, 7), (6, 4, 5), (9, 7, 8), places=2)["teams"]
    assert [found[team]["status"] for team in "123"] == ["assured", "out", "assured"]
    assert [found[team]["chance"] for team in "123"] == [1.0, 0.0, 1.0]


def test_a_place_that_one_juror_decides_is_open():
    found = asked((9, 5, 1), (4, 6, 1), (7, 8, 1))["teams"]
    assert [found[team]["status"] for team in "123"] == ["open", "open", "out"]


def test_two_panels_leave_every_place_open_and_measure_each_apart():
    found = asked(
        *[(8, 6, 5, None, None), (7, 4, 6, None, None), (9, 6, 4, None, None)],
        *[(None, None, None, 9, 5), (None, None, None, 6, 4), (None, None, None, 8, 7)],
    )
    assert found["jury"]["panels"] == 2
    assert {row["status"] for row in found["teams"].values()} == {"open"}
    assert found["jury"]["margin_reason"] == "several_panels"
    assert len(found["jury"]["margins"]) == 2
    # Of its own panel, a team's chance still says something.
    assert found["teams"]["1"]["chance"] == 1.0


def test_the_question_survives_its_journey():
    question = Question(sheet((8, 6), (7, None)), ONE, Cut(1, 1))
    sent = json.loads(json.dumps(question.as_dict()))
    assert indicators(Question.read(sent)) == indicators(question)


def test_a_missing_ballot_is_counted_at_both_ends():
    given_ = lines((8, 5, 1), (8, None, 1))
    found = movable([("j02", 2), ("j03", 3)], given_.means, plain_then(given_), Cut(1), (0, 10))
    assert found == {}
    near = lines((8, 7, 1), (8, None, 1))
    missing = [("j02", 2), ("j03", 3)]
    assert movable(missing, near.means, plain_then(near), Cut(1), (0, 10)) == {("j02", 2): [1, 2]}


# Small juries over two criteria, holes included; every juror and team has at least one ballot.
sheets = (
    st.integers(2, 5)
    .flatmap(
        lambda teams: st.lists(
            st.lists(st.none() | st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=teams, max_size=teams),
            min_size=2,
            max_size=6,
        )
    )
    .filter(lambda rows: all(any(row) for row in rows) and all(any(column) for column in zip(*rows, strict=True)))
)
quick = settings(max_examples=60, deadline=None)
WEIGHTED = criteria(3, 2)


def ballots(rows, plus=0, of_juror=None):
    """The ballots of a drawn sheet; `plus` points more on each criterion for one juror."""
    return tuple(
        Ballot(
            f"j{row}", team, {c.key: s + (plus if row == of_juror else 0) for c, s in zip(WEIGHTED, both, strict=True)}
        )
        for row, cells in enumerate(rows)
        for team, both in enumerate(cells, start=1)
        if both is not None
    )


def ask(given_, weights=WEIGHTED, places=2):
    """The indicators as the bytes that travel."""
    return json.dumps(indicators(Question(tuple(given_), tuple(weights), Cut(places))), sort_keys=False)


@quick
@given(rows=sheets)
def test_two_runs_and_any_order_give_the_same_bytes(rows):
    cast = ballots(rows)
    assert ask(cast) == ask(cast) == ask(cast[::-1])


@quick
@given(rows=sheets)
def test_doubling_every_weight_gives_the_same_bytes(rows):
    twice = [Criterion(each.key, each.label, each.weight * 2) for each in WEIGHTED]
    assert ask(ballots(rows), twice) == ask(ballots(rows))


@quick
@given(rows=sheets, plus=st.integers(1, 9))
def test_a_juror_harsher_by_a_constant_moves_no_adjusted_difference(rows, plus):
    from_one = indicators(Question(ballots(rows), WEIGHTED, Cut(1)))
    panels_of_all = from_one["jury"]["panels"]
    shifted = indicators(Question(ballots(rows, plus, 0), WEIGHTED, Cut(1)))
    if panels_of_all == 1:
        gaps = {
            Fraction(shifted["teams"][team]["adjusted"]) - Fraction(from_one["teams"][team]["adjusted"])
            for team in from_one["teams"]
        }
        assert max(gaps) - min(gaps) <= Fraction(2, 10**6)


@quick
@given(rows=sheets, places=st.integers(1, 4))
def test_the_chances_add_up_to_the_places(rows, places):
    filled = [[cell or (5, 5) for cell in row] for row in rows]
    teams = len(filled[0])
    found = indicators(Question(ballots(filled), WEIGHTED, Cut(min(places, teams))))["teams"]
    chances = [row["chance"] for row in found.values()]
    if len(rows) > 2:
        assert abs(sum(chances) - min(places, teams)) < 1e-9
    assert all(row["absence_effect"] == "0.000000" for row in found.values())


@quick
@given(rows=sheets)
def test_renaming_jurors_and_teams_renames_the_figures(rows):
    turned = [row[::-1] for row in rows[::-1]]
    straight, other = (indicators(Question(ballots(each), WEIGHTED, Cut(1)))["teams"] for each in (rows, turned))
    last = len(rows[0]) + 1
    assert all(straight[team] == other[str(last - int(team))] for team in straight)
