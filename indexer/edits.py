"""Which of a source's new reports is one of its earlier ones, edited: told by what both say."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from zlib import crc32

from corpus.attached import own_text
from corpus.identity import derived_id
from corpus.report import Report

_SKETCH = 32
"""Pairs of characters that a text is compared by: of all pairs those with the smallest checksums (bottom-k sketch of Broder)."""

_LEAST_CHARACTERS = 20
"""Bodies that are shorter tell nothing: many say "详见附件。"."""

_COMPARED_CHARACTERS = 20_000

_FACTS = ("index_number", "document_number", "published", "written")


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of a report that is removed: enough to know it again, in less than a kilobyte.

    `identity` is the id that follows from what identifies it, `ids` are its own and the former ones. `body` and `sketch` are
    empty for bodies that tell nothing.
    """

    source: str
    ids: tuple[str, ...]
    identity: str
    address: str
    index_number: str
    document_number: str
    published: str
    written: str
    title: str
    body: bytes
    sketch: array[int]

    @property
    def is_left(self) -> str:
        """What all have, and so tells only where one is left."""
        return "yes"

    @classmethod
    def of(cls, report: Report) -> Trace:
        """Return the trace of a report."""
        text = "".join(own_text(report).split())
        if len(text) < _LEAST_CHARACTERS:
            text = ""
        return cls(
            source=report.source,
            ids=(report.id, *report.former_ids),
            identity=derived_id(report),
            address=report.original_url,
            index_number=report.index_number.key if report.index_number else "",
            document_number=report.document_number.key if report.document_number else "",
            published=str(report.published or ""),
            written=str(report.written or ""),
            title="".join(report.title.split()),
            body=hashlib.blake2b(text.encode(), digest_size=8).digest() if text else b"",
            sketch=_sketch(text[:_COMPARED_CHARACTERS]),
        )


Pair = tuple[Trace, Trace]
Confirmation = Callable[[Trace, Trace], bool]


def edited(lost: Sequence[Trace], new: Sequence[Trace], *, moved: Set[str] = frozenset()) -> Iterator[Pair]:
    """Yield each lost report of a source with the new one that it was edited to.

    Where several share what tells, nobody knows which is which. `moved` are the ids of new ones that the archive had before, in
    another source: they are edits only of what is identified alike.
    """
    for name, confirms in _EVIDENCE:
        candidates = new if name == "identity" else _without(new, moved)
        pairs = [pair for pair in _sharing(name, lost, candidates) if confirms(*pair)]
        yield from pairs
        lost = _without(lost, {old.ids[0] for old, _ in pairs})
        new = _without(new, {now.ids[0] for _, now in pairs})


def _tells_alone(old: Trace, now: Trace) -> bool:
    return True


def _confirms_title(old: Trace, now: Trace) -> bool:
    """Return whether reports of one title are one: the reports of each month may share a title too."""
    if _differ(old, now, *_FACTS):
        return False
    has_date = any(getattr(old, name) and getattr(old, name) == getattr(now, name) for name in ("published", "written"))
    return has_date or not (old.body and now.body) or _are_similar(old, now)


def _are_versions(old: Trace, now: Trace) -> bool:
    return _are_similar(old, now) and not _differ(old, now, *_FACTS, "address")


_EVIDENCE: tuple[tuple[str, Confirmation], ...] = (
    ("identity", _tells_alone),
    ("index_number", _tells_alone),
    ("document_number", _tells_alone),
    ("body", _tells_alone),
    ("title", _confirms_title),
    ("is_left", _are_versions),
)
"""What tells that two reports of a source are one, best first: what no other of them has, and whether all else goes with it."""


def _sharing(name: str, lost: Iterable[Trace], new: Iterable[Trace]) -> Iterator[Pair]:
    before, after = _unique(name, lost), _unique(name, new)
    return ((before[value], after[value]) for value in before if value in after)


def _unique(name: str, traces: Iterable[Trace]) -> dict[str | bytes, Trace]:
    """Return the traces by a value that no other of them has."""
    by_value: dict[str | bytes, list[Trace]] = {}
    for trace in traces:
        by_value.setdefault(getattr(trace, name), []).append(trace)
    return {value: found[0] for value, found in by_value.items() if value and len(found) == 1}


def _without(traces: Sequence[Trace], ids: Set[str]) -> Sequence[Trace]:
    return [trace for trace in traces if trace.ids[0] not in ids] if ids else traces


def _differ(one: Trace, other: Trace, *names: str) -> bool:
    """Return whether both have one of these values, and not the same."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in names)
    return any(first and second and first != second for first, second in pairs)


def _sketch(text: str) -> array[int]:
    pairs = {text[start : start + 2] for start in range(len(text) - 1)}
    return array("I", sorted(crc32(pair.encode()) for pair in pairs)[:_SKETCH])


def _are_similar(one: Trace, other: Trace) -> bool:
    """Return whether about half of the pairs of characters in two bodies are the same ones."""
    first, second = set(one.sketch), set(other.sketch)
    least = set(sorted(first | second)[:_SKETCH])
    return bool(least) and 2 * len(first & second & least) >= len(least)
