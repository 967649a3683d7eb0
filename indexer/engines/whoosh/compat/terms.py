"""A segment's terms and postings as Whoosh reads them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import matching
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from indexer.engines.whoosh.compat.schema import split_name
from indexer.engines.whoosh.store.ordinals import KEYWORD_ORDINAL, TEXT_ORDINAL
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.engines.whoosh.store.table import Table
from indexer.fields import KEYWORD_FIELDS, TEXT_FIELDS

Term = tuple[str, bytes]


class ColumnarTerms(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """A segment's terms and their postings."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        return self._row(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms, in order."""
        texts = [f"{field}.{kind}" for field in TEXT_FIELDS for kind in ("grams", "words")]
        return sorted([*texts, *KEYWORD_FIELDS])

    def terms(self) -> Iterator[Term]:
        """Return all terms, by field name and then by text."""
        return (term for name in self.indexed_field_names() for term in self._field_terms(name, b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms from one on, those of later fields too."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                yield from self._field_terms(name, prefix if name == fieldname else b"")

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Return all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Return the terms from one on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term. Raises TermNotFound."""
        table, row, kind, field = self._found(fieldname, text)
        docs, frequencies = table.docs(row), table.frequencies(row)
        lengths = self._segment.lengths(kind, field) if field else None
        doc_lengths = lengths[docs] if lengths is not None else np.ones(1, dtype=np.uint8)
        return TermInfo(
            weight=float(frequencies.sum()),
            df=docs.size,
            minlength=int(doc_lengths.min()),
            maxlength=int(doc_lengths.max()),
            maxweight=float(frequencies.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the number of occurrences of a term."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of reports that have a term, deleted ones too."""
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> matching.Matcher:
        """Return a matcher over the postings of a term."""
        table, row, kind, _ = self._found(fieldname, text)
        values = None
        frequencies = table.frequencies(row)
        if kind == "grams":
            _, positions = table.positions(row)
            ends = np.cumsum(frequencies)[:-1]
            values = [array("I", each.tolist()).tobytes() for each in np.split(positions, ends)]
        return matching.ListMatcher(
            table.docs(row).tolist(),
            weights=frequencies.astype(float).tolist(),
            values=values,
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def close(self) -> None:
        """Do nothing: the mapping goes with its last array."""

    def _resolve(self, fieldname: str) -> tuple[Table, int, str, str] | None:
        """Return the table and ordinal of a Whoosh field, and the kind and text field of its lengths, "" for keywords."""
        field, kind = split_name(fieldname)
        if kind and field in TEXT_ORDINAL:
            return self._segment.table(kind), TEXT_ORDINAL[field], kind, field
        if fieldname in KEYWORD_ORDINAL:
            return self._segment.keywords, KEYWORD_ORDINAL[fieldname], "", ""
        return None

    def _row(self, fieldname: str, text: bytes) -> int | None:
        resolved = self._resolve(fieldname)
        return resolved[0].row(text, resolved[1]) if resolved else None

    def _found(self, fieldname: str, text: bytes) -> tuple[Table, int, str, str]:
        resolved, row = self._resolve(fieldname), self._row(fieldname, text)
        if resolved is None or row is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return resolved[0], row, resolved[2], resolved[3]

    def _field_terms(self, fieldname: str, start: bytes) -> Iterator[Term]:
        resolved = self._resolve(fieldname)
        if resolved is None:
            return
        table, ordinal = resolved[:2]
        for number in range(table.first_term_from(start), len(table)):
            if any(table.field_ordinal(row) == ordinal for row in table.rows_between(number, number + 1)):
                yield fieldname, table.term(number)
