"""A paper ballot counts once two persons read the same, or once a third reading decided."""

from app.domain import paper
from app.domain.paper import ALL, BLANK, Printed, Reading

ONE = Reading("organiser:a", {"innovation": 7, "cost_use": 8})
SAME = Reading("juror:chair", {"innovation": 7, "cost_use": 8})
OTHER = Reading("juror:chair", {"innovation": 7, "cost_use": 3})
THIRD = Reading("organiser:a", {"innovation": 7, "cost_use": 5})


def test_readings_come_one_after_the_other_until_two_agree_or_a_third_decides() -> None:
    assert [paper.due(made) for made in ([], [ONE], [ONE, SAME], [ONE, OTHER], [ONE, OTHER, THIRD])] == [
        paper.FIRST,
        paper.SECOND,
        None,
        paper.THIRD,
        None,
    ]
    assert paper.settled([ONE]) is None
    assert paper.settled([ONE, SAME]) is SAME
    assert paper.settled([ONE, OTHER]) is None
    assert paper.settled([ONE, OTHER, THIRD]) is THIRD


def test_what_differs_is_named_by_its_criterion() -> None:
    assert paper.differing([ONE, SAME]) == ()
    assert paper.differing([ONE, OTHER]) == ("cost_use",)
    assert [paper.state(made) for made in ([], [ONE], [ONE, OTHER])] == ["entered", "entered", "differs"]


def test_the_first_reader_is_not_the_second_under_any_name_of_theirs() -> None:
    assert paper.same_person([ONE], {"organiser:a"})
    assert paper.same_person([ONE], {"juror:chair", "organiser:a"})
    assert not paper.same_person([ONE], {"juror:chair"})
    assert not paper.same_person([], {"organiser:a"})
    assert not paper.same_person([ONE, OTHER], {"organiser:a"}), "a third reading is made with both in sight"


def test_the_version_that_counts_names_everybody_who_read_it() -> None:
    assert paper.author([ONE, SAME]) == "paper:organiser:a+juror:chair"
    assert paper.author([ONE, OTHER, THIRD]) == "paper:organiser:a+juror:chair+organiser:a"


def test_a_reason_is_asked_after_closing_and_where_a_ballot_would_be_replaced() -> None:
    assert [paper.needs_reason(*case) for case in ((True, False), (True, True), (False, False))] == [False, True, True]
    assert [paper.known_moment(said) for said in ("before", "after", "", None, ["before"])] == [True, True] + [
        False
    ] * 3


def test_a_juror_on_paper_has_a_set_once_it_is_printed_as_the_event_is() -> None:
    printed = [Printed("a", ALL, "old", 1), Printed("b", "7", "new", 2), Printed("c", ALL, "new", 3)]
    found = paper.in_hand(printed, ["a", "b", "c", "d"], "new")
    assert found.outdated == ("a",)
    assert found.lacking == ("b", "d"), "one team of fifteen is no set"
    assert found.spare_ms is None, "a juror's own set is no spare"
    everybody = paper.in_hand([*printed, Printed(ALL, ALL, "new", 4)], ["a", "b"], "new")
    assert (everybody.lacking, everybody.outdated, everybody.spare_ms) == ((), (), 4)
    assert paper.in_hand([Printed(BLANK, BLANK, "new", 5)], ["a"], "new").lacking == ("a",)
    assert paper.in_hand([Printed(BLANK, ALL, "new", 5)], [], "new").spare_ms == 5
    assert paper.in_hand([Printed(BLANK, ALL, "old", 5)], [], "new").spare_ms is None
