"""Numbers that several reports have, gathered while an archive is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.report import Report
from indexer.similarity.title_core import title_core
from service.audit import kinds
from service.audit.finding import Fault, Subject

_LISTED = 5


class SharedNumbers:
    """Gathers the numbers of reports; then says which are shared."""

    def __init__(self) -> None:
        self._index_numbers: defaultdict[str, list[Subject]] = defaultdict(list)
        self._document_numbers: defaultdict[str, list[Subject]] = defaultdict(list)

    def add(self, report: Report, subject: Subject) -> None:
        """Take note of the numbers of a report."""
        if report.index_number:
            self._index_numbers[report.index_number.key].append(subject)
        if report.document_number and report.document_number.serial is not None:
            self._document_numbers[report.document_number.key].append(subject)

    def faults(self) -> Iterator[tuple[Subject, Fault]]:
        """Yield each report that shares a number: an index number with any other one, a document number with one of another title.

        Reprints of a document have its number by right.
        """
        for key, subjects in self._index_numbers.items():
            if len(subjects) > 1:
                yield from _shared(kinds.SHARED_INDEX_NUMBER, "索引号", key, subjects)
        for key, subjects in self._document_numbers.items():
            if len(subjects) > 1 and len({title_core(each.title) for each in subjects}) > 1:
                yield from _shared(kinds.SHARED_DOCUMENT_NUMBER, "文号", key, subjects)


def _shared(kind: kinds.Kind, what: str, key: str, subjects: list[Subject]) -> Iterator[tuple[Subject, Fault]]:
    count = len(subjects) - 1
    more = f"等 {count} 份" if count > _LISTED else ""
    for subject in subjects:
        others = [each for each in subjects[: _LISTED + 1] if each.id != subject.id][:_LISTED]
        titles = "、".join(f"《{each.title}》" for each in others)
        yield subject, Fault(kind, key, f"{what} {key} 也是{titles}{more}的", tuple(each.id for each in others))
