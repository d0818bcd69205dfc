"""From the ranking to the laureates: cut, reasons, acts, and what keeps the list from being closed."""

from fractions import Fraction
from typing import Any

import pytest

from app.domain.errors import Invalid
from app.domain.laureates import (
    DISCUSSION,
    VOTE,
    Act,
    Deliberation,
    Proposal,
    absences,
    blockers,
    chosen,
    departures,
    proposed,
    stake,
)
from app.domain.quotas import Quota
from app.domain.scoring import Row


def ranked(*means: int | None) -> list[Row]:
    """Teams 1, 2, 3… of these means, best first; None: not scored."""
    scored = sorted((mean for mean in means if mean is not None), reverse=True)
    rows = [
        Row(team, scored.index(mean) + 1 if mean is not None else None, False, None if mean is None else Fraction(mean))
        for team, mean in enumerate(means, 1)
    ]
    return sorted(rows, key=lambda row: (row.rank is None, row.rank, row.team))


CLEAR = ranked(9, 8, 7, 6, 5)
TIED = ranked(9, 8, 7, 7, 5)


def of(ranking: list[Row] = CLEAR, places: int | None = 3, **others: Any) -> Deliberation:
    """A deliberation with nothing missing but what is said."""
    return Deliberation(ranking, places, **others)


def test_the_cut_is_between_two_scores_or_across_a_tie() -> None:
    assert proposed(CLEAR, 3) == Proposal((1, 2, 3))
    assert proposed(TIED, 3) == Proposal((1, 2), (3, 4), 1)
    assert proposed(TIED, 4) == Proposal((1, 2, 3, 4))
    assert proposed(ranked(7, 7, 7, None), 2) == Proposal((), (1, 2, 3), 2)
    assert proposed(CLEAR, 9) == Proposal((1, 2, 3, 4, 5))


def test_the_ranking_proposes_and_a_list_that_follows_it_needs_no_reason() -> None:
    assert of().chosen == (1, 2, 3)
    assert blockers(of(), {}) == []
    assert chosen(of(), [3, 1, 2], "") == (1, 2, 3)
    assert chosen(of(TIED), [1, 2, 4], "") == (1, 2, 4)


def test_a_list_that_leaves_the_ranking_says_why() -> None:
    assert departures(CLEAR, [1, 2, 4]) == ((4,), (3,))
    with pytest.raises(Invalid) as refused:
        chosen(of(), [1, 2, 4], "  ")
    assert refused.value.fields.keys() == {"reason"}
    assert chosen(of(), [1, 2, 4], "une par département") == (1, 2, 4)


@pytest.mark.parametrize("teams", [None, "1", [1, "2"], [1.0], [True], [1, 2, 99], [6], [1] * 9])
def test_what_is_no_list_of_scored_teams_is_refused(teams: Any) -> None:
    with pytest.raises(Invalid) as refused:
        chosen(of(ranked(9, 8, 7, 6, 5, None)), teams, "because")
    assert refused.value.fields.keys() == {"teams"}


def test_a_tie_across_the_cut_blocks_until_an_act_is_about_it() -> None:
    assert blockers(of(TIED), {}) == ["tie_at_cut"]
    silent = Act("choice", frozenset({3, 4}), (1, 2, 4))
    assert blockers(of(TIED, acts=[silent]), {}) == ["tie_at_cut"]
    voted = Act(VOTE, frozenset({3, 4}), (1, 2, 4))
    assert blockers(of(TIED, acts=[voted]), {}) == []


def test_an_act_that_the_list_no_longer_follows_settles_nothing() -> None:
    voted, other = Act(VOTE, frozenset({3, 4}), (1, 2, 4)), Act("choice", frozenset({3, 4}), (1, 2, 3))
    assert blockers(of(TIED, acts=[voted, other]), {}) == ["tie_at_cut"]
    assert blockers(of(TIED, acts=[voted, other, Act(DISCUSSION, frozenset({3, 4}), (1, 2, 3))]), {}) == []


def test_a_tie_is_not_settled_by_leaving_its_place_free() -> None:
    fewer = Act(DISCUSSION, frozenset({2, 3, 4}), (1, 2))
    assert blockers(of(TIED, acts=[fewer]), {}) == ["tie_at_cut", "wrong_count"]


