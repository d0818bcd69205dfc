"""The steps of a reveal come from the packet alone; what the room sees at one of them tells nothing of the next."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from app.domain import reveal
from app.domain.errors import Invalid
from app.domain.reveal import DONE, OFF, READY, RUNNING, Standing, moved, shown
from app.domain.reveal_steps import (
    BY_HAND,
    RANKED,
    TIERS,
    Plan,
    compares,
    laureates,
    passage,
    rehearsal,
    steps,
    undecided,
)
from app.domain.services import Choice

METALS = {"gold": None, "silver": None, "bronze": None}
AGES = {"key": "ages", "name": "Bien vieillir", "sponsor": "Une mutuelle", **METALS, "gold": 1, "silver": 1}
CLIMATE = {"key": "climate", "name": "Climat", "sponsor": None, **METALS}


def packet(ranks: Sequence[int], categories: Sequence[dict[str, Any]] = (), **of: str) -> dict[str, Any]:
    """A packet whose teams 1, 2, 3… have these ranks, all of them laureates but the last; `t1="ages"` is a category."""
    named = {"short_title": "", "organisations": ["80"]}
    return {
        "digest": "d" * 64,
        "categories": list(categories),
        "teams": [
            {"number": n, "title": f"Projet {n}", "category": of.get(f"t{n}"), **named}
            for n in range(1, len(ranks) + 1)
        ],
        "laureates": [{"team": n, "rank": rank} for n, rank in enumerate(ranks[:-1], 1)],
    }


def kinds(found: Sequence[dict[str, Any]]) -> list[str]:
    return [step["kind"] for step in found]


def called(found: Sequence[dict[str, Any]]) -> list[int]:
    return [step["team"]["number"] for step in found if step["kind"] == "laureate"]


EIGHT = packet(range(1, 10))


def test_equals_are_called_in_an_order_drawn_by_lot_that_anybody_draws_again() -> None:
    found = steps(EIGHT, Plan())
    assert kinds(found) == ["title", *["laureate"] * 7, "suspense", "laureate", "recap"]
    assert sorted(called(found)) == list(range(1, 9)) != called(found)
    assert called(found) == called(steps(EIGHT, Plan()))
    assert called(found) != called(steps(EIGHT, Plan(seed="another")))
    assert [row["team"]["number"] for row in found[-1]["laureates"]] == called(found)
    # Equals: no place, no rank, in no word.
    assert {step.get("place") for step in found} == {None}
    assert not {"rank", "score"} & set(json.dumps(found).replace('"', " ").split())


def test_the_title_names_nobody_and_counts_nothing() -> None:
    assert steps(EIGHT, Plan())[0] == {"kind": "title"}


def test_an_order_set_by_hand_is_kept_and_who_joined_since_comes_after() -> None:
    by_hand = Plan(order=BY_HAND, sequence=(3, 1, 9, 2), suspense=False)
    found = called(steps(EIGHT, by_hand))
    assert found[:3] == [3, 1, 2]
    assert sorted(found) == list(range(1, 9))
    assert "suspense" not in kinds(steps(EIGHT, by_hand))


def test_a_ranking_is_called_from_its_last_place_to_its_first_and_equals_share_theirs() -> None:
    found = steps(packet([1, 2, 2, 4, 9]), Plan(form=RANKED, order=BY_HAND, sequence=(1, 3, 2, 4)))
    assert called(found) == [4, 3, 2, 1]
    places = [(step["place"], step["tied"]) for step in found if step["kind"] == "laureate"]
    assert places == [(4, False), (2, True), (2, True), (1, False)]
    assert [row["place"] for row in found[-1]["laureates"]] == [1, 2, 2, 4]


def test_tiers_are_called_category_after_category_the_highest_last() -> None:
    day = packet([3, 1, 2, 4, 5], [AGES, CLIMATE], t1="ages", t2="ages", t3="climate", t4="ages")
    found = steps(day, Plan())
    assert kinds(found) == [
        *("title", "category", "laureate", "tier", "laureate", "tier", "suspense", "laureate"),
        *("category", "laureate", "recap"),
    ]
    tiers = [(step["team"]["number"], step["tier"]) for step in found if step["kind"] == "laureate"]
    assert tiers == [(4, None), (1, "silver"), (2, "gold"), (3, None)]
    assert found[1]["category"] == {"name": "Bien vieillir", "sponsor": "Une mutuelle"}
    assert {step["kind"]: step["position"] for step in found if "position" in step}["laureate"] == 4
    best = [(row["team"]["number"], row["tier"], row["category"]) for row in found[-1]["laureates"]]
    assert best == [
        (2, "gold", "Bien vieillir"),
        (1, "silver", "Bien vieillir"),
        (4, None, "Bien vieillir"),
        (3, None, "Climat"),
    ]


def test_equal_scores_at_the_edge_of_a_tier_are_decided_by_no_lot() -> None:
    day = packet([1, 1, 3, 4], [AGES], t1="ages", t2="ages", t3="ages")
    assert sorted(undecided(day, Plan())) == [1, 2]
    decided = Plan(order=BY_HAND, sequence=(3, 1, 2))
    assert undecided(day, decided) == []
    assert {each.team: each.tier for each in laureates(day, decided)} == {2: "gold", 1: "silver", 3: "laureate"}
    assert undecided(day, Plan(form=RANKED)) == []


def test_the_favourite_of_the_room_comes_apart_be_it_a_laureate_or_not() -> None:
    for favourite in (9, 1):
        found = steps(EIGHT, Plan(favourite=favourite, citations={favourite: "Un mot"}))
        assert kinds(found)[-2:] == ["favourite", "recap"]
        assert found[-2]["team"]["number"] == found[-1]["favourite"]["number"] == favourite
    assert [step["citation"] for step in found if step["kind"] == "laureate"].count("Un mot") == 1
    assert "favourite" not in kinds(steps(EIGHT, Plan(favourite=99)))


def test_what_services_chose_comes_after_the_laureates_each_with_its_reason() -> None:
    chosen = (Choice("Le guichet", 9, "Bien vu"), Choice("Les finances", 1, "Sobre"), Choice("Personne", 99, "Parti"))
    found = steps(EIGHT, Plan(services=chosen, favourite=2))
    assert kinds(found)[-4:] == ["service", "service", "favourite", "recap"]
    told = [(each["service"], each["team"]["number"], each["citation"]) for each in found[-4:-2]]
    assert told == [("Le guichet", 9, "Bien vu"), ("Les finances", 1, "Sobre")]


@pytest.mark.parametrize("plan", [Plan(), Plan(form=RANKED), Plan(form=TIERS)])
def test_no_step_names_who_is_called_after_it(plan: Plan) -> None:
    found = steps(packet([2, 1, 3, 4, 5], [AGES], t1="ages", t2="ages"), plan)
    order = called(found)
    for at, step in enumerate(found[:-1]):
        told = {f"Projet {team}" for team in order if f'"Projet {team}"' in json.dumps(step)}
        assert told == ({step["team"]["title"]} if step["kind"] == "laureate" else set()), at


def test_a_rehearsal_has_no_team_and_says_at_each_step_that_it_is_one() -> None:
    assert all(step["rehearsal"] for step in rehearsal())
    assert [step.get("team") for step in rehearsal() if step["kind"] == "laureate"] == [None] * 3


def test_an_older_packet_without_categories_has_its_laureates_all_the_same() -> None:
    old = {name: value for name, value in EIGHT.items() if name != "categories"}
    assert called(steps(old, Plan())) == passage(EIGHT, Plan())


def test_a_reveal_goes_step_by_step_back_and_anywhere_and_ends() -> None:
    at = moved(Standing(READY), "start", 4)
    assert at == Standing(RUNNING, 0)
    at = moved(at, "next", 4)
    assert moved(at, "back", 4) == Standing(RUNNING, 0)
    assert moved(at, "jump", 4, 3) == Standing(RUNNING, 3)
    assert moved(at, "finish", 4) == Standing(DONE, 3)


def test_black_hides_the_step_and_any_move_gives_the_room_back() -> None:
    found = [{"kind": "title"}, {"kind": "laureate"}]
    black = moved(Standing(RUNNING, 1), "black", 2)
    assert black == Standing(RUNNING, 1, black=True)
    assert shown(black, found) == reveal.BLACK
    assert moved(black, "black", 2) == Standing(RUNNING, 1)
    assert moved(black, "black", 2, black=True) == black
    assert shown(moved(black, "back", 2), found) == found[0]


@pytest.mark.parametrize("standing", [Standing(OFF), Standing(READY)])
def test_nothing_is_shown_before_it_begins(standing: Standing) -> None:
    assert shown(standing, [{"kind": "title"}]) is None


@pytest.mark.parametrize(
    ("standing", "action", "step"),
    [
        *((Standing(OFF), action, 0) for action in reveal.ACTIONS),
        *((Standing(READY), action, 0) for action in reveal.ACTIONS if action != "start"),
        *((Standing(DONE, 3), action, 0) for action in reveal.ACTIONS),
        (Standing(RUNNING, 3), "next", None),
        (Standing(RUNNING), "back", None),
        *((Standing(RUNNING), "jump", step) for step in (None, "1", True, -1, 4)),
        *((Standing(RUNNING), action, None) for action in ("start", "dance", None, ["next"])),
    ],
)
def test_what_does_not_fit_is_refused(standing: Standing, action: Any, step: Any) -> None:
    with pytest.raises(Invalid):
        moved(standing, action, 4, step)


def test_a_reveal_that_was_exported_is_read_back_and_another_thing_is_not() -> None:
    planned = Plan(RANKED, BY_HAND, "5eed", (3, 1), False, {3: "Un mot"}, 9, (Choice("Le guichet", 5, "Bien vu"),))
    kept = reveal.as_kept(Standing(RUNNING, 4), planned)
    assert reveal.read(json.loads(json.dumps(kept))) == (Standing(RUNNING, 4), planned)
    wanted = kept["plan"]
    spoiled = ("form", "order", "seed", "suspense", "favourite", "sequence", "citations", "services")
    for wrong in (None, [], {}, {**kept, "state": "off"}, {**kept, "step": -1}, {**kept, "plan": None}):
        assert reveal.read(wrong) is None
    for name in spoiled:
        assert reveal.read({**kept, "plan": {**wanted, name: {"a": 1}}}) is None, name


def test_between_panels_whose_scores_do_not_compare_no_rank_puts_one_before_another() -> None:
    split = packet(range(1, 4), [AGES], t1="ages", t2="ages")
    split["ranking"] = [{"team": team, "panel": panel} for team, panel in ((1, 1), (2, 2), (3, 1))]
    assert not compares(split, Plan())
    assert undecided(split, Plan(form=TIERS)) != []
    by_hand = Plan(form=TIERS, order=BY_HAND, sequence=(1, 2))
    assert undecided(split, by_hand) == []
    # Whoever is called later has the higher tier, as the hand set it.
    assert {each.team: each.tier for each in laureates(split, by_hand)} == {1: "silver", 2: "gold"}
    one = {**split, "ranking": [{"team": team, "panel": 1} for team in (1, 2, 3)]}
    assert compares(one, Plan())
    assert undecided(one, Plan(form=TIERS)) == []
    assert compares(packet(range(1, 4)), Plan())
