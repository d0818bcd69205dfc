"""A packet says whether it is what it was when it was made."""

import copy
from typing import Any

from app.domain.packets import is_whole, seal, sealed, values

BODY = {"number": 1, "jury": [{"juror": "j01", "moves": []}], "laureates": [{"team": 3}], "reason": None}


def test_every_value_has_its_path() -> None:
    found = dict(values(BODY))
    assert found == {
        "jury[0].juror": "j01",
        "jury[0].moves": [],
        "laureates[0].team": 3,
        "number": 1,
        "reason": None,
    }


def test_a_seal_is_of_a_value_in_its_place() -> None:
    assert seal("a", 1) != seal("b", 1) != seal("b", 2)
    assert seal("a", 1) != seal("a", True) != seal("a", "1")


def test_whatever_is_altered_the_packet_is_whole_no_more() -> None:
    packet = sealed(BODY)
    assert is_whole(packet)
    for key, value in [("number", 2), ("seals", []), ("digest", "0"), ("format", "x"), ("version", 2), ("more", 1)]:
        altered: dict[str, Any] = copy.deepcopy(packet)
        altered[key] = value
        assert not is_whole(altered), key
    assert not is_whole(None)
