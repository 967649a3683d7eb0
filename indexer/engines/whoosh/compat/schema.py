"""The Whoosh schema of the field table: how Whoosh itself names and reads our fields.

A text field `f` is `f.grams` (with positions) and `f.words` there; a keyword or number field keeps its name. Analysis
happens before Whoosh, so its field types take ready terms.
"""

from __future__ import annotations

from array import array

from whoosh import columns, fields, formats

from indexer.engines.whoosh.store.columns import MISSING
from indexer.fields import FIELDS

RECORD = "record"
KINDS = ("grams", "words")


class PositionArray(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """A posting's positions as little-endian unsigned 32-bit integers, ascending."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions of one posting, for Whoosh's own matchers."""
        return list(array("I", value))

    def decode_frequency(self, value: bytes) -> int:
        """Return how many positions a posting has."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """Return the frequency as a weight."""
        return float(len(value) // 4)


class ReadyTerms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose terms are made already; a query's text is one term."""

    scorable = True

    def __init__(self, format_: formats.Format, column: columns.Column | None = None) -> None:
        super().__init__(format_, None, sortable=column or False)


def whoosh_schema() -> fields.Schema:
    """Return the schema of the field table."""
    schema = fields.Schema()
    for field in FIELDS:
        if field.text:
            schema.add(f"{field.name}.grams", ReadyTerms(PositionArray()))
            schema.add(f"{field.name}.words", ReadyTerms(formats.Frequency()))
        if field.is_keyword:
            column = columns.RefBytesColumn() if field.facet else None
            schema.add(field.name, ReadyTerms(formats.Existence(), column))
        if field.number:
            schema.add(field.name, fields.COLUMN(columns.NumericColumn("i", default=MISSING)))
    schema.add(RECORD, fields.STORED())
    return schema


def split_name(whoosh_field: str) -> tuple[str, str]:
    """Return the field and the kind in a Whoosh field's name ("" for a keyword or number field)."""
    field, _, kind = whoosh_field.rpartition(".")
    return (field, kind) if kind in KINDS else (whoosh_field, "")
