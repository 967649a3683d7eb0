"""A batch of reports becomes a segment with every field's terms under its own field."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh.store.records import encode_record
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.engines.whoosh.write import inversion
from indexer.engines.whoosh.write.inversion import write_segment
from indexer.fields import FIELD, Field


@pytest.mark.parametrize("count", [16, 17, 200])
def test_any_number_of_keyword_fields_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """A value is found under its own field, however many keyword fields there are."""
    fields = [Field(f"field{number}", "", keyword=lambda _, value=f"v{number % 7}": value) for number in range(count)]
    monkeypatch.setattr(inversion, "FIELD", {**FIELD, **{field.name: field for field in fields}})
    monkeypatch.setattr(inversion, "KEYWORD_FIELDS", tuple(field.name for field in fields))
    write_segment(tmp_path / "one", [(encode_record(Report(id="r1", source="s")), "")])
    table = OpenSegment(tmp_path / "one").keywords
    for value in range(7):
        ordinals = {table.field_ordinal(row) for row in table.rows(f"v{value}".encode())}
        assert ordinals == set(range(value, count, 7))
