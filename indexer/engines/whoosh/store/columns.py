"""What a segment keeps of each report beside postings and text: id, source, dates, facet values, field lengths, fingerprint, order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from indexer.engines.whoosh.store.arrays import Array, ArrayFile, ArrayWriter, narrowest
from indexer.similarity.fingerprints import FINGERPRINT, Fingerprints

MISSING = 0
"""In a number column: the report has no value. Years and day numbers start at 1."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a segment in memory; lists and arrays by document number, UTF-8 bytes, empty where missing.

    `numbers` int32[reports] by number field; `facets` by facet keyword field; lengths uint32[reports] by text field,
    counted in grams and in words, fields that nobody has left out; `position_widths` uint8[reports] by text field. `fingerprints`: see `indexer.similarity`.
    """

    ids: Sequence[bytes]
    digests: Sequence[bytes]
    sources: Sequence[bytes]
    numbers: dict[str, Array]
    facets: dict[str, Sequence[bytes]]
    gram_lengths: dict[str, Array]
    word_lengths: dict[str, Array]
    position_widths: dict[str, Array]
    fingerprints: Fingerprints


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of few different values: `codes` by report are 0 where missing, else the value's number from 1."""

    values: tuple[str, ...]
    codes: Array


def write_columns(writer: ArrayWriter, columns: Columns) -> None:
    """Write the columns of a segment."""
    _write_texts(writer, "id", columns.ids)
    for name, values in (("source", columns.sources), ("digest", columns.digests), *columns.facets.items()):
        distinct = sorted({value for value in values if value})
        code = {b"": 0, **{value: number for number, value in enumerate(distinct, 1)}}
        _write_texts(writer, f"values.{name}", distinct)
        writer.add(f"codes.{name}", narrowest(np.array([code[value] for value in values], dtype=np.uint32)))
    for field, numbers in columns.numbers.items():
        writer.add(f"number.{field}", numbers)
    for kind, lengths in (("grams", columns.gram_lengths), ("words", columns.word_lengths)):
        for field, each in lengths.items():
            writer.add(f"length.{kind}.{field}", narrowest(each))
    for field, widths in columns.position_widths.items():
        writer.add(f"width.{field}", widths)
    writer.add("fingerprint", columns.fingerprints.view(np.uint8))
    for name, ranks in _date_ranks(columns.ids, columns.numbers["dated"]).items():
        writer.add(name, ranks)


def read_texts(file: ArrayFile, name: str) -> list[bytes]:
    """Return a column of texts."""
    starts = file.array(f"{name}.starts").tolist()
    base = file.offset(f"{name}.texts")
    return [file.mapping[base + a : base + b] for a, b in pairwise(starts)]


def read_values(file: ArrayFile, name: str) -> ValueColumn:
    """Return a column of few different values."""
    return ValueColumn(
        tuple(value.decode() for value in read_texts(file, f"values.{name}")), file.array(f"codes.{name}")
    )


def read_fingerprints(file: ArrayFile) -> Fingerprints:
    """Return the fingerprints of all reports."""
    return file.array("fingerprint").view(FINGERPRINT)


def read_columns(file: ArrayFile, live: Array) -> Columns:
    """Return all columns of the documents `live`, int64, ascending."""
    ids = read_texts(file, "id")

    def values(name: str) -> list[bytes]:
        texts = [b"", *read_texts(file, f"values.{name}")]
        return [texts[code] for code in file.array(f"codes.{name}")[live].tolist()]

    def by_field(prefix: str) -> dict[str, Array]:
        return {name.removeprefix(prefix): file.array(name)[live] for name in file.names(prefix)}

    return Columns(
        ids=[ids[doc] for doc in live.tolist()],
        digests=values("digest"),
        sources=values("source"),
        numbers=by_field("number."),
        facets={
            field: values(field)
            for field in (name.removeprefix("codes.") for name in file.names("codes."))
            if field not in ("digest", "source")
        },
        gram_lengths=by_field("length.grams."),
        word_lengths=by_field("length.words."),
        position_widths=by_field("width."),
        fingerprints=read_fingerprints(file)[live],
    )


def joined(inputs: Sequence[Columns]) -> Columns:
    """Return the columns of several segments one after another."""
    sizes = [len(each.ids) for each in inputs]

    def arrays(columns: Sequence[dict[str, Array]]) -> dict[str, Array]:
        fields = dict.fromkeys(field for each in columns for field in each)
        return {
            field: np.concatenate(
                [each.get(field, np.zeros(size, np.uint8)) for each, size in zip(columns, sizes, strict=True)]
            )
            for field in fields
        }

    return Columns(
        ids=[value for each in inputs for value in each.ids],
        digests=[value for each in inputs for value in each.digests],
        sources=[value for each in inputs for value in each.sources],
        numbers=arrays([each.numbers for each in inputs]),
        facets={field: [value for each in inputs for value in each.facets[field]] for field in inputs[0].facets},
        gram_lengths=arrays([each.gram_lengths for each in inputs]),
        word_lengths=arrays([each.word_lengths for each in inputs]),
        position_widths=arrays([each.position_widths for each in inputs]),
        fingerprints=np.concatenate([each.fingerprints for each in inputs]),
    )


def _write_texts(writer: ArrayWriter, name: str, texts: Sequence[bytes]) -> None:
    writer.add(f"{name}.texts", np.frombuffer(b"".join(texts), dtype=np.uint8))
    writer.add(f"{name}.starts", np.array(list(accumulate(map(len, texts), initial=0)), dtype=np.uint32))


def _date_ranks(ids: Sequence[bytes], dated: Array) -> dict[str, Array]:
    """Return each report's rank, uint16[reports], newest and oldest first; without a date last, then by id."""
    by_id = np.empty(len(ids), dtype=np.int64)
    by_id[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    ranks = {}
    for name, dates in (("newest", -dated.astype(np.int64)), ("oldest", dated.astype(np.int64))):
        order = np.lexsort((by_id, dates, dated == MISSING))
        rank = np.empty(len(ids), dtype=np.uint16)
        rank[order] = np.arange(len(ids), dtype=np.uint16)
        ranks[name] = rank
    return ranks
