"""Keys whose values reach no report are named once a file, with how often they had a value."""

from __future__ import annotations

import io
import json

from corpus.problem import Problem
from corpus.readers import read_lines
from corpus.readers.unread_keys import MAX_NAMED


def _notes(*records: dict[str, object]) -> dict[str, int]:
    data = "\n".join(json.dumps(each) for each in records).encode()
    found = [each for each in read_lines(io.BytesIO(data), source="a") if isinstance(each, Problem)]
    assert not any(each.skipped for each in found)
    return {each.reason: each.count for each in found}


def test_unknown_keys_are_named_with_their_count() -> None:
    """A key is counted where it has a value; what an export adds on its own is no loss."""
    records = [{"title": "甲乙", "summary": "丙", "source": "b.txt", "extra": ""} for _ in range(30)]
    ((reason, count),) = _notes(*records, {"title": "甲乙"}).items()
    assert "“summary”" in reason
    assert count == 30


def test_keys_without_end_are_counted_together() -> None:
    """A record of ten thousand keys is named by a hundred of them and a count of the rest."""
    notes = _notes({"title": "甲乙", **{f"k{n}": 1 for n in range(10_000)}})
    assert len(notes) == MAX_NAMED + 1
    assert sum(notes.values()) == 10_000
