"""Colours as CSS writes them (#0a6459), the contrast between two by WCAG 2.2, and the shades that pages need of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST_CONTRAST = 4.5
"""Of text and what is behind it, by WCAG 2.2 AA."""

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour by its parts of red, green and blue, from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """How bright it is, from 0 to 1."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)
GROUND, DARK_GROUND = Colour(0xF4, 0xF7, 0xF6), Colour(0x1C, 0x24, 0x23)
"""The grounds of the style sheet (`--ground-soft`) on which links have the least contrast, by day and by night."""


def parse_colour(text: str) -> Colour | None:
    """Return the colour that a text is; None for what isn't one.

    >>> str(parse_colour("#0A6459")), parse_colour("red")
    ('#0a6459', None)
    """
    found = _HEX.fullmatch(text.strip())
    return Colour(*(int(part, 16) for part in found.groups())) if found else None


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast between two colours, from 1 to 21.

    >>> round(contrast(WHITE, BLACK), 2), round(contrast(Colour(0x77, 0x77, 0x77), WHITE), 2)
    (21.0, 4.48)
    """
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """Return a colour with a share of another, from 0 to 1.

    >>> str(mixed(BLACK, WHITE, 0.5))
    '#808080'
    """
    pairs = ((colour.red, other.red), (colour.green, other.green), (colour.blue, other.blue))
    return Colour(*(round(one + (two - one) * share) for one, two in pairs))


def fault_of_colour(text: str) -> str:
    """Return what is wrong with a text as the colour of links and buttons, in Chinese; "" when nothing is."""
    colour = parse_colour(text)
    if colour is None:
        return f"应为六位十六进制的颜色，如 #0a6459，现为 {text!r}"
    found = contrast(colour, GROUND)
    if found < LEAST_CONTRAST:
        return (
            f"{colour} 与页面底色的对比度只有 {found:.2f}，低于 {LEAST_CONTRAST}（WCAG 2.2 AA），看不清；请用更深的颜色"
        )
    return ""


def style_sheet(colour: Colour) -> str:
    """Return the style sheet that gives pages a colour, by day and by night, with its shades."""
    return f":root {{ {_written(_by_day(colour))} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {_written(_by_night(colour))} }} }}\n"


def _written(properties: Mapping[str, Colour]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in properties.items())


def _by_day(colour: Colour) -> dict[str, Colour]:
    soft = _readable(colour, (mixed(WHITE, colour, share / 100) for share in range(12, 0, -1)), WHITE)
    return {"accent": colour, "accent-strong": mixed(colour, BLACK, 0.25), "accent-soft": soft, "on-accent": WHITE}


def _by_night(colour: Colour) -> dict[str, Colour]:
    shades = [mixed(colour, WHITE, share / 100) for share in range(0, 100, 2)]
    accent = next((each for each in shades if contrast(each, DARK_GROUND) >= _NIGHT_CONTRAST), WHITE)
    soft = _readable(accent, (mixed(DARK_GROUND, colour, share / 100) for share in range(30, 0, -2)), DARK_GROUND)
    return {"accent": accent, "accent-strong": mixed(accent, WHITE, 0.4), "accent-soft": soft, "on-accent": DARK_GROUND}


_NIGHT_CONTRAST = 7.0
"""Of links at night: light on dark looks thinner than it is."""


def _readable(text: Colour, grounds: Iterable[Colour], otherwise: Colour) -> Colour:
    """Return the first ground on which a text can be read."""
    return next((each for each in grounds if contrast(text, each) >= LEAST_CONTRAST), otherwise)
