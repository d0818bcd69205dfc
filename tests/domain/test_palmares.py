"""The palmarès says what the ceremony said, of the packet's laureates and nobody else."""

from typing import Any

from app.domain.palmares import Award, Group, Laureate, palmares
from app.domain.reveal_steps import RANKED, Plan, passage
from app.domain.services import Choice

TIERED = {"name": "", "sponsor": None, "gold": 1, "silver": None, "bronze": 1}


def packet(of_category: dict[int, str | None], *categories: str) -> dict[str, Any]:
    """A packet whose laureates, by their rank, are these teams of these categories."""
    return {
        "digest": "a digest",
        "laureates": [{"team": team, "rank": rank} for rank, team in enumerate(of_category, 1)],
        "teams": [{"number": team, "category": key} for team, key in of_category.items()],
        "categories": [{"key": key, **TIERED} for key in categories],
    }


def test_equals_stand_in_the_order_of_passage_without_place_nor_tier() -> None:
    made = packet(dict.fromkeys(range(1, 9)))
    found = palmares(made, Plan(citations={3: "Bien vu"}), [])
    assert [group.category for group in found.groups] == [None]
    assert found.teams == passage(made, Plan())
    assert set(found.groups[0].laureates) == {
        Laureate(team, citation="Bien vu" if team == 3 else None) for team in made_of(made)
    }
    assert found.beside == ()


def made_of(made: dict[str, Any]) -> list[int]:
    return [each["team"] for each in made["laureates"]]


def test_places_are_told_where_they_were_called_the_best_first() -> None:
    found = palmares(packet({7: None, 2: None, 5: None}), Plan(form=RANKED), [])
    assert found.groups == (Group(None, (Laureate(7, place=1), Laureate(2, place=2), Laureate(5, place=3))),)


def test_categories_come_in_their_order_and_tiers_from_the_highest() -> None:
    found = palmares(packet({7: "links", 2: "culture", 5: "links", 4: "links"}, "culture", "links"), Plan(), [])
    assert found.groups == (
        Group("culture", (Laureate(2, "gold"),)),
        Group("links", (Laureate(7, "gold"), Laureate(5, "bronze"), Laureate(4))),
    )


def test_no_award_makes_anybody_a_laureate() -> None:
    service, authority = Award("favourite", 8, citation="Le plus joyeux"), Award("excellence", organisation="80")
    found = palmares(packet({3: None}), Plan(favourite=9), [Award("gold", 8), service, authority])
    assert found.teams == [3]
    assert found.beside == (service, authority, Award("favourite", 9))


def test_what_services_chose_stands_beside_the_list_with_who_gave_it() -> None:
    found = palmares(packet({3: None}), Plan(favourite=3, services=(Choice("Le guichet", 3, "Bien vu"),)), [])
    assert found.beside[-1] == Award("favourite", 3, citation="Bien vu", service="Le guichet")
    assert len(found.beside) == 2
    assert found.teams == [3]
