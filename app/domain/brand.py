"""The authority's one colour, derived so that what is written on it and with it stays readable."""

import math
from dataclasses import dataclass

# Every tone is derived from one hex in OKLCH, whose lightness means the same for every hue.
LINEAR_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LMS_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
LAB_TO_LMS = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
LMS_TO_LINEAR = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
NIGHT = "#0F1714"
WHITE = "#FFFFFF"
# What the brand must not be taken for, and how far from it is far enough, as an OKLab distance.
BRICK, DAFFODIL, INK, STATE = "#A5341A", "#FFC629", "#14201C", "#000091"
TOO_CLOSE = 0.10
MOST_DARKENED, LEAST_CHROMA, LEAST_FROM_INK = 0.20, 0.04, 1.3

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Tones:
    """The brand on paper and on night, each with its tint."""

    brand: str
    tint: str
    brand_dark: str
    tint_dark: str


def derived(colour: str) -> Tones:
    """The four tones of a hex: white on the brand ≥ 5.5, the dark one ≥ 8 on night, tints of the same hue."""
    lightness, chroma, hue = _oklch(colour)
    light = _darkened(colour)
    capped, dark = min(chroma, 0.12), lightness
    while dark < 1 and contrast(_hex((dark, capped, hue)), NIGHT) < 8:
        dark += 0.01
    return Tones(
        _hex((light, chroma, hue)),
        _hex((0.93, 0.02, hue)),
        _hex((dark, capped, hue)),
        _hex((0.32, 0.045, hue)),
    )


def refused(colour: str) -> str | None:
    """Why this hex cannot be the brand, as a sentence to translate; None when it can."""
    lightness, chroma, hue = _oklch(colour)
    light = _darkened(colour)
    brand = _hex((light, chroma, hue))
    # In the order of what helps most: a yellow is told that it is yellow, not that it grew dark.
    reasons = (
        (_distance(colour, STATE) < TOO_CLOSE, "Reserved for the identity of the State."),
        (_distance(colour, DAFFODIL) < TOO_CLOSE, "Too close to the yellow of attention."),
        (
            lightness - light > MOST_DARKENED,
            "It would have to be darkened too much to be your colour still.",
        ),
        (_distance(brand, BRICK) < TOO_CLOSE, "Too close to the red of “Over time”."),
        (contrast(brand, INK) < LEAST_FROM_INK, "It is mistaken for ink."),
        (chroma < LEAST_CHROMA, "A grey is mistaken for a button that does nothing."),
    )
    return next((sentence for true, sentence in reasons if true), None)


def stylesheet(colour: str) -> str:
    """The tones as custom properties that replace the product's own, in both themes."""
    tones = derived(colour)
    return (
        f":root {{ --brand-light: {tones.brand}; --brand-tint-light: {tones.tint};"
        f" --brand-dark: {tones.brand_dark}; --brand-tint-dark: {tones.tint_dark}; }}\n"
    )


def contrast(one: str, other: str) -> float:
    """The WCAG ratio of two colours, from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _darkened(colour: str) -> float:
    """The lightness at which white on the colour reads well: its own, or lower by steps of 0.01."""
    lightness, chroma, hue = _oklch(colour)
    while lightness > 0 and contrast(_hex((lightness, chroma, hue)), WHITE) < 5.5:
        lightness -= 0.01
    return lightness


def _distance(one: str, other: str) -> float:
    """How far apart two colours look, in OKLab."""
    return math.dist(_oklab(one), _oklab(other))


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Triple:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _oklab(colour: str) -> Triple:
    long, medium, short = _times(LINEAR_TO_LMS, _linear(colour))
    return _times(LMS_TO_LAB, (math.cbrt(long), math.cbrt(medium), math.cbrt(short)))


def _oklch(colour: str) -> Triple:
    lightness, a, b = _oklab(colour)
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _hex(oklch: Triple) -> str:
    lightness, chroma, hue = oklch
    long, medium, short = _times(LAB_TO_LMS, (lightness, chroma * math.cos(hue), chroma * math.sin(hue)))
    linear = _times(LMS_TO_LINEAR, (long**3, medium**3, short**3))
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, part)))):02X}" for part in linear)


def _gamma(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
