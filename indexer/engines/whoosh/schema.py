"""The Whoosh schema that the field table stands for, and how a report becomes a Whoosh document.

A text field `f` becomes `f.grams` (with positions) and `f.words`, each with a length column; a keyword or number
field keeps its name. Analysis happens here and not in Whoosh, so the field types take ready postings.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from whoosh import columns, fields, formats

from corpus.report import Report, from_record, to_record
from indexer.analysis import atoms, index_grams, words
from indexer.fields import FIELDS, Field

Posting = tuple[bytes, int, float, bytes]
"""Term, frequency, weight and encoded value: what Whoosh's writer takes for one term of one document."""

RECORD = "record"
DIGEST = "digest"
MISSING = 0
"""In a number column: the report has no value. Years and day numbers start at 1."""


class PositionArray(formats.Format):  # type: ignore[misc]
    """A posting's positions as little-endian unsigned 32-bit integers, ascending."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Positions of one posting, for Whoosh's own matchers."""
        return list(array("I", value))

    def decode_frequency(self, value: bytes) -> int:
        """How many positions a posting has."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """The frequency as a weight."""
        return float(len(value) // 4)


class ReadyPostings(fields.FieldType):  # type: ignore[misc]
    """A field whose values are postings already cut and counted."""

    def __init__(self, format_: formats.Format, column: columns.Column | None = None) -> None:
        super().__init__(format_, None, sortable=column or False)

    def index(self, value: list[Posting], **_: object) -> list[Posting]:
        """Give the postings as they are."""
        return value


def whoosh_schema() -> fields.Schema:
    """Make the schema from the field table."""
    schema = fields.Schema()
    for field in FIELDS:
        if field.text:
            schema.add(f"{field.name}.grams", ReadyPostings(PositionArray()))
            schema.add(f"{field.name}.words", ReadyPostings(formats.Frequency()))
            for kind in ("grams", "words"):
                schema.add(length_column(field.name, kind), fields.COLUMN(columns.NumericColumn("I", default=0)))
        if field.keyword:
            schema.add(field.name, ReadyPostings(formats.Existence(), _keyword_column(field)))
        if field.number:
            schema.add(field.name, fields.COLUMN(columns.NumericColumn("i", default=MISSING)))
    schema.add(RECORD, fields.STORED())
    schema.add(DIGEST, fields.COLUMN(columns.VarBytesColumn()))
    return schema


def length_column(field: str, kind: str) -> str:
    """Name the column that holds how many grams or words a text field has."""
    return f"{field}.{kind}.length"


def whoosh_document(report: Report, digest: str) -> dict[str, Any]:
    """Give the keyword arguments with which Whoosh's writer adds `report`."""
    document: dict[str, Any] = {RECORD: encode_record(report)}
    if digest:
        document[DIGEST] = digest.encode()
    for field in FIELDS:
        if field.text and (text := field.text(report)):
            document.update(_text_postings(field.name, text))
        if field.keyword and (value := field.keyword(report)):
            encoded = value.encode()
            document[field.name] = [(encoded, 1, 1.0, b"")]
            document[f"_stored_{field.name}"] = encoded
        if field.number and (number := field.number(report)) is not None:
            document[field.name] = number
    return document


def encode_record(report: Report) -> bytes:
    """Pack a report as it is stored: compressed JSON, which unlike a pickle can hold nothing but data."""
    return zlib.compress(json.dumps(to_record(report), ensure_ascii=False).encode(), level=6)


def decode_record(stored: bytes) -> Report:
    """Unpack a stored report."""
    return from_record(json.loads(zlib.decompress(stored)))


def _keyword_column(field: Field) -> columns.Column:
    return columns.RefBytesColumn() if field.facet else columns.VarBytesColumn()


def _text_postings(name: str, text: str) -> Iterator[tuple[str, Any]]:
    sequence = atoms(text)
    positions: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for gram in index_grams(sequence):
        positions[gram.text].append(gram.position)
    frequencies = Counter(words(sequence))
    yield f"{name}.grams", [(term.encode(), len(at), float(len(at)), at.tobytes()) for term, at in positions.items()]
    yield (
        f"{name}.words",
        [(term.encode(), count, float(count), formats.pack_uint(count)) for term, count in frequencies.items()],
    )
    yield length_column(name, "grams"), sum(map(len, positions.values()))
    yield length_column(name, "words"), frequencies.total()
