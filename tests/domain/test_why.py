"""Why one team is before another: the parts make the whole, and the jury's act comes before the scores."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import official, scoring
from app.domain.why import ACT, CHAIN, HEAD_TO_HEAD, NEITHER, QUOTA, SCORE, SHARED, UNSCORED, own_totals_alone, why

CRITERIA = (("innovation", 40), ("transferability", 30), ("cost_use", 30))
Given = dict[tuple[str, int], tuple[int, int, int]]


def packet(given: Given, places: int = 2, teams: int = 4, method: str = official.MEAN, **more: Any) -> dict[str, Any]:
    """What a packet of these ballots holds: teams 1, 2, 3… each of an authority of its own, unless `carried` says."""
    criteria = [scoring.Criterion(key, key.title(), weight) for key, weight in CRITERIA]
    scores = {
        pair: {key: score for (key, _), score in zip(CRITERIA, each, strict=True)} for pair, each in given.items()
    }
    counted = [scoring.Ballot(juror, team, each) for (juror, team), each in scores.items()]
    rows = official.ranking(range(1, teams + 1), counted, criteria, method)
    carried = more.get("carried", {})
    listed = more.get("listed", [row.team for row in rows[:places]])
    return {
        "rules": {
            "criteria": [{"key": c.key, "label": c.label, "weight": c.weight} for c in criteria],
            "laureates": places,
            "quotas": more.get("quotas", []),
        },
        "teams": [{"number": n, "organisations": [carried.get(n, f"o{n}")]} for n in range(1, teams + 1)],
        "ballots": [{"juror": b.juror, "team": b.team, "scores": b.scores} for b in counted],
        "ranking": [
            {
                "team": row.team,
                "rank": row.rank,
                "tied": row.tied,
                "exact": None if row.mean is None else str(row.mean),
                "criteria": {key: str(mean) for key, mean in row.criteria.items()},
                "ballots": row.ballots,
                "received": row.received and str(row.received),
                "panel": row.panel,
            }
            for row in rows
        ],
        "laureates": [{"team": team} for team in listed],
        "acts": more.get("acts", []),
    }


def act(teams: list[int], stake: list[int], number: int = 1, taken_back: bool = False) -> dict[str, Any]:
    """An act of the jury, of which only what decides is looked at."""
    return {"number": number, "teams": teams, "stake": stake, "taken_back": taken_back}


# Head to head 1 beats 2 with two jurors of three and 2 has the better mean; 3 and 4 follow; nobody scored 5.
PLAIN: Given = {
    ("a", 1): (8, 8, 8),
    ("b", 1): (7, 7, 7),
    ("c", 1): (2, 3, 3),
    ("a", 2): (7, 7, 8),
    ("b", 2): (6, 7, 7),
    ("c", 2): (9, 9, 9),
    ("a", 3): (4, 4, 4),
    ("b", 4): (2, 2, 2),
}


def test_the_criteria_make_the_gap_and_the_jurors_are_counted() -> None:
    found = why(packet(PLAIN, teams=5), 1, 2)
    assert (found.first, found.second, found.by) == (2, 1, SCORE)
    assert found.gap == sum(part.share for part in found.parts)
    assert found.gap == Fraction(9 * 10 + 6 * 4 + 7 * 6 + 7 * 7 + 8 * 3, 30) - Fraction(
        8 * 10 + 7 * 10 + 2 * 4 + 3 * 6, 30
    )
    assert found.both
    assert (found.both.first, found.both.second, found.both.equal, found.both.same) == (1, 2, 0, True)
    assert found.totals
    assert found.totals["c"] == (9, Fraction(26, 10))


def test_jurors_who_scored_only_one_of_the_two_are_told_apart() -> None:
    both = why(packet(PLAIN, teams=5), 2, 3).both
    assert both
    assert (both.first, both.second, both.same) == (1, 0, False)
    assert both.gap == Fraction(73, 10) - 4
    none = why(packet(PLAIN, teams=5), 3, 4).both
    assert none
    assert (none.gap, none.same) == (None, False)


def test_a_team_without_a_score_is_after_every_other() -> None:
    assert (why(packet(PLAIN, teams=6), 5, 1).first, why(packet(PLAIN, teams=6), 5, 1).by) == (1, UNSCORED)
    assert why(packet(PLAIN, teams=6), 5, 6).by == NEITHER


TIED: Given = {
    ("a", 1): (9, 9, 9),
    ("a", 2): (5, 5, 5),
    ("b", 2): (5, 5, 5),
    ("c", 2): (2, 2, 2),
    ("a", 3): (4, 4, 4),
    ("b", 3): (4, 4, 4),
    ("c", 3): (4, 4, 4),
}
BY_CRITERION: Given = {("a", 1): (9, 9, 9), ("a", 2): (4, 8, 6), ("a", 3): (7, 5, 5)}


def test_a_tie_across_the_cut_is_broken_by_the_announced_steps_and_nowhere_else() -> None:
    found = why(packet(TIED, teams=3), 3, 2)
    assert (found.first, found.by, found.step, found.gap) == (2, CHAIN, HEAD_TO_HEAD, 0)
    drawn = BY_CRITERION | {("a", 2): (4, 8, 8), ("a", 3): (7, 6, 6)}
    found = why(packet(drawn, teams=3), 2, 3)
    assert (found.first, found.by, found.step) == (3, CHAIN, "innovation")
    assert why(packet(TIED, places=1, teams=3), 2, 3).by == SHARED


def test_what_the_jury_decided_comes_before_the_scores() -> None:
    decided = [act([2, 3], [1, 2, 3]), act([2, 4], [3, 4], 2), act([2, 3], [3, 4], 3, taken_back=True)]
    found = why(packet(PLAIN, listed=[2, 4], acts=decided), 1, 4)
    assert (found.first, found.second, found.by) == (4, 1, ACT)
    assert found.act
    assert found.act["number"] == 2
    assert found.gap is not None
    assert found.gap < 0
    # Of two that are both on the list, or both off it, the scores speak.
    assert why(packet(PLAIN, listed=[2, 4], acts=decided), 4, 2).by == SCORE
    assert why(packet(PLAIN, listed=[2, 4], acts=decided), 1, 3).by == SCORE


def test_quotas_say_who_would_come_in_and_the_act_that_follows_them_is_named() -> None:
    asked = [{"organisation": "oise", "min": 1, "max": None}, {"organisation": "nord", "min": 0, "max": 5}]
    carried = {1: "nord", 2: "nord", 3: "oise", 4: "oise"}
    found = why(packet(PLAIN, quotas=asked, carried=carried), 1, 3)
    assert (found.first, found.by, found.quota) == (3, QUOTA, ("oise",))
    held = [act([2, 3], [1, 3])]
    found = why(packet(PLAIN, quotas=asked, carried=carried, listed=[2, 3], acts=held), 1, 3)
    assert (found.first, found.by, found.quota) == (3, ACT, ("oise",))


def test_who_stepped_aside_is_told_by_the_scores_alone() -> None:
    asked = [{"organisation": "o3", "min": 1, "max": None}]
    held = [act([2, 3], [1, 3])]
    for more in ({"quotas": asked}, {"acts": held, "listed": [2, 3]}):
        assert why(packet(PLAIN, **more), 1, 3, unseen={4}).by == SCORE
        assert why(packet(PLAIN, **more), 1, 3).by != SCORE
    assert why(packet(TIED | {("a", 4): (9, 9, 9)}, teams=4), 2, 3, unseen={4}).step is None


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcde"), st.integers(1, 4)),
        st.tuples(*[st.integers(0, 10)] * 3),
        min_size=1,
    ),
    st.permutations([1, 2, 3, 4]),
)
def test_the_answer_does_not_depend_on_which_is_asked_first_and_its_parts_make_it(
    given: Given, order: list[int]
) -> None:
    one, other = order[:2]
    found, turned = why(packet(given), one, other), why(packet(given), other, one)
    if found.by not in (SHARED, NEITHER):
        assert found == turned
    if found.gap is not None:
        assert sum((part.share for part in found.parts), Fraction(0)) == found.gap
        assert found.by in (CHAIN, SHARED) or found.gap > 0


@pytest.mark.parametrize(("margin", "told"), [("3.000000", True), ("0.100000", False), (None, False)])
def test_a_gap_below_the_margin_is_said_to_be_one(margin: str | None, told: bool) -> None:
    assert why(packet(PLAIN), 1, 2).below(margin) is told


def test_what_each_juror_gave_is_for_who_leads_once_scoring_is_closed() -> None:
    leads_and_scoring = [(leads, state) for leads in (True, False) for state in ("open", "closed")]
    assert [own_totals_alone(*each) for each in leads_and_scoring] == [True, False, True, True]


def test_at_equal_severity_criteria_and_absences_make_the_gap() -> None:
    found = why(packet(PLAIN, method=official.ADJUSTED), 1, 2)
    assert (found.first, found.second, found.by, found.apart) == (2, 1, SCORE, False)
    assert found.effects
    assert found.gap == sum(part.share for part in found.parts) + found.effects[0] - found.effects[1]
    holes = why(packet({**PLAIN, ("d", 1): (1, 1, 1), ("d", 3): (2, 2, 2)}, method=official.ADJUSTED), 1, 2)
    assert holes.effects
    assert any(holes.effects)
    assert holes.gap == sum(part.share for part in holes.parts) + holes.effects[0] - holes.effects[1]
    assert why(packet(PLAIN), 1, 2).effects is None


def test_teams_of_two_panels_are_apart_and_no_rule_of_ties_breaks_what_is_none() -> None:
    given: Given = {("a", 1): (5, 5, 5), ("a", 2): (9, 9, 9), ("b", 3): (5, 5, 5), ("b", 4): (2, 2, 2)}
    found = why(packet(given, method=official.ADJUSTED), 1, 3)
    assert (found.apart, found.step, found.gap) == (True, None, 0)
