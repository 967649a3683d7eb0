"""What a build did, counted in reports, and every problem it met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace

from corpus.problem import Problem
from corpus.readers import HARMLESS, PassedOver, name_of_format
from indexer.recorded import FileOutcome, Outcome


@dataclass(frozen=True, slots=True)
class FormatCount:
    """What came of the files of one format: read, without text, passed over, failed. `format` is "" for unknown ones."""

    format: str
    read: int = 0
    no_text: int = 0
    passed_over: int = 0
    failed: int = 0


def format_counts(counted: Iterable[FormatCount], passed_over: Iterable[str]) -> tuple[FormatCount, ...]:
    """Return the counts together with files passed over, given by their formats, most files first."""
    counts = {each.format: each for each in counted}
    for name in passed_over:
        before = counts.get(name, FormatCount(name))
        counts[name] = replace(before, passed_over=before.passed_over + 1)
    return tuple(sorted(counts.values(), key=lambda each: (-sum(astuple(each)[1:]), each.format)))


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `reports` is how many the index holds afterwards, `files` how many were read (unchanged ones are not), `forgotten` the
    sources that are gone. `problems` are those of all files, also of unchanged ones. `passed_over` are the files that
    were not read for what they are, `unusable` the names of paths that gave none. `formats` counts all files, also unchanged ones.
    """

    reports: int
    added: int
    changed: int
    unchanged: int
    removed: int
    files: int
    problems: tuple[Problem, ...]
    forgotten: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    unusable: tuple[str, ...] = ()
    formats: tuple[FormatCount, ...] = ()

    @property
    def skipped(self) -> int:
        """The number of files and lines that gave no report."""
        return sum(problem.count for problem in self.problems if problem.skipped)

    @property
    def unwanted(self) -> tuple[PassedOver, ...]:
        """The files passed over of which somebody may have thought that they are indexed."""
        return tuple(each for each in self.passed_over if each.kind not in HARMLESS)

    def with_found(
        self, problems: Sequence[Problem], passed_over: Sequence[PassedOver], unusable: Iterable[str]
    ) -> BuildReport:
        """Return the same report with what was met while the files were looked for."""
        return replace(
            self,
            problems=(*problems, *self.problems),
            passed_over=(*passed_over, *self.passed_over),
            unusable=tuple(unusable),
            formats=format_counts(self.formats, (name_of_format(each.source) for each in passed_over)),
        )


@dataclass(slots=True)
class Tally:
    """A report in the making."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    outcomes: Counter[FileOutcome] = field(default_factory=Counter)

    @property
    def put(self) -> int:
        """The number of reports put so far."""
        return self.added + self.changed

    def report(self, reports: int) -> BuildReport:
        """Return the report of a build after which an index holds `reports`."""
        return BuildReport(
            reports=reports,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            removed=self.removed,
            files=self.files,
            problems=tuple(self.problems),
            passed_over=tuple(self.passed_over),
            forgotten=tuple(self.forgotten),
            formats=format_counts(self._formats(), ()),
        )

    def _formats(self) -> Iterator[FormatCount]:
        for name in {each.format for each in self.outcomes}:
            yield FormatCount(name, **{each.value: self.outcomes[FileOutcome(name, each)] for each in Outcome})
