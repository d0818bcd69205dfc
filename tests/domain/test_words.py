"""Words for the room: on one line, few enough to be read from afar."""

import pytest

from app.domain import words
from app.domain.errors import Invalid


def test_words_are_put_on_one_line() -> None:
    assert words.judged("  Closer\nto   the microphone ", words.LONGEST["message"]) == "Closer to the microphone"


@pytest.mark.parametrize("nothing", [None, "", " \n\t"])
def test_nothing_written_takes_them_down(nothing: str | None) -> None:
    assert words.judged(nothing, words.LONGEST["message"]) is None


def test_as_many_signs_as_allowed_are_taken_and_one_more_is_refused() -> None:
    assert words.judged("é" * 48, 48) == "é" * 48
    with pytest.raises(Invalid) as refused:
        words.judged("é" * 49, 48)
    assert (refused.value.fields.keys(), refused.value.params) == ({"text"}, {"longest": 48})


@pytest.mark.parametrize("wrong", [1, True, ["Closer"], {"text": "Closer"}])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    with pytest.raises(Invalid):
        words.judged(wrong, 48)
