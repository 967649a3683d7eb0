"""Removals of a build: put off to its end, and refused where they are more than is likely to be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.problem import Problem
from indexer.errors import TooManyRemovals

LEAST_REFUSED = 20
"""Removing this many reports or fewer is never refused."""


@dataclass(frozen=True, slots=True)
class RemovalLimit:
    """The share of the reports, in percent, that one build may remove."""

    percent: int = 10

    def check(self, removals: int, reports: int, sources: Iterable[str]) -> None:
        """Raise `TooManyRemovals` where `removals` of `reports` are too many."""
        if removals > max(LEAST_REFUSED, reports * self.percent // 100):
            raise TooManyRemovals(removals, reports, sorted(sources))


class Removals:
    """Reports that their sources hold no more. One that another source takes over meanwhile is not removed."""

    def __init__(self) -> None:
        self._source_of: dict[str, str] = {}
        self._moved: set[str] = set()
        self._gained: Counter[str] = Counter()
        self.taken: set[str] = set()
        """Reports that were taken out again: another source has their ids, whatever goes on in the first one."""

    def add(self, source: str, ids: Iterable[str], *, moved: bool = False) -> None:
        """Put off the removal of reports; what those that `moved` say is part of other reports now."""
        found = dict.fromkeys(ids, source)
        self._source_of.update(found)
        if moved:
            self._moved.update(found)

    def gain(self, source: str) -> None:
        """Note that a source has another report in place of one that it holds no more, if there is any."""
        self._gained[source] += 1

    def replace(self) -> int:
        """Count as no loss what its source gained another report for; return how many these are."""
        left = self._gained.copy()
        replaced = set()
        for report_id, source in self._source_of.items():
            if left[source] > 0 and report_id not in self._moved:
                left[source] -= 1
                replaced.add(report_id)
        self._moved |= replaced
        return len(replaced)

    def spare(self, report_id: str) -> None:
        """Take a report out that was put again."""
        if self._source_of.pop(report_id, None) is not None:
            self.taken.add(report_id)

    def __len__(self) -> int:
        return len(self._source_of)

    def __contains__(self, report_id: str) -> bool:
        return report_id in self._source_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._source_of)

    @property
    def lost(self) -> int:
        """How many are removed whose text nothing else has."""
        return len(self._source_of.keys() - self._moved)

    def by_source(self) -> Counter[str]:
        """Return the sources that lose reports whose text nothing else has, and how many each."""
        return Counter(source for report_id, source in self._source_of.items() if report_id not in self._moved)

    def notes(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return a note for each source that loses reports while something of it could not be taken in, as `problems` say: perhaps just these."""
        refused = {each.source for each in problems if each.skipped}
        lost = self.by_source()
        return [
            Problem(source, f"以前收录过的 {lost[source]} 条，这次没有收录，已移除", skipped=False)
            for source in sorted(refused & lost.keys())
        ]
