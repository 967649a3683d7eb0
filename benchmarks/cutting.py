"""Tokens for engines that take them: the same grams and words as ours, in parallel processes, joined by spaces.

Such engines number tokens one by one, while our index may keep two grams at one position. `stream` therefore puts the
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

from corpus.report import Report, to_record
from indexer.analysis import atoms, is_run, words
from indexer.fields import FIELDS

BATCH = 200
"""Reports cut together by one process: long enough to outweigh the pickling."""

WAITING_BATCHES = 8
"""Batches under way at once; memory stays bounded when an engine takes tokens slower than they are cut."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report cut for indexing: `texts` holds (grams, words) by field, tokens joined by spaces; `record` is JSON."""

    id: str
    record: str
    texts: Mapping[str, tuple[str, str]]
    keywords: Mapping[str, str]
    numbers: Mapping[str, int]


def stream(sequence: Sequence[str]) -> Iterator[str]:
    """Give the grams of a text's atoms one after another.

    >>> " ".join(stream(("共", "2023", "年", "度", "报", "告")))
    '共 2023 年 年度 度报 报告 告'
    """
    runs = [is_run(atom) for atom in sequence]
    last = len(sequence) - 1
    for position, atom in enumerate(sequence):
        if runs[position] or position == last or runs[position + 1]:
            yield atom
        else:
            if position and runs[position - 1]:
                yield atom
            yield atom + sequence[position + 1]


def phrase(sequence: Sequence[str]) -> tuple[str, ...]:
    """Give the neighbouring tokens that tell `sequence` in a stream; empty when only a prefix can (a lone character).

    >>> phrase(("年", "度", "报")), phrase(("2023", "年")), phrase(("年",))
    (('年度', '度报'), ('2023', '年'), ())
    """
    tokens = tuple(stream(sequence))
    if is_run(sequence[-1]) or (len(sequence) > 1 and is_run(sequence[-2])):
        return tokens
    return tokens[:-1]


def cut(report: Report) -> Document:
    """Cut one report."""
    texts = {}
    for field in FIELDS:
        if field.text and (text := field.text(report)):
            sequence = atoms(text)
            texts[field.name] = (" ".join(stream(sequence)), " ".join(words(sequence)))
    return Document(
        id=report.id,
        record=json.dumps(to_record(report), ensure_ascii=False),
        texts=texts,
        keywords={field.name: value for field in FIELDS if field.keyword and (value := field.keyword(report))},
        numbers={
            field.name: number for field in FIELDS if field.number and (number := field.number(report)) is not None
        },
    )


def cut_all(reports: Iterable[Report]) -> Iterator[Document]:
    """Cut an archive with as many processes as there are cores, in order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        waiting: deque[Future[list[Document]]] = deque()
        for batch in _batched(reports):
            waiting.append(pool.submit(_cut_batch, batch))
            if len(waiting) >= WAITING_BATCHES:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def store(documents: Iterable[Document], path: Path) -> None:
    """Keep cut documents in a file, so that an engine can be timed without the cutting."""
    with path.open("wb") as file:
        for document in documents:
            pickle.dump(document, file)


def stored(path: Path) -> Iterator[Document]:
    """Read a file of cut documents."""
    with path.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)


def _cut_batch(reports: list[Report]) -> list[Document]:
    return [cut(report) for report in reports]


def _batched(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
