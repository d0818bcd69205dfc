"""One hex of the authority: what is derived from it, and which one is refused in words."""

import re

import pytest

from app.domain import brand

ACCEPTED = ["#0C5A4A", "#005CA9", "#7A3E9D"]
RED = "Too close to the red of “Over time”."
DARK = "It would have to be darkened too much to be your colour still."


@pytest.mark.parametrize(
    ("colour", "sentence"),
    [
        ("#E2001A", RED),
        ("#C8102E", RED),
        ("#FFD500", "Too close to the yellow of attention."),
        ("#FFC629", "Too close to the yellow of attention."),
        ("#8FBE00", DARK),
        ("#F39200", DARK),
        ("#7C7C7C", "A grey is mistaken for a button that does nothing."),
        ("#1B1B3A", "It is mistaken for ink."),
        ("#000000", "It is mistaken for ink."),
        ("#000091", "Reserved for the identity of the State."),
    ],
)
def test_a_colour_that_would_be_taken_for_another_is_refused(colour, sentence):
    assert brand.refused(colour) == sentence


@pytest.mark.parametrize("colour", ACCEPTED)
def test_a_colour_that_stands_by_itself_is_accepted_as_it_is(colour):
    assert brand.refused(colour) is None
    assert brand.derived(colour).brand == colour


def test_the_product_s_own_green_gives_the_tones_of_the_design():
    tones = brand.derived("#0C5A4A")
    assert (tones.tint, tones.brand_dark, tones.tint_dark) == ("#DBECE7", "#76BBA7", "#163A31")


@pytest.mark.parametrize("colour", [*ACCEPTED, "#E2001A", "#8FBE00", "#FFFFFF", "#000000"])
def test_whatever_the_hex_what_is_written_on_it_can_be_read(colour):
    tones = brand.derived(colour)
    assert brand.contrast(tones.brand, brand.WHITE) >= 5.5
    assert brand.contrast(tones.brand_dark, brand.NIGHT) >= 8
    assert brand.contrast(tones.tint, brand.INK) >= 10
    assert brand.contrast(tones.tint_dark, "#F4F0E4") >= 10


def test_contrast_is_that_of_wcag():
    assert brand.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert brand.contrast("#0C5A4A", "#FFFFFF") == pytest.approx(8.15, abs=0.01)
    assert brand.contrast("#14201C", "#FBF8F0") == pytest.approx(15.79, abs=0.01)


def test_the_stylesheet_redefines_four_tones_and_nothing_else():
    css = brand.stylesheet("#005CA9")
    assert re.fullmatch(r":root \{( --[a-z-]+: #[0-9A-F]{6};){4} \}\n", css)
    assert set(re.findall(r"--[a-z-]+", css)) == {
        "--brand-light",
        "--brand-tint-light",
        "--brand-dark",
        "--brand-tint-dark",
    }
