"""What a change of the tables does is told or refused: nothing goes, and no rule changes, under a ballot."""

from dataclasses import replace
from typing import Any

from app.domain.alterations import Alteration, Judgement, Standing, judge, matched
from app.domain.event_tables import EventTables, read_tables
from tests.domain.small_event import small_event

SMALL, _ = read_tables({name: table for name, table in small_event().items() if name != "ballots"})
SCORED = Standing(ballots=frozenset({("j2", 1)}), readers=2, begun=(False,) * 4)


def changed(table: str, place: int, **values: Any) -> EventTables:
    """The small event with a row changed."""
    rows = list(getattr(SMALL, table))
    rows[place] = replace(rows[place], **values)
    return replace(SMALL, **{table: tuple(rows)})


def without(table: str, place: int) -> EventTables:
    """The small event without a row."""
    rows = getattr(SMALL, table)
    return replace(SMALL, **{table: rows[:place] + rows[place + 1 :]})


def judged(after: EventTables, standing: Standing = SCORED) -> Judgement:
    return judge(SMALL, after, standing)


def test_nothing_changed_is_nothing_said() -> None:
    assert judged(SMALL) == Judgement(())


def test_what_changes_is_named_to_the_column() -> None:
    found = judged(changed("teams", 1, title="Autre", cost="12 €")).alterations
    assert found == (Alteration("teams", "2", "changed", ("title", "cost")),)


def test_a_team_and_a_juror_that_ballots_rest_on_stay() -> None:
    assert judged(without("teams", 0)).refusals
    assert judged(without("jurors", 1)).refusals
    assert not judged(without("teams", 2)).refusals
    assert not judged(without("jurors", 2)).refusals


def test_whoever_came_or_voted_and_a_team_that_was_decided_upon_stay() -> None:
    assert judged(without("jurors", 2), Standing(bound_jurors=frozenset({"j3"}))).refusals
    assert judged(without("teams", 2), Standing(bound_teams=frozenset({3}))).refusals


def test_no_ballot_changes_its_scope() -> None:
    assert judged(changed("teams", 0, organisations=("80",))).refusals
    assert judged(changed("jurors", 1, organisation="59")).refusals
    assert not judged(changed("teams", 2, organisations=("59",))).refusals
    own = Standing(ballots=frozenset({("j2", 3)}))
    assert judged(replace(SMALL, event=replace(SMALL.event, own_organisation="score")), own).refusals


def test_a_juror_with_a_ballot_steps_aside_by_their_own_act() -> None:
    row = replace(SMALL.recusals[0], juror="j2", team=1)
    assert judged(replace(SMALL, recusals=(*SMALL.recusals, row))).refusals
    other = replace(SMALL.recusals[0], juror="j2", team=2)
    assert not judged(replace(SMALL, recusals=(*SMALL.recusals, other))).refusals


RULES = (
    changed("criteria", 0, weight=3),
    changed("criteria", 1, label="Deniers"),
    changed("organisations", 0, max_laureates=1),
    replace(SMALL, event=replace(SMALL.event, laureates=2)),
    replace(SMALL, event=replace(SMALL.event, method="adjusted")),
)


def test_the_rules_are_frozen_by_the_first_validated_ballot() -> None:
    for after in RULES:
        assert judged(after, replace(SCORED, frozen=True)).refusals
        assert not judged(after).refusals
    assert not judged(changed("organisations", 2, name="La Somme"), replace(SCORED, frozen=True)).refusals


def test_other_rules_are_read_again_by_who_had_read_them() -> None:
    for after in RULES:
        found = judged(after)
        assert (found.read_again, len(found.consequences)) == (True, 1)
        assert not judged(after, Standing()).read_again


def test_while_ballots_are_begun_criteria_do_not_come_or_go_and_the_scale_stays() -> None:
    assert judged(without("criteria", 1)).refusals
    assert judged(replace(SMALL, event=replace(SMALL.event, scale_max=20))).refusals


def test_under_a_closed_list_only_the_day_itself_changes() -> None:
    closed = Standing(closed=True, begun=(False,) * 4)
    assert judged(changed("teams", 0, title="Autre"), closed).refusals
    assert not judged(changed("agenda", 0, minutes=20), closed).refusals
    assert not judged(replace(SMALL, event=replace(SMALL.event, place="Ailleurs")), closed).refusals


def test_a_slot_keeps_its_name_by_its_team_its_title_or_its_kind() -> None:
    lunch, first, second, talk = SMALL.agenda
    after = (replace(second, minutes=9), replace(lunch, title="Repas"), first)
    assert matched(SMALL.agenda, after) == [2, 0, 1]
    assert matched(SMALL.agenda, (replace(first, team=7), talk)) == [None, 3]


def test_what_has_begun_stays_as_it_was() -> None:
    begun = Standing(begun=(True, True, False, False))
    assert judged(changed("agenda", 1, minutes=12), begun).refusals
    assert judged(without("agenda", 0), begun).refusals
    assert not judged(changed("agenda", 2, minutes=12), begun).refusals


def test_cards_that_are_made_and_that_die_are_counted() -> None:
    said = judged(replace(without("teams", 2), coaches=(*SMALL.coaches, replace(SMALL.coaches[0], key="c2"))))
    assert [one.params for one in said.consequences] == [{"count": 1}, {"count": 1}]
