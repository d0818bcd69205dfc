"""How the figures of the board are rounded."""

import pytest

from app.domain import rounding


def test_a_margin_is_rounded_up_and_an_effect_half_up_with_its_sign():
    assert [rounding.tenth_up(figure) for figure in ("0.310000", "0.300000", "1.000001")] == ["0.4", "0.3", "1.1"]
    assert [rounding.signed_tenth(f) for f in ("0.350000", "-0.250000", "-0.040000")] == ["+0.4", "-0.3", "0.0"]
    assert rounding.tenth("-0.250000") == "0.3"
    assert [rounding.noticed(figure) for figure in ("0.050000", "-0.049999", None)] == [True, False, False]


@pytest.mark.parametrize(
    ("chance", "told"),
    [(0.0, "fewest"), (0.049, "fewest"), (0.05, 1), (0.25, 3), (0.949, 9), (0.95, "most")],
)
def test_a_chance_is_never_none_and_never_all(chance, told):
    assert rounding.times_in_ten(chance) == told


def test_agreement_is_a_whole_number_of_times_in_a_hundred():
    assert (rounding.hundredths(0.625), rounding.hundredths(2 / 3)) == (63, 67)