def test_an_open_place_blocks_until_an_act_is_about_it() -> None:
    said = {1: "assured", 2: "assured", 3: "open", 4: "open", 5: "out"}
    assert blockers(of(status=said), {}) == ["open_places"]
    assert of(status=said).undecided == (3, 4)
    assert stake(of(status=said), (1, 2, 3)) == {3, 4}
    assert blockers(of(status=said, acts=[Act(DISCUSSION, frozenset({3, 4}), (1, 2, 3))]), {}) == []
    assert blockers(of(status=dict.fromkeys(range(1, 6), "open"), places=5), {}) == []


def test_what_is_missing_blocks_until_its_absence_has_a_reason() -> None:
    here = of(missing=[("j01", 2), ("j02", 3)], drafts=[("j02", 3)])
    assert blockers(here, {}) == ["missing_ballots", "drafts"]
    assert blockers(here, {("j01", 2): "left at noon"}) == ["missing_ballots", "drafts"]
    assert blockers(here, {("j01", 2): "left at noon", ("j02", 3): "tablet lost"}) == []


def test_count_quota_and_a_team_chosen_twice_block() -> None:
    def listed(*teams: int, **others: Any) -> list[str]:
        return blockers(of(acts=[Act(DISCUSSION, frozenset(range(1, 6)), teams)], **others), {})

    assert listed(1, 2) == listed(1, 2, 3, 4) == ["wrong_count"]
    assert listed(1, 2, 2) == ["double_award"]
    where = {1: frozenset({"59"}), 2: frozenset({"59", "60"}), 3: frozenset({"59"}), 4: frozenset({"62"})}
    assert listed(1, 2, 3, organisations=where, quotas=[Quota("62", 1, None)]) == ["quota"]
    assert listed(1, 2, 3, organisations=where, quotas=[Quota("59", 0, 2)]) == ["quota"]
    assert listed(1, 2, 4, organisations=where, quotas=[Quota("59", 1, 2), Quota("60", 1, 1)]) == []


def test_there_are_never_more_laureates_than_scored_teams() -> None:
    assert blockers(of(ranked(9, 8, None), places=3), {}) == []
    assert blockers(of(ranked(None, None), places=1), {}) == ["wrong_count"]


def test_without_a_number_of_laureates_the_jury_says_how_many() -> None:
    assert blockers(of(places=None), {}) == ["wrong_count"]
    assert blockers(of(places=None, acts=[Act("choice", frozenset(), (1, 2))]), {}) == []


def test_reasons_of_absences_are_read_by_pair() -> None:
    known = [("j01", 2), ("j02", 3)]
    assert absences({"j01/2": " left at noon ", "j02/3": ""}, known, 20) == {("j01", 2): "left at noon"}
    assert absences(None, known, 20) == {}
    for wrong in ([], {"j09/2": "x"}, {"j01": "x"}, {"j01/2": 3}, {"j01/2": "x" * 21}):
        with pytest.raises(Invalid) as refused:
            absences(wrong, known, 20)
        assert refused.value.fields.keys() == {"absences"}


def by_panels(*panels: int) -> list[Row]:
    """Teams 1, 2, 3… by adjusted means that panels of these numbers gave, best first."""
    return [
        Row(team, team, False, Fraction(10 - team), received=Fraction(5), panel=panel)
        for team, panel in enumerate(panels, 1)
    ]


def test_means_of_several_panels_settle_no_place() -> None:
    split = by_panels(1, 2, 1, 2)
    assert (of(split, 2).asked, of(by_panels(1, 1, 1, 1), 2).asked) == ((1, 2, 3, 4), ())
    assert blockers(of(split, 2), {}) == ["open_places"]
    said = Act(DISCUSSION, stake(of(split, 2), [1, 2]), (1, 2))
    assert blockers(of(split, 2, acts=[said]), {}) == []
    assert blockers(of(split, 2, acts=[Act(DISCUSSION, frozenset({1, 2}), (1, 2))]), {}) == ["open_places"]


def test_between_panels_equal_means_are_no_tie_and_no_number_of_places_settles_more() -> None:
    level = [Row(1, 1, True, Fraction(7), panel=1), Row(2, 1, True, Fraction(7), panel=2)]
    assert blockers(of(level, 1), {}) == ["open_places", "wrong_count"]
    free = by_panels(1, 2, 1)
    assert blockers(of(free, None), {}) == ["open_places", "wrong_count"]
    assert blockers(of(free, None, acts=[Act(DISCUSSION, frozenset({1, 2, 3}), (1,))]), {}) == []
