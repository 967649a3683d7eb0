"""Reports with nearly the same text, gathered while an archive is read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from corpus.report import Report
from indexer.similarity.same_text import near_identical, sketches_of
from service.audit import kinds
from service.audit.finding import Fault, Subject

_BATCH = 500
"""Texts that are sketched at a time."""


class SameTexts:
    """Gathers sketches of the texts of reports; then says which are near-identical. Keeps no texts but those of a batch."""

    def __init__(self) -> None:
        self._subjects: list[Subject] = []
        self._texts: list[str] = []
        self._sketched = [sketches_of([])]

    def add(self, report: Report, subject: Subject) -> None:
        """Take note of the text of a report."""
        self._subjects.append(subject)
        self._texts.append(report.body)
        if len(self._texts) == _BATCH:
            self._sketch()

    def faults(self) -> Iterator[tuple[Subject, Fault]]:
        """Yield each report whose text an earlier one has, or nearly."""
        self._sketch()
        sketched, sizes = (np.concatenate(each) for each in zip(*self._sketched, strict=True))
        for one, other, alike in near_identical(sketched, sizes):
            first, subject = self._subjects[one], self._subjects[other]
            whose = f"（{first.issuer}）" if first.issuer and first.issuer != subject.issuer else ""
            said = f"与《{first.title}》{whose}的内容{'相同' if alike == 1 else '几乎相同'}"
            yield subject, Fault(kinds.NEAR_IDENTICAL, first.id, said, (first.id,))

    def _sketch(self) -> None:
        if self._texts:
            self._sketched.append(sketches_of(self._texts))
            self._texts = []
