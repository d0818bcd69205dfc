"""Figures in each language's way; the cases are those of tests/js/format.test.js."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, ngettext

from app.web import formats

TEXT = (Path(__file__).parent.parent / "cases" / "formats.json").read_text(encoding="utf-8")
CASES: dict[str, Any] = json.loads(TEXT.replace("~", "\u00a0").replace("_", "\u202f"))
Written = Callable[..., object]


@pytest.fixture
def written(app: Flask) -> Written:
    """Calls a filter as a page in a language does."""

    def call(language: str, each: Callable[..., object], *given: object) -> object:
        with app.app_context(), force_locale(language):
            return each(*given)

    return call


def test_hours_in_columns_and_in_sentences(written: Written) -> None:
    for ms, column, french, english in CASES["hours"]:
        assert formats.hour(ms, CASES["zone"]) == column
        assert written("fr", formats.hour_in_sentence, ms, CASES["zone"]) == french
        assert written("en", formats.hour_in_sentence, ms, CASES["zone"]) == english
        hours, minutes = column.split(":")
        assert written("fr", formats.hour_in_parts, ms, CASES["zone"]) == (hours, "h", minutes)
        assert written("en", formats.hour_in_parts, ms, CASES["zone"]) == (hours, ":", minutes)


def test_a_first_of_the_month_has_its_mark_on_a_page_alone(written: Written) -> None:
    marked = written("fr", formats.full_day_in_words, "2026-12-01")
    assert "<sup>er</sup>" in str(marked)
    assert formats.plain(str(marked)) == "mardi 1er décembre 2026"


def test_clocks_with_their_seconds() -> None:
    for ms, written in CASES["clocks"]:
        assert formats.hour_with_seconds(ms, CASES["zone"]) == written


def test_decimals(written: Written) -> None:
    for figure, french, english in CASES["decimals"]:
        assert (written("fr", formats.decimal, figure), written("en", formats.decimal, figure)) == (french, english)


def test_lags_and_bands() -> None:
    for minutes, bare, with_unit in CASES["lags"]:
        assert (formats.signed_minutes(minutes), formats.signed_minutes(minutes, unit=True)) == (bare, with_unit)
    for ms, said in CASES["bands"]:
        assert formats.band(ms) == said


def test_counts_take_the_form_of_their_language(written: Written) -> None:
    for number, french, english in CASES["counts"]:
        for language, form in (("fr", french), ("en", english)):
            said = str(written(language, ngettext, "%(num)s card", "%(num)s cards", number))
            assert said.startswith(f"{number} car") and said.endswith("s") == (form == "many")


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        ("2019-11-28", "28 novembre 2019", "28 November 2019"),
        ("2019-12-01", "1<sup>er</sup> décembre 2019", "1 December 2019"),
        ("2020-02-10", "10 février 2020", "10 February 2020"),
    ],
)
def test_days_in_words(written: Written, day: str, french: str, english: str) -> None:
    assert written("fr", formats.day_in_words, day) == french
    assert written("en", formats.day_in_words, day) == english


def test_things_are_listed_as_people_list_them(written: Written) -> None:
    assert written("fr", formats.listed, [1, 2, 3]) == "1, 2 et 3"
    assert written("en", formats.listed, [1, 2]) == "1 and 2"
    assert written("en", formats.listed, [4]) == "4"
