"""A name is found however it is written, and goes; figures stay."""

import pytest

from app.domain import erasure
from app.domain.packets import is_whole, sealed

NAME = "Marie-Ève L’Hostis"


@pytest.mark.parametrize(
    "text", [NAME, "marie-ève l'hostis", "L’HOSTIS Marie-Ève", "L’Hostis,\u00a0Marie-Ève", f"({NAME})", f"{NAME}."]
)
def test_a_name_is_found_in_either_order_and_spacing(text: str) -> None:
    assert "ostis" not in erasure.without(f"Vu avec {text} hier", erasure.looked_for([NAME]), "Membre 3").casefold()


@pytest.mark.parametrize("text", ["Marie-Ève L’Hostissier", "Marie-Ève", "L’Hostis"])
def test_what_is_not_the_name_stays(text: str) -> None:
    assert erasure.without(text, erasure.looked_for([NAME]), "Membre 3") == text


def test_a_name_too_short_to_be_told_from_a_word_is_looked_for_nowhere() -> None:
    assert erasure.looked_for(["Li"]) is None
    assert erasure.looked_for([]) is None
    assert erasure.without({"a": ["Li"]}, None, "x") == {"a": ["Li"]}


def test_values_are_searched_and_keys_are_not() -> None:
    found = erasure.looked_for(["Jeanne Roc"])
    value = {"Jeanne Roc": ["Jeanne Roc", 3, None, {"said": "par Roc Jeanne"}]}
    assert erasure.without(value, found, "X") == {"Jeanne Roc": ["X", 3, None, {"said": "par X"}]}


def test_a_packet_without_a_name_has_the_same_figures_and_is_whole() -> None:
    juror = {"juror": "j01", "name": NAME, "function": "Élue"}
    namesake = {"juror": "j02", "name": NAME, "function": "Agente"}
    body = {
        "jury": [juror, namesake],
        "recusals": [{"juror": "j01", "team": 3, "reason": "mon frère"}, {"juror": "j02", "team": 4, "reason": "x"}],
        "closing": {"closed_by": "juror:j01", "closed_by_label": "M.-È.", "confirmed_by": "organiser:o"},
        "ballots": [{"juror": "j01", "scores": {"a": 3}}],
        "acts": [{"reason": f"avis de {NAME}"}],
    }
    before = sealed(body)
    after = erasure.packet_without(before, "j01", erasure.looked_for([NAME]), "Membre 1")
    assert is_whole(after)
    assert after["digest"] != before["digest"]
    assert after["ballots"] == before["ballots"]
    assert after["jury"] == [{"juror": "j01", "name": "Membre 1", "function": None}, namesake]
    assert [each["reason"] for each in after["recusals"]] == [None, "x"]
    assert after["closing"]["closed_by_label"] == "Membre 1"
    assert after["acts"] == [{"reason": "avis de Membre 1"}]
    assert erasure.packet_without(after, "j01", erasure.looked_for([NAME]), "Membre 1") == after
