"""Where sentences, clauses and paragraphs end."""

from __future__ import annotations

import numpy as np
import pytest

from service.snippets import boundaries
from service.snippets.characters import traits


@pytest.mark.parametrize(
    ("before", "gap", "expected"),
    [
        ("字" * 40, "\n", False),
        ("字" * 40, " ", False),
        ("字" * 40, " \n", False),
        ("字" * 40, "\n ", True),
        ("字" * 40, "\n\n", True),
        ("字" * 40, "\n\u3000\u3000", True),
        ("字" * 20, "\n", False),
        ("字" * 19, "\n", True),
        ("字" * 40 + "\n" + "字" * 19, "\n", True),
        ("字" * 40 + "\n" + "字" * 20, "\n", False),
        ("", "\n", True),
    ],
)
def test_a_paragraph_ends_with_a_short_line_or_before_a_blank(before: str, gap: str, expected: bool) -> None:
    """A line break after a full line, with nothing before the next, only wraps it; what stands before the text is no line."""
    other = "另一个文本" * 8
    text = f"{other}{before}{gap}下"
    raw = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    start = len(other) + len(before)
    assert boundaries.ends_paragraph.py_func(raw, traits(), start, start + len(gap), len(other)) is expected


@pytest.mark.parametrize(("least", "expected"), [(0, 0), (2, 0), (3, 1), (5, 1), (6, 3), (9, 3)])
def test_the_first_number_from_one_on_is_found(least: int, expected: int) -> None:
    """Where none is large enough, the end is."""
    assert boundaries.first_from.py_func(np.array([2, 5, 5], np.int64), least, 0, 3) == expected
