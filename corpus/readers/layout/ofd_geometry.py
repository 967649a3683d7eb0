"""Numbers and transformations as OFD writes them. It measures in millimetres, from the upper left corner down."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from lxml import etree

POINTS = 72 / 25.4
"""Points in a millimetre."""

LARGEST = 1e6
"""No page is a kilometre long: larger numbers are damage, and products of them are infinite."""

_ASLANT = 0.2
_LONGEST_KNOWN = 64
"""Characters of the longest list that is kept to be looked up again."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A transformation of points: `a b c d e f` as OFD and PDF write it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @property
    def values(self) -> tuple[float, float, float, float, float, float]:
        """The six numbers."""
        return self.a, self.b, self.c, self.d, self.e, self.f

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Matrix) -> Matrix:
        """Return this transformation of what `first` has transformed."""
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        return Matrix(a, b, c, d, *self.apply(first.e, first.f))

    def within(self, element: etree._Element) -> Matrix:
        """Return the transformation of what is drawn within an object, by its boundary and its own matrix."""
        left, top, *_ = [*numbers(element.get("Boundary", "")), 0.0, 0.0]
        own = numbers(element.get("CTM", ""))
        # One that makes everything a point or a stroke is damage.
        if len(own) == 6 and own[0] * own[3] != own[1] * own[2]:
            a, b, c, d, e, f = own
            return self.after(Matrix(a, b, c, d, e + left, f + top))
        return self.after(Matrix(e=left, f=top))

    @property
    def scale(self) -> float:
        """How much larger things get."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c)) or 1.0

    @property
    def is_oblique(self) -> bool:
        """Whether lines of text stand aslant."""
        return min(abs(self.a), abs(self.b)) > _ASLANT * max(abs(self.a), abs(self.b))

    @property
    def turn(self) -> int:
        """The direction in which text runs, in quarters clockwise: 0 to the right, 1 down, 2 to the left, 3 up."""
        if abs(self.a) >= abs(self.b):
            return 0 if self.a >= 0 else 2
        return 1 if self.b > 0 else 3


_QUARTER_TURNS = (Matrix(), Matrix(0, -1, 1, 0), Matrix(-1, 0, 0, -1), Matrix(0, 1, -1, 0))


def quarter_turn(turn: int) -> Matrix:
    """Return the transformation in whose frame text that ran in direction `turn` runs to the right.

    >>> quarter_turn(1).apply(0, 5)
    (5.0, 0.0)
    """
    return _QUARTER_TURNS[turn % 4]


def numbers(text: str) -> tuple[float, ...]:
    """Return the numbers of a list such as a box, () where one is none.

    >>> numbers("0 0 210 297"), numbers("0 x"), numbers("1e300")
    ((0.0, 0.0, 210.0, 297.0), (), ())
    """
    return _short(text) if len(text) <= _LONGEST_KNOWN else _numbers(text)


def _numbers(text: str) -> tuple[float, ...]:
    try:
        found = tuple(float(each) for each in text.replace(",", " ").split(maxsplit=32)[:32])
    except ValueError:
        return ()
    return found if all(abs(each) <= LARGEST for each in found) else ()


_short = functools.lru_cache(maxsize=1 << 12)(_numbers)
"""Objects of a page have the same sizes and starts, and none of most."""
