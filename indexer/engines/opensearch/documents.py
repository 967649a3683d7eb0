"""How a report becomes an OpenSearch document: its terms, made here and joined by spaces, and the record to return."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from corpus.record import ended_from_stored, ended_to_stored, from_record, to_record
from corpus.report import Report, with_ended
from indexer.analysis import LONE, PAIR, gram_shapes, tokenize, words
from indexer.engines.opensearch.mapping import DIGEST, LONGEST_TERM, RANKED, RECORD, SAME_POSITION, SHORTENED
from indexer.fields import FIELDS

LONGEST_KEYWORD = 32_000
"""Bytes. Lucene takes no value above 32,766."""

LONGEST_ID = 500
"""Bytes. OpenSearch takes no `_id` above 512."""

_SHOWN = 100
_ENDED = "ended"


def document(report: Report, digest: str) -> dict[str, Any]:
    """Return the document of `report`."""
    gram_fields: dict[str, str] = {}
    word_fields: dict[str, str] = {}
    # The cluster puts one copy of each field into the ranked text; we send the others.
    further: dict[str, list[str]] = {"grams": [], "words": []}
    found: dict[str, Any] = {RECORD: _record(report), "grams": gram_fields, "words": word_fields, RANKED: further}
    if digest:
        found[DIGEST] = digest
    for field in FIELDS:
        if field.text and (tokens := tokenize(field.text(report))):
            gram_fields[field.name] = " ".join(gram_terms(tokens))
            word_fields[field.name] = " ".join(map(wire_term, words(tokens)))
            further["grams"] += [gram_fields[field.name]] * (field.weight - 1)
            further["words"] += [word_fields[field.name]] * (field.weight - 1)
        if values := field.exact_values(report):
            found[field.name] = keyword(values[0]) if field.keyword else [keyword(value) for value in values]
        if field.number and (number := field.number(report)) is not None:
            found[field.name] = number
    return found


def bulk_lines(report: Report, digest: str) -> bytes:
    """Return the two lines that put `report` in a `_bulk` request."""
    action = {"index": {"_id": document_id(report.id)}}
    return _line(action) + _line(document(report, digest))


def delete_line(report_id: str) -> bytes:
    """Return the line that removes a report in a `_bulk` request."""
    return _line({"delete": {"_id": document_id(report_id)}})


def report_of(source: dict[str, Any]) -> Report:
    """Return the report that a document's source holds."""
    record = source[RECORD]
    return with_ended(from_record(record), ended_from_stored(record.get(_ENDED)))


def _record(report: Report) -> dict[str, object]:
    """Return what is kept of a report: its record and, where another one ends it, that."""
    record = to_record(report)
    return {**record, _ENDED: ended_to_stored(report.ended)} if report.ended else record


def gram_terms(tokens: Sequence[str]) -> list[str]:
    """Return one term for every position of a text: its gram of `index_grams`, or two grams that stand there, joined.

    >>> [each.replace(SAME_POSITION, "+") for each in gram_terms(("2023", "年", "度"))]
    ['2023', '年度+年', '度']
    """
    terms: list[str] = []
    for token, following, shapes in zip_longest(tokens, tokens[1:], gram_shapes(tokens), fillvalue=""):
        if shapes == PAIR:
            terms.append(token + following)
        elif shapes == LONE:
            terms.append(wire_term(token))
        else:
            terms.append(f"{token}{following}{SAME_POSITION}{token}")
    return terms


def wire_term(text: str) -> str:
    """Return the term to send for a gram or word: itself, or, when Lucene wouldn't take it, its start and its digest.

    Only runs of letters or digits are that long; a piece of one is not found in it.
    """
    if len(text) <= LONGEST_TERM // 4:
        return text
    return _shortened(text, LONGEST_TERM)


def keyword(value: str) -> str:
    """Return the term to send for a keyword value: the value itself, or its start and its digest."""
    return _shortened(value, LONGEST_KEYWORD)


def document_id(report_id: str) -> str:
    """Return the `_id` of a report: its id, or a digest of one that OpenSearch wouldn't take."""
    value = keyword(report_id)
    if value and len(value.encode()) <= LONGEST_ID:
        return value
    return f"{SAME_POSITION}{_digest(value)}"


def _shortened(text: str, longest: int) -> str:
    return text if len(text.encode()) <= longest else f"{text[:_SHOWN]}{SHORTENED}{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
