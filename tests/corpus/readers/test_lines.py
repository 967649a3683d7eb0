"""Lines come with their numbers, blank ones left out, and without bound in neither length nor number."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import lines
from corpus.readers.lines import numbered_lines


@given(st.lists(st.sampled_from([b"", b" ", b"\r", b"x", b"y z", b"\xe7\x94\xb2"]), max_size=30), st.booleans())
def test_lines_have_the_numbers_they_stand_at(written: list[bytes], ended: bool) -> None:
    """Whatever is blank before a line, its number is the one an editor shows."""
    data = b"\n".join(written) + (b"\n" if ended else b"")
    expected = [(number, line) for number, line in enumerate(written, start=1) if line.strip()]
    assert [(number, line.rstrip(b"\n")) for number, line in numbered_lines(io.BytesIO(data)) if line] == expected


def test_a_flood_of_empty_lines_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty lines are counted together and not one by one."""
    calls = []
    data = io.BufferedReader(io.BytesIO(b"\n" * 1_000_000 + b"x"))
    monkeypatch.setattr(
        lines, "_skip_line_ends", lambda reader, skip=lines._skip_line_ends: calls.append(1) or skip(reader)
    )
    assert list(numbered_lines(data)) == [(1_000_001, b"x")]
    assert len(calls) == 1


def test_lines_beyond_the_last_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the last line allowed comes one more without its text, and then nothing."""
    monkeypatch.setattr(lines, "MAX_LINES", 3)
    assert list(numbered_lines(io.BytesIO(b"a\n" * 9)))[2:] == [(3, b"a\n"), (4, None)]
