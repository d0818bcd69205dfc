"""What a screen may be called and sent to show, and what of its own words is believed."""

import pytest

from app.domain import screens
from app.domain.errors import Invalid


def test_a_name_is_one_line_of_something_to_read() -> None:
    assert screens.named("  Hall\n du  bas ") == "Hall du bas"
    for wrong in (None, "", "   ", 7, "x" * 25, "a\u200bb"):
        with pytest.raises(Invalid) as refused:
            screens.named(wrong)
        assert list(refused.value.fields) == ["name"]


@pytest.mark.parametrize("wrong", ["desk", "", None, 3, ["stage"], "/stage"])
def test_a_screen_goes_to_a_page_for_screens_alone(wrong: object) -> None:
    with pytest.raises(Invalid) as refused:
        screens.page(wrong)
    assert list(refused.value.fields) == ["page"]
    assert [screens.page(page) for page in screens.PAGES] == list(screens.PAGES)


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ({"page": "stage", "error_ms": 3.4, "lit": True}, ("stage", 3, True)),
        ({"page": "results", "error_ms": None, "lit": False}, ("results", None, False)),
        ({"page": "desk", "error_ms": -1, "lit": 1}, (None, None, None)),
        ({"page": ["stage"], "error_ms": True}, (None, None, None)),
        ({"page": "waiting", "error_ms": float("nan")}, ("waiting", None, None)),
        ({"page": "waiting", "error_ms": 10**12}, ("waiting", None, None)),
        (None, (None, None, None)),
        ("stage", (None, None, None)),
    ],
)
def test_a_screen_is_believed_as_far_as_it_makes_sense(said: object, believed: tuple[object, ...]) -> None:
    assert screens.heard(said) == believed
