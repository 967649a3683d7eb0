"""Which of a source's new reports is one of its earlier ones, edited: told by what both say."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from corpus.attached import own_text
from corpus.identity import derived_id
from corpus.report import Report

_SKETCH = 32
"""Pairs of characters that a text is compared by: of all pairs those with the smallest checksums (bottom-k sketch of Broder)."""

_COMPARED_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of a report that is removed: enough to know it again, in less than a kilobyte.

    `identity` is the id that follows from what identifies it, `ids` are its own and the former ones.
    """

    source: str
    ids: tuple[str, ...]
    identity: str
    index_number: str
    document_number: str
    title: str
    body: bytes
    sketch: array[int]

    @classmethod
    def of(cls, report: Report) -> Trace:
        """Return the trace of a report."""
        text = own_text(report)
        return cls(
            source=report.source,
            ids=(report.id, *report.former_ids),
            identity=derived_id(report),
            index_number=report.index_number.key if report.index_number else "",
            document_number=report.document_number.key if report.document_number else "",
            title="".join(report.title.split()),
            body=hashlib.blake2b(text.encode(), digest_size=8).digest() if text else b"",
            sketch=_sketch(text[:_COMPARED_CHARACTERS]),
        )


Key = Callable[[Trace], str | bytes]

_KEYS: tuple[Key, ...] = (
    lambda trace: trace.identity,
    lambda trace: trace.index_number,
    lambda trace: trace.document_number,
    lambda trace: trace.body,
    lambda trace: trace.title,
)
"""What tells that two reports of a source are one, best first."""


def edited(lost: Sequence[Trace], new: Sequence[Trace]) -> Iterator[tuple[Trace, Trace]]:
    """Yield each lost report of a source with the new one that it was edited to.

    Where several share what tells, nobody knows which is which. A last one with a last one may also be told by similar bodies.
    """
    for key in _KEYS:
        before, after = _unique(key, lost), _unique(key, new)
        pairs = [(before[value], after[value]) for value in before if value in after]
        pairs = [(old, now) for old, now in pairs if key is not _KEYS[-1] or not _contradict(old, now)]
        yield from pairs
        lost = _without(lost, [old for old, _ in pairs])
        new = _without(new, [now for _, now in pairs])
    if len(lost) == len(new) == 1 and _are_similar(lost[0], new[0]):
        yield lost[0], new[0]


def _unique(key: Key, traces: Iterable[Trace]) -> dict[str | bytes, Trace]:
    """Return the traces by a key that no other of them has."""
    by_key: dict[str | bytes, list[Trace]] = {}
    for trace in traces:
        by_key.setdefault(key(trace), []).append(trace)
    return {value: found[0] for value, found in by_key.items() if value and len(found) == 1}


def _without(traces: Sequence[Trace], known: Iterable[Trace]) -> Sequence[Trace]:
    ids = {trace.ids[0] for trace in known}
    return [trace for trace in traces if trace.ids[0] not in ids] if ids else traces


def _contradict(one: Trace, other: Trace) -> bool:
    """Return whether two reports have different numbers of one kind: the reports of each month may share a title."""
    numbers = ((one.index_number, other.index_number), (one.document_number, other.document_number))
    return any(first and second and first != second for first, second in numbers)


def _sketch(text: str) -> array[int]:
    pairs = {text[start : start + 2] for start in range(len(text) - 1)}
    return array("I", sorted(crc32(pair.encode()) for pair in pairs)[:_SKETCH])


def _are_similar(one: Trace, other: Trace) -> bool:
    """Return whether about half of the pairs of characters in two bodies are the same ones."""
    first, second = set(one.sketch), set(other.sketch)
    least = set(sorted(first | second)[:_SKETCH])
    return bool(least) and 2 * len(first & second & least) >= len(least)
