"""Colours and whether they can be read."""

from __future__ import annotations

import re

import pytest

from service.colour import (
    DARK_GROUND,
    GROUND,
    LEAST_CONTRAST,
    WHITE,
    Colour,
    contrast,
    fault_of_colour,
    parse_colour,
    style_sheet,
)
from tests.docs.pages import ROOT

SHEET = (ROOT / "service" / "web" / "site" / "static" / "suoyin.css").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#0a6459", ""),
        ("#8A1C1C", ""),
        ("#000000", ""),
        ("#ffcc00", "只有 1."),
        ("#777777", "4.1"),
        ("red", "#0a6459"),
        ("#fff", "#0a6459"),
        ("#0a6459; } body { display: none", "#0a6459"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(text: str, said: str) -> None:
    """With its contrast, or with how one is written."""
    fault = fault_of_colour(text)
    assert (said in fault) if said else fault == ""


@pytest.mark.parametrize("text", ["#0a6459", "#8a1c1c", "#000000", "#1d4ed8", "#5b21b6", "#6b6300", "#c8102e"])
def test_every_shade_can_be_read(text: str) -> None:
    """Text in the colour and its stronger shade, on the page, on soft grounds and on buttons, by day and by night."""
    colour = parse_colour(text)
    assert colour
    assert fault_of_colour(text) == ""
    day, night = (_properties(part) for part in style_sheet(colour).split("@media"))
    assert day["accent"] == colour
    for shades, ground in ((day, GROUND), (night, DARK_GROUND)):
        pairs = [
            (shades[name], behind) for name in ("accent", "accent-strong") for behind in (ground, shades["accent-soft"])
        ]
        assert min(contrast(*pair) for pair in (*pairs, (shades["on-accent"], shades["accent"]))) >= LEAST_CONTRAST


def test_the_shades_are_those_of_the_style_sheet() -> None:
    """The grounds are the program's own, and each property is one that its style sheet has."""
    assert (f"--ground-soft: {GROUND};" in SHEET, f"--ground-soft: {DARK_GROUND};" in SHEET) == (True, True)
    assert all(f"--{name}:" in SHEET for name in _properties(style_sheet(WHITE)))


def _properties(text: str) -> dict[str, Colour]:
    return {name: colour for name, value in re.findall(r"--([\w-]+): (#\w+);", text) if (colour := parse_colour(value))}
