"""What the board says where a figure cannot be: small juries through the real pages, in both languages."""

import re
from dataclasses import dataclass, field
from html import unescape

import pytest
from flask import Flask

from tests import preparing
from tests.conftest import Doors
from tests.domain.small_event import read_well, table

SAME = {"j1": (6, 6, 6), "j2": (7, 7, 7)}
CUT = {"j1": (8, 6, 7), "j2": (6, 5, 4), "j3": (7, 5, 9)}
NO_BALLOT = ("Aucune fiche ne compte encore", "No ballot counts yet")
TWO_JURORS = ("il faut au moins deux jurés", "at least two jurors are needed")
THREE_JURORS = ("Il faut au moins trois jurés", "At least three jurors are needed")
NO_DIFFERENCE = ("aucune différence entre les équipes", "no difference between teams")
FEW = ("trop peu de fiches", "too few ballots")
CONSTANT = (
    "donne à tous le même total : sans effet sur l’ordre",
    "gives every team the same total: no influence on the order",
)
NO_CUT = ("autant de places que d’équipes notées", "as many places as scored teams")
PANELS = ("partagé en 2 groupes sans équipe commune", "split into 2 panels without a common team")
RECUSED = ("Équipe 3 : tout le monde est en déport", "Team 3: everyone is recused: appoint a juror")
UNSCORED = ("Sans note : équipe 3", "Not scored: team 3")
ABOVE_PLACES = ("plus de lauréats qu’il n’y a de places", "more laureates than there are places")
ABOVE_TEAMS = ("Quota de Nord : moins d’équipes notées", "Quota of Nord: it has fewer scored teams")
BELOW_PLACES = ("moins de lauréats qu’il n’y a de places", "fewer laureates than there are places")


@dataclass(frozen=True)
class Small:
    """A jury of few: what each juror gave each team (None: nothing), places, least and most of each organisation."""

    given: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    places: int = 1
    recused: tuple[tuple[str, int], ...] = ()
    quotas: tuple[str, str, str] = (";", ";", ";")

    def texts(self) -> dict[str, str]:
        """Its tables, as a person would write them."""
        numbers = range(1, 1 + max(map(len, self.given.values()), default=3))
        jurors = list(self.given) or ["j1", "j2"]
        scores = [(j, t, s) for j, row in self.given.items() for t, s in enumerate(row, 1) if s is not None]
        keys = ("Nord", "Oise", "Somme")
        lines = {
            "event": ["key;value", "slug;petit", "name;Petit", "date;2019-11-28", f"laureates;{self.places}"],
            "criteria": ["key;label;weight", "idea;Idée;1"],
            "organisations": [
                "key;name;code;min_laureates;max_laureates",
                *(f"{key};{key};;{bounds}" for key, bounds in zip(keys, self.quotas, strict=True)),
            ],
            "teams": [
                "number;title;short_title;organisation",
                *(f"{n};Projet {n};P{n};{keys[n % 3 - 1]}" for n in numbers),
            ],
            "jurors": ["key;name;role;chair", *(f"{key};Membre {key};agent;" for key in jurors)],
            "recusals": ["juror;team;reason", *(f"{juror};{team};lien" for juror, team in self.recused)],
            "agenda": ["start;minutes;kind;title;team", *(f"1{n}:00;8;pitch;;{n}" for n in numbers)],
            "ballots": ["juror;team;idea;comment", *(f"{j};{t};{s};" for j, t, s in scores)],
        }
        lines["jurors"][1] += "yes"
        return {name: "\n".join(found) for name, found in lines.items()}


def said(app: Flask, small: Small, path: str = "deliberation", reader: str = "organiser") -> list[str]:
    """What its organiser, or its chair, reads on a page, in French and in English."""
    event = preparing.load_tables(app, read_well({name: table(text) for name, text in small.texts().items()}))
    who = Doors(app, event).enter(reader)
    found = []
    for language in ("fr", "en"):
        answer = who.client.get(f"/petit/{path}?lang={language}")
        assert answer.status_code == 200
        words = " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())
        found.append(words.replace("\u202f", " ").replace("\u00a0", " "))
    return found


@pytest.mark.parametrize(
    ("small", "words"),
    [
        (Small(), [NO_BALLOT]),
        (Small({"j1": (8, 6, 7)}), [THREE_JURORS, TWO_JURORS]),
        (Small({"j1": (5, 5, 5), "j2": (8, 6, 7)}), [THREE_JURORS, FEW]),
        (Small(SAME), [NO_DIFFERENCE]),
        (Small({"j1": (8, 6, None), "j2": (6, 4, None)}), [UNSCORED]),
        (Small({"j1": (8, 6, None), "j2": (6, 4, None)}, recused=(("j1", 3), ("j2", 3))), [UNSCORED, RECUSED]),
        (Small({"j1": (8, 6, None, None), "j2": (None, None, 5, 9)}), [PANELS]),
        (Small(CUT, places=3), [NO_CUT]),
        (Small(CUT, places=2, quotas=("1;", "1;", "1;")), [ABOVE_PLACES]),
        (Small(CUT, places=2, quotas=("2;", ";", ";")), [ABOVE_TEAMS]),
        (Small(CUT, places=2, quotas=(";0", ";0", ";1")), [BELOW_PLACES]),
    ],
)
def test_a_figure_that_cannot_be_says_why(app: Flask, small: Small, words: list[tuple[str, str]]) -> None:
    french, english = said(app, small)
    assert [each for each in words if each[0] not in french or each[1] not in english] == []


def test_the_chair_is_told_of_a_juror_without_influence(app: Flask) -> None:
    small = Small({"j1": (5, 5, 5), "j2": (8, 6, 7)})
    french, english = said(app, small, reader="chair")
    assert CONSTANT[0] in french
    assert CONSTANT[1] in english


def test_the_list_says_as_the_board_does_which_quota_cannot_be_kept(app: Flask) -> None:
    french, english = said(app, Small(CUT, places=2, quotas=("2;", ";", ";")), "desk/list")
    assert ABOVE_TEAMS[0] in french
    assert ABOVE_TEAMS[1] in english


def test_control_a_whole_jury_says_none_of_it(app: Flask) -> None:
    whole = {f"j{n}": tuple((n * 3 + team * 2) % 7 + 2 for team in range(5)) for n in range(1, 5)}
    french, english = said(app, Small(whole, places=2, quotas=("0;", "1;2", ";")))
    every = (NO_BALLOT, TWO_JURORS, THREE_JURORS, NO_DIFFERENCE, FEW, NO_CUT, PANELS, ABOVE_PLACES, BELOW_PLACES)
    assert [each for each in every if each[0] in french or each[1] in english] == []
    assert "None" not in french + english  # a quota of nothing is none
