"""Terms for peers that take them: the same grams and words as ours, from parallel processes, joined by spaces.

Such peers number terms one by one, while our index may keep two grams at one position. `stream` therefore puts the
lone character before its pair, always in that order, so that neighbours in a text are neighbours in a query too.
"""

from __future__ import annotations

import json
import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus.record import to_record
from corpus.report import Report
from indexer.analysis import LONE, PAIR, gram_shapes, is_run, tokenize, words
from indexer.fields import FIELDS

BATCH = 200
"""Reports whose terms one process makes together: long enough to outweigh the pickling."""

WAITING_BATCHES = 8
"""Batches under way at once; memory stays bounded when a peer takes terms slower than they are made."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report as terms: `texts` holds (grams, words) by field, each joined by spaces; `record` is JSON."""

    id: str
    record: str
    texts: Mapping[str, tuple[str, str]]
    keywords: Mapping[str, str]
    numbers: Mapping[str, int]


def stream(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the grams of a text's tokens one after another.

    >>> " ".join(stream(("共", "2023", "年", "度", "报", "告")))
    '共 2023 年 年度 度报 报告 告'
    """
    for position, shapes in enumerate(gram_shapes(tokens)):
        if shapes & LONE:
            yield tokens[position]
        if shapes & PAIR:
            yield tokens[position] + tokens[position + 1]


def phrase(tokens: Sequence[str]) -> tuple[str, ...]:
    """Return the neighbouring terms that tell `tokens` in a stream; empty when only a prefix can (a lone character).

    >>> phrase(("年", "度", "报")), phrase(("2023", "年")), phrase(("年",))
    (('年度', '度报'), ('2023', '年'), ())
    """
    terms = tuple(stream(tokens))
    if is_run(tokens[-1]) or (len(tokens) > 1 and is_run(tokens[-2])):
        return terms
    return terms[:-1]


def to_document(report: Report) -> Document:
    """Return a report as terms."""
    texts = {}
    for field in FIELDS:
        if field.text and (text := field.text(report)):
            tokens = tokenize(text)
            texts[field.name] = (" ".join(stream(tokens)), " ".join(words(tokens)))
    return Document(
        id=report.id,
        record=json.dumps(to_record(report), ensure_ascii=False),
        texts=texts,
        keywords={field.name: value for field in FIELDS if field.keyword and (value := field.keyword(report))},
        numbers={
            field.name: number for field in FIELDS if field.number and (number := field.number(report)) is not None
        },
    )


def to_documents(reports: Iterable[Report]) -> Iterator[Document]:
    """Yield the reports of an archive as terms, in order, from as many processes as there are cores."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        waiting: deque[Future[list[Document]]] = deque()
        for batch in _batched(reports):
            waiting.append(pool.submit(_convert_batch, batch))
            if len(waiting) >= WAITING_BATCHES:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def write(documents: Iterable[Document], path: Path) -> None:
    """Write documents to a file, so that a peer can be timed without the making of terms."""
    with path.open("wb") as file:
        for document in documents:
            pickle.dump(document, file)


def read(path: Path) -> Iterator[Document]:
    """Yield the documents of a file."""
    with path.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)


def _convert_batch(reports: list[Report]) -> list[Document]:
    return [to_document(report) for report in reports]


def _batched(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
