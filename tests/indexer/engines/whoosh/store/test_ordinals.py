"""Fields are numbered within what a row can name."""

from __future__ import annotations

import pytest

from indexer.engines.whoosh.store.ordinals import numbered


def test_more_fields_than_a_row_can_name_are_refused() -> None:
    """A field table that the format can't hold fails at once, and not by mixing fields up."""
    with pytest.raises(ValueError, match="257 fields"):
        numbered([f"field{number}" for number in range(257)])
