"""How the figures of the board are rounded to be read: never surer than they are."""

from fractions import Fraction
from math import ceil, floor

from app.domain.scoring import decimal_half_up

FEWEST, MOST = "fewest", "most"
NOTICED = Fraction(1, 20)


def signed_tenth(figure: str) -> str:
    """One decimal, half up, with its sign: "+0.4", "-0.3"; "0.0" where it rounds to nothing."""
    shown = decimal_half_up(Fraction(figure), 1)
    return shown if shown == "0.0" or shown.startswith("-") else f"+{shown}"


def tenth(figure: str) -> str:
    """The size of a figure with one decimal, half up, whatever its sign."""
    return decimal_half_up(abs(Fraction(figure)), 1)


def hundredth(figure: str | float) -> str:
    """Two decimals, half up, as scores are shown."""
    return decimal_half_up(Fraction(figure), 2)


def tenth_up(figure: str) -> str:
    """One decimal, rounded up: a margin is never told smaller than it is."""
    return decimal_half_up(Fraction(ceil(Fraction(figure) * 10), 10), 1)


def points(shown: str) -> int:
    """The whole number by which a language chooses between "0.7 point" and "2.0 points"."""
    return floor(abs(Fraction(shown)))


def noticed(figure: str | None) -> bool:
    """Whether an effect of absences is large enough to be told."""
    return figure is not None and abs(Fraction(figure)) >= NOTICED


def times_in_ten(chance: float) -> int | str:
    """A chance as so many times in ten, from 1 to 9; beyond, `fewest` or `most`: never none, never all."""
    if chance < 0.05:
        return FEWEST
    return MOST if chance >= 0.95 else floor(10 * chance + 0.5)


def hundredths(share: float) -> int:
    """A share as a whole number of times in a hundred."""
    return floor(100 * share + 0.5)
