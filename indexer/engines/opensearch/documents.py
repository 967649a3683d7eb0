"""How a report becomes an OpenSearch document: its tokens, cut by us and joined by spaces, and the record to give back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from corpus.report import Report, from_record, to_record
from indexer.analysis import atoms, is_run, words
from indexer.engines.opensearch.mapping import CUT_OFF, DIGEST, LONGEST_TOKEN, RANKED, RECORD, SAME_PLACE
from indexer.fields import FIELDS

LONGEST_KEYWORD = 32_000
"""Bytes. Lucene takes no value above 32,766."""

LONGEST_ID = 500
"""Bytes. OpenSearch takes no `_id` above 512."""

_SHOWN = 100


def document(report: Report, digest: str) -> dict[str, Any]:
    """Give the document of `report`."""
    grams: dict[str, str] = {}
    cut: dict[str, str] = {}
    # The cluster puts one copy of each field into the ranked text; we send the others.
    further: dict[str, list[str]] = {"grams": [], "words": []}
    found: dict[str, Any] = {RECORD: to_record(report), "grams": grams, "words": cut, RANKED: further}
    if digest:
        found[DIGEST] = digest
    for field in FIELDS:
        if field.text and (sequence := atoms(field.text(report))):
            grams[field.name] = " ".join(gram_tokens(sequence))
            cut[field.name] = " ".join(map(token, words(sequence)))
            further["grams"] += [grams[field.name]] * (field.weight - 1)
            further["words"] += [cut[field.name]] * (field.weight - 1)
        if field.keyword and (value := field.keyword(report)):
            found[field.name] = keyword(value)
        if field.number and (number := field.number(report)) is not None:
            found[field.name] = number
    return found


def bulk_lines(report: Report, digest: str) -> bytes:
    """Give the two lines that put `report` in a `_bulk` request."""
    action = {"index": {"_id": document_id(report.id)}}
    return _line(action) + _line(document(report, digest))


def delete_line(report_id: str) -> bytes:
    """Give the line that removes a report in a `_bulk` request."""
    return _line({"delete": {"_id": document_id(report_id)}})


def report_of(source: dict[str, Any]) -> Report:
    """Give the report that a document's source holds."""
    return from_record(source[RECORD])


def gram_tokens(sequence: Sequence[str]) -> list[str]:
    """Give one token for every position of a text: its gram, or two grams that stand there, joined.

    The grams are those of `index_grams`, told in a fifth of the time.

    >>> [each.replace(SAME_PLACE, "+") for each in gram_tokens(("2023", "年", "度"))]
    ['2023', '年度+年', '度']
    """
    no_character = {atom: is_run(atom) for atom in {*sequence}} | {"": True}
    tokens: list[str] = []
    after_run = False
    for atom, following in zip_longest(sequence, sequence[1:], fillvalue=""):
        if no_character[atom]:
            tokens.append(token(atom))
            after_run = True
            continue
        if no_character[following]:
            tokens.append(atom)
        elif after_run:
            tokens.append(f"{atom}{following}{SAME_PLACE}{atom}")
        else:
            tokens.append(atom + following)
        after_run = False
    return tokens


def token(text: str) -> str:
    """Give a gram or word as it is sent: as it is, or, when Lucene wouldn't take it, its start and its digest.

    Only runs of letters or digits are that long, and no query asks for the start of a run.
    """
    if len(text) <= LONGEST_TOKEN // 4:
        return text
    return _shortened(text, LONGEST_TOKEN)


def keyword(value: str) -> str:
    """Give a keyword value as it is kept: as it is, or its start and its digest."""
    return _shortened(value, LONGEST_KEYWORD)


def document_id(report_id: str) -> str:
    """Give the `_id` of a report: its id, or a digest of one that OpenSearch wouldn't take."""
    kept = keyword(report_id)
    if kept and len(kept.encode()) <= LONGEST_ID:
        return kept
    return f"{SAME_PLACE}{_digest(kept)}"


def _shortened(text: str, longest: int) -> str:
    return text if len(text.encode()) <= longest else f"{text[:_SHOWN]}{CUT_OFF}{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
