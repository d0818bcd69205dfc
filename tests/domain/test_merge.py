"""The rule of a ballot written on two devices; its twin in JavaScript runs the same cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.merge import Words, merged

CASES = json.loads((Path(__file__).parent.parent / "cases" / "merge.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = merged(Words(**case["base"]), Words(**case["mine"]), Words(**case["theirs"]))
    assert found.words == Words(**case["merged"])
    assert list(found.torn) == case["torn"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_both_devices_see_the_same_fields_torn(case: dict[str, Any]) -> None:
    base, mine, theirs = (Words(**case[side]) for side in ("base", "mine", "theirs"))
    assert set(merged(base, mine, theirs).torn) == set(merged(base, theirs, mine).torn)
